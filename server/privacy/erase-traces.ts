/**
 * What a step made outside while its person was being erased. The erasure could not know of it, and the step's own end is
 * not written any more: so it is told here.
 */
import type { Context } from "../context.ts";
import type { Write } from "../store/index.ts";
import { removalRows } from "../timeline/copies.ts";
import type { Trace } from "./erase-kinds.ts";
import { placeWrites } from "./erase-places.ts";
import { wasErased } from "./was-erased.ts";

/** Nothing where the person is still there. */
export async function leaveTraces(
  context: Context,
  portalId: string,
  personId: string,
  traces: readonly Trace[],
): Promise<void> {
  if (traces.length === 0 || !(await wasErased(context, portalId, personId))) return;
  const things = traces.flatMap((trace) => (trace.kind === "hubspot_copy" ? [trace] : []));
  const places = traces.flatMap((place) => (place.kind === "hubspot_copy" ? [] : [{ place }]));
  const writes: Write[] = [
    ...removalRows(context, portalId, things),
    ...(await placeWrites(context, portalId, personId, places)),
  ];
  await context.store.of(portalId).commit(writes);
}
