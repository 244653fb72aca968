/** A look at a Flow on a phone, before it is sent from a card. */
import { z } from "zod";
import { type PagePreviewResponse, pagePreviewResponseSchema } from "./app-page-forms.ts";
import type { Call } from "./call.ts";
import { idempotencyKeySchema } from "./send-flow.ts";

export const cardPreviewRequestSchema = z.object({
  flowId: z.string().min(1).max(100),
  idempotencyKey: idempotencyKeySchema,
});
export type CardPreviewRequest = z.infer<typeof cardPreviewRequestSchema>;

/** The same link as the app page's; here, sending is all one has to be allowed. */
export const cardPreview: Call<CardPreviewRequest, PagePreviewResponse> = {
  path: "/hubspot/card/preview",
  request: cardPreviewRequestSchema,
  response: pagePreviewResponseSchema,
};
