/** Whom a request to erase or export is about: people by a contact of HubSpot's, by a WhatsApp number, or by our own id. */
import { z } from "zod";
import { numbersOf } from "../../core/person/index.ts";
import type { Context } from "../context.ts";
import { everybodyBehind } from "../people/contact-changes.ts";
import { findPeople } from "../people/people.ts";

/** One of them is enough; of several, whoever any of them leads to is meant. */
export const whomSchema = z.object({
  contactId: z.string().min(1).optional(),
  /** With the country code, `+` and spaces as people write it. */
  phone: z
    .string()
    .regex(/^\+?[\d ().-]{6,30}$/, "the number with its country code")
    .optional(),
  personId: z.string().min(1).optional(),
});
export type Whom = z.infer<typeof whomSchema>;

/** Everybody who is meant; nobody where nothing is kept of them. A number that somebody had before leads to nobody. */
export async function peopleMeant(context: Context, portalId: string, whom: Whom): Promise<string[]> {
  const { contactId, phone, personId } = whom;
  const found = await Promise.all([
    contactId === undefined ? [] : everybodyBehind(context, portalId, contactId),
    phone === undefined ? [] : byNumber(context, portalId, phone),
    personId === undefined ? [] : byId(context, portalId, personId),
  ]);
  return [...new Set(found.flat())];
}

async function byNumber(context: Context, portalId: string, phone: string): Promise<string[]> {
  const spellings = numbersOf(phone).e164.map((number) => number.slice(1));
  const found = await Promise.all(spellings.map((waId) => findPeople(context, portalId, "wa_id", waId)));
  return found.flat();
}

async function byId({ store }: Context, portalId: string, personId: string): Promise<string[]> {
  const tenant = store.of(portalId);
  const person = await tenant.first(tenant.db.selectFrom("people").select("id").where("id", "=", personId));
  return person ? [person.id] : [];
}
