/** Meta's webhooks as a source of the inbox: whose portal an update is, and what it changes. */
import type { WebhookUpdate } from "../../../connectors/whatsapp/webhook-types.ts";
import { parseWebhook } from "../../../connectors/whatsapp/webhooks.ts";
import { wishWrites } from "../../consent/inbound.ts";
import type { Context } from "../../context.ts";
import { enteredBy } from "../../entries/index.ts";
import { messageWrites } from "../../messages/inbound.ts";
import { messageOfStatus } from "../../messages/status.ts";
import { identityWrites } from "../../people/number-change.ts";
import { findPeople, identityOf, personWithWaId } from "../../people/people.ts";
import { askedWrites, isPhoneTest } from "../../phone-tests/asked.ts";
import { ownerOfAccount } from "../../portals/connections.ts";
import { hashedMessageId } from "../../sending/message-ids.ts";
import { sendOfStatus } from "../../sending/store.ts";
import { keepArrival } from "../../whatsapp-account/arrivals.ts";
import { handleUpdate } from "../handle.ts";
import type { Handler, Told } from "../types.ts";
import { updateSchema } from "../update.ts";

export const handleWhatsApp: Handler = async (context, { portalId, personId, body }) => [
  // A change of number closes the window, before this very message opens it again.
  ...(await identityWrites(context, portalId, personId, body)),
  ...(await handleUpdate(context, portalId, personId, updateSchema.parse(body))),
  ...((await isPhoneTest(context, portalId, body))
    ? await askedWrites(context, portalId, personId, body)
    : await customersWords(context, portalId, personId, body)),
];

async function customersWords(context: Context, portalId: string, personId: string | undefined, body: unknown) {
  const { writes, answered } = await enteredBy(context, portalId, personId, body);
  return [
    ...(await wishWrites(context, portalId, personId, body)),
    ...writes,
    ...(await messageWrites(context, portalId, personId, body, answered)),
  ];
}

/** What a verified body tells; an app may speak for its own accounts only, whatever its body says. */
export async function toldByMeta(context: Context, metaAppId: string, json: unknown): Promise<Told[]> {
  const told: Told[] = [];
  for (const update of parseWebhook(json)) {
    const owner = await ownerOfAccount(context, update.wabaId);
    if (update.kind === "account" && (await keepArrival(context, metaAppId, update)) && !owner) continue;
    if (!owner || owner.metaAppId !== metaAppId) {
      context.metrics.webhook("unknown_account");
      context.log.warn("inbox.unknown_account", { app: metaAppId, kind: update.kind });
      continue;
    }
    told.push(await toldOf(context, owner.portalId, update));
  }
  return told;
}

/** An update of this portal's account, as the inbox keeps it. */
export async function toldOf(context: Context, portalId: string, given: WebhookUpdate): Promise<Told> {
  const update = await withHashedIds(context, portalId, given);
  const { kind, dedupeKey } = update;
  const personId = await personOf(context, portalId, update);
  return { source: "whatsapp", portalId, personId, kind, dedupeKey, body: update };
}

/** From here on nothing names a message by an id that a number can be read from. */
async function withHashedIds(context: Context, portalId: string, update: WebhookUpdate): Promise<WebhookUpdate> {
  if (update.kind !== "message" && update.kind !== "status") return update;
  const { messageId, dedupeKey } = update;
  return {
    ...update,
    messageId: await hashedMessageId(context, portalId, messageId),
    dedupeKey: await hashedMessageId(context, portalId, dedupeKey),
  };
}

/** Whom the update is about: whoever wrote, or whoever our message went to. */
async function personOf(context: Context, portalId: string, update: WebhookUpdate): Promise<string | undefined> {
  if (update.kind === "message") {
    const { from, fromUserId, content } = update;
    // What WhatsApp says about somebody makes nobody: who is not known has nothing that could change.
    const [byNumber] = from ? await findPeople(context, portalId, "wa_id", from) : [];
    const [byId] = fromUserId ? await findPeople(context, portalId, "user_id", fromUserId) : [];
    if (!from || content.type === "system") return byNumber ?? byId;
    // Somebody whose number was not told when it changed, and who writes from it now.
    const returning = byId !== undefined && (await identityOf(context, portalId, byId, "wa_id")) === undefined;
    return byNumber ?? (returning ? byId : personWithWaId(context, portalId, from));
  }
  if (update.kind === "preference") {
    // Somebody whom we do not know stays unknown: the list that they are put on needs no person.
    const [byNumber] = update.from ? await findPeople(context, portalId, "wa_id", update.from) : [];
    const [byId] = update.fromUserId ? await findPeople(context, portalId, "user_id", update.fromUserId) : [];
    return byNumber ?? byId;
  }
  if (update.kind !== "status") return undefined;
  const about = (await sendOfStatus(context, portalId, update)) ?? (await messageOfStatus(context, portalId, update));
  return about?.person_id;
}
