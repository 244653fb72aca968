/** A key ring at rest: the RSA keys of one WhatsApp Business account, one of them active. */
import { generateKeyPair, publicKeyId } from "../../connectors/whatsapp/wire/index.ts";
import { type Context, newId } from "../context.ts";
import { type Row, type Write, write } from "../store/index.ts";

/** Names one ring. */
export interface RingPlace {
  readonly portalId: string;
  readonly connectionId: string;
}

export interface RingKey {
  readonly id: string;
  readonly publicPem: string;
  /** Of the public half: 16 hex digits, the same whatever the PEM looks like. */
  readonly fingerprint: string;
  readonly status: Row<"flow_keys">["status"];
  /** Epoch milliseconds from which a retiring key may go; null until every number has the active one. */
  readonly retireAt: number | null;
  readonly createdAt: number;
}

/** Exchanges are tried with so many keys: the active one and the one before. */
export const mostLiveKeys = 2;

const rank = { active: 0, retiring: 1, retired: 2 } as const;

/** Every key that the ring ever had: the active one first, then the retiring one, then the newest. */
export async function readRing({ store }: Context, { portalId, connectionId }: RingPlace): Promise<RingKey[]> {
  const tenant = store.of(portalId);
  const rows = await tenant.all(
    tenant.db
      .selectFrom("flow_keys")
      .select(["id", "public_pem", "status", "retire_at", "created_at"])
      .where("connection_id", "=", connectionId)
      .orderBy("created_at", "desc"),
  );
  const ordered = rows.sort((left, right) => rank[left.status] - rank[right.status]);
  return ordered.map((row) => ({
    id: row.id,
    publicPem: row.public_pem,
    fingerprint: publicKeyId(row.public_pem),
    status: row.status,
    retireAt: row.retire_at,
    createdAt: row.created_at,
  }));
}

export function activeOf(keys: readonly RingKey[]): RingKey | undefined {
  return keys.find(({ status }) => status === "active");
}

/** The keys that exchanges are tried with. */
export function liveOf(keys: readonly RingKey[]): RingKey[] {
  return keys.filter(({ status }) => status !== "retired");
}

export interface NewRingKey {
  readonly publicPem: string;
  readonly privatePem: string;
  readonly status: "active" | "retiring";
}

/** Two active keys at once are refused by the database: whoever comes second is told by a failed commit. */
export async function insertKey(context: Context, place: RingPlace, key: NewRingKey): Promise<Write> {
  const sealer = await context.vault.portal(place.portalId);
  const row = {
    id: newId(context, "key"),
    connection_id: place.connectionId,
    public_pem: key.publicPem,
    private_sealed: sealer.seal(key.privatePem, privateColumn),
    status: key.status,
    retire_at: null,
    created_at: context.now(),
  };
  return write(context.store.of(place.portalId).db.insertInto("flow_keys").values(row), 1);
}

/** The private halves of the live keys, in the order in which they are tried. */
export async function privateKeysOf(
  { store, vault }: Context,
  { portalId, connectionId }: RingPlace,
): Promise<{ readonly id: string; readonly privatePem: string }[]> {
  const tenant = store.of(portalId);
  const rows = await tenant.all(
    tenant.db
      .selectFrom("flow_keys")
      .select(["id", "private_sealed"])
      .where("connection_id", "=", connectionId)
      .where("status", "in", ["active", "retiring"])
      .orderBy("status")
      .orderBy("created_at", "desc")
      .limit(mostLiveKeys),
  );
  const sealer = await vault.portal(portalId);
  return rows.map(({ id, private_sealed }) => ({ id, privatePem: sealer.open(private_sealed, privateColumn) }));
}

/** The ids of the live keys: cheap to read, and different after every change of the ring. */
export async function versionOf({ store }: Context, { portalId, connectionId }: RingPlace): Promise<string> {
  const tenant = store.of(portalId);
  const rows = await tenant.all(
    tenant.db
      .selectFrom("flow_keys")
      .select("id")
      .where("connection_id", "=", connectionId)
      .where("status", "in", ["active", "retiring"])
      .orderBy("status")
      .orderBy("created_at", "desc")
      .limit(mostLiveKeys),
  );
  return rows.map(({ id }) => id).join(" ");
}

/** The active key makes room for another one, and is still tried. */
export function beginRetiring({ store }: Context, { portalId }: RingPlace, keyId: string): Write {
  const { db } = store.of(portalId);
  return write(
    db
      .updateTable("flow_keys")
      .set({ status: "retiring", retire_at: null })
      .where("id", "=", keyId)
      .where("status", "=", "active"),
    1,
  );
}

/** Every number has the active key: from here on the overlap counts. */
export function startOverlap({ store }: Context, { portalId, connectionId }: RingPlace, retireAt: number): Write {
  const { db } = store.of(portalId);
  return write(
    db
      .updateTable("flow_keys")
      .set({ retire_at: retireAt })
      .where("connection_id", "=", connectionId)
      .where("status", "=", "retiring")
      .where("retire_at", "is", null),
  );
}

/** The end of a key: its private half is gone, its public half is remembered so that it is not taken for a stranger's. */
export function retireKey({ store }: Context, { portalId }: RingPlace, keyId: string): Write {
  const { db } = store.of(portalId);
  return write(
    db
      .updateTable("flow_keys")
      .set({ status: "retired", private_sealed: "" })
      .where("id", "=", keyId)
      .where("status", "!=", "retired"),
    1,
  );
}

/** The active key, made where there is none yet. */
export async function ensureActiveKey(context: Context, place: RingPlace): Promise<RingKey> {
  const known = activeOf(await readRing(context, place));
  if (known) return known;
  const insert = await insertKey(context, place, { ...(await generateKeyPair()), status: "active" });
  try {
    await context.store.of(place.portalId).commit([insert]);
  } catch (error) {
    // Two first uses at once: the other one made it.
    if (!activeOf(await readRing(context, place))) throw error;
  }
  const made = activeOf(await readRing(context, place));
  if (!made) throw new Error("The key was stored a moment ago and is gone.");
  return made;
}

const privateColumn = "flow_keys.private";
