/** Webhooks of an app's subscriptions (HubSpot reference 5.6): one POST, signed by version 1, and by 3 unless told. */
import type { Clock } from "./clock.ts";
import { reroute, signatureV1, signatureV3 } from "./signing.ts";

export interface WebhookTarget {
  readonly url: string;
  /** Origin to connect to where the public URL does not lead there; the signature stays over the public URL. */
  readonly connectTo?: string;
  /** Signs by version 1 alone, which is all that HubSpot documents for webhooks. */
  readonly olderSignature?: boolean;
}

export interface WebhookEvent {
  readonly subscriptionType: string;
  readonly portalId: number;
  readonly occurredAt: number;
  readonly [key: string]: unknown;
}

/** @param events as HubSpot tells them; `eventId` and `attemptNumber` are added */
export async function postWebhook(
  { url, connectTo, olderSignature = false }: WebhookTarget,
  events: readonly WebhookEvent[],
  clientSecret: string,
  now: Clock,
): Promise<Response> {
  const body = JSON.stringify(
    events.map((event, index) => ({ eventId: index + 1, subscriptionId: 1, appId: 1, attemptNumber: 0, ...event })),
  );
  const timestamp = now();
  return fetch(connectTo === undefined ? url : reroute(url, connectTo), {
    method: "POST",
    redirect: "manual",
    body,
    headers: {
      "Content-Type": "application/json",
      "X-HubSpot-Signature": signatureV1(clientSecret, body),
      "X-HubSpot-Signature-Version": "v1",
      "X-HubSpot-Request-Timestamp": String(timestamp),
      ...(!olderSignature && { "X-HubSpot-Signature-v3": signatureV3(clientSecret, "POST", url, body, timestamp) }),
    },
  });
}
