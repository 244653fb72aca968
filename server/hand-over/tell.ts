/**
 * Somebody asked for a person: a task for the contact's owner, and an e-mail to where the portal's alerts go. Both say which
 * Flow and which screen, and lead to the card; neither quotes anybody.
 */
import { z } from "zod";
import { OutsideError } from "../../core/errors.ts";
import { contactLink } from "../../core/portal/links.ts";
import { settingsOf as alertSettingsOf } from "../alerts/index.ts";
import type { Context } from "../context.ts";
import { mailerOf } from "../mail/index.ts";
import { chatOf } from "../messages/store.ts";
import type { Work } from "../people/outbox.ts";
import { findPortal, type Portal } from "../portals/store.ts";
import type { SendingParts } from "../sending/request.ts";
import { timelineContact } from "../timeline/contact.ts";
import { copyOf, copyWrite } from "../timeline/copies.ts";
import { whereabouts } from "./whereabouts.ts";

export const handOverSchema = z.object({
  /** When they asked, epoch ms. */
  at: z.number(),
  /** The session that they asked from, where it was from a Flow. */
  sessionId: z.string().optional(),
});

const dayMs = 24 * 3_600_000;
/** WhatsApp tells times in whole seconds. */
const withinSecondMs = 999;

/** @throws OutsideError to be tried again */
export function handOverWork(parts: SendingParts): Work {
  const { context, hubspot } = parts;
  return async (portalId, { key, person_id: personId, attempts }, payload) => {
    const { at, sessionId } = handOverSchema.parse(payload);
    const portal = await findPortal(context, portalId);
    const { chat } = await chatOf(context, portalId, personId);
    if (!portal || (chat.answeredAt ?? 0) > at + withinSecondMs) return { status: "ended", reason: "answered" };
    const contact = await timelineContact(parts, portalId, personId, attempts);
    const where = await whereabouts(parts, portalId, personId, sessionId);
    if (contact.kind === "wait") {
      if (attempts === 1) await mail(context, portal, key, { where, at });
      return { status: "waiting", reason: "no-contact-yet", at: contact.at };
    }
    if (contact.kind === "nobody") return { status: "ended", reason: "no-contact" };
    const link = linkOf(portal, contact.id);
    const subject = `hand-over:${key}`;
    const there = hubspot.inTurn(portalId);
    if (!(await copyOf(context, portalId, subject))) {
      // After a try that may have landed, the task is looked for among the contact's own.
      const earlier = attempts > 1 ? await there.findTasks(contact.id) : [];
      const id =
        earlier.find(({ body }) => body.includes(subject))?.id ??
        (await there.createTask({
          subject: "A customer asks to talk to somebody on WhatsApp",
          body: [...linesOf(where, at), "Answer from Flowella's card on this contact.", "", subject]
            .map(html)
            .join("<br>"),
          dueAt: at + dayMs,
          contactIds: [contact.id],
          ...(contact.ownerId !== undefined && { ownerId: contact.ownerId }),
        }));
      const copy = { subject, person_id: personId, object: "tasks" as const, object_id: id };
      await context.store.of(portalId).commit([copyWrite(context, portalId, copy)]);
    }
    // Who had no contact at first was written about then.
    await mail(context, portal, key, { where, at, link });
    return { status: "done", reason: contact.ownerId === undefined ? "told-nobody-in-particular" : "told" };
  };
}

interface Told {
  readonly where: string | undefined;
  readonly at: number;
  readonly link?: string;
}

function linesOf(where: string | undefined, at: number): string[] {
  return [
    where ?? "They wrote it in the chat.",
    `Automatic messages to them wait until somebody answers, and until ${momentOf(at + dayMs)} at the latest.`,
  ];
}

/** A server without mail, and a portal without an address for alerts, have the task alone. */
async function mail(
  context: Context,
  { id }: Pick<Portal, "id">,
  key: string,
  { where, at, link }: Told,
): Promise<void> {
  const mailer = mailerOf(context);
  const to = mailer && (await alertSettingsOf(context, id)).channels.mail;
  if (!mailer || to === undefined) return;
  const text = [
    `A customer of HubSpot account ${id} asks to talk to somebody on WhatsApp.`,
    ...linesOf(where, at),
    "",
    link === undefined
      ? "HubSpot has no contact for them yet; look at the conversation later."
      : `Answer on the contact's card: ${link}`,
  ];
  try {
    await mailer.send({ to, subject: "A customer asks to talk to somebody", text: text.join("\n") });
  } catch (error) {
    if (!(error instanceof OutsideError) || error.remedy !== "give-up") throw error;
    context.log.warn("hand_over.mail_refused", { portal: id, row: key, code: error.code });
  }
}

function linkOf({ id, uiDomain, dataHosting }: Portal, contactId: string): string {
  return contactLink({ portalId: id, uiDomain, dataHosting }, contactId);
}

function momentOf(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}

/** The business's own names may hold anything. */
function html(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
