import { z } from "zod";
import { RefusedInput } from "../../core/errors.ts";
import type { Context } from "../context.ts";
import { type Write, write } from "../store/index.ts";
import { type PortalSettings, portalSettingsSchema } from "./settings.ts";

export interface Portal {
  readonly id: string;
  readonly status: "active" | "gone";
  readonly settings: PortalSettings;
  readonly uiDomain: string;
  /** HubSpot's id of the user who installed; unknown for portals of before this was kept. */
  readonly installerUserId?: string | undefined;
  /** The HubSpot app that it installed; unknown for portals of before this was kept. */
  readonly clientId: string | undefined;
  /** HubSpot's id of the app, for links to its page; unknown for portals of before this was kept. */
  readonly appId?: string | undefined;
  /** `STANDARD`, `SANDBOX`, … */
  readonly accountType?: string | undefined;
  /** `na1`, `eu1`, … */
  readonly dataHosting?: string | undefined;
}

export async function findPortal({ store }: Context, portalId: string): Promise<Portal | undefined> {
  const every = store.everyPortal();
  const row = await every.first(every.db.selectFrom("portals").selectAll().where("id", "=", portalId));
  if (!row) return undefined;
  const settings = portalSettingsSchema.parse(JSON.parse(row.settings));
  return {
    id: row.id,
    status: row.status,
    settings,
    uiDomain: row.ui_domain,
    installerUserId: row.installer_user_id ?? undefined,
    clientId: row.client_id ?? undefined,
    appId: row.app_id ?? undefined,
    accountType: row.account_type ?? undefined,
    dataHosting: row.data_hosting ?? undefined,
  };
}

export interface PortalSeen {
  readonly id: string;
  readonly status: "active" | "gone";
  readonly world: "live" | "sandbox";
  readonly installedAt: number;
  /** Since when HubSpot refuses it, and whether its installer was told by e-mail; only of one that left. */
  readonly goneAt?: number;
  readonly told?: "mailed" | "no-mail" | "no-address" | "not-yet";
}

/** Every portal that ever installed, newest first. */
export async function allPortals({ store }: Context): Promise<PortalSeen[]> {
  const every = store.everyPortal();
  const rows = await every.all(every.db.selectFrom("portals").selectAll().orderBy("installed_at", "desc"));
  return rows.map(({ id, status, world, installed_at, gone_at, told }) => ({
    id,
    status,
    world,
    installedAt: installed_at,
    ...(status === "gone" && { goneAt: gone_at ?? 0, told: told ?? ("not-yet" as const) }),
  }));
}

/** A real portal in the database forbids the sandbox: its people must never be answered by a stand-in. */
export async function holdsRealPortal(store: Context["store"]): Promise<boolean> {
  const every = store.everyPortal();
  const row = await every.first(every.db.selectFrom("portals").select("id").where("world", "=", "live").limit(1));
  return row !== undefined;
}

export interface PortalRow {
  readonly id: string;
  readonly world: "live" | "sandbox";
  readonly uiDomain: string;
  readonly installerSealed: string | null;
  readonly installerUserId?: string | undefined;
  readonly clientId?: string;
  readonly appId?: string | undefined;
  readonly accountType?: string;
  readonly dataHosting?: string;
}

/** Makes the portal, or brings it back after a reinstall; its settings stay. */
export function savePortal({ store, now }: Context, portal: PortalRow): Write {
  const changed = {
    status: "active" as const,
    ui_domain: portal.uiDomain,
    installer_sealed: portal.installerSealed,
    installer_user_id: portal.installerUserId ?? null,
    client_id: portal.clientId ?? null,
    app_id: portal.appId ?? null,
    account_type: portal.accountType ?? null,
    data_hosting: portal.dataHosting ?? null,
    gone_at: null,
    erasing_at: null,
    told: null,
    tell_at: null,
  };
  return write(
    store
      .everyPortal()
      .db.insertInto("portals")
      .values({
        id: portal.id,
        world: portal.world,
        settings: "{}",
        installed_at: now(),
        ...changed,
      })
      .onConflict((conflict) => conflict.column("id").doUpdateSet(changed)),
    1,
  );
}

/**
 * Changes what is named and leaves the rest as it is.
 * @param also written together with it
 * @throws RefusedInput `settings.wrong_value` with what is wrong
 */
export async function changeSettings(
  context: Context,
  portalId: string,
  change: Readonly<Record<string, unknown>>,
  also: readonly Write[] = [],
): Promise<PortalSettings> {
  const portal = await findPortal(context, portalId);
  const settings = portalSettingsSchema.safeParse({
    ...portal?.settings,
    ...change,
    ...nested(portal?.settings, change),
  });
  if (!settings.success) throw new RefusedInput("settings.wrong_value", z.prettifyError(settings.error));
  await saveSettings(context, portalId, settings.data, also);
  return settings.data;
}

/** What each destination gets is chosen for one destination at a time, and so is what happens to messages. */
function nested(settings: PortalSettings | undefined, change: Readonly<Record<string, unknown>>) {
  const { secureAnswers, messages, retention } = change;
  const isChoice = (value: unknown) => typeof value === "object" && value !== null;
  return {
    ...(isChoice(secureAnswers) && { secureAnswers: { ...settings?.secureAnswers, ...Object(secureAnswers) } }),
    ...(isChoice(retention) && { retention: { ...settings?.retention, ...Object(retention) } }),
    ...(isChoice(messages) && { messages: { ...settings?.messages, ...Object(messages) } }),
  };
}

/** All of them anew: what is left out has its default. */
export async function saveSettings(
  { store }: Context,
  portalId: string,
  settings: PortalSettings,
  also: readonly Write[] = [],
): Promise<void> {
  const every = store.everyPortal();
  const query = every.db
    .updateTable("portals")
    .set({ settings: JSON.stringify(settings) })
    .where("id", "=", portalId);
  await every.commit([write(query, 1), ...also]);
}
