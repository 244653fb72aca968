/**
 * WhatsApp's id of a message carries the customer's number in base64 (observed in Meta's own samples), so it is personal
 * data: our tables hold a keyed hash of it, by which the same message is known again.
 */
import type { Context } from "../context.ts";

export async function hashedMessageId(
  { vault }: Pick<Context, "vault">,
  portalId: string,
  id: string,
): Promise<string> {
  return (await vault.portal(portalId)).lookup(`message-id:${id}`);
}
