/** Notes on a contact's timeline (HubSpot reference 6.9, 6.8). */
import type { HubSpotClient } from "./client.ts";
import { isNotFound } from "./errors.ts";
import { batchResultSchema, recordSchema } from "./types.ts";

export interface NewNote {
  /** HTML: escape what is quoted in it. At most 65,536 characters. */
  readonly body: string;
  /** Where it stands on the timeline; epoch ms. */
  readonly at: number;
  readonly contactId: string;
  /** Ids of files. */
  readonly attachments?: readonly string[];
}

export interface Note {
  readonly id: string;
  readonly body: string;
}

const noteToContact = { associationCategory: "HUBSPOT_DEFINED", associationTypeId: 202 } as const;
const notesPath = "/crm/objects/2026-03/notes";

/** Returns the note's id. A repeated call makes a second note: look with `findNotes` first. */
export async function createNote(
  client: HubSpotClient,
  { body, at, contactId, attachments = [] }: NewNote,
): Promise<string> {
  const json = {
    properties: {
      hs_timestamp: new Date(at).toISOString(),
      hs_note_body: body,
      ...(attachments.length > 0 && { hs_attachment_ids: attachments.join(";") }),
    },
    associations: [{ to: { id: contactId }, types: [noteToContact] }],
  };
  const { id } = await client.call({ method: "POST", path: notesPath, json, answer: recordSchema });
  return id;
}

/** @returns false where the note is not there any more */
export async function updateNote(client: HubSpotClient, noteId: string, body: string): Promise<boolean> {
  const path = `${notesPath}/${encodeURIComponent(noteId)}`;
  const json = { properties: { hs_note_body: body } };
  try {
    await client.call({ method: "PATCH", path, json, answer: recordSchema });
    return true;
  } catch (error) {
    if (isNotFound(error)) return false;
    throw error;
  }
}

/** So many of a contact's notes are looked through, the newest first: a batch read takes 100 (HubSpot reference 6.3). */
const perBatch = 100;

/**
 * The newest note of a contact whose text passes, read through the contact's own associations: search would not see a note
 * that was made a moment ago.
 */
export async function findNote(
  client: HubSpotClient,
  contactId: string,
  passes: (body: string) => boolean,
): Promise<Note | undefined> {
  const ids = await noteIdsOf(client, contactId);
  for (let from = 0; from < ids.length; from += perBatch) {
    const { results } = await client.call({
      method: "POST",
      path: `${notesPath}/batch/read`,
      json: {
        inputs: ids.slice(from, from + perBatch).map((id) => ({ id })),
        properties: ["hs_note_body"],
        propertiesWithHistory: [],
      },
      reads: true,
      answer: batchResultSchema,
    });
    const found = results
      .map(({ id, properties }) => ({ id, body: properties["hs_note_body"] ?? "" }))
      .find(({ body }) => passes(body));
    if (found) return found;
  }
  return undefined;
}

async function noteIdsOf(client: HubSpotClient, contactId: string): Promise<string[]> {
  const path = `/crm/objects/2026-03/contacts/${encodeURIComponent(contactId)}`;
  try {
    const { associations = {} } = await client.call({
      method: "GET",
      path,
      query: { associations: "notes", properties: "hs_object_id" },
      answer: recordSchema,
    });
    const results = associations["notes"]?.results ?? [];
    return [...new Set(results.map(({ id }) => id))].toSorted((a, b) => Number(b) - Number(a));
  } catch (error) {
    if (isNotFound(error)) return [];
    throw error;
  }
}
