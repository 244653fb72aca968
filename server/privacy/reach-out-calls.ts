/** What is done about each kind of place. Called again after a failure: what is gone already is done. */
import { createHash } from "node:crypto";
import { callScript } from "../../connectors/google-forms/index.ts";
import { deliver, type PersonErasedEvent } from "../../connectors/webhook/index.ts";
import { OutsideError } from "../../core/errors.ts";
import type { Context } from "../context.ts";
import { webhookOptions } from "../delivery/steps/webhook.ts";
import type { FormTools } from "../form-tools/index.ts";
import { installedScript, scriptOptions } from "../form-tools/script.ts";
import { rememberedPlace } from "../form-tools/survey-place.ts";
import { writeBackOf } from "../form-tools/write-backs.ts";
import { peopleInChat } from "../people/contact-people.ts";
import { idsOf, mergedIds } from "../people/recipient.ts";
import type { PipedriveAccess } from "../pipedrive/access.ts";
import type { HubSpotAccess } from "../portals/hubspot.ts";
import { contactProperties } from "../portals/properties.ts";
import { endpointById } from "../portals/webhook-endpoints.ts";
import { identityContactProperties } from "../provisioning/identity-records.ts";
import { eraseWrites } from "./erase.ts";
import type { Place } from "./erase-kinds.ts";
import type { PlaceRow } from "./erase-places.ts";

export interface ReachOutParts {
  readonly context: Context;
  readonly hubspot: HubSpotAccess;
  readonly forms: FormTools;
  readonly pipedrive: PipedriveAccess;
}

/** Why something stays, as a stable code; undefined where nothing does. */
type Left = string | undefined;
type Of<Kind extends Place["kind"]> = Extract<Place, { kind: Kind }>;

/** @throws OutsideError what may be tried again */
export async function seeTo(parts: ReachOutParts, portalId: string, row: PlaceRow, place: Place): Promise<Left> {
  switch (place.kind) {
    case "sweep": {
      const { store } = parts.context;
      await store.of(portalId).commit(await eraseWrites(parts.context, portalId, row.person_id));
      await store.scrub?.();
      return undefined;
    }
    case "webhook":
      return tellEndpoint(parts.context, portalId, row, place);
    case "surveymonkey_response":
      return removeResponse(parts, portalId, place);
    case "google_row":
      return clearRow(parts, portalId, place);
    case "google_response":
      return eraseByScript(parts.context, portalId, place);
    case "pipedrive_note":
    case "pipedrive_person":
      return removeFromPipedrive(parts, portalId, place);
    case "hubspot_contact":
      return emptyContact(parts, portalId, row, place);
    default:
      return "no_way_to_delete";
  }
}

async function tellEndpoint(
  context: Context,
  portalId: string,
  row: PlaceRow,
  { endpointId }: Of<"webhook">,
): Promise<Left> {
  const endpoint = await endpointById(context, portalId, endpointId);
  if (!endpoint) return "webhook.removed";
  if (endpoint.status === "disabled") return "webhook.disabled";
  const tenant = context.store.of(portalId);
  const submissions = await tenant.all(
    tenant.db.selectFrom("submissions").select("id").where("person_id", "=", row.person_id).orderBy("id"),
  );
  const erasure = await tenant.first(
    tenant.db.selectFrom("erasures").select("at").where("person_id", "=", row.person_id),
  );
  const event: PersonErasedEvent = {
    type: "person.erased",
    timestamp: new Date(erasure?.at ?? row.created_at).toISOString(),
    data: { customer: { id: row.person_id }, submissions: submissions.map(({ id }) => id) },
  };
  const named = [portalId, row.person_id, endpointId, event.type].join("/");
  const webhookId = `msg_${createHash("sha256").update(named).digest("base64url").slice(0, 32)}`;
  const { url, secrets } = endpoint;
  await deliver(webhookOptions(context), {
    url,
    secrets,
    webhookId,
    body: JSON.stringify(event),
    attempts: row.attempts,
  });
  return undefined;
}

async function removeResponse(
  { context, forms }: ReachOutParts,
  portalId: string,
  { surveyId, submissionId }: Of<"surveymonkey_response">,
): Promise<Left> {
  const back = await writeBackOf(context, portalId, { tool: "surveymonkey", formId: surveyId });
  await forms.surveyResponses(portalId, async (client) => {
    const collectorId = rememberedPlace(back?.remembered)?.collectorId ?? (await client.collector(surveyId));
    const there = await client.find(collectorId, submissionId);
    if (there !== undefined) await client.remove(collectorId, there);
  });
  return undefined;
}

async function clearRow(
  { forms }: ReachOutParts,
  portalId: string,
  { spreadsheetId, submissionId }: Of<"google_row">,
): Promise<Left> {
  await forms.sheet(portalId, spreadsheetId, async (sheet) => {
    const row = await sheet.find(submissionId);
    if (row !== undefined) await sheet.clear(row);
  });
  return undefined;
}

async function eraseByScript(
  context: Context,
  portalId: string,
  { formId, submissionId }: Of<"google_response">,
): Promise<Left> {
  const back = await writeBackOf(context, portalId, { tool: "google-forms", formId });
  const script = back && installedScript(back);
  if (!script) return "google.script_gone";
  try {
    const { kind } = await callScript(scriptOptions(context, script), { kind: "erase", submission: submissionId });
    return kind === "unknown" ? "google.script_does_not_know_it" : undefined;
  } catch (error) {
    // A script that was printed before it could erase throws at what it does not know.
    if (error instanceof OutsideError && error.code === "google.script_failed") return "google.script_old";
    throw error;
  }
}

async function removeFromPipedrive(
  { pipedrive }: ReachOutParts,
  portalId: string,
  place: Of<"pipedrive_note" | "pipedrive_person">,
): Promise<Left> {
  return pipedrive.inTurn(
    portalId,
    () => undefined,
    async (client, { companyId }): Promise<Left> => {
      if (companyId !== place.companyId) return "pipedrive.another_company";
      if (place.kind === "pipedrive_note") {
        const note = await client.findNote(place.personId, place.submissionId);
        if (note === undefined) return undefined;
        // Pipedrive may keep what was deleted: so the text goes first.
        await client.updateNote(note, "-");
        await client.removeNote(note);
        return undefined;
      }
      if (!place.made) return "was_there_before";
      await client.removePerson(place.personId);
      return undefined;
    },
  );
}

const ours = [...contactProperties, ...identityContactProperties].map(({ name }) => name);

/**
 * The properties that are ours are emptied; what answers wrote into the business's own ones is the business's. Of a contact
 * that somebody else is known by, too, nothing is: no property says whose it is.
 */
async function emptyContact(
  { context, hubspot }: ReachOutParts,
  portalId: string,
  row: PlaceRow,
  { contactId }: Of<"hubspot_contact">,
): Promise<Left> {
  const { contacts } = hubspot.inTurn(portalId);
  const there = await contacts.get(contactId, [mergedIds, ...ours]);
  if (!there) return undefined;
  const known = await Promise.all(idsOf(there, contactId).map((id) => peopleInChat(context, portalId, id)));
  // What was at work with the erased one may have linked them once more, until the second look.
  if (known.flat().some((personId) => personId !== row.person_id)) return "contact_shared";
  const filled = ours.filter((name) => there.properties[name]);
  if (filled.length > 0) await contacts.update(there.id, Object.fromEntries(filled.map((name) => [name, ""])));
  return "contact_stays";
}
