import { marketingCategory, preferenceWrites } from "../consent/preferences.ts";
import type { Context } from "../context.ts";
import { accountHealth, flowHealth, templateHealth } from "../health/webhooks.ts";
import { messageToldWrites } from "../messages/status.ts";
import { sendOfStatus, statusWrite } from "../sending/store.ts";
import { windowWrite } from "../sending/window.ts";
import type { Write } from "../store/index.ts";
import { templateTold } from "../templates/follow.ts";
import { sendWrites } from "../timeline/sends.ts";
import { accountTold } from "../whatsapp-account/told.ts";
import { undeliveredWrites } from "../workflows/answered.ts";
import type { StoredUpdate } from "./update.ts";

/** What an update changes, to be committed together with the update's end. */
export async function handleUpdate(
  context: Context,
  portalId: string,
  personId: string | undefined,
  update: StoredUpdate,
): Promise<Write[]> {
  switch (update.kind) {
    case "message":
      // A system message is no word of the customer and opens no window (WhatsApp reference 7.5).
      if (!personId || !update.phoneNumberId || update.content.type === "system") return [];
      return [windowWrite(context, portalId, personId, update.phoneNumberId, update.at ?? context.now())];
    case "status":
      return messageStatus(context, portalId, update);
    case "flow":
      context.log.info("whatsapp.flow_event", { portal: portalId, event: update.event, flow: update.flowId });
      return [await flowHealth(context, portalId, update)];
    case "template":
      context.log.info("whatsapp.template_event", { portal: portalId, event: update.event, template: update.name });
      return [templateHealth(context, portalId, update), ...(await templateTold(context, portalId, update))];
    case "account":
      context.log.info("whatsapp.account_event", { portal: portalId, event: update.event, field: update.field });
      return [await accountHealth(context, portalId, update), ...(await accountTold(context, portalId, update))];
    case "preference":
      context.log.info("whatsapp.preference", { portal: portalId, category: update.category, wish: update.wish });
      if (update.category !== marketingCategory) return [];
      return preferenceWrites(context, portalId, personId, { ...update, at: update.at ?? context.now() });
    case "unknown":
      context.log.info("whatsapp.unknown_event", { portal: portalId, field: update.field });
      return [];
  }
}

const known = ["sent", "delivered", "read", "failed"] as const;

async function messageStatus(
  context: Context,
  portalId: string,
  update: Extract<StoredUpdate, { kind: "status" }>,
): Promise<Write[]> {
  const status = known.find((name) => name === update.status);
  if (!status) return [];
  const [failure] = update.errors;
  const send = await sendOfStatus(context, portalId, update);
  if (!send) return messageToldWrites(context, portalId, { ...update, reason: failure?.code }, status);
  const details = {
    wamid: update.messageId,
    ...(failure && { reason: failure.code }),
    ...(update.billed && { billed: `${update.billed.category}.${update.billed.type}` }),
  };
  const change = statusWrite(context, portalId, send, status, details);
  return [
    ...change,
    ...(change.length > 0 ? await sendWrites(context, portalId, send, status, failure?.code) : []),
    ...(status === "failed" ? await undeliveredWrites(context, portalId, send, details.reason) : []),
  ];
}
