/**
 * Which number a message goes to, and why that one. It is shown before anything is sent.
 *
 * For a contact, the first of these: what somebody decided; the WhatsApp id on the contact, or the number that its owner
 * has today, where WhatsApp told of a change; the first of its phones that can exist.
 */
import { isSupportedCountry, parsePhoneNumberFromString } from "libphonenumber-js";
import { type Contact, toCandidate } from "../../connectors/hubspot/index.ts";
import { sameNumber, sameWaId } from "../../core/person/index.ts";
import type { Context } from "../context.ts";
import type { HubSpotAccess } from "../portals/hubspot.ts";
import { findPortal } from "../portals/store.ts";
import { VaultError } from "../vault/index.ts";
import { decidedPerson, linkedPeople } from "./contact-people.ts";
import { findPeople, identityOf } from "./people.ts";

export type Recipient =
  | {
      readonly kind: "number";
      /** Digits. */
      readonly waId: string;
      readonly from: "decision" | "whatsapp-id" | "changed-number" | "phone" | "typed";
      readonly contact?: Contact;
      /** Other numbers that people of this contact are known by: somebody may have to decide. */
      readonly others: readonly OtherNumber[];
    }
  | {
      readonly kind: "none";
      readonly reason: "no-contact" | "no-number" | "invalid-number" | "number-changed";
      readonly contact?: Contact;
    };

export interface OtherNumber {
  readonly personId: string;
  readonly waId: string;
}

export interface RecipientParts {
  readonly context: Context;
  readonly hubspot: HubSpotAccess;
}

/**
 * @param more properties of the contact to read along
 * @param known the contact, where it was read a moment ago with the same properties
 */
export async function recipientOf(
  { context, hubspot }: RecipientParts,
  portalId: string,
  to: { readonly contactId: string } | { readonly phone: string },
  more: readonly string[] = [],
  known?: Contact,
): Promise<Recipient> {
  const country = (await findPortal(context, portalId))?.settings.defaultCountry;
  if ("phone" in to) {
    const waId = digitsOf(to.phone, country);
    return waId === undefined
      ? { kind: "none", reason: "invalid-number" }
      : { kind: "number", waId, from: "typed", others: [] };
  }
  const contact = known ?? (await hubspot.of(portalId).contacts.get(to.contactId, [mergedIds, ...more]));
  if (!contact) return { kind: "none", reason: "no-contact" };
  const linked = await numbersOfPeople(
    context,
    portalId,
    await linkedPeople(context, portalId, idsOf(contact, to.contactId)),
  );
  const chosen = await chosenNumber(context, portalId, contact, linked, country);
  if (chosen.kind === "none") return { ...chosen, contact };
  const others = linked.filter(({ waId }) => !sameWaId(waId, chosen.waId));
  return { ...chosen, contact, others };
}

/** HubSpot's own list of the contacts that were merged into this one, separated by semicolons. */
export const mergedIds = "hs_merged_object_ids";

/** Every id that this contact ever had, as far as it is known. */
export function idsOf(contact: Contact, askedFor: string = contact.id): string[] {
  const merged = (contact.properties[mergedIds] ?? "").split(";").map((id) => id.trim());
  return [...new Set([contact.id, askedFor, ...merged.filter((id) => /^\d+$/.test(id))])];
}

type Chosen =
  | Pick<Extract<Recipient, { kind: "number" }>, "kind" | "waId" | "from">
  | Pick<Extract<Recipient, { kind: "none" }>, "kind" | "reason">;

async function chosenNumber(
  context: Context,
  portalId: string,
  contact: Contact,
  linked: readonly OtherNumber[],
  country: string | undefined,
): Promise<Chosen> {
  const decided = await decidedPerson(context, portalId, contact.id);
  const decidedNumber = decided && (await identityOf(context, portalId, decided, "wa_id"));
  if (decidedNumber) return { kind: "number", waId: decidedNumber, from: "decision" };
  const { waId: own, phones } = toCandidate(contact);
  const typed = phones.flatMap((phone) => {
    // WhatsApp may know the number under its other spelling (Brazil, Mexico, Argentina).
    const known = linked.find(({ waId }) => sameNumber(phone, waId, country))?.waId;
    const digits = known ?? digitsOf(phone, country);
    return digits === undefined ? [] : [{ waId: digits, from: "phone" as const }];
  });
  const candidates = [...(own ? [{ waId: own, from: "whatsapp-id" as const }] : []), ...typed];
  for (const candidate of candidates) {
    const former = await formerOwner(context, portalId, candidate, linked);
    if (former === undefined) return { kind: "number", ...candidate };
    const today = await identityOf(context, portalId, former, "wa_id");
    if (today !== undefined) return { kind: "number", waId: today, from: "changed-number" };
  }
  if (candidates.length > 0) return { kind: "none", reason: "number-changed" };
  return { kind: "none", reason: phones.length > 0 ? "invalid-number" : "no-number" };
}

/** The person of this contact who had the number before, where WhatsApp told that they have another one today. */
async function formerOwner(
  context: Context,
  portalId: string,
  { waId, from }: { readonly waId: string; readonly from: "whatsapp-id" | "phone" },
  linked: readonly OtherNumber[],
): Promise<string | undefined> {
  if (linked.some((each) => each.waId === waId)) return undefined;
  const former = await findPeople(context, portalId, "former_wa_id", waId);
  const [first] = former;
  if (first === undefined) return undefined;
  const ours = linked.find(({ personId }) => former.includes(personId))?.personId;
  if (ours !== undefined || from === "whatsapp-id") return ours ?? first;
  // A phone in HubSpot may be that of whoever has the number today.
  const [today] = await findPeople(context, portalId, "wa_id", waId);
  return today === undefined ? first : undefined;
}

async function numbersOfPeople(context: Context, portalId: string, people: readonly string[]): Promise<OtherNumber[]> {
  const numbers = await Promise.all(
    people.map(async (personId) => ({ personId, waId: await numberUnlessErased(context, portalId, personId) })),
  );
  return numbers.flatMap(({ personId, waId }) => (waId === undefined ? [] : [{ personId, waId }]));
}

async function numberUnlessErased(context: Context, portalId: string, personId: string): Promise<string | undefined> {
  try {
    return await identityOf(context, portalId, personId, "wa_id");
  } catch (error) {
    if (error instanceof VaultError) return undefined;
    throw error;
  }
}

/** A typed number as WhatsApp wants it; undefined where the country is not known or the number cannot exist. */
function digitsOf(typed: string, defaultCountry: string | undefined): string | undefined {
  const country = defaultCountry && isSupportedCountry(defaultCountry) ? defaultCountry : undefined;
  const parsed = parsePhoneNumberFromString(typed, { ...(country && { defaultCountry: country }), extract: false });
  return parsed?.isValid() ? parsed.number.slice(1) : undefined;
}
