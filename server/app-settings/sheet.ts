/** The rows that hold a portal's settings as one text, and how a text takes the place of another that was read before. */
import type { z } from "zod";
import { type ConsentSettings, consentSettingsSchema } from "../consent/settings.ts";
import type { Context } from "../context.ts";
import { type PortalSettings, portalSettingsSchema } from "../portals/settings.ts";
import { type Write, write } from "../store/index.ts";

export interface Sheet<Settings> {
  readonly schema: z.ZodType<Settings>;
  /** As it is stored; undefined where nothing ever was. */
  text(context: Context, portalId: string): Promise<string | undefined>;
  /** Fails as a conflict where something else than `before` is stored by then. */
  replace(context: Context, portalId: string, before: string | undefined, after: Settings): Write;
}

export const portalSheet: Sheet<PortalSettings> = {
  schema: portalSettingsSchema,
  text: async ({ store }, portalId) => {
    const every = store.everyPortal();
    const row = await every.first(every.db.selectFrom("portals").select("settings").where("id", "=", portalId));
    return row?.settings;
  },
  replace: ({ store }, portalId, before, after) => {
    const { db } = store.everyPortal();
    const update = db.updateTable("portals").set({ settings: JSON.stringify(after) });
    return write(update.where("id", "=", portalId).where("settings", "=", before ?? "{}"), 1);
  },
};

export const consentSheet: Sheet<ConsentSettings> = {
  schema: consentSettingsSchema,
  text: async ({ store }, portalId) => {
    const tenant = store.of(portalId);
    const row = await tenant.first(tenant.db.selectFrom("consent_settings").select("settings").limit(1));
    return row?.settings;
  },
  replace: ({ store, now }, portalId, before, after) => {
    const { db } = store.of(portalId);
    const row = { settings: JSON.stringify(after), updated_at: now() };
    if (before !== undefined) {
      return write(db.updateTable("consent_settings").set(row).where("settings", "=", before), 1);
    }
    // The portal alone is the key, and the tenant's plugin adds it to the conflict.
    const insert = db.insertInto("consent_settings").values(row);
    return write(
      insert.onConflict((conflict) => conflict.columns([]).doNothing()),
      1,
    );
  },
};
