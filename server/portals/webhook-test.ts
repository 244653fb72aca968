/** A test event for an endpoint, sent at once and explained: no submission, no lane, no second attempt. */
import { deliver, type TestEvent, type WebhookOptions } from "../../connectors/webhook/index.ts";
import { OutsideError, RefusedInput } from "../../core/errors.ts";
import { type Context, newId } from "../context.ts";
import { endpointById } from "./webhook-endpoints.ts";

export type Tried =
  | { readonly kind: "delivered"; readonly status: number; readonly ms: number; readonly message: string }
  | {
      readonly kind: "not-delivered";
      readonly code: string;
      readonly status: number | null;
      readonly ms: number;
      readonly message: string;
    };

/** A disabled endpoint is tried as well: that is how one finds out whether to enable it. */
export async function tryEndpoint(
  context: Context,
  options: WebhookOptions,
  portalId: string,
  id: string,
): Promise<Tried> {
  const endpoint = await endpointById(context, portalId, id);
  if (!endpoint) throw new RefusedInput("webhook.unknown", "This portal has no such webhook.");
  const { url, secrets } = endpoint;
  const begun = context.now();
  const event: TestEvent = {
    type: "webhook.test",
    timestamp: new Date(begun).toISOString(),
    data: { message: "This is a test of the webhook. No customer has answered anything." },
  };
  const webhookId = newId(context, "msg");
  try {
    const { status } = await deliver(options, { url, secrets, webhookId, body: JSON.stringify(event), attempts: 1 });
    const message = `The receiver took the event (HTTP ${status}).`;
    return { kind: "delivered", status, ms: context.now() - begun, message };
  } catch (error) {
    if (!(error instanceof OutsideError)) throw error;
    const { code, status = null, message } = error;
    return { kind: "not-delivered", code, status, ms: context.now() - begun, message };
  }
}
