/**
 * What a restored server must not do by itself. Its tables are those of the backup: what waited there may have gone after
 * it was taken, and WhatsApp takes no key that would show it. So messages wait until the operator has looked:
 *
 * - messages that were planned for later (`person_outbox`) and sends of workflows are put off for a thousand years,
 * - messages about submissions wait with their destination `whatsapp`, which is paused,
 * - broadcasts are paused, and resumed one by one by whoever looks at them,
 * - all other steps count as tried once: they look for what they wrote before they write it again.
 *
 * What somebody asks for from now on goes at once, but for messages about submissions.
 */
import { sql } from "kysely";
import type { Context } from "../context.ts";
import { deliveryLane } from "../delivery/wake.ts";
import type { OutboxKind } from "../people/outbox.ts";
import { type Write, write } from "../store/index.ts";
import { sleeperName as workflows } from "../workflows/store.ts";

/** Why something is held, as a code. */
export const heldBecause = "restored";

/** A thousand years, in milliseconds: added to when something was due, and taken off again when it may go. */
export const putOffMs = 31_556_952_000_000;

/** Kinds of the outbox by which people get a message. */
const messages: readonly OutboxKind[] = [
  "held_send",
  "chat_reply",
  "auto_reply",
  "phone_test",
  "code",
  "entry_flow",
  "rescue",
  "reminder",
  "hand_over_mail",
];

/** For a database that nobody serves yet. */
export function holdWrites({ store, now }: Pick<Context, "store" | "now">): Write[] {
  const { db } = store.everyPortal();
  const at = now();
  const undone = ["ready", "blocked"] as const;
  return [
    write(
      db
        .updateTable("person_outbox")
        .set({ next_at: sql`next_at + ${putOffMs}`, leased_until: 0, updated_at: at })
        .where("status", "=", "waiting")
        .where("kind", "in", messages)
        .where("next_at", "<", putOffMs),
    ),
    write(
      db
        .updateTable("person_outbox")
        .set({ attempts: 1, leased_until: 0 })
        .where("status", "=", "waiting")
        .where("kind", "not in", messages)
        .where("attempts", "=", 0),
    ),
    write(
      db
        .updateTable("workflow_executions")
        .set({ next_at: sql`next_at + ${putOffMs}`, leased_until: 0, updated_at: at })
        .where("state", "=", "queued")
        .where("next_at", "<", putOffMs),
    ),
    write(db.updateTable("steps").set({ attempts: 1 }).where("status", "in", undone).where("attempts", "=", 0)),
    write(
      db
        .updateTable("steps")
        .set({ reason: heldBecause, updated_at: at })
        .where("status", "in", undone)
        .where("destination", "=", "whatsapp"),
    ),
    write(
      db
        .updateTable("destination_states")
        .set({ state: "paused", reason: heldBecause, paused_since: at, probes: 0, probe_at: putOffMs, updated_at: at })
        .where("destination", "=", "whatsapp"),
    ),
    write(
      db
        .updateTable("broadcasts")
        .set(({ eb }) => ({
          state: "paused",
          because: heldBecause,
          revision: eb("revision", "+", 1),
          next_at: 0,
          updated_at: at,
        }))
        .where("state", "in", ["running", "deciding"]),
    ),
  ];
}

export interface Held {
  /** Messages that were due when the backup was put back: they may have gone before. */
  readonly missed: number;
  /** Messages that were not due yet. */
  readonly later: number;
  /** Messages about submissions. */
  readonly aboutSubmissions: number;
  /** Broadcasts that wait for somebody to resume or stop them. */
  readonly broadcasts: number;
}

