/**
 * Retention on both databases: after a round nothing that is older than allowed can be opened or found, files included, and
 * nothing that is allowed is gone. What customers meet afterwards, what is shown, and what cannot be switched on.
 */
import { readdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { CompiledQuery, sql } from "kysely";
import { z } from "zod";
import { dayMs } from "../../../core/retention/index.ts";
import type { Context } from "../../../server/context.ts";
import { personWithWaId } from "../../../server/people/people.ts";
import { portalTables } from "../../../server/portals/departure.ts";
import { runRetention, runRetentionOf } from "../../../server/privacy/retention.ts";
import { rules, timesOf } from "../../../server/privacy/retention-rules.ts";
import { type Row, write } from "../../../server/store/index.ts";
import { onBothDatabases, type TestDatabase } from "../../databases/index.ts";
import { type Harness, portalId, startHarness } from "../harness.ts";
import { sendRow, sessionRow } from "../rows.ts";

const hourMs = 3_600_000;
const runSchema = z.object({ removed: z.record(z.string(), z.number()), held: z.looseObject({ count: z.number() }) });

/** Everything sealed that any key of the portal still opens, with where it stands. */
async function readable({ store, vault }: Context): Promise<string> {
  const every = store.everyPortal();
  const people = await every.all(every.db.selectFrom("people").select("id"));
  const sealers = [
    await vault.portal(portalId),
    ...(await Promise.all(people.map(({ id }) => vault.person(portalId, id)))),
  ];
  const found: string[] = [];
  for (const table of portalTables) {
    const rows = await every.all(every.db.selectFrom(table).selectAll().where(sql.ref("portal_id"), "=", portalId));
    for (const row of z.array(z.record(z.string(), z.unknown())).parse(rows)) {
      for (const [column, value] of Object.entries(row)) {
        if (typeof value !== "string") continue;
        if (!column.endsWith("_sealed")) {
          found.push(value);
          continue;
        }
        for (const sealer of sealers) {
          try {
            found.push(sealer.open(value, `${table}.${column.replace(/_sealed$/, "")}`));
          } catch {
            // Another one's.
          }
        }
      }
    }
  }
  return found.join("\n");
}

async function canBeRead(context: Context, word: string): Promise<boolean> {
  return (await readable(context)).includes(word);
}

interface Planted {
  readonly ageMs: number;
  readonly step: Row<"steps">["status"];
  readonly flow: "portal's" | "own";
  readonly file: boolean;
  readonly secure: boolean;
  readonly correctedMs: number | undefined;
}

let planted = 0;

/** A submission with all that comes with one, handed in so long ago. `mark`: the word that stands in each part of it. */
async function plant(
  context: Context,
  flowId: string,
  what: Planted,
): Promise<{ id: string; mark: string; blob: string | undefined }> {
  planted += 1;
  const mark = `Mark${String(planted).padStart(5, "0")}`;
  const tenant = context.store.of(portalId);
  const { db } = tenant;
  const at = context.now() - what.ageMs;
  const personId = await personWithWaId(context, portalId, `39351${String(planted).padStart(6, "0")}`);
  const sealer = await context.vault.person(portalId, personId);
  const ids = { flow_id: flowId, version_id: "ver_1" };
  const send = sendRow(`snd_p${planted}`, personId, ids, at);
  const answeredAt = what.correctedMs === undefined ? at : Math.max(at, context.now() - what.correctedMs);
  const content = { payloads: { A: { full_name: `${mark} session` } } };
  const session: Row<"sessions"> = {
    ...sessionRow(`ses_p${planted}`, send, `hash_${planted}`, 3 * dayMs),
    state: "accepted",
    submission_id: `sub_p${planted}`,
    answers_sealed: sealer.seal(JSON.stringify(content), "sessions.answers"),
    answered_at: answeredAt,
    updated_at: answeredAt,
  };
  const handedIn = { answers: [{ fieldId: "full_name", value: `${mark} answer` }], variables: {} };
  const submission: Row<"submissions"> = {
    id: `sub_p${planted}`,
    person_id: personId,
    ...ids,
    send_id: send.id,
    session_id: session.id,
    round: 1,
    revision: what.correctedMs === undefined ? 1 : 2,
    emptied_revision: 0,
    answers_sealed: sealer.seal(JSON.stringify(handedIn), "submissions.answers"),
    rung: null,
    accepted_at: at,
  };
  const step = {
    id: `stp_p${planted}`,
    person_id: personId,
    submission_id: submission.id,
    revision: submission.revision,
    step: "contact",
    target: "",
    destination: "hubspot",
    lane: `${personId}/hubspot`,
    seq: at * 100,
    after: "[]",
    status: what.step,
    reason: null,
    attempts: 1,
    failures: 0,
    begun_at: at,
    running_since: null,
    replay_id: null,
    next_at: Number.MAX_SAFE_INTEGER,
    updated_at: at,
  };
  const blob = what.file
    ? await context.blobs.put({ portalId, personId, type: "text/plain", maxBytes: 1_000 }, bytes(`${mark} contents`))
    : undefined;
  const file = {
    id: `fil_p${planted}`,
    person_id: personId,
    submission_id: submission.id,
    field_id: "photo",
    media_id: `med_${planted}`,
    name_sealed: sealer.seal(`${mark}.txt`, "files.name"),
    source_sealed: null,
    status: "stored" as const,
    reason: null,
    blob_id: blob?.id ?? null,
    type: "text/plain",
    bytes: 10,
    revision: 1,
    place: 0,
    created_at: at,
    updated_at: at,
  };
  const secureAnswers = [{ fieldId: "iban", value: `${mark} secure` }];
  const secure = {
    id: `sec_p${planted}`,
    person_id: personId,
    submission_id: submission.id,
    fields: "[]",
    status: "answered" as const,
    answers_sealed: sealer.seal(JSON.stringify(secureAnswers), "secure_questions.answers"),
    expires_at: at + dayMs,
    revision: 1,
    created_at: at,
    updated_at: at,
  };
  await tenant.commit([
    write(db.insertInto("sends").values(send), 1),
    write(db.insertInto("sessions").values(session), 1),
    write(db.insertInto("submissions").values(submission), 1),
    write(db.insertInto("steps").values(step), 1),
    ...(blob ? [blob.write, write(db.insertInto("files").values(file), 1)] : []),
    ...(what.secure ? [write(db.insertInto("secure_questions").values(secure), 1)] : []),
  ]);
  return { id: submission.id, mark, blob: blob?.id };
}

const talkParts = ["message", "told", "contact", "outputs", "code", "decision", "reminder", "ad"] as const;

/** One row of each kind that goes by the portal's time; all of it is so old. @returns the word that stands in each */
async function plantTalk(context: Context, ageMs: number): Promise<string> {
  planted += 1;
  const mark = `Mark${String(planted).padStart(5, "0")}`;
  const id = `t${planted}`;
  const tenant = context.store.of(portalId);
  const { db } = tenant;
  const at = context.now() - ageMs;
  const personId = await personWithWaId(context, portalId, `39352${String(planted).padStart(6, "0")}`);
  const sealer = await context.vault.person(portalId, personId);
  const sealed = (part: (typeof talkParts)[number], column: string) => sealer.seal(`${mark} ${part}`, column);
  const ids = { flow_id: "flw_1", version_id: "ver_1" };
  const times = { created_at: at, updated_at: at };
  const message: Row<"chat_messages"> = {
    id: `msg_${id}`,
    person_id: personId,
    sender_id: "106",
    author: "customer",
    kind: "text",
    body_sealed: sealed("message", "chat_messages.body"),
    key: id,
    status: "received",
    reason: null,
    wamid: null,
    user_id: null,
    at,
    kept_at: at,
    updated_at: at,
  };
  const send = { ...sendRow(`snd_${id}`, personId, ids, at), contact_sealed: sealed("contact", "sends.contact") };
  const execution = {
    callback_id: `ap-${id}`,
    action: "send_and_wait" as const,
    flow_id: "flw_1",
    request_sealed: "",
    state: "told" as const,
    outcome: "answered",
    detail: null,
    person_id: personId,
    outputs_sealed: sealed("outputs", "workflow_executions.outputs"),
    sent_at: at,
    tries: 1,
    failures: 0,
    next_at: at,
    leased_until: 0,
    ...times,
  };
  const code: Row<"codes"> = {
    id: `cod_${id}`,
    person_id: personId,
    proves: "person",
    way: "asked",
    target_hash: id,
    status: "spent",
    code_hash: null,
    number_hash: null,
    surname_hash: null,
    contact_sealed: sealed("code", "codes.contact"),
    spent_by: null,
    tries: 0,
    expires_at: at,
    ...times,
  };
  const decision: Row<"number_conflicts"> = {
    id: `nco_${id}`,
    kind: "number_taken",
    person_id: personId,
    other_person_id: null,
    subject: id,
    open_key: `nco_${id}`,
    details_sealed: sealed("decision", "number_conflicts.details"),
    status: "decided",
    decision: "other",
    ...times,
  };
  const reminder: Row<"reminders"> = {
    id: `rem_${id}`,
    person_id: personId,
    kind: "event",
    key: id,
    submission_id: null,
    session_id: null,
    ...ids,
    sender_id: "106",
    content_sealed: sealed("reminder", "reminders.content"),
    due_at: at,
    expires_at: at,
    status: "sent",
    reason: "sent",
    revision: 1,
    send_id: null,
    ...times,
  };
  const visit: Row<"entry_visits"> = {
    id: `vis_${id}`,
    person_id: personId,
    entry_id: null,
    flow_id: null,
    slot: id,
    sender_id: "106",
    told_by: "ad",
    outcome: "kept",
    reason: null,
    send_id: null,
    referral_sealed: sealed("ad", "entry_visits.referral"),
    at,
  };
  const told = {
    id: `inb_${id}`,
    person_id: personId,
    source: "whatsapp" as const,
    kind: "message",
    dedupe_key: id,
    body_sealed: sealed("told", "inbox.body"),
    status: "dead" as const,
    attempts: 11,
    next_at: at,
    received_at: at,
  };
  await tenant.commit([
    write(db.insertInto("chat_messages").values(message), 1),
    write(db.insertInto("sends").values(send), 1),
    write(db.insertInto("workflow_executions").values(execution), 1),
    write(db.insertInto("codes").values(code), 1),
    write(db.insertInto("number_conflicts").values(decision), 1),
    write(db.insertInto("reminders").values(reminder), 1),
    write(db.insertInto("entry_visits").values(visit), 1),
    write(db.insertInto("inbox").values(told), 1),
  ]);
  return mark;
}

async function* bytes(text: string): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(text);
}

