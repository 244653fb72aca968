/** Whom a request that HubSpot's proxy signed speaks for; portal and user never come from the body. */
import type { Request } from "express";
import { verifyCaller } from "../../connectors/hubspot/index.ts";
import { hubspotSecrets } from "../config.ts";
import type { Context } from "../context.ts";
import { findPortal } from "../portals/store.ts";
import { bytesOf } from "./raw-body.ts";

export type SignedCaller =
  | { readonly kind: "signed"; readonly portalId: string; readonly userId: string }
  | { readonly kind: "refused"; readonly status: 401 | 403; readonly message: string };

/** @param request with its body still in bytes (raw-body.ts): the signature covers exactly these */
export async function signedCaller(context: Context, request: Request): Promise<SignedCaller> {
  const signed = {
    method: request.method,
    url: `${context.config.PUBLIC_BASE_URL}${request.originalUrl}`,
    body: bytesOf(request),
    signature: request.get("x-hubspot-signature-v3"),
    timestamp: request.get("x-hubspot-request-timestamp"),
  };
  const caller = verifyCaller(signed, { secrets: hubspotSecrets(context.config), now: context.now() });
  if (!caller.valid) {
    context.log.warn("hubspot.request_refused", { reason: caller.reason });
    return { kind: "refused", status: 401, message: "The request is not signed by HubSpot." };
  }
  const portal = await findPortal(context, caller.portalId);
  if (portal?.status !== "active") {
    return { kind: "refused", status: 403, message: "This portal has not installed the app." };
  }
  return { kind: "signed", portalId: portal.id, userId: caller.userId };
}
