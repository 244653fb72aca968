/** `flowella doctor` as an operator runs it: its exit code, its words, and what it tells when no server answers. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { z } from "zod";
import { flowella } from "../../e2e/command-line.ts";
import { type PublishedFlow, startWorld, type World } from "../../e2e/world.ts";

let world: World;
let flow: PublishedFlow;
let folder: string;
beforeEach(async () => {
  world = await startWorld();
  flow = await world.publishForm("consultation");
  world.approveTemplate(flow);
  await world.settle();
  folder = await mkdtemp(path.join(tmpdir(), "flowella-doctor-"));
  await writeFile(path.join(folder, "token"), world.operatorToken);
});
afterEach(async () => {
  await world.close();
  await rm(folder, { recursive: true });
});

const remote = () => ["--server", world.url, "--token-file", path.join(folder, "token")];
const doctor = (args: readonly string[], env: Record<string, string> = {}) =>
  flowella(["doctor", ...args], { cwd: folder, env });
const answer = z.object({
  ok: z.boolean(),
  findings: z.array(z.object({ check: z.string(), state: z.string(), says: z.string() })),
});
/** The environment of the machine that the server runs on. */
const here = () => ({
  PORT: new URL(world.url).port,
  DATABASE_FILE: world.databaseFile,
  FLOWELLA_OPERATOR_TOKEN: world.operatorToken,
  FLOWELLA_MASTER_KEY: world.config.FLOWELLA_MASTER_KEY,
  PUBLIC_BASE_URL: world.url,
  HUBSPOT_CLIENT_ID: "client",
  HUBSPOT_CLIENT_SECRET: "secret",
});

describe("a deployment that works", () => {
  it("is said to, with exit code 0 and all that was looked at", async () => {
    const { code, out } = await doctor(remote());
    expect(out).toContain("Everything is in order.");
    expect(out).toContain(`HubSpot portal ${world.portalId}`);
    expect(out).toContain("✓ Request a consultation: The endpoint answers a real ping");
    expect(out).not.toMatch(/[✗!] /);
    expect(code).toBe(0);
  });

  it("is examined with this machine's own configuration, whose database the server holds", async () => {
    const { code, out } = await doctor(["--json"], here());
    const { ok, findings } = answer.parse(JSON.parse(out));
    expect(findings.filter(({ state }) => state !== "ok")).toEqual([]);
    expect(findings.slice(0, 2)).toEqual([
      { check: "configuration", state: "ok", says: "Every required variable is set." },
      { check: "database_lock", state: "ok", says: "The running server holds the database alone." },
    ]);
    expect([ok, code]).toEqual([true, 0]);
  });
});

describe("what is wrong", () => {
  it("is named with who must act and how, with exit code 1", async () => {
    const app = [...world.whatsapp.state.apps.values()][0];
    if (app?.subscription) app.subscription.fields = ["messages"];
    const { code, out } = await doctor(remote());
    expect(out).toMatch(
      /✗ 90001: The app's webhook does not subscribe to flows, .*\n\s+Who: you, who run this server\. Do: Run `flowella connect whatsapp` again/,
    );
    expect(out).toContain("1 broken, 0 to look at.");
    expect(code).toBe(1);
  });

  it("may be another portal's: then it is not shown", async () => {
    const token = [...world.whatsapp.state.tokens.values()][0];
    if (token) token.valid = false;
    expect((await doctor([...remote(), "--portal", world.portalId])).code).toBe(1);
    expect((await doctor([...remote(), "--portal", "1"])).code).toBe(0);
  });

  it("is the configuration: each variable by its name", async () => {
    const { code, out } = await doctor(["--json"], { ...here(), FLOWELLA_MASTER_KEY: "short", HUBSPOT_CLIENT_ID: "" });
    const broken = answer.parse(JSON.parse(out)).findings.filter(({ state }) => state === "broken");
    expect(new Set(broken.map(({ check, says }) => `${check} ${says.split(" ")[0]}`))).toEqual(
      new Set(["configuration FLOWELLA_MASTER_KEY", "configuration HUBSPOT_CLIENT_ID"]),
    );
    expect(code).toBe(1);
  });

  it("is that the server does not run; the database is free, or somebody else holds it", async () => {
    await world.stop();
    const stopped = answer.parse(JSON.parse((await doctor(["--json"], here())).out));
    expect(stopped.findings.filter(({ check }) => check !== "configuration")).toEqual([
      expect.objectContaining({ check: "server", state: "broken" }),
      expect.objectContaining({ check: "database_lock", state: "ok" }),
    ]);
    await world.start();
    const elsewhere = answer.parse(
      JSON.parse((await doctor(["--json"], { ...here(), PORT: "1", PUBLIC_BASE_URL: "http://127.0.0.1:1" })).out),
    );
    expect(elsewhere.findings.filter(({ state }) => state === "broken").map(({ check }) => check)).toEqual([
      "server",
      "database_lock",
    ]);
  });

  it("is that the server which answers uses another database", async () => {
    const other = { ...here(), DATABASE_FILE: path.join(folder, "other.db") };
    const { code, out } = await doctor(["--json"], other);
    const wrong = answer.parse(JSON.parse(out)).findings.filter(({ state }) => state !== "ok");
    expect(wrong.map(({ check, state }) => `${check}: ${state}`)).toEqual(["database_lock: warn"]);
    expect(code).toBe(0);
  });

  it("is the operator's token", async () => {
    const { code, err } = await doctor(["--server", world.url], { FLOWELLA_OPERATOR_TOKEN: "wrong" });
    expect(err).toContain("operator token is missing or wrong");
    expect(code).toBe(1);
  });
});
