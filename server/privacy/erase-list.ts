/** Erasures as the admin sees them: what is still being seen to, what could not be deleted, where and why. */
import { z } from "zod";
import type { Context } from "../context.ts";
import { type Row, write } from "../store/index.ts";
import { auditWrite } from "./audit.ts";
import type { Place } from "./erase-kinds.ts";
import { type PlaceRow, placeOf } from "./erase-places.ts";

export interface PlaceSeen {
  readonly id: string;
  readonly status: PlaceRow["status"];
  readonly where: string;
  /** Why it waits or is left; missing where it is done or settled. */
  readonly why?: string;
  readonly code?: string;
  readonly attempts: number;
}

export interface ErasureSeen {
  readonly personId: string;
  readonly askedBy: Row<"erasures">["asked_by"];
  /** ISO 8601, UTC. */
  readonly at: string;
  /** `open`: something waits, or was left and nobody has settled it. */
  readonly state: "open" | "complete";
  readonly places: readonly PlaceSeen[];
}

export const listedSchema = z.object({ personId: z.string().optional(), open: z.boolean().default(false) });

const most = 500;

/** The newest first. */
export async function erasuresOf(
  context: Context,
  portalId: string,
  { personId, open }: z.infer<typeof listedSchema>,
): Promise<{ erasures: ErasureSeen[]; removals: { object: string; waiting: number; code: string | null }[] }> {
  const tenant = context.store.of(portalId);
  const rows = await tenant.all(
    tenant.db
      .selectFrom("erasures")
      .selectAll()
      .$if(personId !== undefined, (query) => query.where("person_id", "=", personId ?? ""))
      .orderBy("at", "desc")
      .orderBy("person_id")
      .limit(most),
  );
  const places = await placesBy(
    context,
    portalId,
    rows.map((row) => row.person_id),
  );
  const erasures = rows.map((row): ErasureSeen => {
    const mine = places.get(row.person_id) ?? [];
    const over = mine.every(({ status }) => status === "done" || status === "settled");
    return {
      personId: row.person_id,
      askedBy: row.asked_by,
      at: new Date(row.at).toISOString(),
      state: over ? "complete" : "open",
      places: mine,
    };
  });
  return { erasures: open ? erasures.filter(({ state }) => state === "open") : erasures, removals: await removals() };

  /** What of HubSpot's records, files and calendars is still to be taken away: it names nobody. */
  async function removals() {
    const { fn } = tenant.db;
    const found = await tenant.all(
      tenant.db
        .selectFrom("hubspot_removals")
        .select(["object", "reason", fn.countAll<number>().as("waiting")])
        .groupBy(["object", "reason"])
        .orderBy("object"),
    );
    return found.map(({ object, reason, waiting }) => ({ object, waiting: Number(waiting), code: reason }));
  }
}

async function placesBy(context: Context, portalId: string, people: readonly string[]) {
  const by = new Map<string, PlaceSeen[]>();
  if (people.length === 0) return by;
  const tenant = context.store.of(portalId);
  const query = tenant.db
    .selectFrom("erasure_places")
    .selectAll()
    .where("person_id", "in", [...people]);
  for (const row of await tenant.all(query.orderBy("created_at").orderBy("id"))) {
    const place = await placeOf(context, portalId, row);
    const over = row.status === "done" || row.status === "settled";
    const why = over ? undefined : whyOf(row.reason);
    const seen: PlaceSeen = {
      id: row.id,
      status: row.status,
      where: place ? whereOf(place) : (kindNames[row.kind] ?? row.kind),
      ...(why !== undefined && { why }),
      ...(row.reason !== null && { code: row.reason }),
      attempts: row.attempts,
    };
    by.set(row.person_id, [...(by.get(row.person_id) ?? []), seen]);
  }
  return by;
}

/** Somebody saw to it by hand: where it stood is forgotten. @returns false where nothing is left or waits there */
export async function settlePlace(context: Context, portalId: string, placeId: string): Promise<boolean> {
  const tenant = context.store.of(portalId);
  const open = tenant.db
    .selectFrom("erasure_places")
    .select(["person_id", "kind"])
    .where("id", "=", placeId)
    .where("status", "in", ["left", "waiting"]);
  const row = await tenant.first(open);
  // What we do ourselves is nobody's to settle.
  if (!row || row.kind === "sweep") return false;
  const settled = { status: "settled" as const, place_sealed: null, reason: null, updated_at: context.now() };
  await tenant.commit([
    write(tenant.db.updateTable("erasure_places").set(settled).where("id", "=", placeId).where("status", "!=", "done")),
    auditWrite(context, portalId, { actor: "operator", action: "erased", subject: `${row.person_id}: ${placeId}` }),
  ]);
  return true;
}

