/**
 * Encryption at rest: the master key wraps portal keys, a portal's key wraps its people's keys, and those seal data.
 *
 * Destroying a person's key makes everything sealed with it unreadable, wherever copies of it lie. Each sealed text
 * names its key: `v1.<key id>.<base64url of IV, ciphertext and tag>`, AES-256-GCM, with the column's name as
 * additional data, so that a value moved to another column does not open.
 *
 * While the master key changes, two are accepted: the new one seals, both open (`rewrap.ts` moves what is stored).
 */
import { type Store, type Write, write } from "../store/index.ts";
import { type MasterSealer, masterSealer } from "./master.ts";
import { createSealer, type Sealer, VaultError } from "./sealer.ts";

export type { MasterSealer } from "./master.ts";
export { type Sealer, VaultError } from "./sealer.ts";

export interface NewKey {
  readonly sealer: Sealer;
  /** To be committed together with the first row that it seals. */
  readonly write: Write;
}

export interface Vault {
  /** For what belongs to the operator and to no portal. */
  readonly operator: MasterSealer;
  /** Wraps the portals' keys (`vault_keys.wrapped`). */
  readonly wrapper: MasterSealer;
  newPortalKey(portalId: string): NewKey;
  newPersonKey(portalId: string, personId: string): Promise<NewKey>;
  portal(portalId: string): Promise<Sealer>;
  /** @throws VaultError when the person has no key: it was destroyed, or the person is another portal's. */
  person(portalId: string, personId: string): Promise<Sealer>;
  /**
   * Forgets a person for good: once this resolves, nothing sealed for them opens any more, here or from any copy, and
   * a sealer that somebody still holds opens nothing either. Another process notices within `keptOpenMs`.
   */
  destroyPersonKey(portalId: string, personId: string): Promise<void>;
  /** The same as part of a larger commit. */
  destroyPersonKeyWrites(portalId: string, personId: string): Promise<Write[]>;
}

export interface VaultOptions {
  /** 32 bytes. */
  readonly masterKey: Uint8Array;
  /** The master key before, as long as something may still be sealed by it. */
  readonly previousMasterKey?: Uint8Array | undefined;
  readonly store: Store;
  readonly randomBytes: (length: number) => Uint8Array;
  readonly now: () => number;
}

/** How long an unwrapped key is used without a look at its row, in milliseconds. */
export const keptOpenMs = 5 * 60_000;

/** Keys kept unwrapped in memory, about a kilobyte each; beyond it the one opened longest ago is forgotten. */
const maxOpenKeys = 2_000;

export function createVault({ masterKey, previousMasterKey, store, randomBytes, now }: VaultOptions): Vault {
  const masterKeys = previousMasterKey ? [masterKey, previousMasterKey] : [masterKey];
  if (masterKeys.some(({ length }) => length !== 32)) throw new VaultError("The master key must be 32 bytes.");
  const operator = masterSealer("operator", masterKeys, randomBytes);
  const wrapper = masterSealer("master", masterKeys, randomBytes);
  const opened = new Map<string, { readonly sealer: Sealer; readonly until: number }>();
  const destroyed = new Set<string>();

  const sealerFor = (id: string, key: Uint8Array): Sealer =>
    createSealer({ id, key, randomBytes, alive: () => !destroyed.has(id) });

  const make = (portalId: string, personId: string | null, wrapWith: Pick<Sealer, "seal">): NewKey => {
    const id = Buffer.from(randomBytes(12)).toString("base64url");
    const key = randomBytes(32);
    const wrapped = wrapWith.seal(Buffer.from(key).toString("base64"), wrappedColumn);
    const row = { id, person_id: personId, wrapped, created_at: now() };
    return {
      sealer: sealerFor(id, key),
      write: write(store.of(portalId).db.insertInto("vault_keys").values(row), 1),
    };
  };

  const rowOf = (portalId: string, personId: string | null) => {
    const tenant = store.of(portalId);
    const query = tenant.db
      .selectFrom("vault_keys")
      .select(["id", "wrapped"])
      .where("person_id", personId ? "=" : "is", personId);
    return tenant.first(query);
  };

  const load = async (
    portalId: string,
    personId: string | null,
    unwrap: () => Promise<Pick<Sealer, "open">>,
  ): Promise<Sealer> => {
    const place = placeOf(portalId, personId);
    const known = opened.get(place);
    if (known && known.until > now()) return known.sealer;
    const row = await rowOf(portalId, personId);
    const key = row && Buffer.from((await unwrap()).open(row.wrapped, wrappedColumn), "base64");
    // Read a moment before it was destroyed: it must not come back through this cache.
    if (!row || !key || destroyed.has(row.id)) {
      opened.delete(place);
      throw new VaultError("There is no key for this data: it was erased, or the row belongs to another portal.");
    }
    const sealer = sealerFor(row.id, key);
    opened.delete(place);
    const [oldest] = opened.keys();
    if (opened.size >= maxOpenKeys && oldest !== undefined) opened.delete(oldest);
    opened.set(place, { sealer, until: now() + keptOpenMs });
    return sealer;
  };

  const destroyPersonKeyWrites: Vault["destroyPersonKeyWrites"] = async (portalId, personId) => {
    const row = await rowOf(portalId, personId);
    if (!row) return [];
    const { db } = store.of(portalId);
    const forget = (): void => {
      destroyed.add(row.id);
      opened.delete(placeOf(portalId, personId));
    };
    return [write(db.deleteFrom("vault_keys").where("id", "=", row.id)), { afterwards: forget }];
  };

  const portal = (portalId: string): Promise<Sealer> => load(portalId, null, async () => wrapper);
  return {
    operator,
    wrapper,
    newPortalKey: (portalId) => {
      // A portal that was erased a moment ago and is back: what is kept open is its former key.
      opened.delete(placeOf(portalId, null));
      return make(portalId, null, wrapper);
    },
    newPersonKey: async (portalId, personId) => make(portalId, personId, await portal(portalId)),
    portal,
    person: (portalId, personId) => load(portalId, personId, () => portal(portalId)),
    destroyPersonKey: async (portalId, personId) =>
      store.of(portalId).commit(await destroyPersonKeyWrites(portalId, personId)),
    destroyPersonKeyWrites,
  };
}

const wrappedColumn = "vault_keys.wrapped";

function placeOf(portalId: string, personId: string | null): string {
  return `${portalId}/${personId ?? ""}`;
}
