/** Steps that every submission gets the moment it is accepted, beside the way to HubSpot. */
import type { Context } from "../../context.ts";
import { installedScript } from "../../form-tools/script.ts";
import { chosenSheet } from "../../form-tools/sheet.ts";
import { choseExperiment } from "../../form-tools/typeform-page.ts";
import { writeBackOf } from "../../form-tools/write-backs.ts";
import { findPortal } from "../../portals/store.ts";
import { activeEndpoints } from "../../portals/webhook-endpoints.ts";
import type { FlowSettings } from "../../publishing/settings.ts";
import type { PlannedStep } from "../step.ts";

/** The Flow's, read once for all planners. */
type Settings = FlowSettings | undefined;

/** One per endpoint; whether it wants this very event is looked at when it is delivered. */
export async function webhookPlan(context: Context, { portalId }: { readonly portalId: string }) {
  const ids = await activeEndpoints(context, portalId);
  return ids.map((target): PlannedStep => ({ step: "webhook", target, after: [] }));
}

/** Where the business wants one: after the contact, so that it never promises what has not landed. */
export async function receiptPlan(_: Context, { settings }: { readonly settings: Settings }): Promise<PlannedStep[]> {
  return settings?.receipt ? [{ step: "receipt", after: ["contact"] }] : [];
}

/** After the contact, so that the workflow that waits for these answers finds them there. */
export async function workflowPlan(
  { store }: Context,
  { portalId, sendId }: { readonly portalId: string; readonly sendId: string },
): Promise<PlannedStep[]> {
  const tenant = store.of(portalId);
  const send = await tenant.first(tenant.db.selectFrom("sends").select("source").where("id", "=", sendId));
  return send?.source === "workflow" ? [{ step: "workflow", after: ["contact"] }] : [];
}

/** Onto the contact's timeline, which is there once the contact is. */
export async function timelinePlan(
  context: Context,
  { portalId }: { readonly portalId: string },
): Promise<PlannedStep[]> {
  const portal = await findPortal(context, portalId);
  return portal?.settings.timeline ? [{ step: "timeline", after: ["contact"] }] : [];
}

/**
 * The record of an identity check, where the Flow is one: it belongs to the contact. Then every provider that verifies
 * identities is asked.
 */
export async function kycPlan(
  context: Context,
  { portalId, settings }: { readonly portalId: string; readonly settings: Settings },
): Promise<PlannedStep[]> {
  if (!settings?.kyc) return [];
  const ids = await activeEndpoints(context, portalId, "identity.check");
  return [
    { step: "kyc_record", after: ["contact"] },
    ...ids.map((target): PlannedStep => ({ step: "verification", target, after: ["kyc_record"] })),
  ];
}

/** A note for each submission, where the Flow keeps a transaction log. */
export async function transactionPlan(
  _: Context,
  { settings }: { readonly settings: Settings },
): Promise<PlannedStep[]> {
  return settings?.transactions ? [{ step: "transaction_note", after: ["contact"] }] : [];
}

/** A lead is handed over once the answers stand on the contact: first to whom, then what that person is told. */
export async function leadPlan(_: Context, { settings }: { readonly settings: Settings }): Promise<PlannedStep[]> {
  const lead = settings?.lead;
  if (!lead) return [];
  return [
    { step: "lead_owner", after: ["contact"] },
    ...(lead.task ? [{ step: "lead_task" as const, after: ["lead_owner"] }] : []),
    ...(lead.message ? [{ step: "lead_message" as const, after: ["lead_owner"] }] : []),
  ];
}

/** Back into the tool that the form came from, where the business wants that. It waits for nothing at HubSpot. */
export async function writeBackPlan(
  context: Context,
  { portalId, flowId }: { readonly portalId: string; readonly flowId: string },
): Promise<PlannedStep[]> {
  const tenant = context.store.of(portalId);
  const chosen = await tenant.first(
    tenant.db
      .selectFrom("flows")
      .innerJoin("write_backs", (join) =>
        join
          .onRef("write_backs.tool", "=", "flows.source_tool")
          .onRef("write_backs.form_id", "=", "flows.source_form_id"),
      )
      .select(["write_backs.tool", "write_backs.form_id"])
      .where("flows.id", "=", flowId),
  );
  const back = chosen && (await writeBackOf(context, portalId, { tool: chosen.tool, formId: chosen.form_id }));
  if (back?.way === "api") return [{ step: "surveymonkey_response", after: [] }];
  if (choseExperiment(context, back)) return [{ step: "typeform_response", after: [] }];
  return back && (installedScript(back) || chosenSheet(back)) ? [{ step: "google_form", after: [] }] : [];
}

/** A person and a note in Pipedrive, where the portal has an account there and the Flow's settings want it. */
export async function pipedrivePlan(
  { store }: Context,
  { portalId, settings }: { readonly portalId: string; readonly settings: Settings },
): Promise<PlannedStep[]> {
  if (settings?.pipedrive !== true) return [];
  const tenant = store.of(portalId);
  const connected = tenant.db.selectFrom("connections").select("id").where("system", "=", "pipedrive");
  if (!(await tenant.first(connected))) return [];
  return [
    { step: "pipedrive_person", after: [] },
    { step: "pipedrive_note", after: ["pipedrive_person"] },
  ];
}