const kindNames: Readonly<Record<string, string>> = {
  sweep: "Flowella's own tables, looked through once more",
  webhook: "a webhook's receiver",
  surveymonkey_response: "a response in SurveyMonkey",
  google_row: "a row in a Google sheet",
  google_response: "a response in a Google form",
  pipedrive_note: "a note in Pipedrive",
  pipedrive_person: "a person in Pipedrive",
  hubspot_contact: "the contact in HubSpot",
  hubspot_submission: "a submission of a HubSpot form",
  hubspot_workflow: "the history of a workflow in HubSpot",
  hubspot_meeting: "a meeting in HubSpot",
  typeform_response: "a response in Typeform",
  colleague_message: "a message to a colleague",
  whatsapp_chat: "the customer's own chat in WhatsApp",
} satisfies Record<Place["kind"], string>;

const day = (at: number) => new Date(at).toISOString().slice(0, 10);

export function whereOf(place: Place): string {
  switch (place.kind) {
    case "sweep":
      return "Flowella's own tables, looked through once more";
    case "webhook":
      return `Webhook ${place.endpointId}: what its receiver holds`;
    case "surveymonkey_response":
      return `SurveyMonkey, survey ${place.surveyId}: the response with custom value ${place.submissionId}`;
    case "google_row":
      return `Google sheet ${place.spreadsheetId}, tab WhatsApp: the row ${place.submissionId}`;
    case "google_response":
      return `Google form ${place.formId}: the response of submission ${place.submissionId}`;
    case "pipedrive_note":
      return `Pipedrive, person ${place.personId}: the note of submission ${place.submissionId}`;
    case "pipedrive_person":
      return `Pipedrive: person ${place.personId}`;
    case "hubspot_contact":
      return `HubSpot: contact ${place.contactId}`;
    case "hubspot_submission":
      return `HubSpot, form ${place.formId}: the submission of ${day(place.submittedAt)}`;
    case "hubspot_workflow":
      return `HubSpot: the history of the workflow that got the answers of submission ${place.submissionId}`;
    case "hubspot_meeting":
      return `HubSpot: the meeting on ${day(place.startsAt)}`;
    case "typeform_response":
      return `Typeform, form ${place.formId}: the response of ${day(place.submittedAt)}`;
    case "colleague_message":
      return `The message to a colleague about submission ${place.submissionId}`;
    case "whatsapp_chat":
      return "WhatsApp: the messages in the customer's own chat";
  }
}

function whyOf(code: string | null): string {
  if (code === null) return "It is being seen to.";
  return sentences[code] ?? `It did not work yet (${code}) and is tried again; the operator's log says more.`;
}

const sentences: Readonly<Record<string, string>> = {
  no_way_to_delete: "No documented call deletes it. Delete it there by hand, then settle it.",
  contact_stays:
    "Flowella's own properties were emptied. What answers wrote into the business's properties stands there: delete the contact for good in HubSpot, or empty them, then settle it.",
  contact_shared:
    "Somebody else is known by this contact, too, so nothing on it was changed. Look which values are of whoever was erased, empty them, then settle it.",
  was_there_before: "The person was in Pipedrive before Flowella. Empty or delete it there, then settle it.",
  "pipedrive.another_company": "Another Pipedrive company is connected now. Delete it there by hand, then settle it.",
  "webhook.removed": "The webhook was removed. Ask whoever received its events to delete them, then settle it.",
  "webhook.disabled": "The webhook is disabled. Ask whoever received its events to delete them, then settle it.",
  "webhook.gone": "The receiver wants no more events. Ask whoever received them to delete them, then settle it.",
  "webhook.refused": "The receiver refused to be told. Ask whoever received its events to delete them, then settle it.",
  "google.script_gone": "The form's script is not connected any more. Delete the response in the form, then settle it.",
  "google.script_old":
    "The form's script is older than erasing. Install the printed script anew for next time, delete the response in the form, then settle it.",
  "google.script_does_not_know_it":
    "The form's script does not remember this submission. Look for the response in the form, then settle it.",
  "google.sheet_not_found": "The spreadsheet is not there any more. Settle it.",
};
