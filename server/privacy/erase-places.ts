/**
 * Where something of a person stands outside of our database, as far as it has to be seen to when they are erased: what a
 * tool can delete waits until it was deleted, and what it cannot is left for the admin, with the reason.
 *
 * Records, notes and files in HubSpot and entries in calendars have a list of their own (timeline/copies.ts). A place holds
 * ids and nothing of the person's, sealed by the portal's key.
 */
import { createHash } from "node:crypto";
import { googleCalendarIn } from "../../core/bookings/index.ts";
import type { Context } from "../context.ts";
import { chosenSheet } from "../form-tools/sheet.ts";
import { writeBackOf } from "../form-tools/write-backs.ts";
import { type IdentityKind, identitiesOf } from "../people/people.ts";
import { type Row, type Write, write } from "../store/index.ts";
import { VaultError } from "../vault/index.ts";
import { type Place, placeSchema } from "./erase-kinds.ts";
import { isTheirs } from "./persons-rows.ts";

export type PlaceRow = Row<"erasure_places">;

/** What no call of the tool deletes (see docs/erasure.md): nothing is tried. */
const undeletable: ReadonlySet<Place["kind"]> = new Set([
  "hubspot_submission",
  "hubspot_workflow",
  "hubspot_meeting",
  "typeform_response",
  "colleague_message",
  "whatsapp_chat",
]);

const column = "erasure_places.place";
export const erasuresLane = "erasures";
/** Longer than any call lasts, and than a process keeps a person's key without looking (vault/index.ts). In milliseconds. */
export const settledAfterMs = 10 * 60_000;

export async function placeOf({ vault }: Context, portalId: string, row: PlaceRow): Promise<Place | undefined> {
  if (row.place_sealed === null) return undefined;
  return placeSchema.parse(JSON.parse((await vault.portal(portalId)).open(row.place_sealed, column)));
}

export interface PlannedPlace {
  readonly place: Place;
  /** Somebody may be writing there in this moment: it is looked at when they must have ended. */
  readonly later?: boolean;
}

/** A place that is known already stays as it is. */
export async function placeWrites(
  context: Context,
  portalId: string,
  personId: string,
  planned: readonly PlannedPlace[],
): Promise<Write[]> {
  if (planned.length === 0) return [];
  const { db } = context.store.of(portalId);
  const sealer = await context.vault.portal(portalId);
  const now = context.now();
  const rows = planned.map(({ place, later = false }): PlaceRow => {
    const left = undeletable.has(place.kind);
    return {
      id: idOf(personId, place),
      person_id: personId,
      kind: place.kind,
      place_sealed: sealer.seal(JSON.stringify(place), column),
      status: left ? "left" : "waiting",
      reason: left ? "no_way_to_delete" : null,
      attempts: 0,
      next_at: later ? now + settledAfterMs : now,
      leased_until: 0,
      created_at: now,
      updated_at: now,
    };
  });
  // A statement takes only so many values.
  const inserts = Array.from({ length: Math.ceil(rows.length / share) }, (_, index) =>
    db.insertInto("erasure_places").values(rows.slice(index * share, (index + 1) * share)),
  );
  return [
    ...inserts.map((insert) => write(insert.onConflict((conflict) => conflict.column("id").doNothing()))),
    ...(context.wakeups?.writes(rows.map(({ next_at: at }) => ({ lane: `${erasuresLane}/${portalId}`, at }))) ?? []),
  ];
}

const share = 200;

function idOf(personId: string, place: Place): string {
  return `epl_${createHash("sha256")
    .update(`${personId}/${JSON.stringify(place)}`)
    .digest("base64url")
    .slice(0, 32)}`;
}

/** All that is known of now. */
export async function placesOf(context: Context, portalId: string, personId: string): Promise<PlannedPlace[]> {
  const steps = await begunSteps(context, portalId, personId);
  const endpoints = await endpointIds(context, portalId);
  // Not answers alone write there: consent, reach, what was left half-way and the number do, too.
  const contactIds = await idsUnlessErased(context, portalId, personId, "contact", "chat_contact");
  const found = await Promise.all(steps.map((step) => placesOfStep(context, portalId, step)));
  const sends = await anySend(context, portalId, personId);
  return [
    { place: { kind: "sweep" }, later: true },
    ...endpoints.map((endpointId) => ({ place: { kind: "webhook" as const, endpointId } })),
    ...contactIds.map((contactId) => ({ place: { kind: "hubspot_contact" as const, contactId } })),
    ...found.flat(),
    ...(await inPipedrive(context, portalId, personId, steps)),
    ...(await meetings(context, portalId, personId)),
    ...(sends ? [{ place: { kind: "whatsapp_chat" as const } }] : []),
  ];
}

