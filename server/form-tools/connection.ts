/** A portal's account at a form tool: one of each tool, its tokens sealed by the portal's key. */
import { z } from "zod";
import type { ToolTokens } from "../../connectors/form-tool.ts";
import { type Context, newId } from "../context.ts";
import { type Write, write } from "../store/index.ts";
import { type AccountName, type FormToolName, formToolSchema } from "./tools.ts";

const secretsSchema = z.object({
  accessToken: z.string(),
  refreshToken: z.string().optional(),
  /** Epoch milliseconds; absent where the token does not expire. */
  expiresAt: z.number().optional(),
  apiBase: z.string().optional(),
});
type Secrets = z.infer<typeof secretsSchema>;

export interface ToolConnection {
  readonly id: string;
  readonly status: "active" | "refused";
  readonly secrets: Secrets;
  readonly updatedAt: number;
  /** Another process renews the tokens until then. */
  readonly refreshingUntil: number;
}

const column = "connections.secrets";

export async function toolConnection(
  { store, vault }: Context,
  portalId: string,
  tool: AccountName,
): Promise<ToolConnection | undefined> {
  const tenant = store.of(portalId);
  const row = await tenant.first(tenant.db.selectFrom("connections").selectAll().where("system", "=", tool));
  if (!row) return undefined;
  const secrets = secretsSchema.parse(JSON.parse((await vault.portal(portalId)).open(row.secrets_sealed, column)));
  const { id, status, updated_at: updatedAt, refreshing_until: refreshingUntil } = row;
  return { id, status, secrets, updatedAt, refreshingUntil };
}

/** Makes the connection, or gives the one that is there these tokens. */
export async function saveToolConnection(
  context: Context,
  portalId: string,
  tool: AccountName,
  tokens: ToolTokens,
): Promise<void> {
  const { store, now } = context;
  const tenant = store.of(portalId);
  const changed = {
    status: "active" as const,
    refreshing_until: 0,
    updated_at: now(),
    ...(await sealed(context, portalId, tokens)),
  };
  const insert = tenant.db
    .insertInto("connections")
    .values({
      id: newId(context, "con"),
      system: tool,
      // Unique across portals, like every connection's outside id.
      external_id: portalId,
      meta_app_id: null,
      created_at: now(),
      ...changed,
    })
    .onConflict((conflict) => conflict.columns(["system", "external_id"]).doUpdateSet(changed));
  await tenant.commit([write(insert, 1)]);
}

/** New tokens for old; a tool that sends no new refresh token means the one before. Ends the lease `until`. */
export async function renewedWrite(
  context: Context,
  portalId: string,
  { id, secrets }: ToolConnection,
  tokens: ToolTokens,
  until: number,
): Promise<Write> {
  const kept = {
    ...(secrets.refreshToken ? { refreshToken: secrets.refreshToken } : {}),
    ...(secrets.apiBase ? { apiBase: secrets.apiBase } : {}),
  };
  const set = {
    refreshing_until: 0,
    updated_at: context.now(),
    ...(await sealed(context, portalId, { ...kept, ...tokens })),
  };
  const { db } = context.store.of(portalId);
  return write(db.updateTable("connections").set(set).where("id", "=", id).where("refreshing_until", "=", until), 1);
}

/** The tool takes these tokens no more; whoever connects again brings it back. */
export async function refuseConnection(
  { store, now }: Context,
  portalId: string,
  { id, updatedAt }: ToolConnection,
): Promise<void> {
  const tenant = store.of(portalId);
  const set = { status: "refused" as const, refreshing_until: 0, updated_at: now() };
  // Tokens that came in the meantime are not these.
  const query = tenant.db.updateTable("connections").set(set).where("id", "=", id).where("updated_at", "=", updatedAt);
  await tenant.commit([write(query)]);
}

export async function forgetConnection({ store }: Context, portalId: string, tool: AccountName): Promise<void> {
  const tenant = store.of(portalId);
  await tenant.commit([write(tenant.db.deleteFrom("connections").where("system", "=", tool))]);
}

export interface ConnectedTool {
  readonly tool: FormToolName;
  /** `refused`: somebody must connect the account again. */
  readonly status: "active" | "refused";
  readonly connectedAt: number;
}

export async function connectedTools({ store }: Context, portalId: string): Promise<ConnectedTool[]> {
  const tenant = store.of(portalId);
  const rows = await tenant.all(
    tenant.db
      .selectFrom("connections")
      .select(["system", "status", "created_at"])
      .where("system", "in", [...formToolSchema.options])
      .orderBy("system"),
  );
  return rows.flatMap(({ system, status, created_at: connectedAt }) => {
    const tool = formToolSchema.safeParse(system);
    return tool.success ? [{ tool: tool.data, status, connectedAt }] : [];
  });
}

async function sealed(
  { vault, now }: Context,
  portalId: string,
  tokens: ToolTokens,
): Promise<{ secrets_sealed: string }> {
  const { accessToken, refreshToken, expiresInMs, apiBase } = tokens;
  const secrets: Secrets = {
    accessToken,
    ...(refreshToken === undefined ? {} : { refreshToken }),
    ...(expiresInMs === undefined ? {} : { expiresAt: now() + expiresInMs }),
    ...(apiBase === undefined ? {} : { apiBase }),
  };
  return { secrets_sealed: (await vault.portal(portalId)).seal(JSON.stringify(secrets), column) };
}