export async function heldNow({ store }: Context): Promise<Held> {
  const every = store.everyPortal();
  const { db } = every;
  const messagesHeld = await every.first(
    db
      .selectFrom((from) =>
        from
          .selectFrom("person_outbox")
          .select(["next_at", "updated_at"])
          .where("status", "=", "waiting")
          .where("next_at", ">=", putOffMs)
          .unionAll(
            from
              .selectFrom("workflow_executions")
              .select(["next_at", "updated_at"])
              .where("state", "=", "queued")
              .where("next_at", ">=", putOffMs),
          )
          .as("held"),
      )
      .select(({ fn, eb }) => [
        fn.countAll<number>().as("all"),
        fn.sum<number>(eb.case().when(wasDue()).then(1).else(0).end()).as("missed"),
      ]),
  );
  const steps = await every.first(
    db
      .selectFrom("steps")
      .select(({ fn }) => fn.countAll<number>().as("count"))
      .where("status", "in", ["ready", "blocked"])
      .where("destination", "=", "whatsapp")
      .where("reason", "=", heldBecause),
  );
  const broadcasts = await every.first(
    db
      .selectFrom("broadcasts")
      .select(({ fn }) => fn.countAll<number>().as("count"))
      .where("state", "=", "paused")
      .where("because", "=", heldBecause),
  );
  const missed = Number(messagesHeld?.missed ?? 0);
  return {
    missed,
    later: Number(messagesHeld?.all ?? 0) - missed,
    aboutSubmissions: Number(steps?.count ?? 0),
    broadcasts: Number(broadcasts?.count ?? 0),
  };
}

/** Due when it was held: `updated_at` of what is held says when that was. */
const wasDue = () => sql<boolean>`next_at - ${putOffMs} <= updated_at`;

/**
 * Lets go what is held. Messages that were not due yet always go in their time; broadcasts stay paused.
 * @param missed what may have gone before: `drop` ends it (messages about submissions are listed as dead letters, and can
 * be replayed one by one), `send` lets it go now, at the risk that somebody gets a message twice
 */
export async function releaseHeld(context: Context, missed: "drop" | "send"): Promise<Held> {
  const before = await heldNow(context);
  const every = context.store.everyPortal();
  const { db } = every;
  const at = context.now();
  const held = () => db.updateTable("person_outbox").where("status", "=", "waiting").where("next_at", ">=", putOffMs);
  const queued = () =>
    db.updateTable("workflow_executions").where("state", "=", "queued").where("next_at", ">=", putOffMs);
  const drop = [
    // Whoever stopped half-way is looked after in another way, too: their row looks again once their message has expired.
    write(
      held()
        .set({ next_at: at + longestMessageMs, updated_at: at })
        .where("kind", "=", "rescue")
        .where(wasDue()),
    ),
    write(held().set({ status: "ended", reason: heldBecause, payload_sealed: null, updated_at: at }).where(wasDue())),
    write(
      queued()
        .set({ state: "settled", outcome: "FAILED", detail: said, request_sealed: "", next_at: at, updated_at: at })
        .where(wasDue()),
    ),
    write(
      db
        .updateTable("steps")
        .set({ status: "dead", updated_at: at })
        .where("status", "in", ["ready", "blocked"])
        .where("destination", "=", "whatsapp")
        .where("reason", "=", heldBecause),
    ),
  ];
  const portals = await every.all(db.selectFrom("portals").select("id"));
  await every.commit([
    ...(missed === "drop" ? drop : []),
    write(held().set({ next_at: sql`next_at - ${putOffMs}`, updated_at: at })),
    write(queued().set({ next_at: sql`next_at - ${putOffMs}`, updated_at: at })),
    write(
      db
        .updateTable("destination_states")
        .set({ state: "well", failures: 0, reason: null, paused_since: null, probes: 0, probe_at: 0, updated_at: at })
        .where("state", "=", "paused")
        .where("reason", "=", heldBecause),
    ),
    ...(context.wakeups?.writes(portals.flatMap(({ id }) => lanesOf(id)).map((lane) => ({ lane, at }))) ?? []),
  ]);
  context.log.warn("backup.released", { ...before, choice: missed });
  return before;
}

/** Where work may have become due. */
const lanesOf = (portalId: string): string[] => [
  ...["people", "reminders", "owners", workflows].map((name) => `${name}/${portalId}`),
  deliveryLane(portalId, "whatsapp"),
];

const said =
  "The server was restored from a backup: whether this message went before is not known, so it was not sent.";

/** No message with a Flow can be opened for longer. */
const longestMessageMs = 31 * 24 * 3_600_000;
