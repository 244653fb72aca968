/** `flowella audit …` and what is on the trail, as an operator and an auditor meet them. */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import Database from "better-sqlite3";
import { z } from "zod";
import { demoPortal } from "../../../sandbox/hubspot/index.ts";
import { cardAnswer } from "../../../src/app/packages/contract/index.ts";
import { flowella } from "../../e2e/command-line.ts";
import { consultationAnswers, type PublishedFlow, startWorld, type World } from "../../e2e/world.ts";

let world: World;
let folder: string;
let flow: PublishedFlow;
beforeAll(async () => {
  world = await startWorld();
  folder = await mkdtemp(path.join(tmpdir(), "flowella-audit-"));
  flow = await world.publishForm("consultation");
  await world.fillIn(flow, world.stranger(), consultationAnswers);
  await world.deliver();
});
afterAll(async () => {
  await world.close();
  await rm(folder, { recursive: true, force: true });
});

/** At the operator's machine, which reaches the server. */
const operator = (...args: string[]) =>
  flowella(["audit", ...args, "--server", world.url], {
    env: { FLOWELLA_OPERATOR_TOKEN: world.operatorToken },
    cwd: folder,
  });
/** At an auditor's machine, which has the file alone. */
const auditor = (...args: string[]) =>
  flowella(["audit", "verify", ...args], { cwd: folder, env: { PUBLIC_BASE_URL: "http://127.0.0.1:9" } });

const verdictSchema = z.object({
  ok: z.boolean(),
  entries: z.number(),
  anchor: z.object({ seq: z.number(), hash: z.string() }),
  findings: z.array(z.object({ kind: z.string(), seq: z.number(), says: z.string() })),
});
const verdictOf = ({ out }: { out: string }) => verdictSchema.parse(JSON.parse(out));

async function exportTo(name: string): Promise<string[]> {
  const { code, out, err } = await operator("export", "--portal", world.portalId);
  expect([code, err]).toEqual([0, ""]);
  await writeFile(path.join(folder, name), out);
  return out.split(/(?<=\n)/);
}

const trailSchema = z.object({
  entries: z.array(z.object({ actor: z.string(), action: z.string(), subject: z.string() })),
});
const trail = async () =>
  trailSchema
    .parse(await world.operator("/operator/audit", {}))
    .entries.map(({ actor, action, subject }) => `${actor} ${action} ${subject}`);

describe("an exported trail", () => {
  it("is verified with nothing but the file, and says so", async () => {
    const lines = await exportTo("trail.jsonl");
    const verified = await auditor("trail.jsonl");
    expect([verified.code, verified.err]).toEqual([0, ""]);
    const { ok, entries, anchor } = verdictOf(verified);
    expect([ok, entries, anchor.seq]).toEqual([true, lines.length - 1, lines.length - 1]);
    // Exporting stands on the trail that was exported.
    expect(lines.at(-2)).toContain('"action":"exported","subject":"audit"');
  });

  it("is refused where an entry was changed, and named", async () => {
    const lines = await exportTo("trail.jsonl");
    await writeFile(path.join(folder, "changed.jsonl"), lines.join("").replace('"published"', '"paused"'));
    const { code, err, out } = await auditor("changed.jsonl");
    expect(code).toBe(1);
    const place = lines.findIndex((line) => line.includes('"published"')) + 1;
    expect(verdictOf({ out }).findings).toEqual([expect.objectContaining({ kind: "changed", seq: place })]);
    expect(err).toContain(`Entry ${place}`);
  });

  it("is held against an anchor that was kept: a file, or a hash", async () => {
    const before = await exportTo("before.jsonl");
    await exportTo("later.jsonl");
    await writeFile(path.join(folder, "anchor.json"), before.at(-1) ?? "");
    expect((await auditor("later.jsonl", "--anchor", "before.jsonl")).code).toBe(0);
    expect((await auditor("later.jsonl", "--anchor", "anchor.json")).code).toBe(0);
    const cut = before.slice(0, 3);
    const last = z.object({ portalId: z.string(), seq: z.number(), hash: z.string() }).parse(JSON.parse(cut[2] ?? ""));
    const { portalId, seq, hash } = last;
    await writeFile(
      path.join(folder, "cut.jsonl"),
      `${cut.join("")}${JSON.stringify({ kind: "anchor", portalId, seq, hash })}\n`,
    );
    expect((await auditor("cut.jsonl")).code).toBe(0);
    const found = await auditor("cut.jsonl", "--anchor", "anchor.json");
    expect(found.code).toBe(1);
    expect(found.err).toMatch(/ends at entry 3: what came after was removed/);
    const kept = z.object({ hash: z.string() }).parse(JSON.parse(before.at(-1) ?? ""));
    expect((await auditor("later.jsonl", "--anchor", kept.hash)).code).toBe(0);
    expect((await auditor("cut.jsonl", "--anchor", kept.hash)).code).toBe(1);
  });

  it.each([
    [["no-such-file.jsonl"], /cannot be read/],
    [[], /Name either an exported file, or a portal/],
    [["trail.jsonl", "--anchor", "no-such-file"], /cannot be read/],
  ])("%j says what is wrong", async (args, says) => {
    const { code, err } = await auditor(...args);
    expect([code, err]).toEqual([1, expect.stringMatching(says)]);
  });
});

