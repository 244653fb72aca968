/**
 * Meta apps whose webhooks and Flows reach us: each has its own opaque webhook address, which selects its secret
 * before anything is parsed.
 *
 * A secret that was replaced is accepted for a while longer: what Meta signed before is still on its way, and webhooks
 * are repeated for up to seven days (WhatsApp reference 3.7, 7.2).
 */
import { type Context, newId } from "../context.ts";
import { write } from "../store/index.ts";

export interface MetaApp {
  /** Opaque; stands in the webhook's URL. */
  readonly id: string;
  readonly appId: string;
  /** The newest one: what we prove ourselves with. */
  readonly secret: string;
  /** The one before, until `until` (epoch milliseconds). */
  readonly previous?: { readonly secret: string; readonly until: number };
  /** What Meta must show when it asks for the webhook's handshake. */
  readonly verifyToken: string;
}

export interface MetaApps {
  byId(id: string): Promise<MetaApp | undefined>;
  /** The app with Meta's own id. */
  byAppId(appId: string): Promise<MetaApp | undefined>;
  /** Secrets to accept, newest first; none for an app we do not know. */
  secretsOf(id: string | null): Promise<readonly string[]>;
  /** The app with Meta's id, made on first use. A new secret is used from now on; the one before stays accepted. */
  save(appId: string, secret: string): Promise<MetaApp>;
  /** Accepts the newest secret only, as after a leak. */
  dropPrevious(appId: string): Promise<void>;
}

/** How long a replaced secret is accepted. */
export const previousSecretMs = 7 * 24 * 3_600_000;

/** How long an app is used without a look at its row: another process may have stored a new secret. */
const keptMs = 5_000;

const secretColumn = "meta_apps.secret";
const verifyTokenColumn = "meta_apps.verify_token";

interface AppRow {
  readonly id: string;
  readonly app_id: string;
  readonly secret_sealed: string;
  readonly verify_token_sealed: string;
  readonly previous_secret_sealed: string | null;
  readonly previous_until: number | null;
}

export function metaApps(context: Context): MetaApps {
  const { store, vault, now } = context;
  const every = store.everyPortal();
  const known = new Map<string, { readonly app: MetaApp; readonly until: number }>();

  const open = (row: AppRow): MetaApp => ({
    id: row.id,
    appId: row.app_id,
    secret: vault.operator.open(row.secret_sealed, secretColumn),
    verifyToken: vault.operator.open(row.verify_token_sealed, verifyTokenColumn),
    ...(row.previous_secret_sealed !== null &&
      row.previous_until !== null && {
        previous: {
          secret: vault.operator.open(row.previous_secret_sealed, secretColumn),
          until: row.previous_until,
        },
      }),
  });

  const rowOf = (appId: string) =>
    every.first(every.db.selectFrom("meta_apps").selectAll().where("app_id", "=", appId));

  const byId = async (id: string): Promise<MetaApp | undefined> => {
    const kept = known.get(id);
    if (kept && kept.until > now()) return kept.app;
    const row = await every.first(every.db.selectFrom("meta_apps").selectAll().where("id", "=", id));
    const app = row && open(row);
    if (app) known.set(id, { app, until: now() + keptMs });
    return app;
  };

  const byAppId = async (appId: string): Promise<MetaApp | undefined> => {
    const row = await rowOf(appId);
    return row && open(row);
  };

  const insertIfNew = async (appId: string, secret: string): Promise<void> => {
    const row = {
      id: newId(context, "app"),
      app_id: appId,
      secret_sealed: vault.operator.seal(secret, secretColumn),
      verify_token_sealed: vault.operator.seal(newId(context, "vt"), verifyTokenColumn),
      previous_secret_sealed: null,
      previous_until: null,
      created_at: now(),
    };
    const insert = every.db.insertInto("meta_apps").values(row);
    await every.commit([write(insert.onConflict((conflict) => conflict.column("app_id").doNothing()))]);
  };

  const replaceSecret = async (row: AppRow, secret: string): Promise<void> => {
    const change = every.db
      .updateTable("meta_apps")
      .set({
        secret_sealed: vault.operator.seal(secret, secretColumn),
        previous_secret_sealed: row.secret_sealed,
        previous_until: now() + previousSecretMs,
      })
      .where("id", "=", row.id)
      .where("secret_sealed", "=", row.secret_sealed);
    await every.commit([write(change, 1)]);
  };

  return {
    byId,
    byAppId,
    secretsOf: async (id) => {
      const app = id === null ? undefined : await byId(id);
      if (!app) return [];
      const { previous } = app;
      return previous && previous.until > now() ? [app.secret, previous.secret] : [app.secret];
    },
    save: async (appId, secret) => {
      await insertIfNew(appId, secret);
      const row = await rowOf(appId);
      if (row && open(row).secret !== secret) await replaceSecret(row, secret);
      const app = await byAppId(appId);
      if (!app) throw new Error("The Meta app was stored a moment ago and is gone.");
      known.delete(app.id);
      return app;
    },
    dropPrevious: async (appId) => {
      const change = every.db
        .updateTable("meta_apps")
        .set({ previous_secret_sealed: null, previous_until: null })
        .where("app_id", "=", appId);
      await every.commit([write(change)]);
      const app = await byAppId(appId);
      if (app) known.delete(app.id);
    },
  };
}
