/**
 * Tells the customer what came of their appointment. The message that confirms it carries the Flow that changes it, and so
 * does the one that asks to choose anew.
 *
 * WhatsApp takes no key: a message that may have gone is not sent again. Who was promised a time that is taken, or does not know
 * yet which time their wish became, must hear of it: where that message is not known to have arrived, it is a dead letter that
 * somebody sees.
 */
import { bookingHidden, wishIn } from "../../../core/bookings/index.ts";
import { OutsideError } from "../../../core/errors.ts";
import { type Booking, bookingAskedBy } from "../../bookings/rows.ts";
import { serviceNamed, unknownService } from "../../bookings/services.ts";
import { type AppointmentWords, appointmentWords } from "../../bookings/words.ts";
import { sendUnlessHeld } from "../../sending/send.ts";
import { sendByKey } from "../../sending/store.ts";
import type { Job, Step, StepResult } from "../step.ts";
import { heardOf, type Origin, originOf, sendText, skipped, windowFor } from "./free-text.ts";

const lookAgainMs = 60_000;

export const bookingMessage: Step = async (job) => {
  const { context, portal, submission, form } = job;
  const booking = await bookingAskedBy(context, portal.id, submission);
  if (!booking?.outcome) return skipped("replaced-by-newer-answers");
  const key = `booking:${submission.id}:${submission.revision}`;
  const earlier = await sendByKey(context, portal.id, key);
  if (earlier) return orUntold(booking, await heardOf(job, earlier));
  const service = await serviceNamed(context, portal.id, booking.service);
  if (!service) throw unknownService(booking.service);
  const origin = await originOf(job);
  if (!origin) return skipped("flow-gone");
  const window = await windowFor(job, origin);
  if (window === "opening") return { kind: "not-yet", reason: "window-closed", afterMs: 15_000 };
  const { body, button } = appointmentWords(form.language, service, booking);
  // A template has words of its own, which would not say what came of the appointment: it can only ask to choose anew.
  if (window === "closed" && !(isRefused(booking) && button !== undefined)) {
    return orUntold(booking, skipped("window-closed"));
  }
  if (button === undefined) {
    return orUntold(booking, await sendText(job, origin, { key, source: "booking", body }));
  }
  return offerChange(job, origin, booking, { key, body, button });
};

async function offerChange(
  job: Job,
  origin: Origin,
  booking: Booking,
  { key, body, button }: Required<AppointmentWords> & { readonly key: string },
): Promise<StepResult> {
  const { context, portal, waId, sending } = job;
  const sent = await sendUnlessHeld(sending, portal.id, {
    flowId: origin.flow_id,
    to: { phone: `+${waId}` },
    senderId: origin.sender_id,
    idempotencyKey: key,
    hidden: { [bookingHidden]: booking.id },
    words: { body, button },
    source: "booking",
    ...(booking.start_at !== null && { answerableMs: booking.start_at - context.now() }),
  });
  if (sent.kind === "hold") {
    return { kind: "not-yet", reason: sent.because, afterMs: Math.max(1_000, sent.until - context.now()) };
  }
  if (sent.kind === "refused") return orUntold(booking, skipped(`send.${sent.code.toLowerCase()}`));
  if (sent.status === "unconfirmed" || sent.status === "queued") {
    return { kind: "not-yet", reason: "waiting-for-whatsapp", afterMs: lookAgainMs };
  }
  return { kind: "done", reason: booking.outcome ?? "told" };
}

/** @throws OutsideError `booking.untold` where the customer waits for a time that they will not have, or does not know theirs */
function orUntold(booking: Booking, heard: Awaited<ReturnType<typeof heardOf>>): StepResult {
  const result = typeof heard === "string" ? skipped(heard) : heard;
  const mustBeTold = isRefused(booking) || wishBecameTime(booking);
  if (result.kind !== "skipped" || !mustBeTold || result.reason === "opted-out") return result;
  const message = isRefused(booking)
    ? "The customer does not know yet that the time they chose is taken. Write to them."
    : "The customer only said when it suits them, and does not know yet which time they have. Write to them.";
  throw new OutsideError(message, { code: "booking.untold", remedy: "ask-admin" });
}

function isRefused({ outcome }: Booking): boolean {
  return outcome === "taken" || outcome === "none_free";
}

function wishBecameTime({ asked, outcome }: Booking): boolean {
  return wishIn(asked) !== undefined && (outcome === "booked" || outcome === "moved");
}
