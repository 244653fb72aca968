/**
 * A month of messages with their events, from a seed, together with what is true of it: the same story told twice, once as rows
 * of the database and once in plain words. The second knows nothing of how figures are made.
 */
import { DateTime } from "luxon";
import { compile } from "../../core/flow/index.ts";
import type { Form } from "../../core/form/types.ts";
import type { Context } from "../../server/context.ts";
import { type Row, write } from "../../server/store/index.ts";
import { flowWrites, sendRow } from "../server/rows.ts";

export const monthZone = "Europe/Rome";
/** Has the end of summer time in it. */
export const monthFrom = "2026-10-01";
export const monthTo = "2026-10-30";

/** One message, in words. */
export interface Told {
  readonly flow: string;
  readonly version: string;
  readonly language: string;
  readonly country: string;
  readonly source: string;
  readonly day: string;
  /** Place in the funnel: sent, delivered, read, opened, started, completed, landed; -1: WhatsApp did not take it. */
  reached: number;
  opened: boolean;
  /** By screen: handed in?, times gone back. */
  readonly screens: Map<string, { submitted: boolean; back: number }>;
  left?: string | undefined;
  readonly rejected: { readonly field: string; readonly rule: string }[];
  changed: number;
  /** `<category>` where it is billed, `free`, or undefined where nobody said. */
  billed?: string;
  /** Whole seconds by measure. */
  readonly times: Record<string, number>;
}

export const flows = ["flw_a", "flw_b"] as const;
const stages = ["sent", "delivered", "read", "opened", "started", "completed", "landed"];
export const funnelPlace = (stage: string): number => stages.indexOf(stage);

const field = (id: string, title: string, kind: "short_text" | "email" | "phone") => ({
  id,
  title,
  kind,
  required: true,
  source: { id, type: "sample" },
});

const form = (language: string): Form => ({
  source: { tool: "typeform", formId: "month", revision: "1" },
  title: "Consultation",
  language,
  sections: [
    { id: "you", title: "You", items: ["full_name"] },
    { id: "reach", title: "How to reach you", items: ["email", "phone"] },
    { id: "wish", title: "Your wish", items: ["wish"] },
  ],
  fields: {
    full_name: field("full_name", "=Your name", "short_text"),
    email: field("email", "Your e-mail", "email"),
    phone: field("phone", "Your number", "phone"),
    wish: field("wish", "What is it about?", "short_text"),
  },
  hidden: [],
  notices: [],
});

interface Version {
  readonly id: string;
  readonly number: number;
  readonly language: string;
}

const versions: readonly [Version, ...Version[]] = [
  { id: "ver_1", number: 1, language: "it" },
  { id: "ver_2", number: 2, language: "en" },
  { id: "ver_3", number: 3, language: "en" },
];

export const screens: readonly string[] = compile(form("en"))
  .screens.slice(0, 3)
  .map(({ id }) => id);

/** Flows and versions, once per portal. */
export async function addMonthFlows(context: Context, portalId: string): Promise<void> {
  const tenant = context.store.of(portalId);
  for (const flow of flows) {
    const ids = { flow_id: flow, version_id: `${flow}_ver_1` };
    const place = { endpoint_id: `end_${portalId}_${flow}`, connection_id: "con_1", meta_flow_id: `meta_${flow}` };
    const added = versions.slice(1).map(({ id, number, language }) =>
      write(
        tenant.db.insertInto("flow_versions").values({
          id: `${flow}_${id}`,
          flow_id: flow,
          number,
          form: JSON.stringify(form(language)),
          compiled: JSON.stringify(compile(form(language))),
          mapping: JSON.stringify({ version: 1, entries: [] }),
          created_at: number,
        }),
      ),
    );
    await tenant.commit([...flowWrites(context, portalId, form("it"), ids, place), ...added]);
  }
}

export interface MonthRows {
  readonly sends: Row<"sends">[];
  readonly submissions: Row<"submissions">[];
  readonly visits: Row<"entry_visits">[];
  readonly events: Omit<Row<"events">, "counted_at">[];
}

export interface Month {
  /** Messages one after the other, in no order of time. */
  readonly rows: Iterable<MonthRows>;
  /** Filled while `rows` are read. */
  readonly told: Told[];
}

/** @param wanted so many events at least */
export function month(seed: number, wanted: number): Month {
  const told: Told[] = [];
  const random = mulberry32(seed);
  function* rows(): Generator<MonthRows> {
    for (let count = 0, number = 0; count < wanted; number += 1) {
      const message = story(number, random);
      told.push(message.told);
      count += message.rows.events.length;
      yield message.rows;
    }
  }
  return { rows: { [Symbol.iterator]: rows }, told };
}

/** Numbers from 0 to 1 that are the same for the same seed. */
export function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const start = DateTime.fromISO(monthFrom, { zone: monthZone }).toMillis();
const end = DateTime.fromISO(monthTo, { zone: monthZone }).plus({ days: 1 }).toMillis();
const dayFormat = { zone: monthZone };

