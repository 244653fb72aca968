/**
 * What is to be done for a person later. A row is written in the commit of what it follows from, sealed by the person's
 * key, leased to one process while it is worked on, and ended in words; a person who was erased ends it by that.
 */
import { type Context, newId } from "../context.ts";
import { type Row, tryCommit, type Write, write } from "../store/index.ts";
import { callMs, checkRowLease, firstFreeAt, LeaseLost } from "../store/leased.ts";
import { codeOf } from "../telemetry/code.ts";
import { asJob, currentRequest } from "../telemetry/scope.ts";
import { VaultError } from "../vault/index.ts";
import { perPortal } from "../wakeups/per-portal.ts";
import type { Sleeper } from "../wakeups/types.ts";

export type OutboxRow = Row<"person_outbox">;
export type OutboxKind = OutboxRow["kind"];

/** How a row goes on: until when it waits, or that it is over. */
export type Ended =
  | {
      readonly status: "waiting";
      readonly reason: string;
      readonly at: number;
      /** Nothing failed, its time has not come: `attempts` begins anew, so that waiting uses up no tries. */
      readonly planned?: true;
      /** Nothing that matters was called: this try does not count. */
      readonly untried?: true;
    }
  | { readonly status: "done" | "ended"; readonly reason: string };

export interface Turn {
  /** To be asked right before a call that matters. @throws LeaseLost where another process may have the row before it ends */
  mayCall(): void;
  /** A process died, or was too slow, at the try before this one: what it called may have landed. */
  readonly interrupted: boolean;
}

/** Does what one row asks for; what it throws is tried again later. @param payload parsed from JSON */
export type Work = (portalId: string, row: OutboxRow, payload: unknown, turn: Turn) => Promise<Ended>;

const column = "person_outbox.payload";
/**
 * A lane's rows go one after the other, so what somebody waits for has lanes of its own: neither thousands of reminders of one
 * minute (`reminders`) nor what is written into HubSpot (`timeline`) keeps a code, an answer (`people`) or a customer who asked
 * for somebody (`owners`) waiting.
 */
const sleeperNames: Readonly<Record<OutboxKind, "people" | "reminders" | "timeline" | "owners">> = {
  held_send: "people",
  chat_reply: "people",
  auto_reply: "people",
  number_change: "people",
  consent_change: "people",
  phone_test: "people",
  code: "people",
  entry_flow: "people",
  rescue: "reminders",
  reminder: "reminders",
  timeline_entry: "timeline",
  stop_property: "timeline",
  reach_property: "timeline",
  owner_task: "owners",
  hand_over: "owners",
  hand_over_mail: "owners",
};
/** Time to look at things, and for the call; where a limit makes us wait our turn for longer, we begin anew. */
const leaseMs = 2 * 60_000 + callMs;
const share = 25;
/** Waits after each failed try, in milliseconds; after the last one it is given up. */
const waits = [60_000, 5 * 60_000, 30 * 60_000, 2 * 3_600_000, 6 * 3_600_000, 24 * 3_600_000] as const;

export interface NewOutboxRow {
  readonly kind: OutboxKind;
  readonly key: string;
  readonly personId: string;
  readonly reason: string;
  readonly payload: unknown;
  /** When it is due, epoch ms. */
  readonly at: number;
}

/** One of this kind with this key that is there already stays as it is. */
export async function outboxWrites(context: Context, portalId: string, given: NewOutboxRow): Promise<Write[]> {
  const { kind, key, personId, reason, payload, at } = given;
  const sealer = await context.vault.person(portalId, personId);
  const now = context.now();
  const row = {
    id: newId(context, "out"),
    person_id: personId,
    kind,
    key,
    payload_sealed: sealer.seal(JSON.stringify(payload), column),
    status: "waiting" as const,
    reason,
    attempts: 0,
    next_at: at,
    leased_until: 0,
    created_at: now,
    updated_at: now,
    request_id: currentRequest(),
  };
  const insert = context.store.of(portalId).db.insertInto("person_outbox").values(row);
  return [
    write(insert.onConflict((conflict) => conflict.columns(["kind", "key"]).doNothing())),
    ...(context.wakeups?.writes([{ lane: `${sleeperNames[kind]}/${portalId}`, at }]) ?? []),
  ];
}

