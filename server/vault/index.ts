/**
 * Encryption at rest: the master key wraps portal keys, a portal's key wraps its people's keys, and those seal data.
 *
 * Destroying a person's key makes everything sealed with it unreadable, wherever copies of it lie. Each sealed text
 * names its key: `v1.<key id>.<base64url of IV, ciphertext and tag>`, AES-256-GCM, with the column's name as
 * additional data, so that a value moved to another column does not open.
 */
import { createCipheriv, createDecipheriv, createHmac, createSecretKey, hkdfSync, type KeyObject } from "node:crypto";
import { type Store, type Write, write } from "../store/index.ts";

export interface Sealer {
  /** `context` is the column the text goes to, such as `sessions.answers`. */
  seal(text: string, context: string): string;
  /** @throws VaultError when the text was sealed by another key, for another column, or was changed. */
  open(sealed: string, context: string): string;
  /** A keyed hash under which an equal text is found again without being readable. */
  lookup(text: string): string;
}

export interface NewKey {
  readonly sealer: Sealer;
  /** To be committed together with the first row that it seals. */
  readonly write: Write;
}

export interface Vault {
  /** For what belongs to the operator and to no portal. */
  readonly operator: Sealer;
  newPortalKey(portalId: string): NewKey;
  newPersonKey(portalId: string, personId: string): Promise<NewKey>;
  portal(portalId: string): Promise<Sealer>;
  person(portalId: string, personId: string): Promise<Sealer>;
}

export class VaultError extends Error {
  override readonly name = "VaultError";
}

export interface VaultOptions {
  /** 32 bytes. */
  readonly masterKey: Uint8Array;
  readonly store: Store;
  readonly randomBytes: (length: number) => Uint8Array;
  readonly now: () => number;
}

export function createVault({ masterKey, store, randomBytes, now }: VaultOptions): Vault {
  if (masterKey.length !== 32) throw new VaultError("The master key must be 32 bytes.");
  const operator = createSealer("operator", derive(masterKey, "operator"), randomBytes);
  const wrapper = createSealer("master", derive(masterKey, "wrap"), randomBytes);
  const opened = new Map<string, Sealer>();

  const make = (portalId: string, personId: string | null, wrapWith: Sealer): NewKey => {
    const id = Buffer.from(randomBytes(12)).toString("base64url");
    const key = randomBytes(32);
    const wrapped = wrapWith.seal(Buffer.from(key).toString("base64"), "vault_keys.wrapped");
    const row = { id, person_id: personId, wrapped, created_at: now() };
    return {
      sealer: createSealer(id, key, randomBytes),
      write: write(store.of(portalId).db.insertInto("vault_keys").values(row), 1),
    };
  };

  const load = async (portalId: string, personId: string | null, unwrap: () => Promise<Sealer>): Promise<Sealer> => {
    const place = `${portalId}/${personId ?? ""}`;
    const known = opened.get(place);
    if (known) return known;
    const tenant = store.of(portalId);
    const query = tenant.db
      .selectFrom("vault_keys")
      .select(["id", "wrapped"])
      .where("person_id", personId ? "=" : "is", personId);
    const row = await tenant.first(query);
    if (!row)
      throw new VaultError("There is no key for this data: it was erased, or the row belongs to another portal.");
    const key = Buffer.from((await unwrap()).open(row.wrapped, "vault_keys.wrapped"), "base64");
    if (opened.size >= maxOpenKeys) opened.clear();
    const sealer = createSealer(row.id, key, randomBytes);
    opened.set(place, sealer);
    return sealer;
  };

  const portal = (portalId: string): Promise<Sealer> => load(portalId, null, async () => wrapper);
  return {
    operator,
    newPortalKey: (portalId) => make(portalId, null, wrapper),
    newPersonKey: async (portalId, personId) => make(portalId, personId, await portal(portalId)),
    portal,
    person: (portalId, personId) => load(portalId, personId, () => portal(portalId)),
  };
}

/** Keys kept unwrapped in memory; beyond it the cache starts anew. */
const maxOpenKeys = 10_000;

function derive(key: Uint8Array, purpose: string): Uint8Array {
  return new Uint8Array(hkdfSync("sha256", key, new Uint8Array(), `flowella/${purpose}`, 32));
}

function createSealer(id: string, key: Uint8Array, randomBytes: (length: number) => Uint8Array): Sealer {
  const secret: KeyObject = createSecretKey(key);
  const lookupKey = derive(key, "lookup");
  return {
    seal: (text, context) => {
      const iv = randomBytes(12);
      const cipher = createCipheriv("aes-256-gcm", secret, iv);
      cipher.setAAD(Buffer.from(context));
      const sealed = Buffer.concat([iv, cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()]);
      return `v1.${id}.${sealed.toString("base64url")}`;
    },
    open: (sealed, context) => {
      const [version, keyId, body] = sealed.split(".");
      if (version !== "v1" || keyId !== id || !body) throw new VaultError("This text was sealed by another key.");
      const bytes = Buffer.from(body, "base64url");
      if (bytes.length < 28) throw new VaultError("The sealed text is cut off.");
      const decipher = createDecipheriv("aes-256-gcm", secret, bytes.subarray(0, 12));
      decipher.setAAD(Buffer.from(context));
      decipher.setAuthTag(bytes.subarray(bytes.length - 16));
      try {
        return Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]).toString("utf8");
      } catch (cause) {
        throw new VaultError("The sealed text was changed, or it belongs to another column.", { cause });
      }
    },
    lookup: (text) => createHmac("sha256", lookupKey).update(text).digest("base64url"),
  };
}
