/**
 * One portal with three customers, the real worker and store, processes that die, and the destination of the model.
 * Time stands still unless a command moves it.
 */
import { randomBytes } from "node:crypto";
import type { Form } from "../../core/form/types.ts";
import { type Mapping, suggestMapping } from "../../core/mapping/index.ts";
import type { Context } from "../../server/context.ts";
import { decideConflict, newContact, openConflicts } from "../../server/delivery/conflicts.ts";
import { deadLetters } from "../../server/delivery/dead-letters.ts";
import { destinationState } from "../../server/delivery/destinations.ts";
import { nextLook } from "../../server/delivery/due.ts";
import { leaseMs } from "../../server/delivery/lease.ts";
import { editMapping } from "../../server/delivery/mapping-edits.ts";
import { openingPlan, planWrites } from "../../server/delivery/plan.ts";
import { releaseStranded } from "../../server/delivery/release.ts";
import { replay } from "../../server/delivery/replay.ts";
import { type DeliverySleeper, deliverySleeper } from "../../server/delivery/sleeper.ts";
import { deliveryLane } from "../../server/delivery/wake.ts";
import { personWithWaId } from "../../server/people/people.ts";
import { flowCatalogue } from "../../server/publishing/catalogue.ts";
import { type Row, write } from "../../server/store/index.ts";
import { accessTo } from "../server/fake-hubspot.ts";
import { sampleForm } from "../server/harness.ts";
import { addPortal, flowWrites, sendRow } from "../server/rows.ts";
import { type Destination, type Fate, markOf, readMark, startDestination } from "./delivery-destination.ts";
import { type Life, type Moment, newLife } from "./delivery-processes.ts";

export interface Customer {
  readonly waId: string;
  /** The address that only this customer uses. */
  readonly email: string;
}

export interface Working {
  readonly fates: readonly Fate[];
  readonly workers: 1 | 2;
  readonly death?: { readonly moment: Moment; readonly nth: number } | undefined;
}

export interface DeliveryWorld {
  readonly destination: Destination;
  readonly deaths: Map<Moment, number>;
  /** @param sharing types another customer's e-mail */
  accept(customer: number, sharing: boolean): Promise<void>;
  correct(which: number): Promise<void>;
  work(how: Working): Promise<void>;
  passTime(ms: number): void;
  /** Only the server's clock; back where negative. */
  jump(ms: number): void;
  restart(): Promise<void>;
  goOn(): Promise<void>;
  replay(which: number | "all"): Promise<void>;
  editMapping(withTopic: boolean): Promise<void>;
  decide(): Promise<void>;
  /** What is wrong now, in words. */
  problems(): Promise<string[]>;
  /** The world is well again, and time passes until nothing waits for it. @returns what is wrong, in words */
  settleAll(): Promise<string[]>;
  close(): void;
}

const customers: readonly Customer[] = [1, 2, 3].map((number) => ({
  waId: `3934755500${number}0`,
  email: `customer-${number}@model.example`,
}));

const form: Form = {
  ...sampleForm,
  source: { tool: "hubspot", formId: "model", revision: "1" },
  fields: Object.fromEntries(
    Object.entries(sampleForm.fields).map(([id, field]) => [id, { ...field, source: { ...field.source, ref: "0-1" } }]),
  ),
};
const named: Readonly<Record<string, string>> = { full_name: "firstname", email: "email", topic: "topic" };
for (const [id, field] of Object.entries(form.fields))
  form.fields[id] = { ...field, source: { ...field.source, id: named[id] ?? id } };

interface Submission {
  readonly id: string;
  readonly personId: string;
  readonly customer: Customer;
  readonly email: string;
  revisions: number[];
}

let portals = 0;