export async function outboxByKey(
  { store }: Context,
  portalId: string,
  kind: OutboxKind,
  key: string,
): Promise<OutboxRow | undefined> {
  const tenant = store.of(portalId);
  const query = tenant.db.selectFrom("person_outbox").selectAll().where("kind", "=", kind).where("key", "=", key);
  return tenant.first(query);
}

/** What waits for one of these people, the next one first, with what it asks for; parse it. */
export async function waitingFor(
  context: Context,
  portalId: string,
  kind: OutboxKind,
  people: readonly string[],
): Promise<{ readonly row: OutboxRow; readonly payload: unknown }[]> {
  if (people.length === 0) return [];
  const tenant = context.store.of(portalId);
  const query = tenant.db.selectFrom("person_outbox").selectAll().where("kind", "=", kind);
  const rows = await tenant.all(
    query.where("status", "=", "waiting").where("person_id", "in", people).orderBy("next_at").orderBy("id").limit(50),
  );
  return Promise.all(
    rows.map(async (row) => {
      const sealer = await context.vault.person(portalId, row.person_id);
      return { row, payload: JSON.parse(sealer.open(row.payload_sealed ?? "", column)) };
    }),
  );
}

/** Ends one row that waits and that nobody is at work on. @returns false where there is none */
export async function endWaiting(
  { store, now }: Context,
  portalId: string,
  { kind, id, reason }: { readonly kind: OutboxKind; readonly id: string; readonly reason: string },
): Promise<boolean> {
  const tenant = store.of(portalId);
  const end = tenant.db
    .updateTable("person_outbox")
    .set({ status: "ended", reason, payload_sealed: null, updated_at: now() })
    .where("id", "=", id)
    .where("kind", "=", kind)
    .where("status", "=", "waiting")
    .where("leased_until", "<=", now());
  return tryCommit(tenant, [write(end, 1)]);
}

/** Ends one row that waits; what somebody at work on it does in this moment may still happen. */
export function endOutboxWrite({ store, now }: Context, portalId: string, row: OutboxRow, reason: string): Write {
  return write(
    store
      .of(portalId)
      .db.updateTable("person_outbox")
      .set({ status: "ended", reason, payload_sealed: null, updated_at: now() })
      .where("id", "=", row.id)
      .where("status", "=", "waiting"),
  );
}

/** Ends everything of a kind that waits for this person. */
export function endWaitingWrite(
  { store, now }: Context,
  portalId: string,
  personId: string,
  kind: OutboxKind,
  reason: string,
): Write {
  return write(
    store
      .of(portalId)
      .db.updateTable("person_outbox")
      .set({ status: "ended", reason, payload_sealed: null, updated_at: now() })
      .where("person_id", "=", personId)
      .where("kind", "=", kind)
      .where("status", "=", "waiting"),
  );
}

/** @param workers by the kinds that are written for this sleeper */
export function outboxSleeper(
  context: Context,
  name: (typeof sleeperNames)[OutboxKind],
  workers: ReadonlyMap<OutboxKind, Work>,
): Sleeper {
  const kinds = [...workers.keys()];
  return perPortal(name, {
    work: async (portalId) => {
      for (const row of await dueRows(context, portalId, kinds)) {
        const work = workers.get(row.kind);
        if (work) await asJob({ request: row.request_id ?? undefined }, () => handle(context, portalId, row, work));
      }
    },
    waiting: (limit, only) => waitingPortals(context, kinds, limit, only),
  });
}