function story(number: number, random: () => number): { rows: MonthRows; told: Told } {
  const chance = (share: number) => random() < share;
  const pick = <Each>(all: readonly [Each, ...Each[]]): Each => all[Math.floor(random() * all.length)] ?? all[0];
  /** Milliseconds, as often short as long. */
  const between = (low: number, high: number) => Math.round(low * (high / low) ** random());
  const id = String(number).padStart(8, "0");
  const flow = chance(0.8) ? flows[0] : flows[1];
  const version = pick(versions);
  // Two messages to Malta alone: fewer than may be shown.
  const country = number < 2 ? "MT" : pick(["IT", "IT", "IT", "DE", "ES", "BR", ""]);
  const source = pick(["card", "workflow", "broadcast", "broadcast", "qr", "keyword", "ad"]);
  const made = start + Math.floor(random() * (end - start));
  const told: Told = {
    flow,
    version: String(version.number),
    language: version.language,
    country,
    source,
    day: DateTime.fromMillis(made, dayFormat).toISODate() ?? "",
    reached: -1,
    opened: false,
    screens: new Map(),
    rejected: [],
    changed: 0,
    times: {},
  };
  const channel = chance(0.4) ? "template" : "message";
  const ids = { flow_id: flow, version_id: `${flow}_${version.id}` };
  const byEntry = source === "qr" || source === "keyword";
  const send: Row<"sends"> = {
    ...sendRow(`snd_${id}`, `per_${id}`, ids, made),
    channel,
    source: byEntry
      ? "entry"
      : source === "ad"
        ? "ad"
        : source === "card" || source === "workflow"
          ? source
          : "broadcast",
    country: country === "" ? null : country,
    idempotency_key: byEntry || source === "ad" ? `entry:vis_${id}` : `key_${id}`,
  };
  const rows: MonthRows = { sends: [send], submissions: [], visits: [], events: [] };
  if (byEntry)
    rows.visits.push({
      id: `vis_${id}`,
      person_id: send.person_id,
      entry_id: "ent_1",
      flow_id: flow,
      slot: id,
      sender_id: "106",
      told_by: source === "keyword" ? "keyword" : "code",
      outcome: "sent",
      reason: null,
      send_id: send.id,
      referral_sealed: null,
      at: made,
    });
  const say = (kind: string, at: number, details: { screen?: string; field_id?: string; code?: string } = {}) => {
    const place = String(rows.events.length).padStart(3, "0");
    rows.events.push({
      id: `evt_${at.toString(36)}_${id}_${place}`,
      kind,
      person_id: send.person_id,
      ...ids,
      send_id: send.id,
      session_id: `ses_${id}`,
      submission_id: null,
      screen: null,
      field_id: null,
      code: null,
      ...details,
      at,
    });
  };
  const seconds = (from: number, to: number) => Math.round((to - from) / 1_000);
  const done = () => ({ rows, told });

  if (chance(0.03)) {
    say("failed", made + 500, { code: "whatsapp.131026" });
    return done();
  }
  const sent = made + between(100, 3_000);
  say("sent", sent);
  told.reached = funnelPlace("sent");
  if (channel === "message") told.billed = "free";
  if (!chance(0.95)) return done();
  const delivered = sent + between(800, 90_000);
  say("delivered", delivered);
  told.reached = funnelPlace("delivered");
  told.times["delivery"] = seconds(sent, delivered);
  if (channel === "template" && chance(0.8)) {
    const category = pick(["marketing", "utility"]);
    const type = chance(0.9) ? "regular" : "free_entry_point";
    say("billed", delivered, { code: `${category}.${type}` });
    told.billed = type === "regular" ? category : "free";
  }
  if (!chance(0.85)) return done();
  const read = delivered + between(1_500, 40_000_000);
  // Some phones do not tell.
  if (chance(0.8)) {
    say("read", read);
    told.reached = funnelPlace("read");
    told.times["reading"] = seconds(sent, read);
  }
  if (!chance(0.7)) return done();

  const [first = "", second = "", third = ""] = screens;
  const seen = (screen: string) => {
    const known = told.screens.get(screen) ?? { submitted: false, back: 0 };
    told.screens.set(screen, known);
    told.left = screen;
    return known;
  };
  const shownAt = new Map<string, number>();
  const handedIn = new Map<string, number>();
  let at = read + between(1_000, 100_000);
  let began: number | undefined;
  const show = (screen: string) => {
    say("shown", at, { screen });
    seen(screen);
    began ??= at;
    if (!shownAt.has(screen)) shownAt.set(screen, at);
  };
  const submit = (screen: string) => {
    say("submitted", at, { screen });
    seen(screen).submitted = true;
    told.reached = funnelPlace("started");
    if (!handedIn.has(screen)) handedIn.set(screen, at);
  };
  // The other Flow opens with navigate: nobody sees its first screen.
  const asks = flow === flows[0];
  if (asks) {
    say("opened", at);
    told.opened = true;
    told.times["opening"] = seconds(sent, at);
    told.reached = funnelPlace("opened");
    show(first);
  }
  const finish = () => {
    for (const [screen, shown] of shownAt) {
      const handed = handedIn.get(screen);
      // Not the first one of a Flow that nobody sees open.
      if (handed !== undefined && handed >= shown) told.times[`screen ${screen}`] = seconds(shown, handed);
    }
    return done();
  };
  if (asks && !chance(0.85)) return finish();
  at += between(2_000, 900_000);
  submit(first);
  show(second);
  if (chance(0.15)) {
    at += between(1_000, 60_000);
    for (let tries = chance(0.3) ? 2 : 1; tries > 0; tries -= 1) {
      const refusal = pick([
        { field: "email", rule: "format" },
        { field: "phone", rule: "no_phone" },
        { field: "phone", rule: "too_short" },
      ]);
      say("rejected", at, { screen: second, field_id: refusal.field, code: refusal.rule });
      show(second);
      told.rejected.push(refusal);
      at += 1_000;
    }
  }
  if (chance(0.1)) {
    at += between(1_000, 60_000);
    say("back", at, { screen: second });
    seen(second).back += 1;
    show(first);
    at += between(1_000, 60_000);
    submit(first);
    if (chance(0.5)) {
      say("changed", at, { screen: first, field_id: "full_name" });
      told.changed += 1;
    }
    show(second);
  }
  if (!chance(0.88)) return finish();
  at += between(2_000, 900_000);
  submit(second);
  show(third);
  if (!chance(0.9)) return finish();
  at += between(2_000, 1_800_000);
  submit(third);
  const submission_id = `sub_${id}`;
  say("accepted", at);
  const accepted = rows.events.at(-1);
  if (accepted) accepted.submission_id = submission_id;
  told.reached = funnelPlace("completed");
  told.left = undefined;
  told.times["whole"] = seconds(sent, at);
  if (began !== undefined) told.times["filling"] = seconds(began, at);
  rows.submissions.push({
    id: submission_id,
    person_id: send.person_id,
    ...ids,
    send_id: send.id,
    session_id: `ses_${id}`,
    round: 1,
    revision: 1,
    emptied_revision: 0,
    answers_sealed: "",
    rung: null,
    accepted_at: at,
  });
  /** Deliveries know the submission alone. */
  const deliver = (kind: string, code: string, later: number) => {
    const place = String(rows.events.length).padStart(3, "0");
    const lone = { flow_id: null, version_id: null, send_id: null, session_id: null, screen: null, field_id: null };
    rows.events.push({
      id: `evt_${later.toString(36)}_${id}_${place}`,
      kind,
      person_id: send.person_id,
      ...lone,
      submission_id,
      code,
      at: later,
    });
  };
  deliver("identified", "made", at + 200);
  if (!chance(0.98)) {
    deliver("dead", "contact", at + 86_400_000);
    return finish();
  }
  const landed = at + between(500, 120_000);
  deliver("landed", "contact", landed);
  deliver("landed", "form_submission", landed + 400);
  told.reached = funnelPlace("landed");
  told.times["delay_delivery"] = seconds(at, landed);
  if (chance(0.3)) {
    const owned = landed + between(300, 40_000);
    deliver("landed", "lead_owner", owned);
    told.times["delay_owner"] = seconds(at, owned);
  }
  if (chance(0.2)) {
    const booked = at + between(900, 400_000);
    deliver("landed", "booking", booked);
    told.times["delay_booking"] = seconds(at, booked);
  }
  return finish();
}

