/** How many came by each entry, how many of them opened the Flow, and how many handed it in: from visits and events. */
import type { Context } from "../context.ts";

export interface EntryCounts {
  readonly seen: number;
  readonly opened: number;
  readonly completed: number;
}

export const noCounts: EntryCounts = { seen: 0, opened: 0, completed: 0 };

/** Nobody deletes visits and events: what is counted is what came lately. The page and the documentation say so. */
const countedMs = 90 * 24 * 3_600_000;

/** By entry. Whoever handed it in opened it, even where a Flow that opens with navigate tells nobody. */
export async function countsByEntry(
  context: Context,
  portalId: string,
  entryIds: readonly string[],
): Promise<ReadonlyMap<string, EntryCounts>> {
  if (entryIds.length === 0) return new Map();
  const tenant = context.store.of(portalId);
  const since = context.now() - countedMs;
  const seen = await tenant.all(
    tenant.db
      .selectFrom("entry_visits")
      .select(({ fn }) => ["entry_id as entry", fn.countAll<number>().as("count")])
      .where("entry_id", "in", entryIds)
      .where("at", ">", since)
      .groupBy("entry_id"),
  );
  const opened = await reached(context, portalId, entryIds, since, ["opened", "submitted", "accepted"]);
  const completed = await reached(context, portalId, entryIds, since, ["accepted"]);
  return new Map(
    seen.map(({ entry, count }) => [
      entry ?? "",
      { seen: Number(count), opened: opened.get(entry) ?? 0, completed: completed.get(entry) ?? 0 },
    ]),
  );
}

/** Messages by entry of which one of these events tells. */
async function reached(
  { store }: Context,
  portalId: string,
  entryIds: readonly string[],
  since: number,
  kinds: readonly string[],
) {
  const tenant = store.of(portalId);
  const rows = await tenant.all(
    tenant.db
      .selectFrom("entry_visits")
      .innerJoin("events", "events.send_id", "entry_visits.send_id")
      .select(({ fn }) => ["entry_visits.entry_id as entry", fn.count<number>("events.send_id").distinct().as("count")])
      .where("entry_visits.entry_id", "in", entryIds)
      .where("entry_visits.at", ">", since)
      .where("events.kind", "in", kinds)
      .groupBy("entry_visits.entry_id"),
  );
  return new Map(rows.map(({ entry, count }) => [entry, Number(count)]));
}
