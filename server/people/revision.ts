/**
 * What a send to a person is decided by. Whoever changes it (an opt-out, an opt-in, a change of number, another send)
 * counts it up in the same commit; a send names the one it read, so of two at once the second decides again.
 */
import type { Context } from "../context.ts";
import { type Write, write } from "../store/index.ts";

export async function revisionOf({ store }: Context, portalId: string, personId: string): Promise<number> {
  const tenant = store.of(portalId);
  const row = await tenant.first(tenant.db.selectFrom("people").select("revision").where("id", "=", personId));
  return row?.revision ?? 0;
}

/** Counts it up, where it is still the one that was read. Fails with StoreConflict where it is not. */
export function guardWrite({ store }: Context, portalId: string, personId: string, revision: number): Write {
  const { db } = store.of(portalId);
  return write(
    db
      .updateTable("people")
      .set({ revision: revision + 1 })
      .where("id", "=", personId)
      .where("revision", "=", revision),
    1,
  );
}

/** Counts it up, whatever it is. Fails with StoreConflict where the person was erased. */
export function bumpWrite({ store }: Context, portalId: string, personId: string): Write {
  const { db } = store.of(portalId);
  return write(
    db
      .updateTable("people")
      .set(({ eb }) => ({ revision: eb("revision", "+", 1) }))
      .where("id", "=", personId),
    1,
  );
}
