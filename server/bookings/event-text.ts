/** What an appointment says in the calendar: who comes and why, as people at the business read it. */
import { bookingQuestion, type Service } from "../../core/bookings/index.ts";
import { applyMapping, contactMapping } from "../../core/mapping/index.ts";
import { submissionLines } from "../../core/messages/index.ts";
import type { Job } from "../delivery/step.ts";

/** Google documents no bound for a description; the stand-in's is 8,192 characters. */
const longest = 4_000;

export function eventText(job: Job, { title, place }: Service): { title: string; description: string; place?: string } {
  const { form, submission, waId } = job;
  const { firstname, lastname } = mappedContact(job);
  const who = [firstname, lastname].filter(Boolean).join(" ") || `+${waId}`;
  // The time is the event's own, and may be moved.
  const slot = bookingQuestion(form)?.fieldId;
  const answers = submission.answers.filter(({ fieldId }) => fieldId !== slot);
  const lines = submissionLines(form, answers).map(({ question, answer }) => `${question}: ${answer}`);
  const text = [...lines, "", `WhatsApp: +${waId}`, `Booked with Flowella: ${submission.id}`].join("\n");
  return {
    title: `${title}: ${who}`,
    description: text.length > longest ? `${text.slice(0, longest)}…` : text,
    ...(place !== undefined && { place }),
  };
}

/** The answers as contact properties, by name. */
export function mappedContact({ mapping, submission }: Job): Readonly<Record<string, string | undefined>> {
  return applyMapping(contactMapping(mapping), submission.answers, submission).properties;
}
