/**
 * Moves what the master key seals to the newest one, online: portal keys and the operator's own rows. People's data is
 * not touched, because a portal's key stays the same under its new wrapping.
 *
 * Every row is written only if it is still what was read, and is proved to open before; what is done is told apart by
 * the key's name in the text. So it may stop anywhere and be started again.
 */
import type { Context } from "../context.ts";
import { StoreConflict, type Write, write } from "../store/index.ts";
import { type MasterSealer, VaultError } from "./index.ts";

export interface RewrapBatch {
  readonly rewrapped: number;
  /** Rows that neither master key opens; they are left as they are. */
  readonly unreadable: number;
  /** Rows that are not under the newest master key after this batch, unreadable ones included. */
  readonly left: number;
  readonly total: number;
}

type Ground = Pick<Context, "store" | "vault">;

/** @param skip how many unreadable rows earlier batches came across, so that this one looks beyond them */
export async function rewrapBatch(ground: Ground, { limit = 100, skip = 0 } = {}): Promise<RewrapBatch> {
  const waiting = (await rowsUnderOlderKey(ground)).slice(skip, skip + limit);
  let rewrapped = 0;
  let unreadable = 0;
  for (const row of waiting) {
    try {
      await ground.store.everyPortal().commit([row.rewrap()]);
      rewrapped += 1;
    } catch (error) {
      // Changed meanwhile: whoever wrote it used the newest key.
      if (error instanceof VaultError) unreadable += 1;
      else if (!(error instanceof StoreConflict)) throw error;
    }
  }
  return { rewrapped, unreadable, ...(await rewrapState(ground)) };
}

/** How many rows are not under the newest master key yet, of how many. */
export async function rewrapState(ground: Ground): Promise<{ left: number; total: number }> {
  const sealed = await everyRow(ground);
  return { left: sealed.filter((row) => !row.isNewest).length, total: sealed.length };
}

/** How many portals' keys the configured master keys open, and how many they do not. */
export async function portalKeys({ store, vault }: Ground): Promise<{ readable: number; unreadable: number }> {
  const { db, all } = store.everyPortal();
  const rows = await all(db.selectFrom("vault_keys").select("wrapped").where("person_id", "is", null));
  const readable = rows.filter(({ wrapped }) => opens(vault.wrapper, wrapped)).length;
  return { readable, unreadable: rows.length - readable };
}

function opens(sealer: MasterSealer, wrapped: string): boolean {
  try {
    sealer.open(wrapped, "vault_keys.wrapped");
    return true;
  } catch (error) {
    if (error instanceof VaultError) return false;
    throw error;
  }
}

interface SealedRow {
  readonly isNewest: boolean;
  /** @throws VaultError when neither master key opens it */
  rewrap(): Write;
}

async function rowsUnderOlderKey(ground: Ground): Promise<SealedRow[]> {
  return (await everyRow(ground)).filter((row) => !row.isNewest);
}

async function everyRow({ store, vault }: Ground): Promise<SealedRow[]> {
  const { db, all } = store.everyPortal();
  const keys = await all(
    db.selectFrom("vault_keys").select(["portal_id", "id", "wrapped"]).where("person_id", "is", null).orderBy("id"),
  );
  const apps = await all(db.selectFrom("meta_apps").selectAll().orderBy("id"));
  return [
    ...keys.map(({ portal_id, id, wrapped }) => ({
      isNewest: wrapped.startsWith(vault.wrapper.prefix),
      rewrap: () =>
        write(
          db
            .updateTable("vault_keys")
            .set({ wrapped: vault.wrapper.reseal(wrapped, "vault_keys.wrapped") })
            .where("portal_id", "=", portal_id)
            .where("id", "=", id)
            .where("wrapped", "=", wrapped),
          1,
        ),
    })),
    ...apps.map((app) => ({
      isNewest: [app.secret_sealed, app.verify_token_sealed, app.previous_secret_sealed].every(
        (sealed) => sealed === null || sealed.startsWith(vault.operator.prefix),
      ),
      rewrap: () =>
        write(
          db
            .updateTable("meta_apps")
            .set({
              secret_sealed: vault.operator.reseal(app.secret_sealed, "meta_apps.secret"),
              verify_token_sealed: vault.operator.reseal(app.verify_token_sealed, "meta_apps.verify_token"),
              previous_secret_sealed: resealed(vault.operator, app.previous_secret_sealed, "meta_apps.secret"),
            })
            .where("id", "=", app.id)
            .where("secret_sealed", "=", app.secret_sealed),
          1,
        ),
    })),
  ];
}

function resealed(sealer: MasterSealer, sealed: string | null, context: string): string | null {
  return sealed === null ? null : sealer.reseal(sealed, context);
}
