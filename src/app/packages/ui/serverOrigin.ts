/**
 * The companion server's origin, from the profile variable `SERVER_ORIGIN` (HubSpot reference 1.13); undefined when it
 * is missing or is no plain https origin, the only kind that HubSpot's proxy calls.
 */
export function serverOrigin(variables: Readonly<Record<string, unknown>> | undefined): string | undefined {
  const value = variables?.["SERVER_ORIGIN"];
  if (typeof value !== "string" || !/^https:\/\/[^\s/?#@]+\/?$/.test(value)) return undefined;
  return value.replace(/\/$/, "");
}