const blobsOnDisk = () => readdir(path.join(tmpdir(), `flowella-blobs-${process.pid}`)).catch((): string[] => []);

const plantedArbitrary: fc.Arbitrary<Planted> = fc.record({
  ageMs: fc.oneof(fc.integer({ min: 0, max: 3 * hourMs }), fc.integer({ min: 0, max: 60 * dayMs })),
  step: fc.constantFrom("done", "done", "skipped", "dead", "ready", "waiting-for-person"),
  flow: fc.constantFrom("portal's", "own"),
  file: fc.boolean(),
  secure: fc.boolean(),
  correctedMs: fc.option(fc.integer({ min: 0, max: 30 * dayMs }), { nil: undefined }),
});
const keepArbitrary = fc.constantFrom<"nothing" | number>("nothing", 1, 7, 30);

onBothDatabases("retention", (databases) => {
  let database: TestDatabase;
  let house: Harness;
  beforeAll(async () => {
    database = await databases.make();
    house = await startHarness(undefined, { database, settings: { REGION: "eu-central-1" } });
    // A second Flow, with a time of its own.
    await house.newTokenOf("another Flow");
  }, 120_000);
  afterAll(async () => {
    await house.close();
    await database.remove();
  });

  it("removes all that is older than allowed, with its files, and nothing else", async () => {
    await fc.assert(
      fc.asyncProperty(
        keepArbitrary,
        keepArbitrary,
        fc.array(plantedArbitrary, { minLength: 1, maxLength: 6 }),
        async (portalKeep, ownKeep, population) => {
          const { context } = house;
          await house.operator("retention/change", { change: { keep: portalKeep, heldDays: 7 } });
          await house.operator("retention/flow", { flowId: "flw_2", keep: ownKeep });
          const there = [];
          for (const what of population) {
            there.push({ what, ...(await plant(context, what.flow === "own" ? "flw_2" : "flw_1", what)) });
          }
          await runRetentionOf(context, portalId);
          const text = await readable(context);
          const files = await blobsOnDisk();
          for (const { what, mark, blob } of there) {
            const gone = expectedGone(what, what.flow === "own" ? ownKeep : portalKeep);
            if (gone === "unsure") continue;
            const parts = ["answer", "session", ...(what.secure ? ["secure"] : [])].map((part) => `${mark} ${part}`);
            expect(parts.filter((part) => text.includes(part))).toEqual(gone ? [] : parts);
            if (blob === undefined) continue;
            expect(text.includes(`${mark}.txt`)).toBe(!gone);
            expect(files.includes(blob)).toBe(!gone);
            expect((await context.blobs.open(portalId, blob)) === undefined).toBe(gone);
          }
          expect(await house.operator("retention/check", {})).toMatchObject({ kind: "checked", clean: true });
        },
      ),
      { numRuns: databases.kind === "sqlite" ? 12 : 6 },
    );
  }, 120_000);

  it("keeps figures, says what it removed, and writes it on the audit trail", async () => {
    const { context } = house;
    await house.operator("retention/change", { change: { keep: 7 } });
    await runRetentionOf(context, portalId);
    const done = { step: "done", flow: "portal's", file: true, secure: true, correctedMs: undefined } as const;
    const old = await plant(context, "flw_1", { ...done, ageMs: 8 * dayMs });
    const young = await plant(context, "flw_1", { ...done, ageMs: 6 * dayMs });
    const run = runSchema.parse(await house.operator("retention/run", {}));
    expect(run.removed).toMatchObject({ answers: 1, files: 1, secureAnswers: 1 });
    const every = context.store.everyPortal();
    const rows = await every.all(
      every.db.selectFrom("submissions").select(["id", "emptied_revision"]).where("id", "in", [old.id, young.id]),
    );
    expect(new Map(rows.map(({ id, emptied_revision: emptied }) => [id, emptied]))).toEqual(
      new Map([
        [old.id, 1],
        [young.id, 0],
      ]),
    );
    // A round that finds nothing leaves the proof of the one before.
    expect(await house.operator("retention/run", {})).toMatchObject({ removed: {} });
    const status = await house.operator("retention", {});
    const runs = z.object({ runs: z.array(runSchema) }).parse(status).runs;
    expect(runs[0]?.removed).toEqual({});
    expect(runs[1]?.removed).toMatchObject({ answers: 1 });
    const trail = await house.operator("audit", {});
    expect(JSON.stringify(trail)).toMatch(
      /"erased","subject":"retention:ret_[\w-]+:answers=1,secureAnswers=1,files=1"/,
    );
  });

  it("removes messages, reminders and what else people and tools said, by the portal's time", async () => {
    const { context } = house;
    await house.operator("retention/change", { change: { keep: 40, heldDays: 30 } });
    await runRetentionOf(context, portalId);
    const old = await plantTalk(context, 41 * dayMs);
    const young = await plantTalk(context, 39 * dayMs);
    const text = await readable(context);
    for (const mark of [old, young]) expect(talkParts.filter((part) => !text.includes(`${mark} ${part}`))).toEqual([]);
    const run = runSchema.parse(await house.operator("retention/run", {}));
    expect(run.removed).toEqual({
      messages: 1,
      inbox: 2,
      sends: 1,
      workflowOutputs: 1,
      codes: 1,
      decisions: 1,
      reminders: 1,
      ads: 1,
    });
    const left = await readable(context);
    expect(talkParts.filter((part) => left.includes(`${old} ${part}`))).toEqual([]);
    // What could not be handled goes after the days for what cannot be delivered.
    expect(talkParts.filter((part) => !left.includes(`${young} ${part}`))).toEqual(["told"]);
    // Nothing at all: within a day, or the 30 days that news of a message and of an ad may take.
    await house.operator("retention/change", { change: { keep: "nothing" } });
    await house.operator("retention/run", {});
    const nothing = await readable(context);
    expect(talkParts.filter((part) => nothing.includes(`${young} ${part}`))).toEqual([]);
  });

  it("looks for contents without a file once a day, and whenever somebody asks", async () => {
    const { context } = house;
    const personId = await personWithWaId(context, portalId, "393530000001");
    const stray = async (): Promise<string> => {
      const kind = { portalId, personId, type: "text/plain", maxBytes: 1_000 };
      const { id, write: row } = await context.blobs.put(kind, bytes("nobody's"));
      await context.store.of(portalId).commit([row]);
      return id;
    };
    const there = async (id: string) => (await context.blobs.open(portalId, id)) !== undefined;
    // Past midnight (UTC): the first round of the day is still to come.
    house.passTime(dayMs - (context.now() % dayMs) + 1);
    const first = await stray();
    house.passTime(2 * hourMs);
    await runRetention(context);
    expect(await there(first)).toBe(false);
    const second = await stray();
    house.passTime(2 * hourMs);
    await runRetention(context);
    expect(await there(second)).toBe(true);
    expect(await house.operator("retention/run", {})).toMatchObject({ removed: { files: 1 } });
    expect(await there(second)).toBe(false);
    const third = await stray();
    house.passTime(dayMs);
    await runRetention(context);
    expect(await there(third)).toBe(false);
  });

  it("walks over no table for what stays in it as a figure", async () => {
    if (databases.kind !== "sqlite") return;
    const tenant = house.context.store.of(portalId);
    const times = timesOf({ keep: 7, heldDays: 10 }, [], house.context.now());
    for (const [rule, index] of [
      ["workflowOutputs", "workflow_outputs_to_empty"],
      ["codes", "codes_to_forget"],
      ["ads", "referrals_to_forget"],
    ] as const) {
      const plan: string[] = [];
      const all: typeof tenant.all = async (query) => {
        const { sql: text, parameters } = query.compile();
        const explain = CompiledQuery.raw(`explain query plan ${text}`, [...parameters]);
        plan.push(JSON.stringify(await tenant.all({ compile: () => explain })));
        return [];
      };
      await rules[rule].due({ ...tenant, all }, times, 200);
      expect(plan.join()).toContain(`INDEX ${index}`);
    }
  });

  it("finds it again where something should be gone and is not", async () => {
    const { context } = house;
    await house.operator("retention/change", { change: { keep: 7 } });
    await runRetentionOf(context, portalId);
    const late = { step: "done", flow: "portal's", file: false, secure: false, correctedMs: undefined } as const;
    await plant(context, "flw_1", { ...late, ageMs: 9 * dayMs });
    expect(await house.operator("retention/check", {})).toMatchObject({ clean: false, left: { answers: 1 } });
    expect(await house.operator("doctor", {})).toMatchObject({
      findings: expect.arrayContaining([expect.objectContaining({ check: "retention", state: "broken" })]),
    });
    await house.operator("retention/run", {});
    expect(await house.operator("retention/check", {})).toMatchObject({ clean: true, left: { answers: 0 } });
  });

  it("holds what could not be delivered, says so, and gives it up after the longest time", async () => {
    const { context } = house;
    await house.operator("retention/change", { change: { keep: 7, heldDays: 10 } });
    await runRetentionOf(context, portalId);
    const dead = { step: "dead", flow: "portal's", file: true, secure: false, correctedMs: undefined } as const;
    const { mark } = await plant(context, "flw_1", { ...dead, ageMs: 16 * dayMs });
    const before = runSchema.parse(await house.operator("retention/run", {}));
    expect(before.held.count).toBeGreaterThanOrEqual(1);
    expect(before.removed).toEqual({});
    expect(await canBeRead(context, `${mark} answer`)).toBe(true);
    expect(await house.operator("doctor", {})).toMatchObject({
      findings: expect.arrayContaining([expect.objectContaining({ check: "retention", state: "warn" })]),
    });
    house.passTime(dayMs + 1);
    const after = runSchema.parse(await house.operator("retention/run", {}));
    expect(after.removed["givenUp"]).toBeGreaterThanOrEqual(1);
    expect(await canBeRead(context, mark)).toBe(false);
    const every = context.store.everyPortal();
    const step = await every.first(every.db.selectFrom("steps").selectAll().where("id", "=", `stp_p${planted}`));
    expect(step).toMatchObject({ status: "skipped", reason: "retention" });
    expect(await house.operator("deliveries/replay", { stepId: step?.id })).toMatchObject({ steps: 0 });
  });

  it("shows where data lies, and warns where the parts of the world differ", async () => {
    const every = house.context.store.everyPortal();
    const hosted = (data_hosting: string) =>
      every.commit([write(every.db.updateTable("portals").set({ data_hosting }).where("id", "=", portalId), 1)]);
    const regions = () => house.operator("retention", {});
    await hosted("eu1");
    expect(await regions()).toMatchObject({ regions: { ours: "eu-central-1", hubspot: "eu1", differ: [] } });
    await house.operator("retention/change", { change: { metaRegion: "IN" } });
    await hosted("na1");
    expect(await regions()).toMatchObject({ regions: { hubspot: "na1", meta: "IN", differ: ["hubspot", "meta"] } });
    expect(await house.operator("doctor", {})).toMatchObject({
      findings: expect.arrayContaining([expect.objectContaining({ check: "regions", state: "warn" })]),
    });
    await house.operator("retention/change", { change: { metaRegion: null } });
    expect(await regions()).toMatchObject({ regions: { differ: ["hubspot"] } });
    expect(await house.operator("retention/change", { change: { metaRegion: "Germany" } })).toMatchObject({
      code: "bad_request",
    });
  });
});

