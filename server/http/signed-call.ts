/**
 * Whom a request that HubSpot signed speaks for. Where its proxy signs for a person, portal and user never come from the
 * body; where HubSpot itself calls, the whole body is its word.
 */
import type { Request } from "express";
import { type SignatureCheck, verifyCall, verifyCaller } from "../../connectors/hubspot/index.ts";
import { hubspotSecrets } from "../config.ts";
import type { Context } from "../context.ts";
import { findPortal } from "../portals/store.ts";
import { bytesOf } from "./raw-body.ts";

export type SignedCaller =
  | { readonly kind: "signed"; readonly portalId: string; readonly userId: string }
  | { readonly kind: "refused"; readonly status: 401 | 403; readonly message: string };

/** @param request with its body still in bytes (raw-body.ts): the signature covers exactly these */
export async function signedCaller(context: Context, request: Request): Promise<SignedCaller> {
  const caller = verifyCaller(signedParts(context, request), rulesOf(context));
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

/** Of a call that HubSpot makes by itself. @param version of the older signature that is documented for such calls */
export function signedByHubSpot(context: Context, request: Request, version: "v1" | "v2"): SignatureCheck {
  const counts =
    context.config.HUBSPOT_OLDER_SIGNATURES === "accept" && request.get("x-hubspot-signature-version") === version;
  const signature = counts ? request.get("x-hubspot-signature") : undefined;
  const older = signature ? { version, signature } : undefined;
  return verifyCall({ ...signedParts(context, request), older }, rulesOf(context));
}

function signedParts({ config }: Context, request: Request) {
  return {
    method: request.method,
    url: `${config.PUBLIC_BASE_URL}${request.originalUrl}`,
    body: bytesOf(request),
    signature: request.get("x-hubspot-signature-v3"),
    timestamp: request.get("x-hubspot-request-timestamp"),
  };
}

const rulesOf = ({ config, now }: Context) => ({ secrets: hubspotSecrets(config), now: now() });
