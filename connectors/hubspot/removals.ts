/**
 * Taking away what was written about somebody who asked to be forgotten. HubSpot deletes activities into a recycle bin
 * (HubSpot reference 6.1), so their text goes first; files have a removal for good (6.12).
 */
import { z } from "zod";
import type { HubSpotClient } from "./client.ts";
import { isNotFound } from "./errors.ts";
import { recordSchema } from "./types.ts";

/** `2-…`: a record of that custom object. */
export type Removable = "communications" | "notes" | "tasks" | "files" | `2-${string}`;

const emptied = {
  communications: { hs_communication_body: "" },
  notes: { hs_note_body: "", hs_attachment_ids: "" },
  tasks: { hs_task_subject: "", hs_task_body: "" },
} as const satisfies Partial<Record<Removable, object>>;

/** What is not there any more is no error. */
export async function removeObject(client: HubSpotClient, object: Removable, id: string): Promise<void> {
  try {
    if (object === "files") {
      const path = `/files/2026-03/files/${encodeURIComponent(id)}/gdpr-delete`;
      await client.call({ method: "DELETE", path, answer: z.unknown() });
      return;
    }
    const path = `/crm/objects/2026-03/${object}/${encodeURIComponent(id)}`;
    // What a custom object's properties are called, its owner decides: its records hold nothing in full (server/kyc).
    if (object === "communications" || object === "notes" || object === "tasks")
      await client.call({ method: "PATCH", path, json: { properties: emptied[object] }, answer: recordSchema });
    await client.call({ method: "DELETE", path, answer: z.unknown() });
  } catch (error) {
    if (!isNotFound(error)) throw error;
  }
}
