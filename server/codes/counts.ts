/**
 * How often somebody may guess, or be sent a code: counted in the database, so that neither another session nor a new start
 * gives fresh tries. A count fits only while there is room for it; two guesses of one moment take two.
 */
import { type CodeLimitName, codeLimits } from "../../core/codes/index.ts";
import type { Context } from "../context.ts";
import { type Tenant, type Write, write } from "../store/index.ts";

type Ground = Pick<Context, "store" | "now">;

/** Counts one more, for a person, for a number (its hash), or, with an empty id, for the whole portal. Where it is one too many, the batch is a StoreConflict. */
export function countWrites({ store, now }: Ground, portalId: string, what: CodeLimitName, personId: string): Write[] {
  const { db } = store.of(portalId);
  const { most, withinMs } = codeLimits[what];
  const first = { what, person_id: personId, since: now(), times: 0 };
  const mine = db.updateTable("code_counts").where("what", "=", what).where("person_id", "=", personId);
  return [
    write(
      db
        .insertInto("code_counts")
        .values(first)
        .onConflict((conflict) => conflict.columns(["what", "person_id"]).doNothing()),
    ),
    write(mine.set({ since: now(), times: 0 }).where("since", "<=", now() - withinMs)),
    write(mine.set(({ eb }) => ({ times: eb("times", "+", 1) })).where("times", "<", most), 1),
  ];
}

/** Whether one more of one of these would be too many. */
export async function isUsedUp(
  { store, now }: Ground,
  portalId: string,
  counts: readonly (readonly [what: CodeLimitName, personId: string])[],
): Promise<boolean> {
  const tenant = store.of(portalId);
  const rows = await Promise.all(counts.map(([what, personId]) => countOf(tenant, what, personId)));
  return rows.some((row, index) => {
    const [what] = counts[index] ?? [];
    if (!row || what === undefined) return false;
    const { most, withinMs } = codeLimits[what];
    return row.times >= most && row.since > now() - withinMs;
  });
}

function countOf(tenant: Tenant, what: CodeLimitName, personId: string) {
  const query = tenant.db.selectFrom("code_counts").select(["since", "times"]).where("what", "=", what);
  return tenant.first(query.where("person_id", "=", personId));
}
