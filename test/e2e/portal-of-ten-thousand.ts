/** Hands in the answers of a generated portal's people, has them delivered, and asks HubSpot who got what. */
import { randomBytes } from "node:crypto";
import { z } from "zod";
import type { CrmRecord } from "../../sandbox/hubspot/record.ts";
import { planWrites } from "../../server/delivery/plan.ts";
import { personWithWaId } from "../../server/people/people.ts";
import { createStore, openSqlite, type Row, type Write, write } from "../../server/store/index.ts";
import { createVault } from "../../server/vault/index.ts";
import { testContext } from "../server/context.ts";
import { sendRow } from "../server/rows.ts";
import { type Answering, type GeneratedPortal, generatePortal } from "./generated-portal.ts";
import { type PublishedFlow, startWorld, type World } from "./world.ts";

export interface Found {
  readonly wrong: readonly string[];
  /** By kind of person: how many submissions, how many landed at the right contact, were made one, wait. */
  readonly counts: Readonly<Record<string, Count>>;
  readonly contactsBefore: number;
  readonly contactsAfter: number;
}

interface Count {
  submissions: number;
  atTheirContact: number;
  made: number;
  waiting: number;
}

export async function deliverGeneratedPortal(size: number): Promise<Found> {
  const world = await startWorld();
  try {
    const { hubspot } = world;
    hubspot.api.keepsExchanges = false;
    hubspot.forms.keepsExchanges = false;
    const flow = await world.publishForm("consultation");
    const generated = generatePortal(world.portal(), size, size);
    hubspot.settle();
    generated.mergeMeanwhile();
    hubspot.settle();
    const before = world.portal().contacts.list();
    const waiting = await handInAndDeliver(world, flow, generated);
    return whoGotWhat(world, generated.people, before, waiting);
  } finally {
    await world.close();
  }
}

/** @returns how many submissions wait for a person, by mark */
async function handInAndDeliver(
  world: World,
  flow: PublishedFlow,
  { people }: GeneratedPortal,
): Promise<Map<string, number>> {
  // One process owns a SQLite file: the server makes room while its tables are written and read here.
  await world.stop();
  const marks = await handIn(world, flow, people);
  await world.start();
  for (let rounds = 0; rounds < 300; rounds += 1) {
    await world.settle();
    const { destinations } = overviewSchema.parse(await world.operator("/operator/deliveries"));
    if (destinations.every(({ ready }) => ready === 0)) break;
    world.passTime(3_000);
  }
  await world.stop();
  const ends = await endsOf(world);
  await world.start();
  const left = ends.filter(({ status }) => status === "ready" || status === "dead" || status === "blocked");
  const held = left.filter(({ status, submission_id }) => status !== "blocked" || !waits(ends, submission_id));
  if (held.length > 0) throw new Error(`${held.length} steps are not over: ${JSON.stringify(held[0])}`);
  const waiting = new Map<string, number>();
  for (const { submission_id, status } of ends) {
    if (status !== "waiting-for-person") continue;
    const mark = marks.get(submission_id) ?? "";
    waiting.set(mark, (waiting.get(mark) ?? 0) + 1);
  }
  return waiting;
}

const overviewSchema = z.object({ destinations: z.array(z.object({ ready: z.number() })) });

function waits(ends: readonly { status: string; submission_id: string }[], submissionId: string): boolean {
  return ends.some(({ status, submission_id }) => submission_id === submissionId && status === "waiting-for-person");
}

async function openTables({ databaseFile, config, now }: World) {
  const store = createStore(await openSqlite(databaseFile));
  const masterKey = Buffer.from(config.FLOWELLA_MASTER_KEY, "base64");
  const vault = createVault({ masterKey, store, randomBytes, now });
  const { context: other } = await testContext();
  const close = () => Promise.all([store.close(), other.store.close()]);
  return { context: { ...other, store, vault, now }, close };
}

async function endsOf(world: World) {
  const { context, close } = await openTables(world);
  const tenant = context.store.of(world.portalId);
  const ends = await tenant.all(tenant.db.selectFrom("steps").select(["submission_id", "step", "status", "reason"]));
  await close();
  return ends;
}

/** Straight into the tables, as accepted exchanges leave them. @returns each submission's mark */
async function handIn(world: World, flow: PublishedFlow, people: readonly Answering[]): Promise<Map<string, string>> {
  const { portalId, now } = world;
  const { context, close } = await openTables(world);
  const tenant = context.store.of(portalId);
  const marks = new Map<string, string>();
  let writes: Write[] = [];
  for (const person of people) {
    const personId = await personWithWaId(context, portalId, person.waId);
    const sealer = await context.vault.person(portalId, personId);
    for (let time = 0; time < person.times; time += 1) {
      const number = marks.size + 1;
      // A person cannot hand in twice in one millisecond.
      const acceptedAt = now() + time;
      const send = sendRow(
        `snd_g${number}`,
        personId,
        { flow_id: flow.flowId, version_id: flow.versionId },
        acceptedAt,
      );
      const submission: Row<"submissions"> = {
        id: `sub_g${number}`,
        person_id: personId,
        flow_id: flow.flowId,
        version_id: flow.versionId,
        send_id: send.id,
        session_id: `ses_g${number}`,
        round: 1,
        revision: 1,
        emptied_revision: 0,
        answers_sealed: sealer.seal(
          JSON.stringify({ answers: answersOf(person), variables: {} }),
          "submissions.answers",
        ),
        rung: null,
        accepted_at: acceptedAt,
      };
      marks.set(submission.id, person.mark);
      const contact = person.sentFrom === undefined ? null : sealer.seal(person.sentFrom, "sends.contact");
      writes.push(
        write(tenant.db.insertInto("sends").values({ ...send, contact_sealed: contact }), 1),
        write(tenant.db.insertInto("submissions").values(submission), 1),
        ...planWrites(context, { portalId, personId, submissionId: submission.id, revision: 1, acceptedAt }, [
          { step: "identify", after: [] },
        ]),
      );
    }
    if (writes.length < 1_000) continue;
    await tenant.commit(writes);
    writes = [];
  }
  await tenant.commit(writes);
  await close();
  return marks;
}

