/** A task for the contact's owner: somebody waits for an answer. One until somebody has answered, and it quotes nothing. */
import { z } from "zod";
import { chatOf } from "../messages/store.ts";
import type { Ended, Turn, Work } from "../people/outbox.ts";
import type { RecipientParts } from "../people/recipient.ts";
import { timelineContact } from "./contact.ts";
import { copyWrite, newestCopy } from "./copies.ts";

const taskSchema = z.union([
  z.object({ at: z.number() }),
  /** The contact has another owner since the task was made. */
  z.object({ moved: z.literal(true) }),
]);

const windowMs = 24 * 3_600_000;
/** WhatsApp tells times in whole seconds. */
const withinSecondMs = 999;

/** @throws OutsideError to be tried again */
export function ownerTaskWork(parts: RecipientParts): Work {
  const { context, hubspot } = parts;
  return async (portalId, { key, person_id: personId, attempts }, payload, { mayCall }) => {
    const asked = taskSchema.parse(payload);
    if ("moved" in asked) return moveTask(parts, portalId, { personId, attempts, mayCall });
    const { at } = asked;
    const { chat } = await chatOf(context, portalId, personId);
    if ((chat.answeredAt ?? 0) > at + withinSecondMs) return { status: "ended", reason: "answered" };
    const contact = await timelineContact(parts, portalId, personId, attempts);
    if (contact.kind === "wait") return { status: "waiting", reason: "no-contact-yet", at: contact.at };
    if (contact.kind === "nobody") return { status: "ended", reason: "no-contact" };
    const subject = `task:${key}`;
    const there = hubspot.inTurn(portalId, mayCall);
    const earlier = attempts > 1 ? await there.findTasks(contact.id) : [];
    const found = earlier.find(({ body }) => body.includes(subject))?.id;
    const id =
      found ??
      (await there.createTask({
        subject: "A customer wrote on WhatsApp and waits for an answer",
        body: `Answer from Flowella's card on this contact. WhatsApp takes an answer until ${momentOf(at + windowMs)}.<br><br>${subject}`,
        dueAt: at + windowMs,
        contactIds: [contact.id],
        ...(contact.ownerId !== undefined && { ownerId: contact.ownerId }),
      }));
    const copy = { subject, person_id: personId, object: "tasks" as const, object_id: id };
    await context.store.of(portalId).commit([copyWrite(context, portalId, copy)]);
    return { status: "done", reason: contact.ownerId === undefined ? "told-nobody-in-particular" : "told" };
  };
}

/** The newest task about this person goes to whoever owns the contact now. */
async function moveTask(
  parts: RecipientParts,
  portalId: string,
  { personId, attempts, mayCall }: Pick<Turn, "mayCall"> & { readonly personId: string; readonly attempts: number },
): Promise<Ended> {
  const contact = await timelineContact(parts, portalId, personId, attempts);
  const task = await newestCopy(parts.context, portalId, personId, "tasks");
  if (contact.kind !== "contact" || !task) return { status: "ended", reason: "nothing-to-move" };
  const there = await parts.hubspot.inTurn(portalId, mayCall).assignTask(task.object_id, contact.ownerId);
  return { status: "done", reason: there ? "moved" : "task-deleted" };
}

function momentOf(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}
