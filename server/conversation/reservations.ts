/**
 * Limited places: counted by the very commit that accepts the answers.
 *
 * A place's row counts what is taken, and a claim is an update that only fits while there is room: of two customers in
 * the same moment one finds the row changed, on any database, and is asked again. What a submission holds is kept in
 * `reservations`, so that a correction or the business can give it back.
 */
import type { Capacity, Claim, Places, Taken } from "../../core/conversation/index.ts";
import { type Context, newId } from "../context.ts";
import { eventWrites } from "../insight/events.ts";
import { eventReleasedWrites } from "../reminders/event.ts";
import { type Row, StoreConflict, type Tenant, type Write, write } from "../store/index.ts";
import type { Sealer } from "../vault/index.ts";

const column = "places.choice";

/** Whose places. */
export interface Holder {
  readonly portalId: string;
  readonly flowId: string;
  readonly personId: string;
  readonly submissionId: string;
}

type Reservation = Row<"reservations">;

/**
 * What makes these claims the submission's own: takes what is new, gives back what is not wanted any more. To be
 * committed last in the batch that accepts the answers; where a place is taken meanwhile, that batch is a StoreConflict.
 */
export async function claimWrites(context: Context, holder: Holder, claims: readonly Claim[]): Promise<Write[]> {
  const { store, vault } = context;
  const tenant = store.of(holder.portalId);
  const held = await reservationsOf(tenant, holder.submissionId, "held");
  if (claims.length === 0 && held.length === 0) return [];
  const sealer = await vault.portal(holder.portalId);
  const wanted = new Map(claims.map((claim) => [placeId(sealer, holder.flowId, claim), claim]));
  const places = [...new Set([...wanted.keys(), ...held.map(({ place_id }) => place_id)])];
  // In one order for everybody: two commits that lock several rows never wait for each other.
  const changes = places.sort().map((id) => {
    const claim = wanted.get(id);
    const before = held.find(({ place_id }) => place_id === id);
    return { id, claim, before, by: (claim?.amount ?? 0) - (before?.amount ?? 0) };
  });
  const changed = changes.filter(({ by }) => by !== 0);
  return [
    ...changed.flatMap(({ before }) => (before ? [gaveUp(context, tenant, before, "moved")] : [])),
    ...changed.flatMap(({ id, claim }) => (claim ? [holds(context, tenant, holder, id, claim.amount)] : [])),
    ...changed.flatMap(({ id, claim, by }) =>
      claim && by > 0 ? took(tenant, sealer, holder.flowId, id, claim, by) : [gaveBack(tenant, id, -by)],
    ),
  ];
}

/** Gives a submission's places to others. @returns how many reservations were given up; 0 where it held none */
export async function releasePlaces(context: Context, portalId: string, submissionId: string): Promise<number> {
  const tenant = context.store.of(portalId);
  for (let tries = 1; ; tries += 1) {
    const held = await reservationsOf(tenant, submissionId, "held");
    if (held.length === 0) return 0;
    const byPlace = held.toSorted((one, other) => (one.place_id < other.place_id ? -1 : 1));
    const subject = { person_id: held[0]?.person_id ?? null, submission_id: submissionId };
    try {
      await tenant.commit([
        ...held.map((each) => gaveUp(context, tenant, each, "released")),
        ...eventWrites(context, portalId, subject, [{ kind: "released" }]),
        ...(await eventReleasedWrites(context, portalId, submissionId)),
        ...byPlace.map(({ place_id, amount }) => gaveBack(tenant, place_id, amount)),
      ]);
      return held.length;
    } catch (error) {
      // A correction moved them in the same moment.
      if (!(error instanceof StoreConflict) || tries === 5) throw error;
    }
  }
}

/** Opens the values of places, which are the same each time. */
export type ChoiceNames = (sealer: Sealer, row: Row<"places">) => string;

export function choiceNames(): ChoiceNames {
  const known = new Map<string, string>();
  return (sealer, { id, choice_sealed }) => {
    const name = known.get(id) ?? (choice_sealed === null ? "" : sealer.open(choice_sealed, column));
    if (known.size >= 10_000) known.clear();
    known.set(id, name);
    return name;
  };
}

