/** The server's boundaries, as metrics name them: a handful of words, however many addresses are asked for. */

const boundaries = [
  ["/flow/", "flow"],
  ["/webhooks/meta/", "webhook_meta"],
  ["/webhooks/360dialog/", "webhook_360dialog"],
  ["/webhooks/hubspot", "webhook_hubspot"],
  ["/webhooks/", "webhook_form_tool"],
  ["/verification/", "webhook_verification"],
  ["/hubspot/card/", "hubspot_card"],
  ["/hubspot/page/", "hubspot_page"],
  ["/hubspot/settings/", "hubspot_settings"],
  ["/hubspot/actions/", "hubspot_workflow"],
  ["/hubspot/", "hubspot_card"],
  ["/operator/", "operator"],
  ["/oauth/", "browser"],
  ["/connect/", "browser"],
  ["/preview/", "browser"],
  ["/secure/", "browser"],
  ["/kyc/", "browser"],
  ["/entry-files/", "browser"],
  ["/insight-files/", "browser"],
  ["/health", "monitoring"],
  ["/ready", "monitoring"],
  ["/metrics", "monitoring"],
  ["/openapi.json", "operator"],
] as const;

export type Boundary = (typeof boundaries)[number][1] | "unknown";

export function boundaryOf(path: string): Boundary {
  return boundaries.find(([prefix]) => path.startsWith(prefix))?.[1] ?? "unknown";
}