/** @param dice decide how long each wait of the schedule is; the same ones give the same run */
export async function startDeliveryWorld(ground: Context, dice: () => number): Promise<DeliveryWorld> {
  portals += 1;
  const portalId = String(900_000 + portals);
  const lane = deliveryLane(portalId, "hubspot");
  let steady = 1_790_000_000_000;
  let offset = 0;
  const used = new Set<number>();
  const now = () => steady + offset;
  const random = (size: number) => {
    if (size !== 4) return randomBytes(size);
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(Math.floor(dice() * 2 ** 32));
    return bytes;
  };
  const context: Context = { ...ground, now, randomBytes: random };
  const tenant = context.store.of(portalId);
  const corrections = new Set<number>();
  const destination = startDestination(
    () => steady,
    (at) => corrections.has(at),
  );
  const submissions: Submission[] = [];
  const deaths = new Map<Moment, number>();
  const lives: { life: Life; node: DeliverySleeper }[] = [];
  let killed = 0;
  const all: DeliverySleeper[] = [];
  await seed(context, portalId);

  const spawn = () => {
    const life = newLife((moment) => {
      killed += 1;
      deaths.set(moment, (deaths.get(moment) ?? 0) + 1);
    });
    const own: Context = { ...context, store: life.store(context.store) };
    const node = deliverySleeper({
      context: own,
      catalogue: flowCatalogue(own),
      hubspot: accessTo((_portalId, mayCall = () => undefined) => destination.of(life, mayCall)),
    });
    all.push(node);
    lives.push({ life, node });
    return { life, node };
  };
  const kill = async () => {
    const old = lives.splice(0);
    for (const { life, node } of old) {
      life.dead = true;
      node.stop();
    }
    // What was on its way arrives, or is answered, and nobody is there any more.
    destination.release();
    await rest();
  };
  const rest = async () => {
    for (let turns = 0; turns < 8; turns += 1) await new Promise((resolve) => setImmediate(resolve));
    for (const { life } of lives) await life.settle(Promise.resolve());
  };
  const steps = () => tenant.all(tenant.db.selectFrom("steps").selectAll().orderBy("seq"));
  const newTime = () => {
    while (used.has(now())) steady += 1;
    used.add(now());
    return now();
  };
  const seal = async (submission: Pick<Submission, "personId" | "customer" | "email">, at: number) => {
    const sealer = await context.vault.person(portalId, submission.personId);
    const answers = [
      { fieldId: "full_name", value: markOf(submission.customer.waId, at) },
      { fieldId: "email", value: submission.email },
      { fieldId: "topic", value: "kitchen" },
    ];
    return sealer.seal(JSON.stringify({ answers, variables: {} }), "submissions.answers");
  };
  const plan = (submission: Submission, revision: number, acceptedAt: number) =>
    openingPlan(context, { portalId, flowId: "flw", sendId: "snd" }).then((planned) =>
      planWrites(
        context,
        { portalId, personId: submission.personId, submissionId: submission.id, revision, acceptedAt },
        planned,
      ),
    );

  const world: DeliveryWorld = {
    destination,
    deaths,
    accept: async (which, sharing) => {
      const customer = customers[which % customers.length];
      const other = customers[(which + 1) % customers.length];
      if (!customer || !other) return;
      const at = newTime();
      const personId = await personWithWaId(context, portalId, customer.waId);
      const number = submissions.length + 1;
      const email = sharing ? other.email : customer.email;
      const submission: Submission = { id: `sub_${number}`, personId, customer, email, revisions: [at] };
      const send = sendRow(`snd_${number}`, personId, ids, at);
      const row: Row<"submissions"> = {
        id: submission.id,
        person_id: personId,
        ...ids,
        send_id: send.id,
        session_id: `ses_${number}`,
        round: 1,
        revision: 1,
        emptied_revision: 0,
        answers_sealed: await seal(submission, at),
        rung: null,
        accepted_at: at,
      };
      await tenant.commit([
        write(tenant.db.insertInto("sends").values(send), 1),
        write(tenant.db.insertInto("submissions").values(row), 1),
        ...(await plan(submission, 1, at)),
      ]);
      // By a clock that went back, these go before others that are newer and half-way: which stand last is left open.
      const newer = submissions.filter((each) => each.personId === personId && each.revisions.some((old) => old > at));
      const halfWay = (await steps()).some(
        (row) => newer.some(({ id }) => id === row.submission_id) && row.status !== "done" && row.status !== "skipped",
      );
      if (halfWay) destination.mayBeOld.add(customer.waId);
      submissions.push(submission);
    },
    correct: async (which) => {
      const submission = submissions[which % submissions.length];
      if (!submission) return;
      const at = newTime();
      const revision = submission.revisions.length + 1;
      const answers = await seal(submission, at);
      await tenant.commit([
        write(
          tenant.db
            .updateTable("submissions")
            .set({ answers_sealed: answers, revision })
            .where("id", "=", submission.id)
            .where("revision", "=", revision - 1),
          1,
        ),
        ...(await plan(submission, revision, at)),
      ]);
      // By a clock that went back, these answers are older than those that they correct: which stand last is left open.
      if (submission.revisions.some((before) => before > at)) destination.mayBeOld.add(submission.customer.waId);
      submission.revisions.push(at);
      corrections.add(at);
    },
    work: async ({ fates, workers, death }) => {
      destination.fates = [...fates];
      while (lives.filter(({ life }) => !life.dead).length < workers) spawn();
      const able = lives.filter(({ life }) => !life.dead).slice(-workers);
      const [first] = able;
      if (first && death) first.life.death = { ...death };
      await Promise.all(able.map(({ life, node }) => life.settle(node.run(lane))));
      destination.fates = [];
      if (first) first.life.death = undefined;
    },
    passTime: (ms) => {
      steady += ms;
    },
    jump: (ms) => {
      offset += ms;
      if (ms > 0) destination.jumpedForward();
    },
    restart: kill,
    goOn: async () => {
      destination.release();
      await rest();
    },
    replay: async (which) => {
      const letters = await deadLetters(context, portalId);
      const letter = which === "all" ? undefined : letters[which % Math.max(letters.length, 1)];
      if (letters.length > 0) await replay(context, portalId, letter ? { stepId: letter.stepId } : {});
    },
    editMapping: async (withTopic) => {
      const { entries } = suggestMapping(form);
      const mapping: Mapping = { entries: entries.filter(({ property }) => withTopic || property !== "topic") };
      await editMapping(context, portalId, "flw", mapping);
    },
    decide: async () => {
      for (const { id } of await openConflicts(context, portalId))
        await decideConflict(context, portalId, id, newContact);
    },
    problems: async () => [...destination.wrong, ...(await problemsNow())],
    settleAll: async () => {
      await world.goOn();
      await kill();
      await untilNothingWaits();
      const first = [...(await world.problems()), ...(await unfinished())];
      // What a replay or a decision brings on may die or wait in its turn.
      for (let rounds = 0; rounds < 4; rounds += 1) {
        await world.decide();
        await replay(context, portalId);
        await untilNothingWaits();
      }
      return [...first, ...(await world.problems()), ...(await unfinished()), ...(await whatStands())];
    },
    close: () => {
      for (const node of all) node.stop();
    },
  };

  async function untilNothingWaits(): Promise<void> {
    const node = spawn();
    for (let rounds = 0; rounds < 400; rounds += 1) {
      await node.node.run(lane);
      await releaseStranded(context);
      const at = await nextLook(context, portalId, "hubspot");
      if (at === undefined) break;
      const state = await destinationState(context, portalId, "hubspot");
      const due = Math.max(at, state?.state === "paused" ? state.probe_at : 0);
      if (due > now()) steady += due - now();
    }
    await kill();
    steady += 3_000;
  }

  /** At every moment. */
  async function problemsNow(): Promise<string[]> {
    const wrong: string[] = [];
    for (const { waId } of customers) {
      const theirs = [...destination.contacts.values()].filter((all) => all["flowella_wa_id"] === waId);
      if (theirs.length > 1) wrong.push(`${waId} is ${theirs.length} contacts`);
    }
    const rows = await steps();
    for (const { id } of submissions)
      if (!rows.some(({ submission_id }) => submission_id === id)) wrong.push(`${id} has no steps`);
    const listed = new Set((await deadLetters(context, portalId, {}, 1_000)).map(({ stepId }) => stepId));
    const open = new Set((await openConflicts(context, portalId)).map(({ submissionId }) => submissionId));
    for (const row of rows) {
      const name = `${row.submission_id} ${row.revision} ${row.step}`;
      if (row.status === "dead" && (!listed.has(row.id) || !row.reason)) wrong.push(`${name} is dead and not listed`);
      if (row.status === "waiting-for-person" && !open.has(row.submission_id)) wrong.push(`${name} waits for nobody`);
    }
    return [...wrong, ...orderProblems(rows), ...(await attemptProblems(rows))];
  }

  /** Two steps of a lane never run at once. One that a dead process left marked is out of its lease when another begins. */
  function orderProblems(rows: readonly Row<"steps">[]): string[] {
    return rows.flatMap((row) => {
      const later = rows.find(
        (each) =>
          each.lane === row.lane &&
          each.seq > row.seq &&
          each.running_since !== null &&
          row.running_since !== null &&
          Math.abs(each.running_since - row.running_since) < leaseMs,
      );
      return later ? [`${row.submission_id} ${row.step} and ${later.submission_id} ${later.step} run at once`] : [];
    });
  }

  async function attemptProblems(rows: readonly Row<"steps">[]): Promise<string[]> {
    const attempts = await tenant.all(tenant.db.selectFrom("attempts").select(["step_id", "outcome", "code"]));
    const stalls = killed + lives.length + destinationHangs();
    return rows.flatMap((row) => {
      const own = attempts.filter(({ step_id }) => step_id === row.id);
      const interrupted = own.filter(({ code }) => code === "interrupted").length;
      // Whoever records an interruption has claimed the step for it, too; who died has claimed it and recorded nothing.
      const least = own.length + interrupted;
      const name = `${row.submission_id} ${row.revision} ${row.step}`;
      const ends = own.filter(({ outcome }) => outcome === "done" || outcome === "skipped").length;
      const decided = row.reason === "decided";
      return [
        ...(row.attempts < least ? [`${name}: ${own.length} attempts on record, ${row.attempts} made`] : []),
        ...(row.attempts > least + stalls ? [`${name}: ${row.attempts} attempts made, ${own.length} on record`] : []),
        ...((row.status === "done" || row.status === "skipped") && ends !== 1 && !decided
          ? [`${name} is over, and its record says so ${ends} times`]
          : []),
      ];
    });
  }

  function destinationHangs(): number {
    const { calls } = destination;
    return (calls.get("landed, and hangs") ?? 0) + (calls.get("hangs, and lands when it goes on") ?? 0);
  }

  /** Nothing waits for time any more: what is left is a dead letter, waits for a person, or waits for one of those. */
  async function unfinished(): Promise<string[]> {
    const rows = await steps();
    return rows.flatMap((row) => {
      const name = `${row.submission_id} ${row.revision} ${row.step}`;
      if (row.status === "ready") return [`${name} is still ready, after ${row.attempts} attempts: ${row.reason}`];
      if (row.status !== "blocked") return [];
      const held = rows.some(
        (each) =>
          each.submission_id === row.submission_id &&
          each.revision === row.revision &&
          (each.status === "dead" || each.status === "waiting-for-person"),
      );
      return held ? [] : [`${name} is held up by nothing`];
    });
  }

  /** After everything was repaired, decided and replayed: each submission stands once, the newest answers last. */
  async function whatStands(): Promise<string[]> {
    const wrong: string[] = [];
    const rows = await steps();
    for (const row of rows) {
      const name = `${row.submission_id} ${row.revision} ${row.step}`;
      if (row.status !== "done" && row.status !== "skipped") wrong.push(`${name} is ${row.status}: ${row.reason}`);
      if (row.step !== "form_submission") continue;
      const at = submissions.find(({ id }) => id === row.submission_id)?.revisions[row.revision - 1] ?? 0;
      const count = destination.submitted.filter((each) => each.at === at).length;
      const may = destination.mayBeTwice.has(at);
      if (row.status === "done" && count !== 1 && !(may && count > 1)) wrong.push(`${name} stands ${count} times`);
      if (row.status === "skipped" && !skips.has(row.reason ?? "")) wrong.push(`${name} was skipped: ${row.reason}`);
    }
    for (const submission of submissions)
      if (rows.filter(({ submission_id, step }) => submission_id === submission.id && step === "contact").length === 0)
        wrong.push(`${submission.id} went to no contact`);
    for (const customer of customers) {
      const theirs = submissions.filter((each) => each.customer === customer);
      if (theirs.length === 0) continue;
      const own = [...destination.contacts.values()].filter((all) => all["flowella_wa_id"] === customer.waId);
      const emails = [...destination.contacts.values()].filter((all) => all["email"] === customer.email);
      if (emails.length > 1) wrong.push(`${customer.email} is ${emails.length} contacts`);
      // Two who share an e-mail and answer in the same second: HubSpot's form and both of us meet at one contact.
      if (theirs.some(({ email }) => isShared(email))) continue;
      if (own.length !== 1) wrong.push(`${customer.waId} is ${own.length} contacts in the end`);
      const newest = Math.max(...theirs.flatMap(({ revisions }) => revisions));
      const value = readMark(own[0]?.["firstname"]);
      if (value?.at !== newest && !destination.mayBeOld.has(customer.waId))
        wrong.push(`${customer.waId} has the answers of ${value?.at}, and ${newest} are the newest`);
    }
    return wrong;
  }

  function isShared(email: string): boolean {
    return new Set(submissions.flatMap((each) => (each.email === email ? [each.customer] : []))).size > 1;
  }

  return world;
}

const skips = new Set(["replaced-by-a-correction", "older-than-a-month", "email-of-another-contact"]);

const ids = { flow_id: "flw", version_id: "ver" };

async function seed(context: Context, portalId: string): Promise<void> {
  await addPortal(context, portalId);
  const at = { endpoint_id: `ep_${portalId}`, connection_id: "con", meta_flow_id: null };
  await context.store.of(portalId).commit(flowWrites(context, portalId, form, ids, at));
}
