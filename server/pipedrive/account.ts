/** Which Pipedrive company a portal's connection leads to, as it was found when somebody connected it. */
import { fieldName, type Pipedrive } from "../../connectors/pipedrive/index.ts";
import type { Context } from "../context.ts";
import { write } from "../store/index.ts";

/** Where a portal's people stand in Pipedrive. */
export interface Place {
  readonly companyId: string;
  /** Key of the person field that holds WhatsApp ids. */
  readonly fieldCode: string;
}

export async function rememberedPlace({ store }: Context, portalId: string): Promise<Place | undefined> {
  const tenant = store.of(portalId);
  const row = await tenant.first(tenant.db.selectFrom("pipedrive_accounts").select(["company_id", "field_code"]));
  return row && { companyId: row.company_id, fieldCode: row.field_code };
}

export async function forgetPlace({ store }: Context, portalId: string): Promise<void> {
  const tenant = store.of(portalId);
  await tenant.commit([write(tenant.db.deleteFrom("pipedrive_accounts"))]);
}

/** Asks which company it is, and makes the field for WhatsApp ids where it is not there. */
export async function findPlace(client: Pipedrive): Promise<Place & { readonly companyName: string }> {
  const { id: companyId, name: companyName } = await client.company();
  return { companyId, companyName, fieldCode: await fieldCodeOf(client) };
}

export async function savePlace(
  { store, now }: Context,
  portalId: string,
  { companyId, fieldCode }: Place,
): Promise<void> {
  const tenant = store.of(portalId);
  const row = { company_id: companyId, field_code: fieldCode, updated_at: now() };
  const insert = tenant.db.insertInto("pipedrive_accounts").values(row);
  await tenant.commit([
    write(
      insert.onConflict((conflict) => conflict.columns([]).doUpdateSet(row)),
      1,
    ),
  ]);
}

/** Texts that Pipedrive's search looks through. */
const searchable = new Set(["varchar", "text", "varchar_auto", "phone"]);

async function fieldCodeOf(client: Pipedrive): Promise<string> {
  let after: string | undefined;
  do {
    const { fields, next } = await client.fields(after === undefined ? {} : { after });
    const ours = fields.find(({ custom, name, type }) => custom && name === fieldName && searchable.has(type));
    if (ours) return ours.code;
    after = next;
  } while (after !== undefined);
  return (await client.createField(fieldName)).code;
}
