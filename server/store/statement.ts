/**
 * Statements of the hot path: built and compiled once per portal, then only their values change. Building them anew for
 * each exchange took about a tenth of the event loop's time.
 */
import type { Compilable, CompiledQuery, Kysely } from "kysely";
import type { TenantTables } from "./schema.ts";

/** Stands for a value while the query is built; `build` may put it into the query and do nothing else with it. */
class Slot<Values> {
  readonly read: (values: Values) => unknown;
  constructor(read: (values: Values) => unknown) {
    this.read = read;
  }
}

/** A portal's door, as `store.of` gives it. */
interface OfPortal {
  readonly db: Kysely<TenantTables>;
}

/** Says where in the query a value goes. */
export type Of<Values> = <Value>(read: (values: Values) => Value) => Value;

/**
 * A statement for `first`, `all` and `write`:
 * `const named = statement((db, of: Of<{ id: string }>) => db.selectFrom("people").selectAll().where("id", "=", of(({ id }) => id)))`
 * and then `tenant.first(named(tenant, { id }))`.
 */
export function statement<Values, Found>(
  build: (db: Kysely<TenantTables>, of: Of<Values>) => Compilable<Found>,
): (tenant: OfPortal, values: Values) => Compilable<Found> {
  const compiled = new WeakMap<OfPortal, CompiledQuery<Found>>();
  // What the builder takes for a value is the place of one.
  const of = <Value>(read: (values: Values) => Value) => new Slot(read) as Value;
  return (tenant, values) => ({
    compile: () => {
      const known = compiled.get(tenant) ?? build(tenant.db, of).compile();
      compiled.set(tenant, known);
      return {
        ...known,
        parameters: known.parameters.map((part) => (part instanceof Slot ? part.read(values) : part)),
      };
    },
  });
}
