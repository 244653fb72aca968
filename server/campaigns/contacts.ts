/** Contacts of many recipients at once, with all that a send looks at. */
import type { Contact } from "../../connectors/hubspot/index.ts";
import { consentProperties } from "../consent/hubspot-consent.ts";
import { consentSettingsOf } from "../consent/settings.ts";
import { mergedIds } from "../people/recipient.ts";
import type { SendingParts } from "../sending/request.ts";

/** HubSpot's own property for the language that a contact prefers. */
export const languageProperty = "hs_language";
/** HubSpot takes so many ids in a call. */
const most = 100;

/** By the id that was asked for; one that was merged into another comes back under its old id. */
export async function contactsOf(
  { context, hubspot }: SendingParts,
  portalId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Contact>> {
  const more = [mergedIds, languageProperty, ...consentProperties(await consentSettingsOf(context, portalId))];
  const calls = hubspot.inTurn(portalId);
  const parts = Array.from({ length: Math.ceil(ids.length / most) }, (_, at) => ids.slice(at * most, (at + 1) * most));
  const read = (await Promise.all(parts.map((part) => calls.readContacts(part, more)))).flat();
  const found = new Map(read.map((contact) => [contact.id, contact]));
  for (const id of ids.filter((each) => !found.has(each))) {
    const contact = await calls.contacts.get(id, more);
    if (contact) found.set(id, contact);
  }
  return found;
}
