/** Meta's webhooks about health, as events to keep (WhatsApp reference 3.9, 5.15, 5.17). */
import type { Context } from "../context.ts";
import type { StoredUpdate } from "../inbox/update.ts";
import type { Write } from "../store/index.ts";
import { type Details, type HealthEvent, healthWrite } from "./events.ts";

type Of<Kind extends StoredUpdate["kind"]> = Extract<StoredUpdate, { kind: Kind }>;

export async function flowHealth(context: Context, portalId: string, update: Of<"flow">): Promise<Write> {
  const ours = update.flowId === undefined ? undefined : await flowWithMetaId(context, portalId, update.flowId);
  return healthWrite(context, portalId, {
    ...toldBy(update),
    kind: update.event,
    subject: "flow",
    subjectId: ours ?? update.flowId ?? "",
    state: stateOf(update),
    details: flowDetails(update),
  });
}

const unhealthy: readonly string[] = ["THROTTLED", "BLOCKED"];

/** An alert goes on until the same one ends; so does a status that keeps a Flow from being sent or opened. */
function stateOf({ alertState, oldStatus = "", newStatus = "" }: Of<"flow">): HealthEvent["state"] {
  if (alertState !== undefined) return alertState === "DEACTIVATED" ? "over" : "active";
  if (unhealthy.includes(newStatus)) return "active";
  return unhealthy.includes(oldStatus) ? "over" : "note";
}

function flowDetails({ oldStatus, newStatus, threshold, figures, errors = [] }: Of<"flow">): Details {
  return {
    ...(oldStatus !== undefined && { from: oldStatus }),
    ...(newStatus !== undefined && { to: newStatus }),
    ...(threshold !== undefined && { threshold }),
    ...figures,
    ...Object.fromEntries(errors.map(({ type, count }) => [type, count ?? 1])),
  };
}

export function templateHealth(context: Context, portalId: string, update: Of<"template">): Write {
  return healthWrite(context, portalId, {
    ...toldBy(update),
    kind: `template_${update.event}`,
    subject: "template",
    subjectId: update.name,
    state: "note",
    ...(update.reason !== undefined && { details: { reason: update.reason } }),
  });
}

export async function accountHealth(context: Context, portalId: string, update: Of<"account">): Promise<Write> {
  const number = update.displayNumber && (await numberWithDigits(context, portalId, update.displayNumber));
  return healthWrite(context, portalId, {
    ...toldBy(update),
    kind: update.event === "CHANGED" ? update.field : update.event,
    ...(number
      ? { subject: "number" as const, subjectId: number }
      : { subject: "account" as const, subjectId: update.wabaId }),
    state: "note",
    details: update.words,
  });
}

function toldBy({ dedupeKey, at }: { dedupeKey: string; at?: number | undefined }) {
  return { occurrence: dedupeKey, source: "meta" as const, ...(at !== undefined && { at }) };
}

async function flowWithMetaId({ store }: Context, portalId: string, metaFlowId: string): Promise<string | undefined> {
  const tenant = store.of(portalId);
  const query = tenant.db.selectFrom("flows").select("id").where("meta_flow_id", "=", metaFlowId);
  return (await tenant.first(query))?.id;
}

async function numberWithDigits({ store }: Context, portalId: string, digits: string): Promise<string | undefined> {
  const tenant = store.of(portalId);
  const senders = await tenant.all(tenant.db.selectFrom("senders").select(["id", "display_number"]));
  return senders.find(({ display_number }) => display_number.replace(/\D/g, "") === digits)?.id;
}
