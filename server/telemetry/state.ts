/**
 * Queues, keys, tokens and connections as the database has them, read when somebody looks at the metrics: by index, all
 * portals together, and at most once in ten seconds however often they look.
 */
import { z } from "zod";
import type { Context } from "../context.ts";
import { longestDue } from "../delivery/due.ts";
import { handedInAt } from "../delivery/plan.ts";
import { keyTrouble } from "../keys/trouble.ts";
import type { Gauges } from "./gauges.ts";

const keptMs = 10_000;

/** @returns brings the gauges up to date */
export function stateReader(context: Context): () => Promise<void> {
  let readAt = Number.NEGATIVE_INFINITY;
  let reading: Promise<void> | undefined;
  return () => {
    if (reading) return reading;
    if (performance.now() - readAt < keptMs) return Promise.resolve();
    reading = readState(context, context.metrics.gauges).finally(() => {
      readAt = performance.now();
      reading = undefined;
    });
    return reading;
  };
}

/** A database that cannot be asked is a figure, too: everything else that was counted is still told. */
async function readState(context: Context, gauges: Gauges): Promise<void> {
  try {
    await Promise.all([queues(context, gauges), waiting(context, gauges), accounts(context, gauges)]);
    gauges.readable.set(1);
  } catch {
    gauges.readable.set(0);
  }
}

/** How long ago, in seconds; 0 where there is nothing. */
function age(now: number, at: number | string | null | undefined): number {
  return at === null || at === undefined ? 0 : Math.max(0, (now - Number(at)) / 1000);
}

async function queues(context: Context, gauges: Gauges): Promise<void> {
  const { store, now } = context;
  const { db, all } = store.everyPortal();
  const steps = await all(
    db
      .selectFrom("steps")
      .select(["status", ({ fn }) => fn.countAll().as("count")])
      .select(({ fn }) => fn.min<number>("seq").as("first"))
      .where("status", "in", ["ready", "waiting-for-person", "dead"])
      .groupBy("status"),
  );
  for (const status of ["ready", "waiting-for-person", "dead"] as const) {
    gauges.steps.set({ status }, Number(steps.find((row) => row.status === status)?.count ?? 0));
  }
  const ready = steps.find(({ status }) => status === "ready");
  gauges.oldestStep.set(ready ? age(now(), handedInAt({ seq: Number(ready.first) })) : 0);
  gauges.stepOverdue.set(age(now(), await longestDue(context)));

  const inbox = await all(
    db
      .selectFrom("inbox")
      .select(["status", ({ fn }) => fn.countAll().as("count"), ({ fn }) => fn.min<number>("received_at").as("first")])
      .where("status", "in", ["waiting", "dead"])
      .groupBy("status"),
  );
  for (const status of ["waiting", "dead"] as const) {
    gauges.inbox.set({ status }, Number(inbox.find((row) => row.status === status)?.count ?? 0));
  }
  gauges.oldestUpdate.set(age(now(), inbox.find(({ status }) => status === "waiting")?.first));
}

async function waiting({ store, now }: Context, gauges: Gauges): Promise<void> {
  const { db, first, all } = store.everyPortal();
  const outbox = await first(
    db
      .selectFrom("person_outbox")
      .select(({ fn }) => [fn.countAll().as("count"), fn.min<number>("next_at").as("due")])
      .where("status", "=", "waiting")
      .where("next_at", "<=", now()),
  );
  gauges.outboxDue.set(Number(outbox?.count ?? 0));
  gauges.outboxOverdue.set(age(now(), outbox?.due));
  const paused = await first(
    db
      .selectFrom("destination_states")
      .innerJoin("portals", "portals.id", "destination_states.portal_id")
      .select(({ fn }) => fn.countAll().as("count"))
      .where("portals.status", "=", "active")
      .where("destination_states.state", "=", "paused"),
  );
  gauges.pausedDestinations.set(Number(paused?.count ?? 0));
  const alerts = db.selectFrom("alerts").select(["kind", ({ fn }) => fn.countAll().as("count")]);
  gauges.alerts.reset();
  for (const { kind, count } of await all(alerts.where("status", "=", "open").groupBy("kind"))) {
    gauges.alerts.set({ kind }, Number(count));
  }
}

/** What of an account's facts counts here (whatsapp-account/facts.ts). */
const factsSchema = z.object({
  account: z.object({ token: z.object({ state: z.string(), expires: z.number().optional() }).optional() }),
});

async function accounts({ store, now }: Context, gauges: Gauges): Promise<void> {
  const { db, first, all } = store.everyPortal();
  // What is kept of an account that was given up, or of a portal that left, nobody can mend.
  const account = db
    .selectFrom("connections")
    .innerJoin("portals", "portals.id", "connections.portal_id")
    .select(["connections.portal_id", "connections.id"])
    .where("connections.status", "=", "active")
    .where("portals.status", "=", "active")
    .as("account");
  const keys = await first(
    db
      .selectFrom("flow_keys")
      .innerJoin(account, (join) =>
        join.onRef("account.portal_id", "=", "flow_keys.portal_id").onRef("account.id", "=", "flow_keys.connection_id"),
      )
      .select(({ fn }) => fn.min<number>("flow_keys.created_at").as("first"))
      .where("flow_keys.status", "=", "active"),
  );
  gauges.keyAge.set(age(now(), keys?.first));
  // Before a Flow is published, a missing key is nobody's trouble.
  const senders = await all(
    db
      .selectFrom("senders")
      .select(["senders.key_status", "senders.key_code", "senders.key_checked_at"])
      .innerJoin(account, (join) =>
        join.onRef("account.portal_id", "=", "senders.portal_id").onRef("account.id", "=", "senders.connection_id"),
      )
      .where("senders.key_status", "!=", "valid")
      .where(({ exists, selectFrom }) =>
        exists(
          selectFrom("flows")
            .select("flows.id")
            .whereRef("flows.portal_id", "=", "senders.portal_id")
            .whereRef("flows.connection_id", "=", "senders.connection_id")
            .where("flows.status", "!=", "draft"),
        ),
      ),
  );
  gauges.keysAmiss.set(senders.filter((sender) => keyTrouble(sender) !== undefined).length);
  const connections = db.selectFrom("connections").select(["system", "status", ({ fn }) => fn.countAll().as("count")]);
  gauges.connections.reset();
  for (const { system, status, count } of await all(connections.groupBy(["system", "status"]))) {
    gauges.connections.set({ system, status }, Number(count));
  }
  const states = await all(
    db
      .selectFrom("account_states")
      .innerJoin(account, (join) =>
        join
          .onRef("account.portal_id", "=", "account_states.portal_id")
          .onRef("account.id", "=", "account_states.connection_id"),
      )
      .select("account_states.facts"),
  );
  const tokens = states.flatMap(({ facts }) => factsSchema.safeParse(JSON.parse(facts)).data?.account.token ?? []);
  gauges.tokensRefused.set(tokens.filter(({ state }) => state === "refused").length);
  const ends = tokens.flatMap(({ expires }) => expires ?? []);
  // Without an end there is nothing to tell: a zero would read as run out.
  gauges.tokenExpiry.reset();
  if (ends.length > 0) gauges.tokenExpiry.set({ system: "whatsapp" }, (Math.min(...ends) - now()) / 1000);
}
