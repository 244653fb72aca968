/** A preview's link opens one version of one Flow and nothing else; nothing about it is stored. */
import { z } from "zod";
import type { Context } from "../context.ts";
import { type CheckedTicket, signedTickets } from "../http/signed-ticket.ts";

const ticketSchema = z.strictObject({
  portalId: z.string(),
  flowId: z.string(),
  versionId: z.string(),
  /** Epoch milliseconds. */
  until: z.int(),
  /** Tells one link from another. */
  nonce: z.string(),
});
export type PreviewTicket = z.infer<typeof ticketSchema>;

const tickets = signedTickets("preview-link", ticketSchema);

type Parts = Pick<Context, "config" | "now" | "randomBytes">;

export function issueTicket(context: Parts, wanted: Omit<PreviewTicket, "nonce">): string {
  const nonce = Buffer.from(context.randomBytes(12)).toString("base64url");
  return tickets.issue(context, { ...wanted, nonce });
}

export function checkTicket(context: Parts, token: string): CheckedTicket<PreviewTicket> {
  return tickets.check(context, token);
}
