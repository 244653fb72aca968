/** Alerts as the app page in HubSpot shows them. */
import type { AlertShown, PageAlertsReady } from "../../src/app/packages/contract/index.ts";
import type { Context } from "../context.ts";
import { mutedUntil } from "./decide.ts";
import { type AlertSeen, listAlerts } from "./list.ts";
import { mutesOf } from "./settings.ts";

export async function alertsShown(context: Context, portalId: string, mayMute: boolean): Promise<PageAlertsReady> {
  const { alerts } = await listAlerts(context, portalId);
  const over = alerts.filter(({ status }) => status === "over");
  const open = alerts.filter(({ status }) => status === "open").toSorted((one, other) => rank(one) - rank(other));
  return { kind: "ready", alerts: [...open, ...over].map(shown), mayMute };
}

/** What keeps people from answering, or answers from arriving, before what can wait. */
const gravest: readonly AlertSeen["kind"][] = [
  "departed",
  "key_replaced",
  "key_broken",
  "token_refused",
  "flow_throttled",
  "flow_stopped",
  "dead_letters",
  "destination_paused",
  "field_errors",
  "template_stopped",
  "number_quality",
  "conflicts",
  "webhook_gone",
  "private_address",
  "inbox_dead",
  "daily_limit",
  "token_expiring",
  "form_unreadable",
  "form_changed",
  "key_overdue",
];

function rank({ kind }: AlertSeen): number {
  const place = gravest.indexOf(kind);
  return place === -1 ? gravest.length : place;
}

/** How many are open and not muted. */
export async function alertsWaiting(context: Context, portalId: string): Promise<number> {
  const tenant = context.store.of(portalId);
  const open = await tenant.all(
    tenant.db
      .selectFrom("alerts")
      .select(["kind", "subject"])
      .where("status", "=", "open")
      .where("quiet_since", "is", null),
  );
  if (open.length === 0) return 0;
  const mutes = await mutesOf(context, portalId);
  return open.filter((alert) => mutedUntil(mutes, alert, context.now()) === undefined).length;
}

function shown(alert: AlertSeen): AlertShown {
  const { id, kind, subject, status, count, openedAt, overAt, mutedUntil, details } = alert;
  const { flows, figures, until, flowId, name, destination } = details;
  const { title, says, affected, fix } = alert;
  const [flow] = flows;
  return {
    ...{ id, kind, subject, status, count, flows },
    // A template's own name says nothing to people.
    about: (kind === "template_stopped" ? flow?.name : name) ?? destination ?? flow?.name ?? subject,
    ...(figures && { figures }),
    ...(until !== undefined && { until: iso(until) }),
    openedAt: iso(openedAt),
    ...(overAt !== null && { overAt: iso(overAt) }),
    ...(mutedUntil !== null && { mutedUntil: iso(mutedUntil) }),
    ...(flowId !== undefined && { flowId }),
    says: { title, says, affected, fix },
  };
}

const iso = (at: number): string => new Date(at).toISOString();
