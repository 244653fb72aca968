/**
 * The people who were erased, as a list to keep outside of the database. A backup of before an erasure holds the person and
 * their wrapped key: whoever restores one applies the list before the server starts.
 */
import { z } from "zod";
import type { Context } from "../context.ts";
import { findPortal } from "../portals/store.ts";
import { erasePeopleWrites } from "./erase.ts";

export const erasedListSchema = z.object({
  erased: z.array(z.object({ portalId: z.string(), personId: z.string(), at: z.number() })),
});
export type ErasedList = z.infer<typeof erasedListSchema>;

/** Everybody who was ever erased, of every portal that is still there. Ids and times alone. */
export async function erasedList({ store }: Context): Promise<ErasedList> {
  const every = store.everyPortal();
  const rows = await every.all(
    every.db.selectFrom("erasures").select(["portal_id", "person_id", "at"]).orderBy("at").orderBy("person_id"),
  );
  return { erased: rows.map(({ portal_id, person_id, at }) => ({ portalId: portal_id, personId: person_id, at })) };
}

/** Erases whoever of the list is here again. Applied twice, it changes nothing. @returns how many there were */
export async function applyErasedList(context: Context, { erased }: ErasedList): Promise<number> {
  let again = 0;
  for (const { portalId, personId } of erased) {
    if (!(await isHere(context, portalId, personId))) continue;
    await context.store.of(portalId).commit(await erasePeopleWrites(context, portalId, [personId], "restore"));
    again += 1;
  }
  return again;
}

async function isHere(context: Context, portalId: string, personId: string): Promise<boolean> {
  if (!(await findPortal(context, portalId))) return false;
  const tenant = context.store.of(portalId);
  const person = tenant.db.selectFrom("people").select("id").where("id", "=", personId);
  const key = tenant.db.selectFrom("vault_keys").select("id").where("person_id", "=", personId);
  return ((await tenant.first(person)) ?? (await tenant.first(key))) !== undefined;
}
