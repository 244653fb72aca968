/** Meta's webhooks as a source of the inbox: whose portal an update is, and what it changes. */
import type { WebhookUpdate } from "../../../connectors/whatsapp/webhook-types.ts";
import { parseWebhook } from "../../../connectors/whatsapp/webhooks.ts";
import type { Context } from "../../context.ts";
import { personWithWaId } from "../../people/people.ts";
import { ownerOfAccount } from "../../portals/connections.ts";
import { sendOfStatus } from "../../sending/store.ts";
import { handleUpdate } from "../handle.ts";
import type { Handler, Told } from "../types.ts";
import { updateSchema } from "../update.ts";

export const handleWhatsApp: Handler = (context, { portalId, personId, body }) =>
  handleUpdate(context, portalId, personId, updateSchema.parse(body));

/** What a verified body tells; an app may speak for its own accounts only, whatever its body says. */
export async function toldByMeta(context: Context, metaAppId: string, json: unknown): Promise<Told[]> {
  const told: Told[] = [];
  for (const update of parseWebhook(json)) {
    const owner = await ownerOfAccount(context, update.wabaId);
    if (!owner || owner.metaAppId !== metaAppId) {
      context.metrics.webhook("unknown_account");
      context.log.warn("inbox.unknown_account", { app: metaAppId, kind: update.kind });
      continue;
    }
    const { portalId } = owner;
    const { kind, dedupeKey } = update;
    const personId = await personOf(context, portalId, update);
    told.push({ source: "whatsapp", portalId, personId, kind, dedupeKey, body: update });
  }
  return told;
}

/** Whom the update is about: whoever wrote, or whoever our message went to. */
async function personOf(context: Context, portalId: string, update: WebhookUpdate): Promise<string | undefined> {
  if (update.kind === "message") return update.from ? personWithWaId(context, portalId, update.from) : undefined;
  return update.kind === "status" ? (await sendOfStatus(context, portalId, update))?.person_id : undefined;
}
