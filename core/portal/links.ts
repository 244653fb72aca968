/** Addresses inside a HubSpot account (HubSpot reference 4.7). The host differs by data centre and is never guessed where HubSpot told it. */

export interface PortalPlace {
  readonly portalId: string;
  /** As HubSpot's account details give it, such as `app-eu1.hubspot.com`. */
  readonly uiDomain: string;
  /** `na1`, `eu1`, …; used where `uiDomain` is none of HubSpot's hosts. */
  readonly dataHosting?: string | undefined;
}

const hubspotHost = /^[a-z0-9-]+(\.[a-z0-9-]+)*\.hubspot\.com$/;

/** The host of links into the account. A word that is no host of HubSpot's never becomes one. */
export function uiHost({ uiDomain, dataHosting }: Pick<PortalPlace, "uiDomain" | "dataHosting">): string {
  const host = uiDomain.toLowerCase();
  if (hubspotHost.test(host)) return host;
  // Documented for na1, in public use for eu1; the others follow the same pattern.
  return dataHosting && dataHosting !== "na1" && /^[a-z]{2}\d$/.test(dataHosting)
    ? `app-${dataHosting}.hubspot.com`
    : "app.hubspot.com";
}

/** The app's own page. */
export function appPageLink(place: PortalPlace, appId: string): string {
  return `https://${uiHost(place)}/app/${encodeURIComponent(place.portalId)}/${encodeURIComponent(appId)}`;
}

/** Where the app's id is unknown: the account's contacts. */
export function contactsLink(place: PortalPlace): string {
  return `https://${uiHost(place)}/contacts/${encodeURIComponent(place.portalId)}`;
}

export function contactLink(place: PortalPlace, contactId: string): string {
  return `${contactsLink(place)}/record/0-1/${encodeURIComponent(contactId)}`;
}
