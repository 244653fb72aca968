/** Dead letters live again: singly, in bulk, or because the portal came back. */
import { type Context, newId } from "../context.ts";
import { type Write, write } from "../store/index.ts";
import { type DeadLetterFilter, deadLetterIds } from "./dead-letters.ts";
import { forgetPauses } from "./destinations.ts";
import { mendedByInstalling } from "./schedule.ts";
import { wakeWrites } from "./wake.ts";

/** So many rows a commit, so that a bulk replay holds up nobody. */
const batch = 200;

export interface Replay {
  /** To ask how far it got (`replayProgress`); undefined when there was nothing to replay. */
  readonly replayId: string | undefined;
  readonly steps: number;
}

/** Gives every dead letter that fits a new round of attempts, with the mapping as it is now. */
export async function replay(context: Context, portalId: string, filter: DeadLetterFilter = {}): Promise<Replay> {
  const replayId = newId(context, "rpl");
  const letters = await deadLetterIds(context, portalId, filter);
  const ids = letters.map(({ id }) => id);
  const wakes = wakeWrites(
    context,
    portalId,
    letters.map(({ destination }) => destination),
  );
  const tenant = context.store.of(portalId);
  for (let from = 0; from < ids.length; from += batch) {
    const writes = ids.slice(from, from + batch).map((id) =>
      write(
        tenant.db
          .updateTable("steps")
          .set({ ...revived(context), replay_id: replayId })
          .where("id", "=", id)
          // One that somebody else replayed in this moment is on its way already.
          .where("status", "=", "dead"),
      ),
    );
    await tenant.commit([...writes, ...wakes]);
  }
  if (ids.length > 0) context.log.info("delivery.replayed", { portal: portalId, steps: ids.length });
  return { replayId: ids.length > 0 ? replayId : undefined, steps: ids.length };
}

/** `attempts` stays: a step that may have landed is looked for before it is done again. */
const revived = (context: Context) => ({
  status: "ready" as const,
  failures: 0,
  begun_at: null,
  next_at: context.now(),
  updated_at: context.now(),
});

export interface ReplayProgress {
  readonly landed: number;
  /** Dead again. */
  readonly dead: number;
  readonly waiting: number;
}

export async function replayProgress({ store }: Context, portalId: string, replayId: string): Promise<ReplayProgress> {
  const tenant = store.of(portalId);
  const rows = await tenant.all(
    tenant.db
      .selectFrom("steps")
      .select(({ fn }) => ["status", fn.countAll<number>().as("count")])
      .where("replay_id", "=", replayId)
      .groupBy("status"),
  );
  const count = (...statuses: string[]) =>
    rows.reduce((sum, row) => sum + (statuses.includes(row.status) ? Number(row.count) : 0), 0);
  return {
    landed: count("done", "skipped", "waiting-for-person"),
    dead: count("dead"),
    waiting: count("ready", "blocked"),
  };
}

/** The app was installed again: what was held goes at once, and what only that could mend lives again. */
export async function returnWrites(context: Context, portalId: string): Promise<Write[]> {
  const tenant = context.store.of(portalId);
  const { db } = tenant;
  const now = context.now();
  const places = await tenant.all(db.selectFrom("destination_states").select("destination"));
  return [
    write(db.updateTable("steps").set({ next_at: now }).where("status", "=", "ready").where("next_at", ">", now)),
    write(
      db
        .updateTable("steps")
        .set(revived(context))
        .where("status", "=", "dead")
        .where("reason", "in", [...mendedByInstalling]),
    ),
    forgetPauses(context, portalId),
    ...wakeWrites(
      context,
      portalId,
      places.map(({ destination }) => destination),
    ),
  ];
}
