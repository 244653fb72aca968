import type { Context } from "../context.ts";
import type { Row, Write } from "../store/index.ts";
import { toldWrites } from "./send.ts";
import { type ChatMessage, messageById, messageByWamid } from "./store.ts";

/** Our own id first: it is there even when the answer to our call never came. */
export async function messageOfStatus(
  context: Context,
  portalId: string,
  { callbackData, messageId }: { readonly callbackData?: string | undefined; readonly messageId: string },
): Promise<ChatMessage | undefined> {
  const named = callbackData ? await messageById(context, portalId, callbackData) : undefined;
  return named ?? messageByWamid(context, portalId, messageId);
}

/** WhatsApp's word on a message that somebody at the business wrote, or nobody did. */
export async function messageToldWrites(
  context: Context,
  portalId: string,
  told: {
    readonly callbackData?: string | undefined;
    readonly messageId: string;
    readonly reason?: string | undefined;
  },
  status: Extract<Row<"sends">["status"], ChatMessage["status"]>,
): Promise<Write[]> {
  const row = await messageOfStatus(context, portalId, told);
  if (!row || row.author === "customer") return [];
  const { messageId: wamid, reason } = told;
  return toldWrites(context, portalId, row, status, { wamid, ...(reason !== undefined && { reason }) });
}
