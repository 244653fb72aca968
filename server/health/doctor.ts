/** Examines a running deployment from inside: what is wrong, who must act, and how. */
import { OutsideError } from "../../core/errors.ts";
import type { Context } from "../context.ts";
import { type WhatsAppConnection, whatsappConnection } from "../portals/connections.ts";
import type { HubSpotAccess } from "../portals/hubspot.ts";
import type { MetaApps } from "../portals/meta-apps.ts";
import { allPortals } from "../portals/store.ts";
import { placeOf } from "../store/postgres-errors.ts";
import { codeOf } from "../telemetry/code.ts";
import { VaultError } from "../vault/index.ts";
import { check360Account } from "./checks/360dialog.ts";
import { checkDelivery } from "./checks/delivery.ts";
import { checkEvents } from "./checks/events.ts";
import { checkFlows } from "./checks/flows.ts";
import { checkHubSpot } from "./checks/hubspot.ts";
import { checkKeys } from "./checks/keys.ts";
import { checkPrivacy } from "./checks/privacy.ts";
import { askMeta, checkClock, checkDatabase, checkMasterKey, checkMeta, checkPublicAddress } from "./checks/server.ts";
import { checkAccount } from "./checks/whatsapp.ts";
import { type HealthLog, healthEvents, type StoredHealthEvent } from "./events.ts";
import { type Finding, finding } from "./finding.ts";

export interface DoctorParts {
  readonly context: Context;
  readonly apps: MetaApps;
  readonly hubspot: HubSpotAccess;
  readonly health: HealthLog;
}

export interface Examination {
  readonly kind: "examined";
  readonly publicUrl: string;
  readonly databaseFile: string;
  readonly findings: readonly Finding[];
  /** What was noticed in the last seven days, newest first. */
  readonly events: readonly (StoredHealthEvent & { readonly portalId: string })[];
}

const shownMs = 7 * 24 * 3_600_000;

/** @param only one portal; all of them unless it is given */
export async function examine(parts: DoctorParts, only?: string): Promise<Examination> {
  const { context, health } = parts;
  await health.flush();
  const address = await checkPublicAddress(context);
  const askedMeta = await askMeta(context);
  const meta = checkMeta(context, askedMeta);
  const database = await checkDatabase(context);
  const ground = {
    reachable: address.state !== "broken",
    metaThere: meta.state !== "broken",
    writable: database.state !== "broken",
  };
  const portals = (await allPortals(context)).filter(
    ({ id, status }) => status === "active" && (only === undefined || id === only),
  );
  const findings: Finding[] = [address, checkClock(context, askedMeta), database, await checkMasterKey(context), meta];
  const events = [];
  for (const { id: portalId } of portals) {
    findings.push(...(await examinePortal(parts, portalId, ground)));
    const noticed = await healthEvents(context, portalId, context.now() - shownMs);
    events.push(...noticed.map((event) => ({ ...event, portalId })));
  }
  const { PUBLIC_BASE_URL: publicUrl, DATABASE_FILE: file, DATABASE_URL: url } = context.config;
  const databaseFile = url === undefined ? file : placeOf(url);
  return { kind: "examined", publicUrl, databaseFile, findings, events };
}

interface Ground {
  /** Our public address answers. */
  readonly reachable: boolean;
  /** Meta's Graph API answers. */
  readonly metaThere: boolean;
  /** Calls to vendors are counted in the database. */
  readonly writable: boolean;
}

async function examinePortal(parts: DoctorParts, portalId: string, ground: Ground): Promise<Finding[]> {
  const { context, hubspot } = parts;
  if (!ground.writable) return [finding("hubspot_token", { portalId }).skipped("the database does not take writes.")];
  if (!(await canOpen(context, portalId))) {
    return [finding("hubspot_token", { portalId }).skipped("the master key does not open this portal's data.")];
  }
  return [
    ...(await checkHubSpot(context, hubspot, portalId)),
    ...(await examineWhatsApp(parts, portalId, ground)),
    ...(await checkEvents(context, portalId)),
    ...(await checkDelivery(context, portalId)),
    ...(await checkPrivacy(context, portalId)),
  ];
}

async function canOpen({ vault }: Context, portalId: string): Promise<boolean> {
  try {
    await vault.portal(portalId);
    return true;
  } catch (error) {
    if (error instanceof VaultError) return false;
    throw error;
  }
}

async function examineWhatsApp(parts: DoctorParts, portalId: string, ground: Ground): Promise<Finding[]> {
  const { context } = parts;
  const report = finding("whatsapp_connected", { portalId });
  const connections = await whatsappConnections(context, portalId);
  if (connections.length === 0) {
    return [
      report.warn("This portal has no WhatsApp account yet.", "operator", "Connect one: `flowella connect whatsapp`."),
    ];
  }
  if (!ground.metaThere) return [report.skipped("Meta's Graph API does not answer.")];
  const all = [];
  for (const connection of connections) all.push(...(await examineAccount(parts, portalId, connection, ground)));
  return [report.ok(`WhatsApp accounts connected: ${connections.length}.`), ...all];
}

async function examineAccount(
  { context, apps }: DoctorParts,
  portalId: string,
  connection: WhatsAppConnection,
  { reachable }: Ground,
): Promise<Finding[]> {
  const place = { portalId, about: connection.externalId };
  const app = connection.metaAppId === null ? undefined : await apps.byId(connection.metaAppId);
  if (!app && connection.route === "cloud-api") {
    return [
      finding("whatsapp_app_secret", place).broken(
        "The Meta app of this account is not known.",
        "operator",
        "Run `flowella connect whatsapp` again.",
      ),
    ];
  }
  const at = { portalId, connection, app };
  try {
    const account = app ? await checkAccount(context, { ...at, app }) : await check360Account(context, at);
    if (!account.usable) return [...account.findings, ...skippedBehindToken(portalId)];
    const keys = await checkKeys(context, portalId, connection);
    const flows = await checkFlows(context, { ...at, usable: keys.usable, reachable });
    return [...account.findings, ...keys.findings, ...flows];
  } catch (error) {
    if (!(error instanceof OutsideError)) throw error;
    return [
      finding("whatsapp_account", place).broken(
        `Meta stopped answering in between (${codeOf(error)}).`,
        "meta",
        "Wait and run this again.",
      ),
    ];
  }
}

function skippedBehindToken(portalId: string): Finding[] {
  const because = "Meta does not accept the app's secret or the token.";
  const names = ["whatsapp_account", "whatsapp_number", "whatsapp_webhook", "key_registered", "flow_status"] as const;
  return names.map((name) => finding(name, { portalId }).skipped(because));
}

async function whatsappConnections(context: Context, portalId: string): Promise<WhatsAppConnection[]> {
  const tenant = context.store.of(portalId);
  const rows = await tenant.all(
    tenant.db
      .selectFrom("connections")
      .select("id")
      .where("system", "=", "whatsapp")
      .where("status", "=", "active")
      .orderBy("created_at"),
  );
  const opened = await Promise.all(rows.map(({ id }) => whatsappConnection(context, portalId, id)));
  return opened.filter((connection) => connection !== undefined);
}