/** What a decision has to know: how much is taken of each place, and how much of it by this submission. */
export async function placesTaken(
  { store, vault }: Context,
  portalId: string,
  flowId: string,
  submissionId: string | null,
  nameOf: ChoiceNames,
): Promise<Places> {
  const tenant = store.of(portalId);
  const rows = await tenant.all(tenant.db.selectFrom("places").selectAll().where("flow_id", "=", flowId));
  const own = submissionId === null ? [] : await reservationsOf(tenant, submissionId);
  const held = own.filter(({ status }) => status === "held");
  const sealer = await vault.portal(portalId);
  const taken = rows.map((row): Taken => {
    const mine = held.find(({ place_id }) => place_id === row.id)?.amount ?? 0;
    return { field: row.field, choice: nameOf(sealer, row), taken: row.taken, own: mine };
  });
  return { taken, released: held.length === 0 && own.some(({ status }) => status === "released") };
}

export interface PlaceState {
  /** Empty for the form as a whole, as `choice` is. */
  readonly field: string;
  readonly choice: string;
  readonly taken: number;
  /** Missing where it is not limited any more. */
  readonly limit?: number;
}

/** Every place that is limited by name or was ever taken. */
export async function placesOf(
  context: Context,
  portalId: string,
  flowId: string,
  capacity: Capacity = [],
): Promise<PlaceState[]> {
  const { taken } = await placesTaken(context, portalId, flowId, null, choiceNames());
  const named = capacity.flatMap((rule) => {
    if (!("field" in rule)) return [{ field: "", choice: "" }];
    return Object.keys(rule.choices ?? {}).map((choice) => ({ field: rule.field, choice }));
  });
  const isTaken = (place: { field: string; choice: string }) =>
    taken.some(({ field, choice }) => field === place.field && choice === place.choice);
  const all = [...taken, ...named.filter((place) => !isTaken(place)).map((place) => ({ ...place, taken: 0 }))];
  return all.map(({ field, choice, taken: count }) => {
    const limit = limitIn(capacity, field, choice);
    return { field, choice, taken: count, ...(limit !== undefined && { limit }) };
  });
}

function limitIn(capacity: Capacity, field: string, choice: string): number | undefined {
  const rule = capacity.find((each) => ("field" in each ? each.field : "") === field);
  if (!rule) return undefined;
  return "field" in rule ? (rule.choices?.[choice] ?? rule.each) : rule.total;
}

function placeId(sealer: Sealer, flowId: string, { field, choice }: Claim): string {
  return sealer.lookup(`place:${JSON.stringify([flowId, field, choice])}`);
}

function reservationsOf(tenant: Tenant, submissionId: string, status?: Reservation["status"]): Promise<Reservation[]> {
  const query = tenant.db.selectFrom("reservations").selectAll().where("submission_id", "=", submissionId);
  return tenant.all(status ? query.where("status", "=", status) : query);
}

function holds(context: Context, { db }: Tenant, holder: Holder, place: string, amount: number): Write {
  const now = context.now();
  const row: Reservation = {
    id: newId(context, "rsv"),
    person_id: holder.personId,
    submission_id: holder.submissionId,
    place_id: place,
    amount,
    status: "held",
    created_at: now,
    updated_at: now,
  };
  return write(db.insertInto("reservations").values(row), 1);
}

function gaveUp({ now }: Context, { db }: Tenant, { id }: Reservation, status: "moved" | "released"): Write {
  const query = db.updateTable("reservations").set({ status, updated_at: now() });
  return write(query.where("id", "=", id).where("status", "=", "held"), 1);
}

/** Fits only while there is room: another number of rows than one is the conflict that refuses the whole batch. */
function took({ db }: Tenant, sealer: Sealer, flowId: string, id: string, claim: Claim, by: number): Write[] {
  const { field, choice, limit } = claim;
  const row = {
    id,
    flow_id: flowId,
    field,
    choice_sealed: choice === "" ? null : sealer.seal(choice, column),
    taken: 0,
  };
  return [
    write(
      db
        .insertInto("places")
        .values(row)
        .onConflict((conflict) => conflict.column("id").doNothing()),
    ),
    write(
      db
        .updateTable("places")
        .set(({ eb }) => ({ taken: eb("taken", "+", by) }))
        .where("id", "=", id)
        .where("taken", "<=", limit - by),
      1,
    ),
  ];
}

function gaveBack({ db }: Tenant, id: string, amount: number): Write {
  return write(
    db
      .updateTable("places")
      .set(({ eb }) => ({ taken: eb("taken", "-", amount) }))
      .where("id", "=", id),
    1,
  );
}
