/** What the Dockerfile puts together runs: as nobody in particular, from code that it cannot change, with secrets in files. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, afterEach, beforeAll, expect, it } from "@jest/globals";
import { buildImage, codeIn, type Image, instructionsOf } from "./image.ts";

const root = path.resolve(import.meta.dirname, "../..");
let image: Image;
const children = new Set<ChildProcess>();
beforeAll(async () => {
  image = await buildImage();
});
afterEach(() => {
  for (const child of children) child.kill("SIGKILL");
  children.clear();
});
afterAll(() => image.remove());

/** In the container's place: its working directory, environment and user, and nothing of this machine's environment. */
function run(command: readonly string[], environment: Readonly<Record<string, string>>): ChildProcess {
  const [node, ...args] = command;
  expect(node).toBe("node");
  const env = { ...image.environment, HOST: "127.0.0.1", ...environment };
  const child = spawn(process.execPath, args, { cwd: image.folder, env, stdio: "pipe", ...image.owner });
  children.add(child);
  return child;
}

async function outcome(child: ChildProcess) {
  const { stdout, stderr } = child;
  if (!stdout || !stderr) throw new Error("The child has no output.");
  const closed = once(child, "close");
  const [out, err] = await Promise.all([text(stdout), text(stderr)]);
  const [code] = await closed;
  return { code, out, err };
}

async function secrets(): Promise<Record<string, string>> {
  const values = {
    FLOWELLA_MASTER_KEY: Buffer.alloc(32, 3).toString("base64"),
    FLOWELLA_OPERATOR_TOKEN: "an-operator-token-of-more-than-32-letters",
    HUBSPOT_CLIENT_SECRET: "a-client-secret",
  };
  const folder = path.join(image.folder, "data", "secrets");
  await mkdir(folder, { recursive: true });
  const files = await Promise.all(
    Object.entries(values).map(async ([name, value]) => {
      const file = path.join(folder, name.toLowerCase());
      await writeFile(file, `${value}\n`);
      await chmod(file, 0o444);
      return [`${name}_FILE`, file];
    }),
  );
  return Object.fromEntries(files);
}

const configured = async () => ({
  PUBLIC_BASE_URL: "https://flows.example.com",
  HUBSPOT_CLIENT_ID: "a-client-id",
  ...(await secrets()),
});

it("serves, answers its health check, writes into its data folder alone, and says that it stops before it does", async () => {
  const before = await codeIn(image.folder);
  const server = run(image.command, { ...(await configured()), PORT: "0", DRAIN_SECONDS: "600" });
  let said = "";
  const url = await new Promise<string>((resolve, reject) => {
    server.stdout?.setEncoding("utf8").on("data", (chunk: string) => {
      said += chunk;
      const found = /listens on (http:\S+) /.exec(said)?.[1];
      if (found) resolve(found);
    });
    server.stderr?.setEncoding("utf8").on("data", (chunk: string) => {
      said += chunk;
    });
    server.once("exit", () => reject(new Error(`It ended:\n${said}`)));
  });
  expect((await fetch(`${url}/ready`)).status).toBe(200);
  // A page that is bundled from its sources when it is first asked for.
  expect((await fetch(`${url}/preview/assets/page.js`)).status).toBe(200);
  const PORT = new URL(url).port;
  expect(await outcome(run(image.healthCheck, { PORT }))).toEqual({ code: 0, out: "", err: "" });
  // A command inside the container asks the server beside it, whatever the public address is.
  const asked = await outcome(
    run(["node", path.join(image.folder, "cli/main.js"), "portals"], {
      ...(await configured()),
      FLOWELLA_SERVER: url,
    }),
  );
  expect(asked).toMatchObject({ code: 0, err: "" });
  expect(JSON.parse(asked.out)).toEqual([]);

  server.kill("SIGTERM");
  let status = 200;
  while (status === 200) status = (await fetch(`${url}/ready`)).status;
  expect(status).toBe(503);
  const still = await fetch(`${url}/health`);
  expect([still.status, still.headers.get("connection")]).toEqual([200, "close"]);
  expect((await outcome(run(image.healthCheck, { PORT }))).code).toBe(1);
  expect(await codeIn(image.folder)).toEqual(before);
  expect((await readdir(path.join(image.folder, "data"))).sort()).toEqual(
    expect.arrayContaining(["flowella.db", "secrets"]),
  );
  expect(said).not.toContain("a-client-secret");
});

it("with a file that is missing: says which, and no value", async () => {
  const env = { ...(await configured()), FLOWELLA_MASTER_KEY_FILE: "/run/secrets/master_key" };
  const ended = await outcome(run(image.command, env));
  expect(ended).toMatchObject({ code: 1, out: "" });
  expect(ended.err).toMatch(
    /FLOWELLA_MASTER_KEY_FILE names \/run\/secrets\/master_key, which cannot be read \(ENOENT\)/,
  );
  const both = await outcome(run(image.command, { ...(await configured()), FLOWELLA_MASTER_KEY: "a-key-in-the-open" }));
  expect(both.err).toMatch(/FLOWELLA_MASTER_KEY and FLOWELLA_MASTER_KEY_FILE are both set/);
  expect(both.err).not.toContain("a-key-in-the-open");
});

it("is small and holds no secret: what is copied is named, and runs as somebody without rights", async () => {
  const dockerfile = await readFile(path.join(root, "Dockerfile"), "utf8");
  const ignored = await readFile(path.join(root, ".dockerignore"), "utf8");
  const lines = instructionsOf(dockerfile);
  const copied = lines.flatMap(({ word, rest }) =>
    word === "COPY" && !rest.startsWith("--from=") ? rest.split(" ").slice(0, -1) : [],
  );
  const let_in = ignored.split("\n").flatMap((line) => (line.startsWith("!") ? [line.slice(1)] : []));
  expect(new Set(copied)).toEqual(new Set(let_in));
  expect(ignored.split("\n").filter((line) => !line.startsWith("#"))[0]).toBe("*");
  expect(image.user).toBe("node");
  expect(dockerfile).not.toMatch(/SECRET|TOKEN|MASTER_KEY|PASSWORD/);
  const files = await codeIn(image.folder);
  expect(files.filter((file) => /(^|\/)(test|sandbox)\/|\.env|\.db$|\.tsx$/.test(file))).toEqual([]);
});
