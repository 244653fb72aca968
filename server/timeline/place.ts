/**
 * Puts one entry on a contact's timeline, once. HubSpot takes no key for it: the entry's last line names what it is about,
 * our own table knows its id, and after a try that may have landed it is looked for among the contact's own entries.
 */
import type { HubSpot } from "../../connectors/hubspot/index.ts";
import { isAbout } from "../../core/messages/index.ts";
import type { Context } from "../context.ts";
import { copyOf, copyWrite } from "./copies.ts";

export interface Entry {
  /** Such as `send:<id>`; stands in the entry as its last line. */
  readonly subject: string;
  readonly personId: string;
  readonly contactId: string;
  /** HTML. */
  readonly body: string;
  /** Epoch ms. */
  readonly at: number;
  /** An earlier try may have landed. */
  readonly mayStand: boolean;
}

/**
 * @returns `gone` where somebody deleted the entry in HubSpot: it is not written again
 * @throws OutsideError when HubSpot does not play along
 */
export async function placeEntry(
  context: Context,
  hubspot: Pick<HubSpot, "communications">,
  portalId: string,
  { subject, personId, contactId, body, at, mayStand }: Entry,
): Promise<"written" | "found-again" | "changed" | "gone"> {
  const { communications } = hubspot;
  const known = await copyOf(context, portalId, subject);
  if (known) return (await communications.update(known.object_id, body)) ? "changed" : "gone";
  const remember = (objectId: string) => {
    const copy = { subject, person_id: personId, object: "communications" as const, object_id: objectId };
    return context.store.of(portalId).commit([copyWrite(context, portalId, copy)]);
  };
  const there = mayStand ? await communications.find(contactId, (html) => isAbout(html, subject)) : undefined;
  if (there !== undefined) {
    await remember(there);
    await communications.update(there, body);
    return "found-again";
  }
  await remember(await communications.create({ body, at, contactId }));
  return "written";
}
