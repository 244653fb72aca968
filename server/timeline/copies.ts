/** What we wrote into HubSpot about a person, by what it is about: found again, changed in place, taken away with them. */
import { eventsOf } from "../bookings/removals.ts";
import { type Context, newId } from "../context.ts";
import type { RemovedThing } from "../privacy/erase-kinds.ts";
import { type Row, type Write, write } from "../store/index.ts";

export type Copy = Row<"hubspot_copies">;

export async function copyOf({ store }: Context, portalId: string, subject: string): Promise<Copy | undefined> {
  const tenant = store.of(portalId);
  return tenant.first(tenant.db.selectFrom("hubspot_copies").selectAll().where("subject", "=", subject));
}

/** What was written last of one kind about this person. */
export async function newestCopy(
  { store }: Context,
  portalId: string,
  personId: string,
  object: Copy["object"],
): Promise<Copy | undefined> {
  const tenant = store.of(portalId);
  const query = tenant.db.selectFrom("hubspot_copies").selectAll().where("person_id", "=", personId);
  return tenant.first(query.where("object", "=", object).orderBy("at", "desc").limit(1));
}

/** Remembers what was written; what is known under this subject already stays. */
export function copyWrite({ store, now }: Context, portalId: string, copy: Omit<Copy, "at">): Write {
  const insert = store
    .of(portalId)
    .db.insertInto("hubspot_copies")
    .values({ ...copy, at: now() });
  return write(insert.onConflict((conflict) => conflict.column("subject").doNothing()));
}

/**
 * Everything of this person is to be taken away in HubSpot, and in calendars. To be committed with their erasure. What is
 * remembered between this look and that commit keeps its row, and goes when the erasure looks again.
 */
export async function removalWrites(context: Context, portalId: string, personId: string): Promise<Write[]> {
  const tenant = context.store.of(portalId);
  const copies = await tenant.all(
    tenant.db.selectFrom("hubspot_copies").select(["subject", "object", "object_id"]).where("person_id", "=", personId),
  );
  const events = await eventsOf(context, portalId, personId);
  const things = [
    ...copies.map(({ object, object_id }) => ({ object, object_id })),
    ...events.map((object_id) => ({ object: "calendar_events" as const, object_id })),
  ];
  const seen = copies.map(({ subject }) => subject);
  const gone = tenant.db.deleteFrom("hubspot_copies").where("person_id", "=", personId).where("subject", "in", seen);
  return [...removalRows(context, portalId, things), ...(seen.length > 0 ? [write(gone)] : [])];
}

export function removalRows(context: Context, portalId: string, things: readonly RemovedThing[]): Write[] {
  if (things.length === 0) return [];
  const now = context.now();
  const rows = things.map(({ object, object_id }): Row<"hubspot_removals"> => {
    const waiting = { attempts: 0, reason: null, next_at: now, leased_until: 0, created_at: now };
    return { id: newId(context, "rmv"), object, object_id, ...waiting };
  });
  const insert = context.store.of(portalId).db.insertInto("hubspot_removals").values(rows);
  return [
    write(insert, rows.length),
    ...(context.wakeups?.writes([{ lane: `${removalLane}/${portalId}`, at: now }]) ?? []),
  ];
}

export const removalLane = "removals";
