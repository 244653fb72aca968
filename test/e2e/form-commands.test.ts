/** `flowella forms …` as a person runs it, on the sandbox: connect, list, import, publish. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { z } from "zod";
import { flowella } from "./command-line.ts";
import { allow, goBack } from "./consent-page.ts";
import { startWorld, type World } from "./world.ts";

let world: World;
let cwd: string;
beforeAll(async () => {
  world = await startWorld();
  cwd = await mkdtemp(path.join(tmpdir(), "flowella-cli-"));
});
afterAll(async () => {
  await world.close();
  await rm(cwd, { recursive: true, force: true });
});

const run = (...args: string[]) =>
  flowella(["forms", ...args, "--portal", world.portalId, "--server", world.url], {
    cwd,
    env: { FLOWELLA_OPERATOR_TOKEN: world.operatorToken },
  });
const connected = async (url: string): Promise<string> => (await goBack(await allow(url))).text();

const jsonOf = (out: string): unknown => JSON.parse(out);

it("connects Typeform over its consent page, lists its forms, imports one and publishes it", async () => {
  const asked = await run("connect", "--tool", "typeform");
  const { url } = z.object({ url: z.string() }).parse(jsonOf(asked.out));
  expect(await connected(url)).toContain("is connected");

  expect(jsonOf((await run("list", "--tool", "typeform", "--search", "kitchen")).out)).toMatchObject({
    forms: [{ id: "Lum3Fb" }],
  });
  expect(jsonOf((await run("import", "Lum3Fb", "--tool", "typeform")).out)).toMatchObject({ kind: "drafted" });
  const published = await run("import", "Lum3Fb", "--tool", "typeform", "--publish");
  expect(jsonOf(published.out)).toMatchObject({ kind: "published" });
  expect(jsonOf((await run("tools")).out)).toMatchObject({ tools: [{ tool: "typeform", status: "active" }] });
});

it.each([
  ["google-forms", "1SandboxWorkshopRegistration0001"],
  ["surveymonkey", "500100200"],
])("the sandbox's form of %s is published, too", async (tool, formId) => {
  const asked = await world.operator("/operator/forms/authorise", { tool });
  await connected(z.object({ url: z.string() }).parse(asked).url);
  expect(await world.operator("/operator/publish", { source: { tool, formId } })).toMatchObject({ kind: "published" });
});

it("prints the script that a Google form's owner installs, names its address, and says what Typeform cannot", async () => {
  const formId = "1SandboxWorkshopRegistration0001";
  const printed = await run("script", formId);
  expect(printed.out).toMatch(/^\/\/ Flowella: .*const SECRET = "[\w-]{43}";.*function doPost/s);
  const address = world.formTools.google.scripts.install(printed.out);
  const chosen = await run("write-back", formId, "--tool", "google-forms", "--way", "apps-script", "--url", address);
  expect(jsonOf(chosen.out)).toMatchObject({ kind: "saved", way: "apps-script" });
  // The test above has imported it; a mistyped id is told.
  expect(jsonOf(chosen.out)).not.toHaveProperty("note");
  const mistyped = await run("write-back", "mistyped", "--tool", "google-forms", "--way", "off");
  expect(jsonOf(mistyped.out)).toHaveProperty("note");
  expect(jsonOf((await run("tools")).out)).toMatchObject({
    writesBack: { chosen: [{ tool: "google-forms", formId, way: "apps-script" }] },
  });
  expect(await run("write-back", "Lum3Fb", "--tool", "typeform", "--way", "api")).toMatchObject({
    code: 1,
    err: expect.stringMatching(/no supported way/),
  });
});

it("a refusal is a sentence and exit code 1", async () => {
  expect(await run("import", "no such form", "--tool", "surveymonkey")).toMatchObject({
    code: 1,
    err: expect.stringMatching(/names no form/),
  });
});