const rowsAtOnce = 500;

/** Writes rows as they come, many at a time. */
export async function load(context: Context, portalId: string, rows: Iterable<Partial<MonthRows>>): Promise<void> {
  const { db, commit } = context.store.of(portalId);
  const kept: MonthRows = { sends: [], submissions: [], visits: [], events: [] };
  const flush = async (): Promise<void> => {
    const [sends, submissions] = [kept.sends.splice(0, rowsAtOnce), kept.submissions.splice(0, rowsAtOnce)];
    const [visits, events] = [kept.visits.splice(0, rowsAtOnce), kept.events.splice(0, rowsAtOnce)];
    await commit([
      ...(sends.length > 0 ? [write(db.insertInto("sends").values(sends))] : []),
      ...(submissions.length > 0 ? [write(db.insertInto("submissions").values(submissions))] : []),
      ...(visits.length > 0 ? [write(db.insertInto("entry_visits").values(visits))] : []),
      ...(events.length > 0 ? [write(db.insertInto("events").values(events))] : []),
    ]);
  };
  const most = () => Math.max(...Object.values(kept).map(({ length }) => length));
  for (const { sends = [], submissions = [], visits = [], events = [] } of rows) {
    kept.sends.push(...sends);
    kept.submissions.push(...submissions);
    kept.visits.push(...visits);
    kept.events.push(...events);
    while (most() >= rowsAtOnce) await flush();
  }
  while (most() > 0) await flush();
}
