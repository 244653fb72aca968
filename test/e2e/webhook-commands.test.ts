/** `flowella webhook …` as a person runs it. */

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { z } from "zod";
import { startWebhookReceiver, type WebhookReceiver } from "../../sandbox/webhook-receiver/index.ts";
import { flowella } from "./command-line.ts";
import { startWorld, type World } from "./world.ts";

let world: World;
let receiver: WebhookReceiver;
let cwd: string;
beforeAll(async () => {
  world = await startWorld();
  receiver = await startWebhookReceiver({ now: world.now });
  cwd = await mkdtemp(path.join(tmpdir(), "flowella-cli-"));
});
afterAll(async () => {
  await world.close();
  await receiver.close();
  await rm(cwd, { recursive: true, force: true });
});

const run = (action: string, args: readonly string[], input?: string) =>
  flowella(["webhook", action, "--portal", world.portalId, "--server", world.url, ...args], {
    cwd,
    env: { FLOWELLA_OPERATOR_TOKEN: world.operatorToken },
    ...(input !== undefined && { input }),
  });
const jsonOf = (out: string): unknown => JSON.parse(out);

it("add, test, rotate, list, disable, enable, remove", async () => {
  const addedRun = await run("add", ["--url", receiver.url, "--event", "submission.accepted"]);
  expect(addedRun).toMatchObject({ code: 0, err: "" });
  const { id, secret } = z.object({ id: z.string(), secret: z.string() }).parse(jsonOf(addedRun.out));
  receiver.accept(secret);
  const tested = await run("test", ["--webhook", id]);
  expect(jsonOf(tested.out)).toMatchObject({ kind: "delivered", status: 200 });

  const brought = `whsec_${Buffer.alloc(32, 9).toString("base64")}`;
  const rotated = await run("rotate", ["--webhook", id, "--hours", "1", "--secret-file", "-"], `${brought}\n`);
  expect(jsonOf(rotated.out)).toMatchObject({ kind: "rotated", secret: brought });
  const listed = await run("list", []);
  expect(jsonOf(listed.out)).toMatchObject([{ id, events: ["submission.accepted"], status: "active" }]);
  expect(listed.out).not.toMatch(/whsec_/);

  expect(jsonOf((await run("disable", ["--webhook", id])).out)).toEqual({ kind: "disabled" });
  expect(jsonOf((await run("list", [])).out)).toMatchObject([{ status: "disabled", reason: "by-admin" }]);
  expect(jsonOf((await run("enable", ["--webhook", id])).out)).toEqual({ kind: "enabled" });
  expect(jsonOf((await run("remove", ["--webhook", id])).out)).toEqual({ kind: "removed" });
  expect(jsonOf((await run("list", [])).out)).toEqual([]);
});

it("a refusal is a sentence and exit code 1", async () => {
  const refused = await run("add", ["--url", "https://169.254.169.254/"]);
  expect(refused).toMatchObject({ code: 1, out: "", err: expect.stringMatching(/private or special network/) });
  const file = path.join(cwd, "secret");
  await writeFile(file, "hunter2");
  const bad = await run("add", ["--url", receiver.url, "--secret-file", file]);
  expect(bad).toMatchObject({ code: 1, err: expect.stringMatching(/whsec_/) });
  expect(bad.err).not.toContain("hunter2");
  expect(await run("add", ["--url", receiver.url, "--event", "everything"])).toMatchObject({ code: 1 });
  expect(await run("rotate", ["--webhook", "whk_none", "--hours", "soon"])).toMatchObject({ code: 1 });
});
