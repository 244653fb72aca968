/** Keys and secrets change under customers' hands, by the command line that an operator uses; nobody notices. */
import { generateKeyPairSync, randomBytes } from "node:crypto";
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { z } from "zod";
import { publicKeyId } from "../../connectors/whatsapp/wire/index.ts";
import type { FlowOnPhone } from "../../phone/index.ts";
import { DEFAULT_WORLD } from "../../sandbox/whatsapp/index.ts";
import { flowella, type Ran } from "./command-line.ts";
import { consultationAnswers, fillEveryScreen, type PublishedFlow, startWorld, type World } from "./world.ts";

let world: World;
let flow: PublishedFlow;
let folder: string;
beforeEach(async () => {
  world = await startWorld();
  flow = await world.publishForm("consultation");
  folder = await mkdtemp(path.join(tmpdir(), "flowella-keys-"));
  await file("token", world.operatorToken);
});
afterEach(async () => {
  await world.close();
  await rm(folder, { recursive: true });
});

async function file(name: string, content: string): Promise<string> {
  const full = path.join(folder, name);
  await writeFile(full, `${content}\n`);
  return full;
}

const keys = (command: string, ...args: string[]): Promise<Ran> => {
  const portal = ["rewrap", "app-secret"].includes(command) ? [] : ["--portal", world.portalId];
  const server = ["--server", world.url, "--token-file", path.join(folder, "token")];
  return flowella(["keys", command, ...portal, ...args, ...server], { cwd: folder });
};

/** A customer who has the Flow open on its first screen. */
async function opened(): Promise<FlowOnPhone> {
  const customer = world.stranger();
  customer.sendText("Hello");
  await world.settle();
  await world.send(flow, { phone: `+${customer.waId}` });
  return customer.openFlow();
}