/** By simple arithmetic, with room for the seconds that the round itself takes. */
function expectedGone(what: Planted, keep: "nothing" | number): boolean | "unsure" {
  const slackMs = 60_000;
  const correctedMs = what.correctedMs === undefined ? what.ageMs : Math.min(what.ageMs, what.correctedMs);
  const landed = what.step === "done" || what.step === "skipped";
  const keptMs = keep === "nothing" ? hourMs : keep * dayMs;
  const limit = landed ? keptMs : keptMs + 7 * dayMs;
  if (Math.abs(correctedMs - limit) < slackMs) return "unsure";
  return correctedMs > limit;
}

describe("with nothing kept", () => {
  let house: Harness;
  let token: string;
  beforeEach(async () => {
    house = await startHarness();
    await house.operator("retention/change", { change: { keep: "nothing" } });
    token = await house.newToken();
  });
  afterEach(() => house.close());

  const you = { full_name: "Giulia Bellandi", email: "giulia@example.org" };
  const open = () => house.exchange({ version: "3.0", action: "INIT", flow_token: token });
  const submit = (screen: number, data: Record<string, unknown>) =>
    house.exchange({
      version: "3.0",
      action: "data_exchange",
      screen: house.screens[screen] ?? "",
      data,
      flow_token: token,
    });
  const landed = async () => {
    const every = house.context.store.everyPortal();
    await every.commit([write(every.db.updateTable("steps").set({ status: "done" }).where("status", "!=", "done"))]);
  };
  async function answer() {
    await open();
    await submit(0, you);
    return submit(1, { topic: "kitchen" });
  }

  it("a phone that heard no reply is answered alike for an hour; then nothing of the answers can be read", async () => {
    const accepted = await answer();
    await landed();
    await house.operator("retention/run", {});
    expect(await submit(1, { topic: "kitchen" })).toEqual(accepted);
    expect(await canBeRead(house.context, "Giulia Bellandi")).toBe(true);
    house.passTime(hourMs + 1);
    await house.operator("retention/run", {});
    for (const word of ["Giulia", "Bellandi", "giulia@", '"topic":"kitchen']) {
      expect([word, await canBeRead(house.context, word)]).toEqual([word, false]);
    }
    // Who hands in once more hears that it was handed in; nothing becomes a second submission.
    expect(await submit(1, { topic: "kitchen" })).toMatchObject({ status: 427 });
    expect(await house.state()).toMatchObject({ submissions: [{ revision: 1, emptied_revision: 1 }] });
  });

  it("a Flow that may be changed opens empty; the change is a revision, and goes as well", async () => {
    await house.operator("flows/settings", {
      flowId: "flw_1",
      settings: { reopen: { kind: "change", until: Date.now() + 30 * dayMs } },
    });
    await answer();
    await landed();
    house.passTime(hourMs / 2);
    // Whoever looks at their answers in this hour is left in peace.
    expect(JSON.stringify((await open()).clear)).toContain("Giulia Bellandi");
    house.passTime(hourMs / 2 + 1);
    await house.operator("retention/run", {});
    expect(await canBeRead(house.context, "Giulia Bellandi")).toBe(true);
    house.passTime(hourMs / 2);
    await house.operator("retention/run", {});
    token = await sameSessionStillOpen();
    const shown = JSON.stringify((await open()).clear);
    expect(shown).not.toContain("Giulia");
    await submit(0, { ...you, full_name: "Giulia Rossi" });
    expect(await submit(1, { topic: "bath" })).toMatchObject({ status: 200 });
    expect(await house.state()).toMatchObject({ submissions: [{ revision: 2, emptied_revision: 1 }] });
    expect(await canBeRead(house.context, "Giulia Rossi")).toBe(true);
    await landed();
    house.passTime(hourMs + 1);
    await house.operator("retention/run", {});
    expect(await canBeRead(house.context, "Giulia")).toBe(false);
  });

  /** The harness's messages live for an hour only. */
  async function sameSessionStillOpen(): Promise<string> {
    const every = house.context.store.everyPortal();
    const expires_at = house.context.now() + 30 * dayMs;
    await every.commit([write(every.db.updateTable("sessions").set({ expires_at }), 1)]);
    return token;
  }

  it("what was begun and not handed in goes once the message can be opened no more", async () => {
    await open();
    await submit(0, you);
    expect(await canBeRead(house.context, "Giulia")).toBe(true);
    house.passTime(hourMs + 1);
    expect(await house.operator("retention/run", {})).toMatchObject({ removed: { sessions: 1 } });
    expect(await canBeRead(house.context, "Giulia")).toBe(false);
  });

  it("cannot be published while it asks for identity documents that nobody else gets", async () => {
    const draft = () => house.operator("draft", { source: { tool: "use-case", formId: "kyc" } });
    const refused = z.object({ notice: z.string() }).parse(await draft());
    expect(refused.notice).toMatch(/asks for an identity document.+verification provider/);
    const provider = { url: "http://127.0.0.1:46111/in", events: ["identity.check"] };
    expect(await house.operator("webhooks/add", { endpoint: provider })).toMatchObject({ kind: "added" });
    expect(await draft()).not.toHaveProperty("notice");
  });
});
