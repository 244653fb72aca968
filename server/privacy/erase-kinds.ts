/** The kinds of places outside of our database that are seen to when a person is erased, with the ids that lead there. */
import { z } from "zod";
import type { Row } from "../store/index.ts";

const text = z.string();
export const placeSchema = z.discriminatedUnion("kind", [
  /** Our own tables once more, when whatever was at work with the person at that moment has ended. */
  z.object({ kind: z.literal("sweep") }),
  z.object({ kind: z.literal("webhook"), endpointId: text }),
  z.object({ kind: z.literal("surveymonkey_response"), surveyId: text, submissionId: text }),
  z.object({ kind: z.literal("google_row"), spreadsheetId: text, submissionId: text }),
  z.object({ kind: z.literal("google_response"), formId: text, submissionId: text }),
  z.object({ kind: z.literal("pipedrive_note"), companyId: text, personId: text, submissionId: text }),
  z.object({ kind: z.literal("pipedrive_person"), companyId: text, personId: text, made: z.boolean() }),
  z.object({ kind: z.literal("hubspot_contact"), contactId: text }),
  z.object({ kind: z.literal("hubspot_submission"), formId: text, submittedAt: z.number() }),
  z.object({ kind: z.literal("hubspot_workflow"), submissionId: text }),
  z.object({ kind: z.literal("hubspot_meeting"), startsAt: z.number() }),
  z.object({ kind: z.literal("typeform_response"), formId: text, submittedAt: z.number() }),
  z.object({ kind: z.literal("colleague_message"), submissionId: text }),
  z.object({ kind: z.literal("whatsapp_chat") }),
]);
export type Place = z.infer<typeof placeSchema>;

/** Something that is to be taken away in HubSpot or a calendar (timeline/removals.ts). */
export type RemovedThing = Pick<Row<"hubspot_removals">, "object" | "object_id">;

/** Something that was made outside this moment and that no table knows yet. */
export type Trace = Place | ({ readonly kind: "hubspot_copy" } & RemovedThing);