describe("a portal's trail", () => {
  it("is verified where it lies, and gives away what was done to the database", async () => {
    const lines = await exportTo("before.jsonl");
    const whole = await operator("verify", "--portal", world.portalId, "--anchor", "before.jsonl");
    expect([whole.code, verdictOf(whole).entries]).toEqual([0, lines.length - 1]);

    await world.stop();
    const database = new Database(world.databaseFile);
    database.prepare("update audit_entries set actor = 'user:1' where seq = 2").run();
    database.close();
    await world.start();
    const found = await operator("verify", "--portal", world.portalId);
    expect(found.code).toBe(1);
    expect(verdictOf(found).findings).toEqual([expect.objectContaining({ kind: "changed", seq: 2 })]);
    // Back as it was.
    await world.stop();
    const again = new Database(world.databaseFile);
    const was = z.object({ actor: z.string() }).parse(JSON.parse(lines[1] ?? ""));
    again.prepare("update audit_entries set actor = ? where seq = 2").run(was.actor);
    again.close();
    await world.start();
    expect((await operator("verify", "--portal", world.portalId)).code).toBe(0);
  }, 60_000);
});

describe("what is done", () => {
  it("stands on the trail, whoever does it, once each", async () => {
    const [submission] = await world.submissions();
    if (!submission) throw new Error("There is no submission.");
    const mapping = z
      .object({ mapping: z.unknown() })
      .parse(await world.operator("/operator/mapping", { flowId: flow.flowId }));
    const acts: readonly [string, Record<string, unknown>, string | undefined][] = [
      ["/operator/submissions", {}, undefined],
      ["/operator/submissions", { results: true }, "operator revealed submissions"],
      ["/operator/mapping/edit", { flowId: flow.flowId, ...mapping }, `operator mapping-changed ${flow.flowId}`],
      ["/operator/transactions", { flowId: flow.flowId }, `operator exported ${flow.flowId}`],
      ["/operator/portal/export", {}, "operator exported portal"],
      [
        "/operator/alerts/mute",
        { kind: "conflicts", until: "2027-01-01T00:00:00Z" },
        "operator settings-changed alerts",
      ],
      [
        "/operator/broadcasts/business",
        { businessId: "330000000000009" },
        "operator settings-changed broadcasts:business",
      ],
      ["/operator/audit/chain", { because: "verify" }, undefined],
    ];
    for (const [route, body, line] of acts) {
      const before = await trail();
      await world.operator(route, body);
      expect([route, (await trail()).slice(before.length)]).toEqual([route, line === undefined ? [] : [line]]);
    }
  });

  it("tells whose key backup was taken and whose key changed", async () => {
    const before = await trail();
    await world.operator("/operator/keys/backup", { passphrase: "a long passphrase of words" });
    await world.operator("/operator/keys/rotate");
    const told = (await trail()).slice(before.length);
    expect(told.map((line) => line.replace(/keys:\S+/, "keys"))).toEqual([
      "operator exported keys",
      "operator keys-changed keys",
    ]);
  });

  it("tells of an answer that somebody wrote, by the message's id and not its words", async () => {
    const { contactId, waId } = world.facts.customer;
    world.whatsapp.person(waId).sendText("Are you open on Sundays?");
    await world.settle();
    await world.send(flow, { contactId });
    const before = await trail();
    const text = "Yes, from ten to four.";
    const asked = { contactId, text, idempotencyKey: "audit-answer-key-1" };
    const answered = await (await world.cardCall(cardAnswer.path, asked)).json();
    expect(answered).toMatchObject({ kind: "sent" });
    const told = (await trail()).slice(before.length);
    expect(told).toEqual([expect.stringMatching(new RegExp(`^user:${demoPortal.users[0].userId} sent msg_`))]);
    expect(await readFile(path.join(folder, "before.jsonl"), "utf8")).not.toContain("Sundays");
  });
});
