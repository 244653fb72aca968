/**
 * Meta apps whose webhooks and Flows reach us: each has its own opaque webhook address, which selects its secret
 * before anything is parsed.
 */
import { type Context, newId } from "../context.ts";
import { write } from "../store/index.ts";

export interface MetaApp {
  /** Opaque; stands in the webhook's URL. */
  readonly id: string;
  readonly appId: string;
  readonly secret: string;
  /** What Meta must show when it asks for the webhook's handshake. */
  readonly verifyToken: string;
}

export interface MetaApps {
  byId(id: string): Promise<MetaApp | undefined>;
  /** Secrets to accept, newest first; none for an app we do not know. */
  secretsOf(id: string | null): Promise<readonly string[]>;
  /** The app with Meta's id, made on first use; a new secret replaces the old one. */
  save(appId: string, secret: string): Promise<MetaApp>;
}

export function metaApps(context: Context): MetaApps {
  const { store, vault } = context;
  const every = store.everyPortal();
  const known = new Map<string, MetaApp>();

  const open = (row: { id: string; app_id: string; secret_sealed: string; verify_token_sealed: string }): MetaApp => ({
    id: row.id,
    appId: row.app_id,
    secret: vault.operator.open(row.secret_sealed, "meta_apps.secret"),
    verifyToken: vault.operator.open(row.verify_token_sealed, "meta_apps.verify_token"),
  });

  const byId = async (id: string): Promise<MetaApp | undefined> => {
    const kept = known.get(id);
    if (kept) return kept;
    const row = await every.first(every.db.selectFrom("meta_apps").selectAll().where("id", "=", id));
    const app = row && open(row);
    if (app) known.set(id, app);
    return app;
  };

  return {
    byId,
    secretsOf: async (id) => {
      const app = id === null ? undefined : await byId(id);
      return app ? [app.secret] : [];
    },
    save: async (appId, secret) => {
      const row = {
        id: newId(context, "app"),
        app_id: appId,
        secret_sealed: vault.operator.seal(secret, "meta_apps.secret"),
        verify_token_sealed: vault.operator.seal(newId(context, "vt"), "meta_apps.verify_token"),
        created_at: context.now(),
      };
      const upsert = every.db
        .insertInto("meta_apps")
        .values(row)
        .onConflict((conflict) => conflict.column("app_id").doUpdateSet({ secret_sealed: row.secret_sealed }));
      await every.commit([write(upsert, 1)]);
      const saved = await every.first(every.db.selectFrom("meta_apps").selectAll().where("app_id", "=", appId));
      if (!saved) throw new Error("The Meta app was stored a moment ago and is gone.");
      const app = open(saved);
      known.set(app.id, app);
      return app;
    },
  };
}
