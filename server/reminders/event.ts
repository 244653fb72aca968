/** The reminder of an event: put, moved or taken back by the very commit that accepts or corrects the answers. */
import type { Form } from "../../core/form/types.ts";
import { comingEvent, type EventSettings } from "../../core/reminders/index.ts";
import type { Answer } from "../../core/submission/types.ts";
import { momentIn, wordsFor } from "../../core/texts/index.ts";
import type { Context } from "../context.ts";
import { findPortal } from "../portals/store.ts";
import type { Write } from "../store/index.ts";
import { cancelReminderWrites, reminderNamed, reminderWrites } from "./store.ts";
import type { ReminderName } from "./types.ts";

export interface EventAnswers {
  readonly submissionId: string;
  readonly personId: string;
  readonly flowId: string;
  readonly versionId: string;
  /** The message that was answered: the reminder comes from its number. */
  readonly sendId: string;
  readonly answers: readonly Answer[];
}

/** Nothing for a Flow that names no events. One that begins sooner than the reminder would go gets none. */
export async function eventReminderWrites(
  context: Context,
  portalId: string,
  { form, event }: { readonly form: Form; readonly event: EventSettings | undefined },
  given: EventAnswers,
): Promise<Write[]> {
  if (!event) return [];
  const name = nameOf(given.submissionId);
  const coming = comingEvent(form, event, given.answers);
  const before = await reminderNamed(context, portalId, name);
  // WhatsApp shows no box ticked when a form is opened again: who agreed and corrects something else still agrees.
  const agreed = coming?.agreed || (before !== undefined && before.status !== "cancelled");
  // One whose time has come already, and that waits for quiet hours to be over, stays.
  const isLate = coming !== undefined && coming.remindAt <= context.now() && before?.due_at !== coming.remindAt;
  if (!coming || !agreed || isLate) return cancelReminderWrites(context, portalId, name);
  const tenant = context.store.of(portalId);
  const send = await tenant.first(tenant.db.selectFrom("sends").select("sender_id").where("id", "=", given.sendId));
  const zone = (await findPortal(context, portalId))?.settings.timeZone ?? "UTC";
  const when = momentIn(form.language, coming.startsAt, zone);
  return reminderWrites(context, portalId, {
    ...name,
    personId: given.personId,
    subject: { submissionId: given.submissionId },
    flowId: given.flowId,
    versionId: given.versionId,
    senderId: send?.sender_id ?? "",
    dueAt: coming.remindAt,
    until: coming.startsAt,
    text: wordsFor(form.language).eventReminder(coming.title, when, coming.people),
    values: [oneLine(coming.title), oneLine(when)],
    language: form.language,
  });
}

/** Nobody comes any more: the business gave the places to others. */
export async function eventReleasedWrites(context: Context, portalId: string, submissionId: string): Promise<Write[]> {
  return cancelReminderWrites(context, portalId, nameOf(submissionId));
}

function nameOf(submissionId: string): ReminderName {
  return { kind: "event", key: `submission:${submissionId}` };
}

/** A template's variable takes no line break (WhatsApp reference 6.2). */
function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim().slice(0, 60);
}
