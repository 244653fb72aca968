/** A number that somebody typed: it may belong to anybody, so the portal asks about it, and not the person who typed it. */
import { keysOfPerson } from "../consent/keys-of.ts";
import { canonical, optOutIn, suppressionKeys, suppressionsOf } from "../consent/suppression.ts";
import type { Context } from "../context.ts";
import { findPeople } from "../people/people.ts";

/** The same for everybody who types this number, in this portal only. @param number E.164 */
export async function numberCountKey({ vault }: Context, portalId: string, number: string): Promise<string> {
  return (await vault.portal(portalId)).lookup(`code-count:${canonical(digitsOf(number))}`);
}

/** Whether its owner wants no message at all: a code, too, is one. @param number E.164 */
export async function wantsNoCodes(context: Context, portalId: string, number: string): Promise<boolean> {
  const waId = digitsOf(number);
  const people = await findPeople(context, portalId, "wa_id", waId);
  const keys = await Promise.all([
    suppressionKeys(context, portalId, { waId }),
    ...people.map((personId) => keysOfPerson(context, portalId, personId)),
  ]);
  return optOutIn(await suppressionsOf(context, portalId, keys.flat())) === "everything";
}

function digitsOf(number: string): string {
  return number.replaceAll(/\D/g, "");
}
