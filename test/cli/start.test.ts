/** `npm start` as people and supervisors see it: what it says, what it keeps, and how it ends. */
import { once } from "node:events";
import { readdir, readFile, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import path from "node:path";
import { describe, expect, it } from "@jest/globals";
import { z } from "zod";
import { folderPerTest } from "./folder.ts";
import { begin, type Running, run } from "./process.ts";

const folder = folderPerTest();
const start = (env: Record<string, string> = { PORT: "0" }) => begin(["start"], { cwd: folder(), env });

const complete = {
  PUBLIC_BASE_URL: "https://flows.example.com",
  FLOWELLA_MASTER_KEY: Buffer.alloc(32, 7).toString("base64"),
  FLOWELLA_OPERATOR_TOKEN: "an-operator-token-of-more-than-32-letters",
  HUBSPOT_CLIENT_ID: "hubspot-client-id",
  HUBSPOT_CLIENT_SECRET: "hubspot-client-secret",
};

interface Sandbox {
  readonly server: string;
  readonly whatsapp: string;
  /** The command that the greeting tells people to type. */
  readonly send: string[];
}

/** What the greeting says, read as a person would. */
async function greeting(running: Running): Promise<Sandbox> {
  const [text] = await running.until(/Flowella runs on the sandbox[\s\S]*Ctrl-C stops it\./);
  const find = (pattern: RegExp) => pattern.exec(text)?.[1] ?? "";
  return {
    server: find(/Server\s+(http\S+)\/ready/),
    whatsapp: find(/WhatsApp stand-in (http\S+)\/_sandbox/),
    send: find(/flowella -- (send .+)/).split(" "),
  };
}

const chatSchema = z.object({ chat: z.array(z.object({ button: z.object({ state: z.string() }).optional() })) });

/** Flow messages in the demo customer's chat that she can open. */
async function buttonsIn({ whatsapp }: Sandbox): Promise<number> {
  const person: unknown = await (await fetch(`${whatsapp}/_sandbox/people/393475550142`)).json();
  return chatSchema.parse(person).chat.filter(({ button }) => button?.state === "ready").length;
}

describe("with no configuration", () => {
  it("runs on the sandbox, says where to look, keeps its data in one file, and ends on Ctrl-C; then again", async () => {
    const first = start();
    const said = await greeting(first);
    expect((await fetch(`${said.server}/ready`)).status).toBe(200);
    expect((await fetch(`${said.whatsapp}/_sandbox`)).status).toBe(200);

    const sent = await run(said.send, { cwd: folder() });
    expect({ ...sent, stdout: JSON.parse(sent.stdout) }).toEqual({
      code: 0,
      stderr: "",
      stdout: expect.objectContaining({ kind: "sent", channel: "template" }),
    });
    expect(await buttonsIn(said)).toBe(1);

    const nobody = said.send.map((word) => (/^\d{3}$/.test(word) ? "999999" : word.replace("my-first", "to-nobody")));
    const refused = await run(nobody, { cwd: folder() });
    expect(refused).toEqual({
      code: 1,
      stdout: "",
      stderr: expect.stringMatching(/^There is no usable phone number\..*\n$/),
    });

    const ended = await first.stop("SIGINT");
    expect(ended).toMatchObject({ code: 0, stdout: expect.stringMatching(/Stopping.*\nStopped\.\n$/s) });
    expect(await readdir(folder())).toEqual(["data"]);
    expect((await readdir(path.join(folder(), "data"))).sort()).toEqual(["flowella.db", "sandbox-secrets.json"]);
    expect((await stat(path.join(folder(), "data", "sandbox-secrets.json"))).mode & 0o077).toBe(0);

    const second = start();
    const again = await greeting(second);
    expect(again.send.at(again.send.indexOf("--flow") + 1)).toBe(said.send.at(said.send.indexOf("--flow") + 1));
    // The key was used: the send of then is what it names.
    const { sendId } = JSON.parse(sent.stdout);
    expect(JSON.parse((await run(again.send, { cwd: folder() })).stdout)).toMatchObject({ kind: "sent", sendId });
    const fresh = again.send.map((word) => (word === "my-first-send" ? "my-second-send" : word));
    expect(JSON.parse((await run(fresh, { cwd: folder() })).stdout)).toMatchObject({ kind: "sent" });
    expect(await buttonsIn(again)).toBe(1);
    expect((await second.stop("SIGTERM")).code).toBe(0);
  });

  it("on a file that another process holds: says so, and leaves the other alone", async () => {
    const first = start();
    const { server } = await greeting(first);
    const { code, stdout, stderr } = await start().finished;
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toMatch(/^Another process is using data\/flowella\.db\..*stop the other one first\.$/m);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect((await fetch(`${server}/ready`)).status).toBe(200);
    expect((await first.stop()).code).toBe(0);
  });
});

describe("refuses to start, with exit code 1 and a sentence", () => {
  it("half-filled: names each variable that is missing or wrong, and prints no value", async () => {
    const { FLOWELLA_MASTER_KEY: _, HUBSPOT_CLIENT_SECRET: secret, FLOWELLA_OPERATOR_TOKEN: token } = complete;
    const env = { HUBSPOT_CLIENT_SECRET: secret, FLOWELLA_OPERATOR_TOKEN: token, FLOWELLA_MASTER_KEY: "dG9vIHNob3J0" };
    const { code, stdout, stderr } = await start(env).finished;
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr).toMatch(/PUBLIC_BASE_URL is missing/);
    expect(stderr).toMatch(/HUBSPOT_CLIENT_ID is missing/);
    expect(stderr).toMatch(/FLOWELLA_MASTER_KEY must be 32 bytes/);
    for (const value of Object.values(env)) expect(stderr).not.toContain(value);
    for (const name of ["HUBSPOT_CLIENT_SECRET", "FLOWELLA_OPERATOR_TOKEN"]) expect(stderr).not.toContain(name);
    expect(await readdir(folder())).toEqual([]);
  });

  it("in production with nothing filled in: the sandbox never answers there", async () => {
    const { code, stdout, stderr } = await start({ NODE_ENV: "production", PORT: "0" }).finished;
    expect([code, stdout]).toEqual([1, ""]);
    for (const name of Object.keys(complete)) expect(stderr).toContain(`${name} is missing`);
    expect(await readdir(folder())).toEqual([]);
  });

  it("on a taken port, on the sandbox and live", async () => {
    const taken = createServer().listen(0, "127.0.0.1");
    await once(taken, "listening");
    const address = taken.address();
    const PORT = String(typeof address === "object" && address ? address.port : 0);
    for (const env of [{ PORT }, { ...complete, PORT, DATABASE_FILE: "live.db" }]) {
      const { code, stdout, stderr } = await start(env).finished;
      expect([code, stdout]).toEqual([1, ""]);
      expect(stderr).toMatch(new RegExp(`^Port ${PORT} is taken\\.`, "m"));
      expect(stderr).not.toMatch(/^\s+at /m);
    }
    taken.close();
  });

  it("on a file that is no database", async () => {
    const DATABASE_FILE = path.join(folder(), "notes.txt");
    await writeFile(DATABASE_FILE, "These are my notes, and no database at all. ".repeat(50));
    const { code, stderr } = await start({ PORT: "0", DATABASE_FILE }).finished;
    expect([code, stderr]).toEqual([1, expect.stringContaining("is not a SQLite database")]);
    expect(await readFile(DATABASE_FILE, "utf8")).toMatch(/^These are my notes/);
  });
});