const number = () => {
  const found = world.whatsapp.state.numbers.get(DEFAULT_WORLD.phoneNumberId);
  if (!found) throw new Error("The stand-in has lost its number.");
  return found;
};
const strangersKey = () => {
  const { publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  return publicKey.export({ type: "spki", format: "pem" }).toString();
};
const fingerprint = () => publicKeyId(number().publicKey ?? "");
const statusesOf = (phone: FlowOnPhone) => phone.exchanges.map(({ status }) => status);

describe("a rotation", () => {
  it("is not noticed by whoever has the Flow open: the old key opens during the overlap", async () => {
    const phone = await opened();
    const before = fingerprint();
    const { code, out } = await keys("rotate");
    expect(code).toBe(0);
    expect(out).toMatch(new RegExp(`key ${fingerprint()} {2}active`));
    expect(out).toMatch(new RegExp(`key ${before} {2}retiring.* accepted until 20`));
    expect(out).toContain("has our key");
    await fillEveryScreen(phone, consultationAnswers);
    expect(phone.status).toBe("completed");
    expect(new Set(statusesOf(phone))).toEqual(new Set([200]));
    expect(phone.problems).toEqual([]);
  });

  it("is refused during the overlap, with the way out; at once, phones fetch the new key by themselves", async () => {
    const phone = await opened();
    expect((await keys("rotate")).code).toBe(0);
    const refused = await keys("rotate");
    expect(refused).toMatchObject({ code: 1, out: "" });
    expect(refused.err).toContain("--now");
    expect((await keys("rotate", "--now")).code).toBe(0);
    await fillEveryScreen(phone, consultationAnswers);
    expect(phone.status).toBe("completed");
    expect(phone.problems).toEqual([]);
    // Refused once with the key that it remembered, and never again.
    expect(statusesOf(phone).filter((status) => status === 421)).toHaveLength(1);
    await world.deliver();
    expect(await world.submissions()).toHaveLength(1);
  });

  it("is listed for machines, too, and a strange portal or account is refused in words", async () => {
    const listed = await keys("list", "--json");
    const ring = z.object({ kind: z.literal("ring"), settled: z.literal(true), keys: z.array(z.unknown()) });
    expect(ring.parse(JSON.parse(listed.out)).keys).toHaveLength(1);
    expect(listed.out).not.toMatch(/PRIVATE|private/);
    expect(await keys("list", "--account", "1")).toMatchObject({
      code: 1,
      err: expect.stringContaining("no connected"),
    });
  });
});

describe("a key that another tool replaced", () => {
  it("is found by check and taken back; the customer's Flow opens again", async () => {
    const ours = number().publicKey;
    await keys("rotate");
    number().publicKey = strangersKey();
    const broken = await opened();
    expect(broken.status).toBe("opening");
    expect((await keys("check")).out).toContain("has another tool's key");
    const back = await keys("take-back");
    expect(back.out).toContain("has our key");
    expect(number().publicKey).not.toBe(ours);
    await broken.press();
    expect(broken.status).toBe("open");
  });
});

describe("connecting an account", () => {
  it("leaves another tool's key where it is, and says so", async () => {
    const theirs = strangersKey();
    number().publicKey = theirs;
    const { appId, appSecret, accountId: wabaId, token: accessToken } = DEFAULT_WORLD;
    const values = { appId, appSecret, wabaId, accessToken };
    expect(await world.operator("/operator/connect/whatsapp", values)).toMatchObject({
      kind: "connected",
      senders: [{ key: "foreign" }],
      notice: expect.stringContaining("take-back"),
    });
    expect(number().publicKey).toBe(theirs);
    delete number().publicKey;
    expect(await world.operator("/operator/connect/whatsapp", values)).toMatchObject({ senders: [{ key: "valid" }] });
  });
});

describe("a backup", () => {
  it("is a file for this user alone, is not written over another, and brings a retired key back", async () => {
    const out = path.join(folder, "ring.p12");
    const passphrase = await file("passphrase", "correct horse battery staple");
    const phone = await opened();
    const written = await keys("backup", "--out", out, "--passphrase-file", passphrase);
    expect(written.out).toContain("PBES2 with AES-256-CBC");
    expect((await stat(out)).mode & 0o077).toBe(0);
    const again = await keys("backup", "--out", out, "--passphrase-file", passphrase);
    expect(again).toMatchObject({ code: 1, err: expect.stringContaining("exists already") });
    expect((await readFile(out)).length).toBeGreaterThan(1_000);

    await keys("rotate");
    const { keys: ring } = z
      .object({ keys: z.array(z.object({ id: z.string(), status: z.string() })) })
      .parse(JSON.parse((await keys("list", "--json")).out));
    const old = ring.find(({ status }) => status === "retiring");
    expect((await keys("retire", "--key", old?.id ?? "")).err).toContain("--now");
    expect((await keys("retire", "--key", old?.id ?? "", "--now")).code).toBe(0);

    const wrong = await file("wrong", "another passphrase of length");
    expect(await keys("restore", "--in", out, "--passphrase-file", wrong)).toMatchObject({
      code: 1,
      err: expect.stringContaining("passphrase is wrong"),
    });
    expect((await keys("restore", "--in", out, "--passphrase-file", passphrase)).out).toContain("Keys restored: 1");
    await fillEveryScreen(phone, consultationAnswers);
    expect(phone.status).toBe("completed");
    expect(new Set(statusesOf(phone))).toEqual(new Set([200]));
  });
});

describe("an app's secret", () => {
  const secretOf = (secret: string) => {
    const app = world.whatsapp.state.apps.get(DEFAULT_WORLD.appId);
    if (app) app.secret = secret;
  };

  it("changes while a Flow is open: what is signed before and after is taken, a wrong one is not stored", async () => {
    const phone = await opened();
    const reset = await file("secret", "a-secret-after-the-reset");
    const early = await keys("app-secret", "--app", DEFAULT_WORLD.appId, "--secret-file", reset);
    expect(early).toMatchObject({ code: 1, err: expect.stringContaining("does not accept this secret") });

    secretOf("a-secret-after-the-reset");
    const changed = await keys("app-secret", "--app", DEFAULT_WORLD.appId, "--secret-file", reset);
    expect(changed.out).toContain("the one before is accepted until 20");
    await phone.press().catch(() => undefined);
    await fillEveryScreen(phone, consultationAnswers);
    expect(phone.status).toBe("completed");
    expect(new Set(statusesOf(phone))).toEqual(new Set([200]));

    // Webhooks that Meta signed before the reset still come in; once the secret is dropped, they do not.
    secretOf(DEFAULT_WORLD.appSecret);
    const late = await opened();
    expect(late.status).toBe("open");
    const dropped = await keys("app-secret", "--app", DEFAULT_WORLD.appId, "--drop-previous");
    expect(dropped.out).toContain("Only the newest secret");
    late.fill({ firstname: "Stella", lastname: "Ferrara", email: "late@ferrara.example" });
    await late.press();
    expect(statusesOf(late).at(-1)).toBe(432);
    secretOf("a-secret-after-the-reset");
    await fillEveryScreen(late, { ...consultationAnswers, email: "late@ferrara.example" });
    expect(late.status).toBe("completed");
  });
});

describe("the master key", () => {
  it("changes online: open Flows go on, everything moves, and the old key is not needed any more", async () => {
    const phone = await opened();
    const old = world.config.FLOWELLA_MASTER_KEY;
    const newest = randomBytes(32).toString("base64");

    await world.stop();
    await world.start({ FLOWELLA_MASTER_KEY: newest, FLOWELLA_MASTER_KEY_PREVIOUS: old });
    phone.fill({ firstname: "Stella", lastname: "Ferrara", email: "stella@ferrara.example" });
    await phone.press();
    expect(statusesOf(phone).at(-1)).toBe(200);
    const moved = await keys("rewrap");
    expect(moved.code).toBe(0);
    expect(moved.err).toContain("2 of 2 are under the newest master key");
    expect((await keys("rewrap")).out).toContain("Moved 0");
    await fillEveryScreen(phone, consultationAnswers);
    expect(phone.status).toBe("completed");

    await world.stop();
    await world.start({ FLOWELLA_MASTER_KEY: newest });
    const submissions = await world.operator("/operator/submissions");
    expect(submissions).toHaveLength(1);
    const next = await opened();
    await fillEveryScreen(next, { ...consultationAnswers, email: "next@ferrara.example" });
    expect(next.status).toBe("completed");

    await world.stop();
    await expect(world.start({ FLOWELLA_MASTER_KEY: old })).rejects.toThrow("The master key does not open");
    await world.start({ FLOWELLA_MASTER_KEY: newest });
  });
});
