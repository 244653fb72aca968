/** Which step is next, and when: read from the tables alone. */
import type { ExpressionBuilder } from "kysely";
import type { Context } from "../context.ts";
import type { AllTables } from "../store/index.ts";
import type { DueStep } from "./plan.ts";

type Builder = ExpressionBuilder<AllTables & { readonly step: AllTables["steps"] }, "step">;

/** Of the steps that are ready. */
function firstOfItsLane({ not, exists, selectFrom }: Builder) {
  return not(
    exists(
      selectFrom("steps as earlier")
        .select("earlier.id")
        .whereRef("earlier.portal_id", "=", "step.portal_id")
        .whereRef("earlier.lane", "=", "step.lane")
        .where("earlier.status", "=", "ready")
        .whereRef("earlier.seq", "<", "step.seq"),
    ),
  );
}

function nobodyAtItsLane(now: number) {
  return ({ not, exists, selectFrom }: Builder) =>
    not(
      exists(
        selectFrom("lanes")
          .select("lanes.lane")
          .whereRef("lanes.portal_id", "=", "step.portal_id")
          .whereRef("lanes.lane", "=", "step.lane")
          .where("lanes.until", ">", now),
      ),
    );
}

/**
 * Steps of one portal's destination that may run now: due, first of their lane, and nobody at work on the lane. The
 * longest due come first.
 */
export async function dueSteps(
  { store, now }: Context,
  portalId: string,
  destination: string,
  limit: number,
): Promise<DueStep[]> {
  const every = store.everyPortal();
  const rows = await every.all(
    every.db
      .selectFrom("steps as step")
      .selectAll("step")
      .where("step.portal_id", "=", portalId)
      .where("step.destination", "=", destination)
      .where("step.status", "=", "ready")
      .where("step.next_at", "<=", now())
      .where(firstOfItsLane)
      .where(nobodyAtItsLane(now()))
      .orderBy("step.next_at")
      .orderBy("step.seq")
      .limit(limit),
  );
  return rows.map(({ portal_id, ...row }) => ({ portalId: portal_id, row }));
}

/** When to look at this destination again: a step falls due, or the lease on a lane ends. */
export async function nextLook(
  { store, now }: Context,
  portalId: string,
  destination: string,
): Promise<number | undefined> {
  const every = store.everyPortal();
  const row = await every.first(
    every.db
      .selectFrom("steps as step")
      .leftJoin("lanes", (join) =>
        join.onRef("lanes.portal_id", "=", "step.portal_id").onRef("lanes.lane", "=", "step.lane"),
      )
      .select(({ fn, ref, eb }) =>
        fn
          .min<number>(
            eb
              .case()
              .when("lanes.until", ">", ref("step.next_at"))
              .then(ref("lanes.until"))
              .else(ref("step.next_at"))
              .end(),
          )
          .as("at"),
      )
      .where("step.portal_id", "=", portalId)
      .where("step.destination", "=", destination)
      .where("step.status", "=", "ready")
      .where(firstOfItsLane),
  );
  return row?.at === undefined || row.at === null ? undefined : Math.max(Number(row.at), now());
}

export interface DestinationAt {
  readonly portalId: string;
  readonly destination: string;
  /** Epoch milliseconds. */
  readonly at: number;
}

/**
 * Destinations with something to do, earliest first; a paused one not before its probe, those of a portal that left not
 * at all. One row a destination, however many steps wait for it.
 */
export async function upcomingDestinations({ store }: Context, limit: number): Promise<DestinationAt[]> {
  const every = store.everyPortal();
  const rows = await every.all(
    every.db
      .selectFrom((from) =>
        from
          .selectFrom("destination_states as place")
          .innerJoin("portals", "portals.id", "place.portal_id")
          .select(["place.portal_id", "place.destination", "place.probe_at"])
          .select(({ selectFrom }) =>
            selectFrom("steps")
              .select(({ fn }) => fn.min<number>("steps.next_at").as("next_at"))
              .whereRef("steps.portal_id", "=", "place.portal_id")
              .whereRef("steps.destination", "=", "place.destination")
              .where("steps.status", "=", "ready")
              .as("next_at"),
          )
          .where("portals.status", "=", "active")
          .as("place"),
      )
      .select(({ eb, ref }) => [
        "place.portal_id",
        "place.destination",
        eb
          .case()
          .when("place.probe_at", ">", ref("place.next_at"))
          .then(ref("place.probe_at"))
          .else(ref("place.next_at"))
          .end()
          .as("at"),
      ])
      .where("place.next_at", "is not", null)
      .orderBy("at")
      .limit(limit),
  );
  return rows.map(({ portal_id, destination, at }) => ({ portalId: portal_id, destination, at: Number(at) }));
}

/**
 * Since when the step waits that could have been taken up first, of all portals: not one behind another of its lane, of a
 * paused destination before its probe, or of a portal that left. Epoch milliseconds; undefined where nothing is due.
 */
export async function longestDue({ store, now }: Context): Promise<number | undefined> {
  const every = store.everyPortal();
  const row = await every.first(
    every.db
      .selectFrom("steps as step")
      .innerJoin("destination_states as place", (join) =>
        join.onRef("place.portal_id", "=", "step.portal_id").onRef("place.destination", "=", "step.destination"),
      )
      .innerJoin("portals", "portals.id", "step.portal_id")
      .select(({ fn, ref, eb }) =>
        fn
          .min<number>(
            eb
              .case()
              .when("place.probe_at", ">", ref("step.next_at"))
              .then(ref("place.probe_at"))
              .else(ref("step.next_at"))
              .end(),
          )
          .as("at"),
      )
      .where("portals.status", "=", "active")
      .where("place.probe_at", "<=", now())
      .where("step.status", "=", "ready")
      .where("step.next_at", "<=", now())
      .where(firstOfItsLane)
      .where(nobodyAtItsLane(now())),
  );
  return row?.at === undefined || row.at === null ? undefined : Number(row.at);
}
