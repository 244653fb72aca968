/**
 * A portal's authorised outside accounts. Their secrets are sealed by the portal's key and leave this file parsed.
 */
import { z } from "zod";
import type { RouteName } from "../../connectors/whatsapp/routes/route.ts";
import type { Context } from "../context.ts";
import { type Write, write } from "../store/index.ts";

const hubspotSecretsSchema = z.object({
  accessToken: z.string(),
  refreshToken: z.string(),
  /** Epoch milliseconds. */
  expiresAt: z.number(),
  scopes: z.array(z.string()),
});
export type HubSpotSecrets = z.infer<typeof hubspotSecretsSchema>;

const whatsappSecretsSchema = z.object({
  accessToken: z.string(),
  /** How the account was connected. */
  via: z.enum(["pasted", "signup", "hosted", "360dialog"]).default("pasted"),
  /** Two-step PINs that we set when we registered numbers, by number. */
  pins: z.record(z.string(), z.string()).default({}),
  /** Of an account that is reached through 360dialog; it has no token of Meta's. */
  dialog360: z
    .object({
      /** WhatsApp's id of the account, as it was pasted. */
      wabaId: z.string(),
      /** 360dialog's keys, by number. */
      apiKeys: z.record(z.string(), z.string()),
      /** What 360dialog shows when it sends events. */
      hookSecret: z.string(),
      /** 360dialog's own id of the account, where the operator is its partner. */
      partnerAccountId: z.string().exactOptional(),
    })
    .exactOptional(),
});
export type WhatsAppSecrets = z.infer<typeof whatsappSecretsSchema>;

interface Connection<Secrets> {
  readonly id: string;
  readonly externalId: string;
  readonly metaAppId: string | null;
  /** Of a WhatsApp account. */
  readonly route: RouteName;
  readonly secrets: Secrets;
}

export type HubSpotConnection = Connection<HubSpotSecrets>;
export type WhatsAppConnection = Connection<WhatsAppSecrets>;

const context = "connections.secrets";

export async function hubspotConnection(ground: Context, portalId: string): Promise<HubSpotConnection | undefined> {
  const tenant = ground.store.of(portalId);
  const query = tenant.db
    .selectFrom("connections")
    .selectAll()
    .where("system", "=", "hubspot")
    .where("status", "=", "active");
  return open(ground, portalId, await tenant.first(query), hubspotSecretsSchema);
}

/** The WhatsApp connection with this id, or the one that new Flows belong to: the default sender's, else the first. */
export async function whatsappConnection(
  ground: Context,
  portalId: string,
  connectionId?: string,
): Promise<WhatsAppConnection | undefined> {
  const tenant = ground.store.of(portalId);
  const query = tenant.db
    .selectFrom("connections")
    .selectAll()
    .where("system", "=", "whatsapp")
    .where("status", "=", "active")
    .$if(connectionId !== undefined, (all) => all.where("id", "=", connectionId ?? ""))
    .orderBy("created_at")
    .orderBy("id");
  const rows = await tenant.all(query);
  const preferred = rows.length > 1 ? await defaultConnectionId(ground, portalId) : undefined;
  const row = rows.find(({ id }) => id === preferred) ?? rows[0];
  return open(ground, portalId, row, whatsappSecretsSchema);
}

/** Stands for all connections in a rule about senders (whatsapp-account/senders.ts). */
export const everyConnection = "*";

async function defaultConnectionId({ store }: Context, portalId: string): Promise<string | undefined> {
  const tenant = store.of(portalId);
  const rule = await tenant.first(
    tenant.db
      .selectFrom("sender_rules")
      .innerJoin("senders", "senders.id", "sender_rules.sender_id")
      .select("senders.connection_id")
      .where("sender_rules.connection_id", "=", everyConnection)
      .where("sender_rules.country", "=", ""),
  );
  return rule?.connection_id;
}

/** The portal's connected WhatsApp accounts, in the order in which they were connected. */
export async function whatsappConnectionIds({ store }: Context, portalId: string): Promise<string[]> {
  const tenant = store.of(portalId);
  const query = tenant.db.selectFrom("connections").select("id").where("system", "=", "whatsapp");
  const rows = await tenant.all(query.where("status", "=", "active").orderBy("created_at").orderBy("id"));
  return rows.map(({ id }) => id);
}

interface ConnectionRow {
  readonly id: string;
  readonly external_id: string;
  readonly meta_app_id: string | null;
  readonly route: RouteName;
  readonly secrets_sealed: string;
}

async function open<Secrets>(
  { vault }: Context,
  portalId: string,
  row: ConnectionRow | undefined,
  schema: z.ZodType<Secrets>,
): Promise<Connection<Secrets> | undefined> {
  if (!row) return undefined;
  const sealer = await vault.portal(portalId);
  const secrets = schema.parse(JSON.parse(sealer.open(row.secrets_sealed, context)));
  return { id: row.id, externalId: row.external_id, metaAppId: row.meta_app_id, route: row.route, secrets };
}

export interface NewConnection {
  readonly id: string;
  readonly portalId: string;
  readonly system: "hubspot" | "whatsapp";
  readonly externalId: string;
  readonly metaAppId: string | null;
  /** The Cloud API where it is left out. A connection that is there keeps the one it was made with. */
  readonly route?: RouteName;
  readonly secrets: HubSpotSecrets | z.input<typeof whatsappSecretsSchema>;
}

/** Makes the connection, or renews the secrets of the one that is there. */
export function saveConnection(
  { store, now }: Context,
  connection: NewConnection,
  sealer: { seal(text: string, context: string): string },
): Write {
  const changed = {
    status: "active" as const,
    secrets_sealed: sealer.seal(JSON.stringify(connection.secrets), context),
    meta_app_id: connection.metaAppId,
    updated_at: now(),
  };
  const { db } = store.of(connection.portalId);
  const { id, system, externalId, route = "cloud-api" } = connection;
  return write(
    db
      .insertInto("connections")
      .values({ id, system, external_id: externalId, route, created_at: now(), ...changed })
      .onConflict((conflict) => conflict.columns(["system", "external_id"]).doUpdateSet(changed)),
    1,
  );
}

/**
 * What stands for an account that is reached through 360dialog. Nothing proves which account a key of 360dialog belongs
 * to, so that naming one keeps it from nobody: it counts within the portal only.
 */
export function external360Id(portalId: string, wabaId: string): string {
  return `360dialog:${portalId}:${wabaId}`;
}

/** Which portal's connection a WhatsApp Business account belongs to; events of others are nobody's. */
export async function ownerOfAccount(
  { store }: Context,
  wabaId: string,
): Promise<{ portalId: string; connectionId: string; metaAppId: string | null } | undefined> {
  const every = store.everyPortal();
  const row = await every.first(
    every.db
      .selectFrom("connections")
      .select(["portal_id", "id", "meta_app_id"])
      .where("system", "=", "whatsapp")
      .where("external_id", "=", wabaId),
  );
  return row && { portalId: row.portal_id, connectionId: row.id, metaAppId: row.meta_app_id };
}
