/** What HubSpot says about a contact's agreement: a property or a list that the settings name, read when it is needed. */

import type { HubSpot } from "../../connectors/hubspot/index.ts";
import { type Contact, HubSpotError } from "../../connectors/hubspot/index.ts";
import type { Consent } from "../../core/consent/index.ts";
import type { ConsentSettings, ConsentSourceSetting } from "./settings.ts";

type HubSpotSource = Extract<ConsentSourceSetting, { kind: "property" | "list" }>;

export interface HubSpotConsent {
  readonly consent: Consent;
  /** The setting that gave it. */
  readonly by?: HubSpotSource;
  /** A source that could not be read, in words. */
  readonly trouble?: string;
}

/** Properties to read along with a contact. */
export function consentProperties({ sources, timeZoneProperty }: ConsentSettings): string[] {
  const named = sources.flatMap((source) => (source.kind === "property" ? [source.name] : []));
  return [...named, ...(timeZoneProperty ? [timeZoneProperty] : [])];
}

export function asksHubSpot({ sources }: ConsentSettings): boolean {
  return sources.some(({ kind }) => kind === "property" || kind === "list");
}

/** The widest agreement of all the sources that hold. @throws OutsideError when HubSpot cannot be asked */
export async function hubspotConsent(
  hubspot: HubSpot,
  { sources }: ConsentSettings,
  contact: Contact,
): Promise<HubSpotConsent> {
  let best: HubSpotConsent = { consent: { state: "none" } };
  let trouble: string | undefined;
  let lists: readonly string[] | undefined;
  for (const source of sources) {
    if (source.kind === "list" && !lists) {
      try {
        lists = await hubspot.listsOfContact(contact.id);
      } catch (error) {
        if (!(error instanceof HubSpotError && error.status === 403)) throw error;
        lists = [];
        trouble = "HubSpot does not let Flowella read lists: the app needs the scope crm.lists.read in this account.";
      }
    }
    if ((source.kind !== "property" && source.kind !== "list") || !holds(source, contact, lists ?? [])) continue;
    const consent = { state: "given", source: source.kind, covers: source.covers } as const;
    if (best.consent.state === "none" || source.covers === "everything") best = { consent, by: source };
    if (source.covers === "everything") return best;
  }
  return trouble === undefined ? best : { ...best, trouble };
}

function holds(source: HubSpotSource, { properties }: Contact, lists: readonly string[]): boolean {
  if (source.kind === "list") return lists.includes(source.listId);
  // Several choices of one property are kept with semicolons between them.
  const values = (properties[source.name] ?? "").split(";");
  return source.values.some((value) => values.includes(value));
}
