/** A backup of a running server, put back on a machine that has nothing: everything goes on, and nothing goes twice. */
import { cp, mkdir, mkdtemp, readdir, rename, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import Database from "better-sqlite3";
import { z } from "zod";
import { putBack } from "../../cli/commands/backup-restore.ts";
import { sandboxAppId, sandboxClientId } from "../../cli/sandbox-world.ts";
import { demoPortal } from "../../sandbox/hubspot/index.ts";
import type { Person } from "../../sandbox/whatsapp/people.ts";
import { blobFolderOf } from "../../server/vault/blobs.ts";
import { run } from "../cli/process.ts";
import { bytesOf, readable, rowsOf } from "../e2e/database.ts";
import { consultationAnswers, fillEveryScreen, type PublishedFlow, startWorld, type World } from "../e2e/world.ts";

let world: World;
let folder: string;
let flow: PublishedFlow;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "flowella-backup-"));
  world = await startWorld();
  flow = await world.publishForm("consultation");
  world.approveTemplate(flow);
});
afterEach(async () => {
  await world.close();
  await rm(folder, { recursive: true, force: true });
});

const backups = () => path.join(folder, "backups");
const takenSchema = z.object({ kind: z.literal("backup"), folder: z.string(), keys: z.number(), files: z.number() });

async function backUp(): Promise<string> {
  world.passTime(1_000);
  return takenSchema.parse(await world.operator("/operator/backup", { to: backups() })).folder;
}

let machines = 0;
/** Everything of the server's is gone; the backup goes onto another machine, and serves at the same address. */
async function restore(backup?: string) {
  await world.stop().catch(() => undefined);
  machines += 1;
  const DATABASE_FILE = path.join(folder, `machine-${machines}`, "flowella.db");
  const settings = { ...world.config, DATABASE_FILE, PUBLIC_BASE_URL: world.url };
  const restored = await putBack(settings, { from: backups(), backup, now: world.now });
  return { restored, settings, serve: () => world.start({ DATABASE_FILE }) };
}

const sent = z.object({ kind: z.literal("sent") });
async function opened(customer: Person) {
  customer.sendText("Hello");
  await world.settle();
  sent.parse(await world.send(flow, { phone: `+${customer.waId}` }));
  return customer.openFlow();
}

/** Nobody is written to in the three hours around this one. */
async function quiet(): Promise<void> {
  await world.operator("/operator/settings", { settings: { defaultCountry: "IT", timeZone: "Europe/Rome" } });
  const hour = (shift: number) =>
    new Date(world.now() + shift * 3_600_000).toLocaleTimeString("en-GB", { timeZone: "Europe/Rome" }).slice(0, 3);
  const { property: name, value } = world.facts.optIn;
  const wording = "I agree that Casa Lume writes to me on WhatsApp.";
  const sources = [{ kind: "property", name, values: [value], wording }];
  await world.consent({ sources, quietHours: { from: `${hour(-1)}00`, to: `${hour(2)}00` } });
}

const formSubmissions = () => world.portal().submissions.all().length;
const messagesTo = (customer: Person) => customer.chat().length;

