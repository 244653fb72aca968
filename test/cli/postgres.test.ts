/** Servers as processes of their own, on PostgreSQL. */
import { expect, it } from "@jest/globals";
import { z } from "zod";
import { onPostgres, type TestDatabase } from "../databases/index.ts";
import { folderPerTest } from "./folder.ts";
import { begin, run } from "./process.ts";

const folder = folderPerTest();

const live = {
  PUBLIC_BASE_URL: "https://flows.example.com",
  FLOWELLA_MASTER_KEY: Buffer.alloc(32, 1).toString("base64"),
  FLOWELLA_OPERATOR_TOKEN: "o".repeat(32),
  HUBSPOT_CLIENT_ID: "client",
  HUBSPOT_CLIENT_SECRET: "secret",
  PORT: "0",
};

function urlOf({ settings }: TestDatabase): string {
  if (!("DATABASE_URL" in settings)) throw new Error("This is a file.");
  return settings.DATABASE_URL;
}

onPostgres("servers on one PostgreSQL", (databases) => {
  it("start together on an empty database, and live on when one is killed", async () => {
    const database = await databases.makeEmpty();
    const env = { ...live, DATABASE_URL: urlOf(database) };
    const servers = [1, 2, 3].map(() => begin(["start"], { cwd: folder(), env }));
    const urls = await Promise.all(
      servers.map(async (server) => z.string().parse((await server.until(/listens on (\S+) /))[1])),
    );
    const [first, ...others] = servers;
    await first?.stop("SIGKILL");
    for (const url of urls.slice(1)) expect((await fetch(`${url}/ready`)).status).toBe(200);
    for (const server of others) expect((await server.stop()).code).toBe(0);
    await database.remove();
  });

  it("are examined from this machine, too", async () => {
    const database = await databases.make();
    const examine = async (DATABASE_URL: string) => {
      const { stdout } = await run(["doctor", "--json"], { cwd: folder(), env: { ...live, PORT: "1", DATABASE_URL } });
      const { findings } = z
        .object({ findings: z.array(z.object({ check: z.string(), state: z.string(), says: z.string() })) })
        .parse(JSON.parse(stdout));
      return findings.find(({ check }) => check === "database_url");
    };
    // The tests' own server does not flush, which is just what an operator must hear; somebody's own one may.
    expect(await examine(urlOf(database))).toMatchObject(
      process.env["FLOWELLA_TEST_POSTGRES_URL"]
        ? { state: expect.stringMatching(/ok|broken/) }
        : { state: "broken", says: expect.stringContaining("may lose what it confirmed") },
    );
    const wrong = new URL(urlOf(database));
    wrong.password = "wrong";
    expect(await examine(wrong.href)).toMatchObject({
      state: "broken",
      says: expect.stringContaining("refuses this user or password"),
    });
    await database.remove();
  });

  it("do not start where it cannot be used, and say in a sentence why", async () => {
    const database = await databases.make();
    const url = urlOf(database);
    const nowhere = new URL(url);
    nowhere.pathname = "/nowhere";
    for (const [env, words] of [
      [{ ...live, DATABASE_URL: nowhere.href }, /^There is no database nowhere at /],
      [{ ...live, DATABASE_URL: url, DATABASE_FILE: "too.db" }, /DATABASE_URL and DATABASE_FILE are both set/],
      [{ ...live, DATABASE_URL: "mysql://localhost/flowella" }, /DATABASE_URL must look like postgres:/],
    ] as const) {
      const { code, stdout, stderr } = await run(["start"], { cwd: folder(), env });
      expect([code, stdout]).toEqual([1, ""]);
      expect(stderr).toMatch(words);
      expect(stderr).not.toMatch(/^\s+at /m);
    }
    await database.remove();
  });
});
