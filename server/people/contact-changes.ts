/**
 * What HubSpot tells about contacts, as far as something is kept here that it changes: who a contact is linked with, whose
 * answers wait because of it, and who was told that somebody waits. Phones, e-mails and names are kept nowhere here, but
 * read when they are needed.
 */
import { z } from "zod";
import type { Context } from "../context.ts";
import { conflictsWith, lookAgainWrites } from "../delivery/conflicts.ts";
import { chatOf } from "../messages/store.ts";
import type { Write } from "../store/index.ts";
import { peopleInChat } from "./contact-people.ts";
import { endOutboxWrite, outboxWrites, waitingFor } from "./outbox.ts";
import { addIdentity, findPeople, identityOf, removeIdentity } from "./people.ts";

const heldSchema = z.object({ to: z.object({ contactId: z.string() }) });

/** The contact was deleted: nothing is sent to it any more. Whoever it was is kept, and known again once it is restored. */
export async function deletedWrites(context: Context, portalId: string, contactId: string): Promise<Write[]> {
  const people = await findPeople(context, portalId, "contact", contactId);
  const held = await waitingFor(context, portalId, "held_send", people);
  const toContact = held.filter(({ payload }) => heldSchema.safeParse(payload).data?.to.contactId === contactId);
  const unlinked = await Promise.all(
    people.map(async (personId) => [
      await removeIdentity(context, portalId, personId, "contact", contactId),
      await addIdentity(context, portalId, personId, "deleted_contact", contactId),
    ]),
  );
  if (people.length > 0) context.log.info("people.contact_deleted", { portal: portalId, people: people.length });
  return [...unlinked.flat(), ...toContact.map(({ row }) => endOutboxWrite(context, portalId, row, "contact_deleted"))];
}

/** The contact is back. Whoever has another contact by now keeps that one: their answers land there. */
export async function restoredWrites(context: Context, portalId: string, contactId: string): Promise<Write[]> {
  const people = await findPeople(context, portalId, "deleted_contact", contactId);
  const linked = await Promise.all(
    people.map(async (personId) => {
      const other = await identityOf(context, portalId, personId, "contact");
      return [
        await removeIdentity(context, portalId, personId, "deleted_contact", contactId),
        ...(other === undefined ? [await addIdentity(context, portalId, personId, "contact", contactId)] : []),
      ];
    }),
  );
  if (people.length > 0) context.log.info("people.contact_restored", { portal: portalId, people: people.length });
  return linked.flat();
}

/** Everybody who is, or was before it was deleted, known as this contact. */
export async function everybodyBehind(context: Context, portalId: string, contactId: string): Promise<string[]> {
  const now = await peopleInChat(context, portalId, contactId);
  const before = await findPeople(context, portalId, "deleted_contact", contactId);
  return [...new Set([...now, ...before])];
}

/** The contact has another phone or e-mail: answers that waited because of it may have found their contact. */
export async function identityChangedWrites(context: Context, portalId: string, contactId: string): Promise<Write[]> {
  const waiting = await conflictsWith(context, portalId, contactId);
  return waiting.flatMap((conflict) => lookAgainWrites(context, portalId, conflict));
}

/** The contact has another owner, who takes over that somebody waits for an answer. */
export async function ownerChangedWrites(
  context: Context,
  portalId: string,
  contactId: string,
  at: number,
): Promise<Write[]> {
  const people = await peopleInChat(context, portalId, contactId);
  const writes = await Promise.all(
    people.map(async (personId) => {
      const { chat } = await chatOf(context, portalId, personId);
      const waits = chat.toldAt !== undefined && (chat.answeredAt === undefined || chat.answeredAt < chat.toldAt);
      if (!waits) return [];
      const row = { kind: "owner_task" as const, key: `owner:${personId}:${at}`, personId, reason: "owner_changed" };
      return outboxWrites(context, portalId, { ...row, payload: { moved: true }, at: context.now() });
    }),
  );
  return writes.flat();
}
