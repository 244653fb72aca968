/** A link to a page that cannot live inside HubSpot; to be opened at once, in a tab of its own. */
import { z } from "zod";
import type { Call } from "./call.ts";
import { errorAnswerSchema, forbiddenAnswerSchema } from "./trouble.ts";

export const connectLinkRequestSchema = z.object({
  /** `hubspot`: what works in this account; `whatsapp`: connecting a WhatsApp account. */
  page: z.enum(["hubspot", "whatsapp"]),
});
export type ConnectLinkRequest = z.infer<typeof connectLinkRequestSchema>;

export const connectLinkResponseSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("link"),
    /** Opens once, within ten minutes, for the user who asked. */
    url: z.url(),
    expiresAt: z.iso.datetime(),
  }),
  errorAnswerSchema,
  forbiddenAnswerSchema,
]);
export type ConnectLinkResponse = z.infer<typeof connectLinkResponseSchema>;

export const connectLink: Call<ConnectLinkRequest, ConnectLinkResponse> = {
  path: "/hubspot/connect-link",
  request: connectLinkRequestSchema,
  response: connectLinkResponseSchema,
};