describe("a restored server", () => {
  it("goes on with everybody: who is half-way, who waits for delivery, and who comes anew", async () => {
    await world.fillIn(flow, world.stranger(), consultationAnswers);
    await world.deliver();
    const halfway = await opened(world.stranger());
    const { firstname, lastname, email } = { ...consultationAnswers, email: "half.way@example.com" };
    halfway.fill({ firstname, lastname, email });
    await halfway.press();
    // Its delivery waits when the backup is taken, and lands afterwards: the backup does not know.
    world.hubspot.forms.failNext({ path: /\/submit\//, answer: { kind: "status", status: 503 } });
    await world.fillIn(flow, world.stranger(), { ...consultationAnswers, email: "in.between@example.com" });
    await world.idle();
    const before = formSubmissions();
    await backUp();
    await world.deliver();
    expect(formSubmissions()).toBe(before + 1);

    const { restored, serve } = await restore();
    expect(restored).toMatchObject({ people: 0, portals: 0 });
    await serve();
    await world.deliver();
    expect(formSubmissions()).toBe(before + 1);
    expect(await world.steps()).toMatchObject({ contact: "done", form_submission: "done: found-again" });

    await fillEveryScreen(halfway, consultationAnswers);
    expect(halfway).toMatchObject({ status: "completed", problems: [] });
    await world.fillIn(flow, world.stranger(), { ...consultationAnswers, email: "anew@example.com" });
    await world.deliver();
    expect(formSubmissions()).toBe(before + 3);
    expect(await world.submissions()).toHaveLength(4);
    const mails = world
      .portal()
      .contacts.list()
      .map(({ properties }) => properties["email"]);
    expect(mails.filter((mail) => mail === "in.between@example.com")).toHaveLength(1);
    expect(mails).toEqual(expect.arrayContaining(["half.way@example.com", "anew@example.com"]));
  });

  it("sends nothing by itself that may have gone: a receipt and a send that waited for morning", async () => {
    await world.operator("/operator/flows/settings", {
      flowId: flow.flowId,
      settings: { receipt: { text: "Thank you." } },
    });
    world.passTime(2_000);
    const customer = world.stranger();
    const phone = await opened(customer);
    // Whose answers they are is not found out before the backup is taken: the receipt waits for that.
    world.hubspot.api.failNext({ path: /batch\/read$/, answer: { kind: "status", status: 500 } });
    await fillEveryScreen(phone, consultationAnswers);
    await world.settle();
    const early = world.whatsapp.person(world.facts.customer.waId);
    await quiet();
    expect(await world.send(flow, { contactId: world.facts.customer.contactId })).toMatchObject({ kind: "held" });
    const [chat, asked] = [messagesTo(customer), messagesTo(early)];
    await backUp();

    const { restored, serve } = await restore();
    // The send, and the look at whether the customer stopped half-way.
    expect(restored.held).toEqual({ missed: 0, later: 2, aboutSubmissions: 1, broadcasts: 0 });
    await serve();
    // Installing the app again lets nothing of it go.
    expect((await world.install()).status).toBe(200);
    world.passTime(27 * 3_600_000);
    await world.idle();
    await world.deliver();
    expect([messagesTo(customer), messagesTo(early)]).toEqual([chat, asked]);
    expect(await world.steps()).toMatchObject({ contact: "done", receipt: "ready: restored" });
    expect(await world.operator("/operator/restored")).toEqual({ kind: "held", ...restored.held });

    await world.operator("/operator/restored/release", { missed: "drop" });
    await world.settle();
    // What was not due when the backup was put back goes; the receipt is listed for whoever wants to replay it.
    expect(messagesTo(early)).toBe(asked + 1);
    expect(messagesTo(customer)).toBe(chat);
    expect(await world.steps()).toMatchObject({ receipt: "dead: restored" });
    expect(await world.operator("/operator/restored")).toMatchObject({ missed: 0, later: 0, aboutSubmissions: 0 });
  });

  it("lets go what was missed, where somebody says so", async () => {
    await quiet();
    const early = world.whatsapp.person(world.facts.customer.waId);
    expect(await world.send(flow, { contactId: world.facts.customer.contactId })).toMatchObject({ kind: "held" });
    const asked = messagesTo(early);
    await backUp();
    world.passTime(27 * 3_600_000);
    const { restored, serve } = await restore();
    expect(restored.held).toMatchObject({ missed: 1, later: 0 });
    await serve();
    await world.idle();
    expect(messagesTo(early)).toBe(asked);
    await world.operator("/operator/restored/release", { missed: "send" });
    await world.settle();
    expect(messagesTo(early)).toBe(asked + 1);
  });
});

describe("who was erased after a backup", () => {
  async function forget(contactId: string): Promise<void> {
    const event = {
      subscriptionType: "contact.privacyDeletion",
      portalId: demoPortal.id,
      occurredAt: world.now(),
      objectId: Number(contactId),
    };
    await world.hubspot.tell(sandboxAppId, { url: `${world.url}/webhooks/hubspot` }, [event]);
    await world.settle();
  }

  it("is erased in it, too, as soon as there is a newer one; everybody else is there", async () => {
    const { customer } = world.facts;
    await world.fillIn(flow, world.stranger(), { ...consultationAnswers, email: "stays@example.com" });
    await world.deliver();
    // Their submission has not begun to be delivered when the backup is taken, and is afterwards.
    world.hubspot.api.failNext({ method: "PATCH", path: /contacts/, answer: { kind: "status", status: 500 } });
    await world.fillIn(flow, world.whatsapp.person(customer.waId), consultationAnswers);
    await world.idle();
    expect(await world.steps()).toMatchObject({ form_submission: "blocked" });
    const older = await backUp();
    await world.deliver();
    await forget(customer.contactId);
    await backUp();

    const { restored, settings, serve } = await restore(path.basename(older));
    expect(restored.people).toBe(1);
    expect(rowsOf(settings.DATABASE_FILE, "select id from people")).toHaveLength(1);
    const strays = "select id from identities where person_id not in (select id from people)";
    expect(rowsOf(settings.DATABASE_FILE, strays)).toEqual([]);
    const places = rowsOf(settings.DATABASE_FILE, "select kind from erasure_places").map(({ kind }) => kind);
    expect(places).toContain("hubspot_submission");
    await serve();
    const found = z
      .array(z.object({ results: z.unknown().optional() }))
      .parse(await world.operator("/operator/submissions", { results: true }));
    expect(found.map(({ results }) => results !== undefined).sort()).toEqual([false, true]);
  });

  it("a portal's key destroyed: nothing of its people can be read, in the backup as little as anywhere", async () => {
    const marked = { firstname: "Zephyrine", lastname: "Quillfeather", email: "zephyrine@quillfeather.example" };
    await world.fillIn(flow, world.stranger(), { ...consultationAnswers, ...marked });
    await world.deliver();
    const older = await backUp();
    await world.stop();
    const database = new Database(world.databaseFile);
    database.prepare("delete from vault_keys where person_id is null").run();
    // The control: what is not encrypted is found by the same search.
    database.exec("create table control (text); insert into control values ('a-control-record')");
    database.close();
    const texts = [...Object.values(marked), "a-control-record"];
    expect(readable(await bytesOf(world.databaseFile), texts)).toEqual(["a-control-record"]);
    expect(readable(await bytesOf(path.join(older, "flowella.db")), texts)).toEqual([]);
    await world.start();
    const [submission] = Object(await world.operator("/operator/submissions", { results: true }));
    expect(submission).not.toHaveProperty("results");

    await backUp();
    const { restored, settings } = await restore(path.basename(older));
    expect(restored.portals).toBe(1);
    for (const table of ["portals", "people", "submissions", "vault_keys", "audit_entries"])
      expect(rowsOf(settings.DATABASE_FILE, `select * from ${table}`)).toEqual([]);
    // Its rows are back at the old address for the next test's end.
    await world.start();
  });
});

it("a portal that was erased and installed again since: what the backup holds of it goes, and it installs once more", async () => {
  await world.fillIn(flow, world.stranger(), consultationAnswers);
  await world.deliver();
  const older = await backUp();
  world.hubspot.uninstall(sandboxClientId, demoPortal.id);
  world.passTime(26 * 60_000);
  await world.fillIn(flow, world.stranger(), consultationAnswers);
  await world.settle();
  world.passTime(30 * 24 * 3_600_000);
  await world.chores();
  expect((await world.install()).status).toBe(200);
  await backUp();

  const { restored, settings, serve } = await restore(path.basename(older));
  expect(restored).toMatchObject({ portals: 1 });
  for (const table of ["portals", "people", "connections", "vault_keys"])
    expect(rowsOf(settings.DATABASE_FILE, `select * from ${table}`)).toEqual([]);
  await serve();
  expect((await world.install()).status).toBe(200);
});

describe("what is no whole backup, or no empty machine, is refused", () => {
  it("and what is there stays as it is", async () => {
    await world.fillIn(flow, world.stranger(), consultationAnswers);
    const someFile = "f".repeat(32);
    await writeFile(path.join(await madeFolder(blobFolderOf(world.databaseFile)), someFile), "somebody's");
    const first = await backUp();
    await cp(path.join(backups(), "keys.db"), path.join(folder, "keys-before.db"));
    const second = await backUp();
    expect(await readdir(backups())).toEqual([path.basename(first), path.basename(second), "keys.db"]);
    const DATABASE_FILE = path.join(folder, "new", "flowella.db");
    const settings = { ...world.config, DATABASE_FILE, PUBLIC_BASE_URL: world.url };
    const into = (backup?: string) => putBack(settings, { from: backups(), backup });

    await expect(putBack({ ...settings, DATABASE_FILE: world.databaseFile }, { from: backups() })).rejects.toThrow(
      /There is something at .*world\.db already\. A restore writes over nothing/,
    );
    await expect(into("2020-01-01T000000.000Z")).rejects.toThrow(/holds no backup/);
    await expect(putBack(settings, { from: folder })).rejects.toThrow(/holds no backup/);
    const otherKey = { ...settings, FLOWELLA_MASTER_KEY: Buffer.alloc(32, 5).toString("base64") };
    await expect(putBack(otherKey, { from: backups() })).rejects.toThrow(/The master key does not open/);
    await cp(path.join(backups(), "keys.db"), path.join(folder, "keys-now.db"));
    await cp(path.join(folder, "keys-before.db"), path.join(backups(), "keys.db"));
    await expect(into(path.basename(second))).rejects.toThrow(/is older than this backup/);
    await cp(path.join(folder, "keys-now.db"), path.join(backups(), "keys.db"));
    const others = new Database(path.join(backups(), "keys.db"));
    others.exec("UPDATE vault_keys SET portal_id = 'another'");
    others.close();
    await expect(into()).rejects.toThrow(/There is no key for anything in this database/);
    await cp(path.join(folder, "keys-now.db"), path.join(backups(), "keys.db"));
    const lost = path.join(second, "files", someFile);
    await rename(lost, path.join(folder, someFile));
    await expect(into()).rejects.toThrow(/files holds 0 files of people, not the 1 that were written/);
    await rename(path.join(folder, someFile), lost);
    await truncate(path.join(second, "flowella.db"), 8_192);
    await expect(into()).rejects.toThrow(/is not as it was written/);
    // Nothing of all that stays, and an older one still goes.
    expect(await readdir(path.dirname(DATABASE_FILE)).catch(() => [])).toEqual([]);
    expect(await into(path.basename(first))).toMatchObject({ backup: path.basename(first), people: 0 });

    await rm(path.join(folder, "new"), { recursive: true });
    await writeFile(path.join(await madeFolder(blobFolderOf(DATABASE_FILE)), "0".repeat(32)), "somebody's");
    await expect(into(path.basename(first))).rejects.toThrow(/A restore writes over nothing/);
  });

  it("a backup goes to an absolute folder, by the operator alone, and leaves nothing half done", async () => {
    expect(await world.operator("/operator/backup", { to: "backups" })).toMatchObject({ kind: "refused" });
    const file = path.join(folder, "a-file");
    await writeFile(file, "");
    expect(await world.operator("/operator/backup", { to: file })).toMatchObject({
      kind: "refused",
      code: "backup.failed",
    });
    expect((await fetch(`${world.url}/operator/backup`, { method: "POST", body: "{}" })).status).toBe(401);
  });

  it("what a backup that was killed left, everybody's keys in it, is gone with the next one", async () => {
    await world.fillIn(flow, world.stranger(), consultationAnswers);
    const cutOff = "2026-01-02T030405.678Z.part";
    await cp(world.databaseFile, path.join(await madeFolder(path.join(backups(), cutOff)), "flowella.db"));
    for (const keys of [`keys.db.${cutOff}`, `keys.db.${cutOff}-journal`])
      await writeFile(path.join(backups(), keys), "everybody's keys");
    await writeFile(path.join(backups(), "somebody-else's.part"), "");
    const taken = await backUp();
    expect((await readdir(backups())).sort()).toEqual([path.basename(taken), "keys.db", "somebody-else's.part"]);
  });
});

async function madeFolder(name: string): Promise<string> {
  await mkdir(name, { recursive: true });
  return name;
}

it("the command line does the same: without a server, from another working directory, and says what it did", async () => {
  await world.fillIn(flow, world.stranger(), consultationAnswers);
  await world.deliver();
  const { FLOWELLA_MASTER_KEY, FLOWELLA_OPERATOR_TOKEN, HUBSPOT_CLIENT_ID, HUBSPOT_CLIENT_SECRET } = world.config;
  const secrets = { FLOWELLA_MASTER_KEY, FLOWELLA_OPERATOR_TOKEN, HUBSPOT_CLIENT_ID, HUBSPOT_CLIENT_SECRET };
  const live = { ...secrets, PUBLIC_BASE_URL: world.url, LOG_LEVEL: "error" };
  const cwd = folder;
  const offline = ["backup", "--to", "backups", "--offline", "--json"];
  const busy = await run(offline, { cwd, env: { ...live, DATABASE_FILE: world.databaseFile } });
  expect(busy).toMatchObject({ code: 1, stderr: expect.stringMatching(/^A server uses .*Leave out --offline/) });
  await world.stop();
  const second = await run(offline, { cwd, env: { ...live, DATABASE_FILE: world.databaseFile } });
  expect(second).toMatchObject({ code: 0, stderr: "" });
  expect(path.dirname(JSON.parse(second.stdout).folder)).toBe(backups());

  const DATABASE_FILE = path.join(folder, "elsewhere", "flowella.db");
  const restored = await run(["restore", "--from", "backups"], { cwd, env: { ...live, DATABASE_FILE } });
  expect(restored).toMatchObject({
    code: 0,
    stderr: "",
    stdout: expect.stringMatching(/^The backup \S+ is back\.\n/),
  });
  await world.start({ DATABASE_FILE });
  expect(await run(["restore", "--release", "drop"], { cwd, env: live })).toMatchObject({ code: 0, stderr: "" });
  expect(await world.submissions()).toHaveLength(1);
});
