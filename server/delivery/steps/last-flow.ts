/**
 * What lists and workflows see of the last answers: written in the contact's own PATCH, so that it is never there without
 * them. None of it may keep answers from landing: where the portal lacks one of these properties, or has it in another
 * shape, the rest is written and the outcome says so.
 */
import { isInvalid, isMissingProperty, waIdProperty } from "../../../connectors/hubspot/index.ts";
import { OutsideError } from "../../../core/errors.ts";
import { useCaseProperties } from "../../../core/use-cases/index.ts";
import { attributionOf } from "../../entries/index.ts";
import { contactProperties } from "../../portals/properties.ts";
import { nothingStopped } from "../../rescue/property.ts";
import { codeOf } from "../../telemetry/code.ts";
import type { Job } from "../step.ts";

/** The empty score takes away that of the answers before. */
export async function lastFlowProperties(job: Job): Promise<Record<string, string>> {
  const { submission } = job;
  const score = Number(submission.variables["score"] ?? Number.NaN);
  return {
    flowella_last_flow: submission.flowName,
    flowella_last_status: submission.revision > 1 ? "corrected" : "answered",
    flowella_last_answered_at: String(submission.acceptedAt),
    flowella_last_score: Number.isFinite(score) ? String(score) : "",
    ...(await cameBy(job)),
    ...(await nothingStopped(job.context, job.portal.id, job.personId, submission.flowId)),
  };
}

/** The entry or ad that led to these answers. That of earlier ones stays: answers to a message of ours came by none. */
async function cameBy({ context, portal, personId, submission }: Job): Promise<Record<string, string>> {
  const { send, acceptedAt: at } = submission;
  const came = await attributionOf(context, portal.id, { personId, send, at });
  if (!came) return {};
  const { source, adId = "", clickId = "" } = came;
  return { flowella_last_source: source, flowella_last_ad: adId, flowella_last_ad_click: clickId };
}

const expendable = contactProperties.map(({ name }) => name).filter((name) => name !== waIdProperty);

/** Properties of ours that this refusal is about, and that answers can land without. */
export function expendableIn(error: unknown): string[] {
  return isInvalid(error) ? expendable.filter((name) => error.problem.propertyNames.includes(name)) : [];
}

/** Somebody deleted one of our properties in HubSpot, or the portal is older than the property. */
export function lacksOurs(error: unknown): boolean {
  if (!isMissingProperty(error)) return false;
  const { propertyNames, cannotIdentify } = error.problem;
  return cannotIdentify || propertyNames.some((name) => name.startsWith("flowella_"));
}

/** Makes them again. What cannot be made is the repair's to report (provisioning/), not this delivery's. */
export async function putOursBack({ context, portal, hubspot, mapping }: Job): Promise<void> {
  try {
    const { created } = await hubspot.ensureContactProperties([...contactProperties, ...useCaseProperties(mapping)]);
    context.log.info("portal.properties_put_back", { portal: portal.id, made: created.length });
  } catch (error) {
    if (!(error instanceof OutsideError)) throw error;
    context.log.warn("portal.properties_not_put_back", { portal: portal.id, code: codeOf(error) });
  }
}
