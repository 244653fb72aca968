/** Where a form asks for an appointment, and what its answers ask of the calendar. */
import type { Capacity } from "../conversation/capacity.ts";
import { type FieldId, type Form, fieldsInOrder } from "../form/types.ts";
import type { Answer } from "../submission/types.ts";
import { slotStart, type Wish, wishes, wishIn, wishValue } from "./choices.ts";

const prefix = "@booking:";

/** The name of a service as the source of a question's choices. */
export function bookingSource(service: string): string {
  return `${prefix}${service}`;
}

/** The service that a source of choices names; undefined for any other source. */
export function serviceIn(source: string): string | undefined {
  return source.startsWith(prefix) ? source.slice(prefix.length) : undefined;
}

/** The hidden value that names the appointment which a Flow changes: it comes with the message that offers the change. */
export const bookingHidden = "booking";

/** The question whether an appointment is moved or cancelled, and the value of the answer that cancels it. */
export const changeField = "booking_change";
export const cancelValue = "cancel";

export interface BookingQuestion {
  readonly fieldId: FieldId;
  readonly service: string;
}

/** The form's question for a slot; a form has one appointment at most, the first. */
export function bookingQuestion(form: Form): BookingQuestion | undefined {
  for (const field of fieldsInOrder(form)) {
    const source = "choicesFrom" in field ? field.choicesFrom?.source : undefined;
    const service = source === undefined ? undefined : serviceIn(source);
    if (service !== undefined) return { fieldId: field.id, service };
  }
  return undefined;
}

/** What answers ask for: a slot, a slot that fits a wish, or that the appointment goes. */
export type Request =
  | { readonly kind: "slot"; readonly start: number }
  | { readonly kind: "wish"; readonly wish: Wish }
  | { readonly kind: "cancel" };

/** Undefined where nothing was chosen: a question that a form may leave out. */
export function requestIn(form: Form, { fieldId }: BookingQuestion, answers: readonly Answer[]): Request | undefined {
  if (chosenValue(form, changeField, answers) === cancelValue) return { kind: "cancel" };
  const value = chosenValue(form, fieldId, answers) ?? "";
  const start = slotStart(value);
  if (start !== undefined) return { kind: "slot", start };
  const wish = wishIn(value);
  return wish && { kind: "wish", wish };
}

/** Every slot is for one customer; a wish is for anybody. */
export function withBookingLimits(form: Form, capacity: Capacity | undefined): Capacity | undefined {
  const question = bookingQuestion(form);
  if (!question) return capacity;
  const anybody = Object.fromEntries(wishes.map((wish) => [wishValue(wish), 1_000_000]));
  const own = { field: question.fieldId, each: 1, choices: anybody };
  return [...(capacity ?? []).filter((rule) => !("field" in rule) || rule.field !== question.fieldId), own];
}

function chosenValue(form: Form, id: FieldId, answers: readonly Answer[]): string | undefined {
  const answer = answers.find(({ fieldId, part }) => fieldId === id && part === undefined);
  if (typeof answer?.value !== "string") return undefined;
  const field = Object.hasOwn(form.fields, id) ? form.fields[id] : undefined;
  const choices = answer.chosen ?? (field && "choices" in field ? field.choices : []);
  return choices.find((choice) => choice.id === answer.value)?.value ?? answer.value;
}
