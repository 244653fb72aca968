import { waitsUntil } from "../../core/hand-over/index.ts";
import type { Context } from "../context.ts";
import { chatOf } from "../messages/store.ts";

/** Until when automatic messages keep out of it: the person asked for somebody, who has not answered. Epoch ms. */
export async function waitsForPersonUntil(
  context: Context,
  portalId: string,
  personId: string,
): Promise<number | undefined> {
  const { chat } = await chatOf(context, portalId, personId);
  return waitsUntil(chat, context.now());
}
