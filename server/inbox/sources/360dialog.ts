/** Events that 360dialog hands on: Meta's own envelope, for the one number whose address they came to. */
import { parseWebhook } from "../../../connectors/whatsapp/webhooks.ts";
import type { Context } from "../../context.ts";
import { ownerOfAccount } from "../../portals/connections.ts";
import type { HookSpeaker } from "../../whatsapp-account/360dialog-hooks.ts";
import type { Told } from "../types.ts";
import { toldOf } from "./whatsapp.ts";

/**
 * What a verified body tells. The address says whose it is, so a number speaks for itself alone whatever its body names;
 * an account that is connected with a Meta app speaks by Meta's signature only.
 */
export async function toldBy360dialog(context: Context, speaker: HookSpeaker, json: unknown): Promise<Told[]> {
  const { portalId, connection, senderId } = speaker;
  const told: Told[] = [];
  for (const update of parseWebhook(json)) {
    if (await ownerOfAccount(context, update.wabaId)) {
      context.metrics.webhook("unknown_account");
      context.log.warn("inbox.unknown_account", { connection: connection.id, kind: update.kind });
      continue;
    }
    const ofNumber = update.kind === "message" || update.kind === "status";
    const ours = { ...update, wabaId: connection.externalId, ...(ofNumber && { phoneNumberId: senderId }) };
    told.push(await toldOf(context, portalId, ours));
  }
  return told;
}
