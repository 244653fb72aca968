/** Files in the account's file manager, private and for a limited time (HubSpot reference 6.12). */
import { z } from "zod";
import type { HubSpotClient } from "./client.ts";

export interface NewFile {
  /** The same name in the same folder is the same file: a repeated upload takes the place of the first. */
  readonly name: string;
  readonly folder: string;
  /** Media type. */
  readonly type: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** HubSpot deletes it after so many days: 1 to 365. */
  readonly days: number;
}

const fileSchema = z.looseObject({ id: z.string() });

/** Needs the scope `files`. Returns the file's id. */
export async function uploadFile(client: HubSpotClient, { name, folder, type, bytes, days }: NewFile): Promise<string> {
  const multipart = new FormData();
  multipart.set("file", new Blob([bytes], { type }), name);
  multipart.set("fileName", name);
  multipart.set("folderPath", folder);
  multipart.set(
    "options",
    JSON.stringify({
      access: "PRIVATE",
      ttl: `P${days}D`,
      overwrite: true,
      duplicateValidationStrategy: "NONE",
      duplicateValidationScope: "ENTIRE_PORTAL",
    }),
  );
  const { id } = await client.call({ method: "POST", path: "/files/2026-03/files", multipart, answer: fileSchema });
  return id;
}
