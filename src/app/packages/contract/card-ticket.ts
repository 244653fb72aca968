/** Whose ticket it is: the contacts that it is associated with in HubSpot. */
import { z } from "zod";
import type { Call } from "./call.ts";
import { recordIdSchema } from "./contact-card.ts";
import { errorAnswerSchema, forbiddenAnswerSchema } from "./trouble.ts";

export const cardTicketRequestSchema = z.object({ ticketId: recordIdSchema });
export type CardTicketRequest = z.infer<typeof cardTicketRequestSchema>;

export const cardTicketResponseSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("ready"),
    /** In HubSpot's order, ten at most; `name` is empty where the contact has none. */
    contacts: z.array(z.object({ id: recordIdSchema, name: z.string() })),
  }),
  errorAnswerSchema,
  forbiddenAnswerSchema,
]);
export type CardTicketResponse = z.infer<typeof cardTicketResponseSchema>;

export const cardTicket: Call<CardTicketRequest, CardTicketResponse> = {
  path: "/hubspot/card/ticket",
  request: cardTicketRequestSchema,
  response: cardTicketResponseSchema,
};
