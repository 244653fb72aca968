import type { Context } from "../context.ts";

/** Whether this person was erased. */
export async function wasErased({ store }: Context, portalId: string, personId: string): Promise<boolean> {
  const tenant = store.of(portalId);
  const query = tenant.db.selectFrom("erasures").select("person_id").where("person_id", "=", personId);
  return (await tenant.first(query)) !== undefined;
}
