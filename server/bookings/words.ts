/** What a customer is told about an appointment, in the form's language and the service's time zone. */
import type { Service } from "../../core/bookings/index.ts";
import { appointmentIn, wordsFor } from "../../core/texts/index.ts";
import type { Booking } from "./rows.ts";

export interface AppointmentWords {
  readonly body: string;
  /** Of the Flow that changes it, or chooses anew; absent where there is nothing to press. */
  readonly button?: string;
}

/** What to say once something came of it. */
export function appointmentWords(
  language: string,
  { title, timeZone, place }: Service,
  { outcome, start_at: start, asked_start: asked }: Booking,
): AppointmentWords {
  const { booking: words } = wordsFor(language);
  const at = (moment: number) => appointmentIn(language, moment, timeZone);
  const where = place === undefined ? [] : [words.place(place)];
  const kept = start === null ? [] : [words.kept(at(start))];
  const when = start ?? asked;
  switch (outcome) {
    case "booked":
    case "moved":
      return {
        body: [words[outcome](title, when === null ? "" : at(when)), ...where].join("\n"),
        button: words.change,
      };
    case "cancelled":
      return { body: words.cancelled(title) };
    case "by_hand":
      return { body: `${words.byHand(title)} ${words.link}` };
    case "none_free":
      return { body: [words.noneFree(title), ...kept].join(" "), button: words.choose };
    default:
      return { body: [words.taken(title), ...kept].join(" "), button: words.choose };
  }
}