async function handle(context: Context, portalId: string, row: OutboxRow, work: Work): Promise<void> {
  const { store, now, log } = context;
  const tenant = store.of(portalId);
  const until = now() + leaseMs;
  const lease = { leased_until: until, attempts: row.attempts + 1 };
  const mine = () => tenant.db.updateTable("person_outbox").where("id", "=", row.id).where("status", "=", "waiting");
  // Another process has it, had its try since the row was read (which leaves a new time), or it was ended in this moment.
  const unchanged = mine().set(lease).where("leased_until", "=", row.leased_until).where("next_at", "=", row.next_at);
  if (!(await tryCommit(tenant, [write(unchanged.where("attempts", "=", row.attempts), 1)]))) return;
  const interrupted = row.leased_until > 0;
  const end = await done(context, portalId, { ...row, ...lease }, work, interrupted);
  const { reason } = end;
  const waiting = end.status === "waiting";
  const change = waiting
    ? {
        reason,
        next_at: end.at,
        ...(end.planned && { attempts: 0 }),
        ...(end.untried && { attempts: row.attempts }),
      }
    : { reason, status: end.status, payload_sealed: null };
  // Where it was ended meanwhile, that stands.
  const ended = mine().set({ ...change, leased_until: 0, updated_at: now() });
  await tenant.commit([write(ended.where("leased_until", "=", until))]);
  log.info("people.outbox", { portal: portalId, row: row.id, kind: row.kind, status: end.status, code: reason });
}

async function done(
  context: Context,
  portalId: string,
  row: OutboxRow,
  work: Work,
  interrupted: boolean,
): Promise<Ended> {
  let called = false;
  const mayCall = () => {
    checkRowLease(context.now(), row.leased_until);
    called = true;
  };
  try {
    const sealer = await context.vault.person(portalId, row.person_id);
    const payload: unknown = JSON.parse(sealer.open(row.payload_sealed ?? "", column));
    return await work(portalId, row, payload, { mayCall, interrupted });
  } catch (error) {
    if (error instanceof VaultError) return { status: "ended", reason: "erased" };
    const late = error instanceof LeaseLost;
    const [first] = waits;
    // Being slow is no reason to give up.
    const wait = late && !called ? first : (waits[row.attempts - 1] ?? (late ? waits.at(-1) : undefined));
    const reason = codeOf(error);
    if (wait === undefined) return { status: "ended", reason };
    return { status: "waiting", reason, at: context.now() + wait, ...(late && !called && { untried: true }) };
  }
}

async function dueRows({ store, now }: Context, portalId: string, kinds: readonly OutboxKind[]): Promise<OutboxRow[]> {
  const tenant = store.of(portalId);
  return tenant.all(
    tenant.db
      .selectFrom("person_outbox")
      .selectAll()
      .where("status", "=", "waiting")
      .where("kind", "in", kinds)
      .where("next_at", "<=", now())
      .where("leased_until", "<=", now())
      .orderBy("next_at")
      .orderBy("id")
      .limit(share),
  );
}

/** Portals with something that waits, and when it falls due, earliest first. */
async function waitingPortals(
  { store }: Context,
  kinds: readonly OutboxKind[],
  limit: number,
  only?: string,
): Promise<{ portalId: string; at: number }[]> {
  const every = store.everyPortal();
  const rows = await every.all(
    every.db
      .selectFrom("person_outbox")
      // Nothing goes for a portal that left; what waits is looked at again when it is back.
      .innerJoin("portals", "portals.id", "person_outbox.portal_id")
      .select(["portal_id", firstFreeAt])
      .where("person_outbox.status", "=", "waiting")
      .where("person_outbox.kind", "in", kinds)
      .where("portals.status", "=", "active")
      .$if(only !== undefined, (query) => query.where("portal_id", "=", only ?? ""))
      .groupBy("portal_id")
      .orderBy("at")
      .limit(limit),
  );
  return rows.map(({ portal_id: portalId, at }) => ({ portalId, at: Number(at) }));
}

export interface HeldSend {
  readonly id: string;
  readonly key: string;
  readonly status: OutboxRow["status"];
  readonly reason: string;
  /** ISO 8601, UTC; when it is looked at again, while it waits. */
  readonly until?: string;
}

/** Sends that wait or waited, newest first. */
export async function heldSends({ store }: Context, portalId: string): Promise<HeldSend[]> {
  const tenant = store.of(portalId);
  const query = tenant.db.selectFrom("person_outbox").selectAll().where("kind", "=", "held_send");
  const rows = await tenant.all(query.orderBy("created_at", "desc").orderBy("id").limit(200));
  return rows.map(({ id, key, status, reason, next_at }) => ({
    id,
    key,
    status,
    reason,
    ...(status === "waiting" && { until: new Date(next_at).toISOString() }),
  }));
}
