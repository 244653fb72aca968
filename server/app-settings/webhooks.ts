/** A portal's webhooks as its admin sees and changes them. */
import type {
  SettingsWebhookSecretRequest,
  SettingsWebhookSwitchRequest,
  SettingsWebhooksReady,
} from "../../src/app/packages/contract/index.ts";
import type { Context } from "../context.ts";
import {
  addEndpoint,
  listEndpoints,
  newEndpointSchema,
  removeEndpoint,
  rotateSecret,
  setStatus,
} from "../portals/webhook-endpoints.ts";
import { recordAudit } from "../privacy/audit.ts";

const overlapHours = 24;

interface Who {
  readonly portalId: string;
  readonly userId: string;
}

export async function webhooksOf(context: Context, portalId: string): Promise<SettingsWebhooksReady> {
  const endpoints = await listEndpoints(context, portalId);
  return {
    kind: "ready",
    webhooks: endpoints.map(({ id, url, status, reason, previousSecretUntil: until }) => ({
      id,
      url,
      status,
      gone: reason === "gone",
      ...(until !== null && { previousSecretUntil: new Date(until).toISOString() }),
    })),
  };
}

/** @returns the secret that was made @throws OutsideError for an address that is refused, RefusedInput */
export async function webhookSecret(
  context: Context,
  who: Who,
  what: SettingsWebhookSecretRequest["do"],
): Promise<string> {
  if (what.what === "rotate") {
    const { secret } = await rotateSecret(context, who.portalId, what.id, { overlapHours, atOnce: false });
    await told(context, who, `secret.${what.id}`);
    return secret;
  }
  const endpoint = newEndpointSchema.parse({ url: what.url.trim() || "empty" });
  const { id, secret } = await addEndpoint(context, who.portalId, endpoint);
  await told(context, who, `add.${id}`);
  return secret;
}

/** @throws RefusedInput where the portal has no such webhook */
export async function switchWebhook(
  context: Context,
  who: Who,
  { id, what }: Pick<SettingsWebhookSwitchRequest, "id" | "what">,
): Promise<void> {
  if (what === "remove") await removeEndpoint(context, who.portalId, id);
  else if (what === "enable") await setStatus(context, who.portalId, id, { status: "active", reason: null });
  else await setStatus(context, who.portalId, id, { status: "disabled", reason: "by-admin" });
  await told(context, who, `${what}.${id}`);
}

const told = (context: Context, { portalId, userId }: Who, what: string) =>
  recordAudit(context, portalId, {
    actor: `user:${userId}`,
    action: "settings-changed",
    subject: `webhooks:${what}`,
  });
