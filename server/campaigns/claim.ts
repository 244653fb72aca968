/** Which recipients come next, leased to this process; and how a stage stands. */
import type { Stage } from "../../core/campaigns/index.ts";
import type { Context } from "../context.ts";
import { tryCommit, type Write, write } from "../store/index.ts";
import { firstFreeAt } from "../store/leased.ts";
import type { BroadcastRow, RecipientRow } from "./store.ts";

/** Longer than a recipient can take: HubSpot's, the pacing's and WhatsApp's time-outs together. */
const leaseMs = 2 * 60_000;

/** Whoever of an earlier stage is to be tried again gets it with a later one. */
const upTo: Readonly<Record<Stage, readonly RecipientRow["stage"][]>> = {
  none: [],
  internal: ["internal"],
  pilot: ["internal", "pilot"],
  rest: ["internal", "pilot", "rest"],
};

/** Stage by stage, in the order of their ranks. @returns fewer, perhaps none, where another process has the others */
export async function claim(
  { store, now }: Context,
  portalId: string,
  { id, stage }: Pick<BroadcastRow, "id" | "stage">,
  most: number,
): Promise<RecipientRow[]> {
  const tenant = store.of(portalId);
  const until = now() + leaseMs;
  const due = (of: RecipientRow["stage"]) =>
    tenant.db
      .selectFrom("broadcast_recipients")
      .where("broadcast_id", "=", id)
      .where("outcome", "=", "waiting")
      .where("stage", "=", of)
      .where("next_at", "<=", now())
      .where("leased_until", "<=", now());
  const rows: RecipientRow[] = [];
  // One stage at a time: then the index has them in order, and no more of them are read than are claimed.
  for (const of of upTo[stage]) {
    if (rows.length === most) break;
    rows.push(
      ...(await tenant.all(
        due(of)
          .selectAll()
          .orderBy("rank")
          .limit(most - rows.length),
      )),
    );
  }
  if (rows.length === 0) return [];
  const lease = tenant.db
    .updateTable("broadcast_recipients")
    .set({ leased_until: until })
    .where("broadcast_id", "=", id)
    .where(
      "rank",
      "in",
      rows.map(({ rank }) => rank),
    )
    .where("outcome", "=", "waiting")
    // Another process may have tried one since it was read, and put it off.
    .where("next_at", "<=", now())
    .where("leased_until", "<=", now());
  const claimed = await tryCommit(tenant, [write(lease, rows.length)]);
  return claimed ? rows.map((row) => ({ ...row, leased_until: until })) : [];
}

/** Leased and not begun after all. */
export async function release(
  { store }: Context,
  portalId: string,
  recipients: readonly Pick<RecipientRow, "broadcast_id" | "rank" | "leased_until">[],
): Promise<void> {
  const [first] = recipients;
  if (!first) return;
  const tenant = store.of(portalId);
  const ranks = recipients.map(({ rank }) => rank);
  const query = tenant.db
    .updateTable("broadcast_recipients")
    .set({ leased_until: 0 })
    .where("broadcast_id", "=", first.broadcast_id)
    .where("rank", "in", ranks)
    .where("leased_until", "=", first.leased_until);
  await tenant.commit([write(query)]);
}

/** Nobody else can be at work on them: this process is the only one, and it has just begun. */
export async function dropLeases({ store }: Context): Promise<void> {
  const every = store.everyPortal();
  const query = every.db
    .updateTable("broadcast_recipients")
    .set({ leased_until: lapsed })
    .where("outcome", "=", "waiting")
    .where("leased_until", ">", lapsed);
  await every.commit([write(query)]);
}

/** A lease that ran out long ago; 0 is none. */
const lapsed = 1;

/** Leases of a process that died. @returns how many people it had taken room of the day for and never wrote to */
export async function freeLapsed(
  { store, now }: Context,
  portalId: string,
  { id }: Pick<BroadcastRow, "id">,
): Promise<number> {
  const tenant = store.of(portalId);
  const query = tenant.db
    .selectFrom("broadcast_recipients")
    .select("rank")
    .where("broadcast_id", "=", id)
    .where("outcome", "=", "waiting")
    .where("leased_until", ">", 0)
    .where("leased_until", "<=", now())
    .limit(1_000);
  const ranks = (await tenant.all(query)).map(({ rank }) => rank);
  if (ranks.length === 0) return 0;
  const free = tenant.db
    .updateTable("broadcast_recipients")
    .set({ leased_until: 0 })
    .where("broadcast_id", "=", id)
    .where("rank", "in", ranks)
    .where("outcome", "=", "waiting")
    .where("leased_until", ">", 0)
    .where("leased_until", "<=", now());
  return (await tryCommit(tenant, [write(free, ranks.length)])) ? ranks.length : 0;
}

export interface Standing {
  /** When the next one is due, epoch ms; absent where nobody waits. */
  readonly nextAt?: number;
  /** Whether a process is at somebody's message at this moment, or was when it died. */
  readonly underWay: boolean;
}

export async function standingOf(
  { store, now }: Context,
  portalId: string,
  { id, stage }: Pick<BroadcastRow, "id" | "stage">,
): Promise<Standing> {
  const tenant = store.of(portalId);
  const of = (outcome: RecipientRow["outcome"]) =>
    tenant.db
      .selectFrom("broadcast_recipients")
      .where("broadcast_id", "=", id)
      .where("outcome", "=", outcome)
      .where("stage", "in", upTo[stage]);
  const next = (await tenant.first(of("waiting").select(firstFreeAt)))?.at;
  const leased = of("waiting").where("leased_until", ">", now());
  const underWay =
    (await tenant.first(of("sending").select("rank").limit(1))) !== undefined ||
    (await tenant.first(leased.select("rank").limit(1))) !== undefined;
  return { underWay, ...(next !== undefined && next !== null && { nextAt: Number(next) }) };
}

/** Messages of a process that died: the start has called them unconfirmed, or a webhook said more. */
export async function settleDoubts(context: Context, portalId: string, id: string): Promise<void> {
  const { store, now } = context;
  const tenant = store.of(portalId);
  const rows = await tenant.all(
    tenant.db
      .selectFrom("broadcast_recipients")
      .innerJoin("sends", "sends.id", "broadcast_recipients.send_id")
      .select(["broadcast_recipients.rank", "sends.status", "sends.id as send_id"])
      .where("broadcast_recipients.broadcast_id", "=", id)
      .where("broadcast_recipients.outcome", "=", "sending")
      .where("sends.status", "!=", "queued")
      .limit(1_000),
  );
  const writes: Write[] = rows.flatMap(({ rank, status, send_id }) =>
    status === "queued"
      ? []
      : [
          write(
            tenant.db
              .updateTable("broadcast_recipients")
              .set({ outcome: status, updated_at: now() })
              .where("broadcast_id", "=", id)
              .where("rank", "=", rank)
              .where("send_id", "=", send_id)
              .where("outcome", "=", "sending"),
          ),
        ],
  );
  if (writes.length > 0) await tenant.commit(writes);
}
