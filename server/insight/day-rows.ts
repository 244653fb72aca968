/** The figures of days at rest: what a portion of news changes in them, and the writes of it. */
import { addTo, type Contribution, type Day, dayFrom, emptyDay, storedDay } from "../../core/insight/index.ts";
import { type Of, type Row, statement, type Tenant, type Write, write } from "../store/index.ts";

type DayRow = Row<"insight_days">;
export type Place = Pick<DayRow, "flow_id" | "by_what" | "day" | "value">;

export interface Change {
  readonly places: readonly Place[];
  readonly contribution: Contribution;
  /** Taken in, or out again. */
  readonly sign: 1 | -1;
}

interface Changed {
  readonly place: Place;
  readonly day: Day;
  /** 0 where there is no row yet. */
  readonly revision: number;
}

/** Fails with StoreConflict where somebody else wrote to one of these days meanwhile. */
export async function changeWrites(tenant: Tenant, changes: readonly Change[], most?: number): Promise<Write[]> {
  const days = await daysRead(tenant, changes);
  for (const { places, contribution, sign } of changes) {
    for (const place of places) {
      const key = keyOf(place);
      const found = days.get(key) ?? { place, day: emptyDay(), revision: 0 };
      days.set(key, found);
      addTo(found.day, contribution, sign, most);
    }
  }
  const touched = new Set(changes.flatMap(({ places }) => places.map(keyOf)));
  // In one order, so that two processes that write at once do not wait for each other.
  return [...days]
    .filter(([key]) => touched.has(key))
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([, changed]) => dayWrite(tenant, changed));
}

const keyOf = ({ flow_id, by_what, day, value }: Place): string => JSON.stringify([flow_id, by_what, day, value]);

const kinds = ["all", "version", "language", "country", "source"] as const;

async function daysRead({ all, db }: Tenant, changes: readonly Change[]): Promise<Map<string, Changed>> {
  const wanted = new Map(
    changes.flatMap(({ places }) => places.map(({ flow_id, day }) => [`${flow_id} ${day}`, { flow_id, day }])),
  );
  const days = new Map<string, Changed>();
  for (const { flow_id, day } of wanted.values()) {
    const rows = await all(
      db
        .selectFrom("insight_days")
        .selectAll()
        .where("flow_id", "=", flow_id)
        .where("by_what", "in", kinds)
        .where("day", "=", day),
    );
    for (const row of rows) days.set(keyOf(row), { place: row, day: dayFrom(row), revision: row.revision });
  }
  return days;
}

function dayWrite(tenant: Tenant, { place, day, revision }: Changed): Write {
  const { flow_id, by_what, day: date, value } = place;
  const row: DayRow = { flow_id, by_what, day: date, value, ...storedDay(day), revision: revision + 1 };
  if (revision === 0) return write(insert(tenant, row), 1);
  return write(update(tenant, { ...row, read: revision }), 1);
}

const insert = statement((db, of: Of<DayRow>) =>
  db.insertInto("insight_days").values({
    flow_id: of(({ flow_id }) => flow_id),
    by_what: of(({ by_what }) => by_what),
    day: of(({ day }) => day),
    value: of(({ value }) => value),
    counts: of(({ counts }) => counts),
    times: of(({ times }) => times),
    revision: of(({ revision }) => revision),
  }),
);

const update = statement((db, of: Of<DayRow & { readonly read: number }>) => {
  const changed = db.updateTable("insight_days").set({
    counts: of(({ counts }) => counts),
    times: of(({ times }) => times),
    revision: of(({ revision }) => revision),
  });
  const flow = of(({ flow_id }) => flow_id);
  const kind = of(({ by_what }) => by_what);
  const day = of(({ day }) => day);
  const value = of(({ value }) => value);
  const read = of(({ read }) => read);
  return changed
    .where("flow_id", "=", flow)
    .where("by_what", "=", kind)
    .where("day", "=", day)
    .where("value", "=", value)
    .where("revision", "=", read);
});