type BegunStep = Awaited<ReturnType<typeof begunSteps>>[number];

/** Steps that may have written something somewhere. */
async function begunSteps({ store }: Context, portalId: string, personId: string) {
  const tenant = store.of(portalId);
  const rows = await tenant.all(
    tenant.db
      .selectFrom("steps")
      .innerJoin("submissions", "submissions.id", "steps.submission_id")
      .innerJoin("flows", "flows.id", "submissions.flow_id")
      .select([
        "steps.step",
        "steps.status",
        "steps.reason",
        "steps.running_since",
        "steps.submission_id",
        "submissions.accepted_at",
        "flows.source_tool",
        "flows.source_form_id",
      ])
      .where(isTheirs("steps", personId))
      // A replay forgets when it began, and counts on.
      .where("steps.attempts", ">", 0),
  );
  return rows.filter(({ status, reason }) => status !== "skipped" || reason === "erased");
}

async function placesOfStep(context: Context, portalId: string, step: BegunStep): Promise<PlannedPlace[]> {
  const { submission_id: submissionId, source_form_id: formId, accepted_at: submittedAt } = step;
  const later = step.running_since !== null;
  switch (step.step) {
    case "surveymonkey_response":
      return [{ place: { kind: "surveymonkey_response", surveyId: formId, submissionId }, later }];
    case "google_form": {
      const back = await writeBackOf(context, portalId, { tool: "google-forms", formId });
      const spreadsheetId = back && chosenSheet(back);
      return spreadsheetId === undefined
        ? [{ place: { kind: "google_response", formId, submissionId }, later }]
        : [{ place: { kind: "google_row", spreadsheetId, submissionId }, later }];
    }
    case "typeform_response":
      return [{ place: { kind: "typeform_response", formId, submittedAt } }];
    case "form_submission":
      return [{ place: { kind: "hubspot_submission", formId, submittedAt } }];
    case "workflow":
      return [{ place: { kind: "hubspot_workflow", submissionId } }];
    case "lead_message":
      return [{ place: { kind: "colleague_message", submissionId } }];
    default:
      return [];
  }
}

async function inPipedrive(
  context: Context,
  portalId: string,
  personId: string,
  steps: readonly BegunStep[],
): Promise<PlannedPlace[]> {
  const [known] = await idsUnlessErased(context, portalId, personId, "pipedrive_person");
  const [companyId, id] = known?.split("/") ?? [];
  if (companyId === undefined || id === undefined) return [];
  const made = steps.some(({ step, reason }) => step === "pipedrive_person" && reason === "made");
  const notes = steps.filter(({ step }) => step === "pipedrive_note");
  return [
    ...notes.map(({ submission_id: submissionId, running_since }) => ({
      place: { kind: "pipedrive_note" as const, companyId, personId: id, submissionId },
      later: running_since !== null,
    })),
    { place: { kind: "pipedrive_person", companyId, personId: id, made } },
  ];
}

/** Appointments that were booked on a page in HubSpot: HubSpot's own records. */
async function meetings({ store }: Context, portalId: string, personId: string): Promise<PlannedPlace[]> {
  const tenant = store.of(portalId);
  const query = tenant.db.selectFrom("bookings").select(["calendar", "start_at"]).where("person_id", "=", personId);
  return (await tenant.all(query)).flatMap(({ calendar, start_at: startsAt }) =>
    startsAt === null || googleCalendarIn(calendar) !== undefined
      ? []
      : [{ place: { kind: "hubspot_meeting" as const, startsAt } }],
  );
}

async function endpointIds({ store }: Context, portalId: string): Promise<string[]> {
  const tenant = store.of(portalId);
  return (await tenant.all(tenant.db.selectFrom("webhook_endpoints").select("id"))).map(({ id }) => id);
}

async function anySend({ store }: Context, portalId: string, personId: string): Promise<boolean> {
  const tenant = store.of(portalId);
  const sent = tenant.db.selectFrom("sends").select("id").where("person_id", "=", personId);
  return (await tenant.first(sent.where("status", "!=", "failed").limit(1))) !== undefined;
}

/** What this person is known by; nothing where their key is gone already. */
export async function idsUnlessErased(
  context: Context,
  portalId: string,
  personId: string,
  ...kinds: readonly IdentityKind[]
): Promise<string[]> {
  try {
    const found = await Promise.all(kinds.map((kind) => identitiesOf(context, portalId, personId, kind)));
    return [...new Set(found.flat())];
  } catch (error) {
    if (error instanceof VaultError) return [];
    throw error;
  }
}
