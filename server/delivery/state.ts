/** How far the deliveries of a portal got, in codes and ids only. */
import type { Context } from "../context.ts";
import { type Row, write } from "../store/index.ts";

export interface SubmissionState {
  readonly id: string;
  readonly flowId: string;
  readonly sendId: string;
  readonly rung: Row<"submissions">["rung"];
  readonly acceptedAt: number;
  readonly steps: readonly {
    readonly step: string;
    readonly status: Row<"steps">["status"];
    readonly reason: string | null;
    readonly attempts: number;
  }[];
}

/** The newest submissions with their steps in order. */
export async function stateOfSubmissions(
  { store }: Context,
  portalId: string,
  limit = 100,
): Promise<SubmissionState[]> {
  const tenant = store.of(portalId);
  const submissions = await tenant.all(
    tenant.db
      .selectFrom("submissions")
      .select(["id", "flow_id", "send_id", "rung", "accepted_at"])
      .orderBy("accepted_at", "desc")
      .limit(limit),
  );
  if (submissions.length === 0) return [];
  const steps = await tenant.all(
    tenant.db
      .selectFrom("steps")
      .select(["submission_id", "step", "status", "reason", "attempts"])
      .where(
        "submission_id",
        "in",
        submissions.map(({ id }) => id),
      )
      .orderBy("seq"),
  );
  return submissions.map((row) => ({
    id: row.id,
    flowId: row.flow_id,
    sendId: row.send_id,
    rung: row.rung,
    acceptedAt: row.accepted_at,
    steps: steps
      .filter(({ submission_id }) => submission_id === row.id)
      .map(({ step, status, reason, attempts }) => ({ step, status, reason, attempts })),
  }));
}

/** Gives every dead letter of the portal another round of attempts. @returns how many */
export async function replayDead({ store, now }: Context, portalId: string): Promise<number> {
  const tenant = store.of(portalId);
  const dead = await tenant.all(tenant.db.selectFrom("steps").select("id").where("status", "=", "dead"));
  // One attempt is on record, so that a step that may have landed is looked for before it is done again.
  const revive = { status: "ready" as const, attempts: 1, next_at: now(), updated_at: now() };
  await tenant.commit(
    dead.map(({ id }) =>
      write(tenant.db.updateTable("steps").set(revive).where("id", "=", id).where("status", "=", "dead"), 1),
    ),
  );
  return dead.length;
}
