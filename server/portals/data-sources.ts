/** A portal's own systems that a Flow may ask while it is filled in. Their addresses and secrets are sealed. */
import { z } from "zod";
import { type Context, newId } from "../context.ts";
import { outbound } from "../outbound/index.ts";
import { write } from "../store/index.ts";

const secretsSchema = z.object({ url: z.string(), secret: z.string() });
export type DataSource = z.infer<typeof secretsSchema>;

export const newDataSourceSchema = z.object({
  name: z.string().regex(/^[a-z][a-z0-9_-]{0,39}$/, "must be lower-case letters, digits, - and _"),
  url: z.url({ protocol: /^https?$/, error: "must be an https address" }),
  secret: z.string().min(24, "must have at least 24 characters"),
});

const column = "connections.secrets";

/**
 * Stored as a connection: one more outside system of the portal, with a secret of its own.
 * @throws OutsideError `outbound.*` for an address that nobody may ask, such as one inside a private network
 */
export async function saveDataSource(
  context: Context,
  portalId: string,
  { name, url, secret }: z.infer<typeof newDataSourceSchema>,
): Promise<void> {
  await outbound(context).inspect(url);
  const tenant = context.store.of(portalId);
  const sealer = await context.vault.portal(portalId);
  const changed = {
    status: "active" as const,
    secrets_sealed: sealer.seal(JSON.stringify({ url, secret }), column),
    updated_at: context.now(),
  };
  const row = {
    id: newId(context, "con"),
    system: "source" as const,
    // Unique across portals, like every connection's outside id.
    external_id: `${portalId}/${name}`,
    meta_app_id: null,
    created_at: context.now(),
    ...changed,
  };
  const upsert = tenant.db
    .insertInto("connections")
    .values(row)
    .onConflict((conflict) => conflict.columns(["system", "external_id"]).doUpdateSet(changed));
  await tenant.commit([write(upsert, 1)]);
}

export async function dataSource(
  { store, vault }: Context,
  portalId: string,
  name: string,
): Promise<DataSource | undefined> {
  const tenant = store.of(portalId);
  const row = await tenant.first(
    tenant.db
      .selectFrom("connections")
      .select("secrets_sealed")
      .where("system", "=", "source")
      .where("external_id", "=", `${portalId}/${name}`),
  );
  if (!row) return undefined;
  return secretsSchema.parse(JSON.parse((await vault.portal(portalId)).open(row.secrets_sealed, column)));
}
