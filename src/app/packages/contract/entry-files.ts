/** An entry's QR code and card as files, because HubSpot lets an app's page save nothing by itself. */
import { z } from "zod";
import type { Call } from "./call.ts";
import { errorAnswerSchema, forbiddenAnswerSchema } from "./trouble.ts";

export const pageEntryFilesRequestSchema = z.object({ entryId: z.string().min(1).max(100) });
export type PageEntryFilesRequest = z.infer<typeof pageEntryFilesRequestSchema>;

const addressSchema = z.url({ protocol: /^https?$/ });

export const pageEntryFilesResponseSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("ready"),
    png: addressSchema,
    svg: addressSchema,
    /** A card of 90 by 120 mm, as SVG. */
    label: addressSchema,
    /** How long the addresses lead there; the code itself has no end. */
    until: z.iso.datetime(),
  }),
  errorAnswerSchema,
  forbiddenAnswerSchema,
]);
export type PageEntryFilesResponse = z.infer<typeof pageEntryFilesResponseSchema>;

/** Addresses for a tab of their own. Making them changes nothing. */
export const pageEntryFiles: Call<PageEntryFilesRequest, PageEntryFilesResponse> = {
  path: "/hubspot/page/entries/files",
  request: pageEntryFilesRequestSchema,
  response: pageEntryFilesResponseSchema,
};
