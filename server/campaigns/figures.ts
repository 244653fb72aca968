/** How far the messages of a broadcast got, counted in its recipients. */
import type { BroadcastFigures } from "../../src/app/packages/contract/index.ts";
import type { Context } from "../context.ts";
import type { BroadcastRow, RecipientRow } from "./store.ts";

type Stage = RecipientRow["stage"];
type Arm = RecipientRow["arm"];

interface Counted {
  readonly stage: Stage;
  readonly arm: Arm;
  readonly what: RecipientRow["outcome"] | "opened" | "answered" | "optedOut";
  readonly people: number;
}

export interface Reason {
  readonly stage: Stage;
  readonly code: string;
  readonly people: number;
}

export interface Counts {
  of(wanted?: { readonly stage?: Stage; readonly arm?: Arm }): BroadcastFigures;
  readonly reasons: readonly Reason[];
}

type Counting = Pick<BroadcastRow, "id" | "created_at" | "revision">;

interface Kept {
  readonly revision: number;
  readonly counts: Promise<Counts>;
  until: number;
}

/** Counting may take a twentieth of the time that looking at a broadcast does, however many look. */
const share = 20;
const keptBy = new WeakMap<Context["store"], Map<string, Kept>>();

/** Small broadcasts are counted at every look; a large one's figures are as old as its counting takes, times twenty. */
export function countsOf(context: Context, portalId: string, row: Counting): Promise<Counts> {
  const { store, now } = context;
  const all = keptBy.get(store) ?? new Map<string, Kept>();
  keptBy.set(store, all);
  const key = `${portalId}/${row.id}`;
  const before = all.get(key);
  if (before && before.revision === row.revision && before.until > now()) return before.counts;
  for (const [other, { until }] of all) if (until <= now()) all.delete(other);
  const begun = now();
  const kept: Kept = { revision: row.revision, counts: count(context, portalId, row), until: Number.POSITIVE_INFINITY };
  all.set(key, kept);
  const end = (until: number) => {
    kept.until = until;
  };
  kept.counts.then(
    () => end(now() + (now() - begun) * share),
    () => end(0),
  );
  return kept.counts;
}

async function count(
  { store }: Context,
  portalId: string,
  { id, created_at: since }: Pick<BroadcastRow, "id" | "created_at">,
): Promise<Counts> {
  const tenant = store.of(portalId);
  const { db } = tenant;
  const outcomes = await tenant.all(
    db
      .selectFrom("broadcast_recipients")
      .select(["stage", "arm", "outcome", ({ fn }) => fn.countAll().as("people")])
      .where("broadcast_id", "=", id)
      .groupBy(["stage", "arm", "outcome"]),
  );
  const sessions = await tenant.all(
    db
      .selectFrom("broadcast_recipients")
      .innerJoin("sessions", "sessions.send_id", "broadcast_recipients.send_id")
      .select(["stage", "arm", "sessions.state", ({ fn }) => fn.countAll().as("people")])
      .where("broadcast_id", "=", id)
      .where("sessions.state", "!=", "sent")
      .groupBy(["stage", "arm", "sessions.state"]),
  );
  const optedOut = await tenant.all(
    db
      .selectFrom("broadcast_recipients")
      .innerJoin("consents", "consents.person_id", "broadcast_recipients.person_id")
      .select(["broadcast_recipients.stage", "arm", ({ fn }) => fn.count("consents.person_id").distinct().as("people")])
      .where("broadcast_id", "=", id)
      .where("consents.state", "=", "withdrawn")
      // A STOP carries whole seconds.
      .where("consents.at", ">=", Math.floor(since / 1_000) * 1_000)
      .where("broadcast_recipients.send_id", "is not", null)
      .groupBy(["stage", "arm"]),
  );
  const reasons = await tenant.all(
    db
      .selectFrom("broadcast_recipients")
      .select(["stage", "reason", ({ fn }) => fn.countAll().as("people")])
      .where("broadcast_id", "=", id)
      .where("outcome", "in", ["failed", "skipped", "waiting", "unconfirmed"])
      .where("reason", "is not", null)
      .groupBy(["stage", "reason"]),
  );
  const counted: Counted[] = [
    ...outcomes.map(({ outcome, ...row }) => ({ ...row, what: outcome, people: Number(row.people) })),
    ...sessions.flatMap(({ state, stage, arm, people }): Counted[] => [
      { stage, arm, what: "opened", people: Number(people) },
      ...(state === "accepted" ? [{ stage, arm, what: "answered" as const, people: Number(people) }] : []),
    ]),
    ...optedOut.map(({ stage, arm, people }) => ({ stage, arm, what: "optedOut" as const, people: Number(people) })),
  ];
  return {
    of: (wanted = {}) => figuresOf(counted, wanted),
    reasons: reasons
      .flatMap(({ stage, reason, people }) =>
        reason === null ? [] : [{ stage, code: reason, people: Number(people) }],
      )
      .toSorted((one, other) => other.people - one.people),
  };
}

/** Without a stage: of everybody but colleagues. */
function figuresOf(
  counted: readonly Counted[],
  wanted: { readonly stage?: Stage; readonly arm?: Arm },
): BroadcastFigures {
  const rows = counted.filter(
    ({ stage, arm }) =>
      (wanted.stage === undefined ? stage !== "internal" : stage === wanted.stage) &&
      (wanted.arm === undefined || arm === wanted.arm),
  );
  const sum = (what: Counted["what"]) => rows.reduce((all, row) => all + (row.what === what ? row.people : 0), 0);
  const outcomes = {
    waiting: sum("waiting"),
    sending: sum("sending"),
    sent: sum("sent"),
    delivered: sum("delivered"),
    read: sum("read"),
    failed: sum("failed"),
    unconfirmed: sum("unconfirmed"),
    skipped: sum("skipped"),
  };
  const recipients = Object.values(outcomes).reduce((all, people) => all + people, 0);
  return { recipients, ...outcomes, opened: sum("opened"), answered: sum("answered"), optedOut: sum("optedOut") };
}