function answersOf({ mark, email }: Answering) {
  return [
    { fieldId: "firstname", value: mark },
    { fieldId: "lastname", value: "Generated" },
    ...(email === undefined ? [] : [{ fieldId: "email", value: email }]),
    { fieldId: "consultation_topic", value: "kitchen" },
    { fieldId: "preferred_contact_method", value: "whatsapp" },
    { fieldId: "consent_processing", value: true },
  ];
}

/** Asked of HubSpot, and of our tables only for what waits for a person. */
function whoGotWhat(
  world: World,
  people: readonly Answering[],
  before: readonly CrmRecord[],
  waiting: ReadonlyMap<string, number>,
): Found {
  world.hubspot.settle();
  const portal = world.portal();
  const after = portal.contacts.list();
  const wrong: string[] = [];
  const counts: Record<string, Count> = {};
  const byMark = new Map(people.map((person) => [person.mark, person]));
  const existed = new Map(before.map((record) => [record.id, record]));
  const holders = groups(after, ({ properties }) => properties["flowella_wa_id"]);
  const marked = groups(after, ({ properties }) => properties["firstname"]);
  const submitted = groups(portal.submissions.all(), ({ values }) => answerIn(values, "firstname"));
  const newPeople = people.filter(({ truth }) => truth.kind === "new").length;
  if (after.length !== before.length + newPeople)
    wrong.push(`${before.length} contacts became ${after.length}, and ${newPeople} people were unknown`);

  for (const person of people) {
    const { kind, truth, mark, waId, times } = person;
    counts[kind] ??= { submissions: 0, atTheirContact: 0, made: 0, waiting: 0 };
    const count = counts[kind];
    const say = (what: string) => wrong.push(`${mark} (${kind}): ${what}`);
    const theirs = marked.get(mark) ?? [];
    const forms = submitted.get(mark) ?? [];
    const waits = waiting.get(mark) ?? 0;
    count.submissions += times;
    count.waiting += waits;
    // A required field of late answers carries what the contact has by now: of two who share one, the other's mark.
    const most = truth.kind === "contact, or a person decides" ? 2 : times;
    if (forms.length > most) say(`${times} submissions stand ${forms.length} times`);
    if (theirs.length > 1) say(`stands at ${theirs.length} contacts`);
    const [own] = theirs;
    switch (truth.kind) {
      case "contact":
      case "contact, or a person decides": {
        if (own && own.id !== truth.id) say(`went to contact ${own.id}, and ${truth.id} is theirs`);
        if (forms.some(({ contactId }) => contactId !== truth.id)) say("a form submission went to another contact");
        const landed = own?.id === truth.id;
        if (landed) count.atTheirContact += times;
        const shared = truth.kind !== "contact";
        if (!landed && !(shared && (waits > 0 || marked.size > 0))) say("did not reach their contact");
        if (waits > 0 && !shared) say("waits for a person, who need not decide anything");
        break;
      }
      case "new": {
        const made = holders.get(waId) ?? [];
        if (made.length !== 1 || made[0]?.id !== own?.id) say(`is ${made.length} contacts`);
        if (own && existed.has(own.id)) say(`went to contact ${own.id}, who is somebody else`);
        if (forms.some(({ contactId }) => contactId !== own?.id)) say("a form submission went to another contact");
        if (person.email !== undefined && forms.length !== times) say(`${forms.length} of ${times} form submissions`);
        if (own) count.made += 1;
        break;
      }
      case "a person decides":
        if (theirs.length + forms.length > 0) say("was guessed");
        if (waits !== times) say("waits for nobody");
    }
  }
  for (const { id, properties } of after) {
    const old = existed.get(id)?.properties;
    const owner = byMark.get(properties["firstname"] ?? "");
    const isNewcomer = old === undefined && owner?.truth.kind !== "new";
    if (isNewcomer) wrong.push(`contact ${id} was made for nobody`);
    if (old?.["flowella_wa_id"] && old["flowella_wa_id"] !== properties["flowella_wa_id"])
      wrong.push(`contact ${id} got another WhatsApp id`);
    if (old?.["email"] && old["email"] !== properties["email"]) wrong.push(`contact ${id} got another e-mail`);
  }
  return { wrong, counts, contactsBefore: before.length, contactsAfter: after.length };
}

function answerIn(values: readonly { name: string; value: string }[], wanted: string): string | undefined {
  return values.find(({ name }) => name === wanted)?.value;
}

function groups<Item>(items: readonly Item[], keyOf: (item: Item) => string | undefined): Map<string, Item[]> {
  const found = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    if (key === undefined) continue;
    const group = found.get(key) ?? [];
    group.push(item);
    found.set(key, group);
  }
  return found;
}
