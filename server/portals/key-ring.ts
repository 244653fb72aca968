/**
 * The key ring of one WhatsApp Business account: its RSA keys, newest first, parsed once and kept.
 */
import { type DecryptionKey, generateKeyPair, importPrivateKey } from "../../connectors/whatsapp/wire/index.ts";
import { type Context, newId } from "../context.ts";
import { write } from "../store/index.ts";

export interface KeyRings {
  /** The keys to try, newest first, at most two. */
  keysOf(portalId: string, connectionId: string): Promise<readonly DecryptionKey[]>;
  /** The newest key's public half as PEM, made on first use. */
  publicKeyOf(portalId: string, connectionId: string): Promise<string>;
}

export function keyRings(context: Context): KeyRings {
  const parsed = new Map<string, Promise<readonly DecryptionKey[]>>();
  return {
    keysOf: (portalId, connectionId) => {
      const place = `${portalId}/${connectionId}`;
      const known = parsed.get(place);
      if (known) return known;
      const loading = load(context, portalId, connectionId);
      parsed.set(place, loading);
      // An empty ring or a failed read is not kept: the next exchange looks again.
      loading.then((keys) => keys.length === 0 && parsed.delete(place)).catch(() => parsed.delete(place));
      return loading;
    },
    publicKeyOf: async (portalId, connectionId) => {
      const tenant = context.store.of(portalId);
      const query = tenant.db
        .selectFrom("flow_keys")
        .select("public_pem")
        .where("connection_id", "=", connectionId)
        .where("status", "=", "active")
        .orderBy("created_at", "desc")
        .limit(1);
      return (await tenant.first(query))?.public_pem ?? addKey(context, portalId, connectionId);
    },
  };
}

async function load(context: Context, portalId: string, connectionId: string): Promise<readonly DecryptionKey[]> {
  const tenant = context.store.of(portalId);
  const rows = await tenant.all(
    tenant.db
      .selectFrom("flow_keys")
      .select("private_sealed")
      .where("connection_id", "=", connectionId)
      .orderBy("created_at", "desc")
      .limit(2),
  );
  const sealer = await context.vault.portal(portalId);
  return Promise.all(rows.map((row) => importPrivateKey(sealer.open(row.private_sealed, "flow_keys.private"))));
}

async function addKey(context: Context, portalId: string, connectionId: string): Promise<string> {
  const { publicPem, privatePem } = await generateKeyPair();
  const sealer = await context.vault.portal(portalId);
  const tenant = context.store.of(portalId);
  const row = {
    id: newId(context, "key"),
    connection_id: connectionId,
    public_pem: publicPem,
    private_sealed: sealer.seal(privatePem, "flow_keys.private"),
    status: "active" as const,
    created_at: context.now(),
  };
  await tenant.commit([write(tenant.db.insertInto("flow_keys").values(row), 1)]);
  return publicPem;
}
