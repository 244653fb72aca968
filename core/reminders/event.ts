/** The event that somebody said they would come to, and when they are reminded of it. */
import { z } from "zod";
import { fieldIdSchema } from "../form/field-id.ts";
import type { Form } from "../form/types.ts";
import { inWords } from "../submission/in-words.ts";
import type { Answer } from "../submission/types.ts";

/** What a business sets for one Flow. */
export const eventSchema = z.strictObject({
  /** The question whose answer says which event it is. */
  field: fieldIdSchema,
  /** By an option's value: when that event begins, epoch milliseconds. An option that is missing here is no event. */
  startsAt: z.record(z.string().min(1), z.int().min(0)),
  /** How long before its beginning the reminder goes. */
  hoursBefore: z
    .int()
    .min(1)
    .max(14 * 24)
    .default(24),
  /** The question that says how many people come. */
  amountField: fieldIdSchema.optional(),
  /**
   * The form's own box that agrees to the reminder: who does not tick it gets none. Ticking it is an agreement to messages
   * about the person's own request.
   */
  agreedBy: fieldIdSchema.optional(),
});
export type EventSettings = z.infer<typeof eventSchema>;

export interface ComingEvent {
  /** The option as the customer read it. */
  readonly title: string;
  /** Epoch milliseconds. */
  readonly startsAt: number;
  /** When the reminder is due, epoch milliseconds. */
  readonly remindAt: number;
  /** How many people come, as it was answered; undefined where that was not asked. */
  readonly people: string | undefined;
  /** Whether these answers agree to be reminded. */
  readonly agreed: boolean;
}

/** Undefined where these answers name no event: nobody comes. */
export function comingEvent(form: Form, settings: EventSettings, answers: readonly Answer[]): ComingEvent | undefined {
  const { field, startsAt, hoursBefore, amountField, agreedBy } = settings;
  const value = chosenValue(form, field, answers);
  const starts = value !== undefined && Object.hasOwn(startsAt, value) ? startsAt[value] : undefined;
  if (starts === undefined) return undefined;
  const people = amountField === undefined ? "" : inWords(form, amountField, answers);
  return {
    title: inWords(form, field, answers),
    startsAt: starts,
    remindAt: starts - hoursBefore * 3_600_000,
    people: people === "" ? undefined : people,
    agreed: agreedBy === undefined || answers.some(({ fieldId, value }) => fieldId === agreedBy && value === true),
  };
}

/** What is wrong with these settings for this form, in sentences; empty where nothing is. */
export function eventProblems(form: Form, { field: id, startsAt, amountField, agreedBy }: EventSettings): string[] {
  const field = Object.hasOwn(form.fields, id) ? form.fields[id] : undefined;
  if (!field || !("choices" in field)) return [`The form has no question ${id} with options that could be events.`];
  const values = field.choices.map(({ value }) => value);
  return [
    ...Object.keys(startsAt)
      .filter((value) => !values.includes(value))
      .map((value) => `The question ${id} has no option with the value ${value}.`),
    ...(amountField === undefined || Object.hasOwn(form.fields, amountField)
      ? []
      : [`The form has no question ${amountField} that could say how many people come.`]),
    ...(agreedBy === undefined || form.fields[agreedBy]?.kind === "consent"
      ? []
      : [`The form has no box ${agreedBy} that could agree to be reminded.`]),
  ];
}

function chosenValue(form: Form, fieldId: string, answers: readonly Answer[]): string | undefined {
  const answer = answers.find((each) => each.fieldId === fieldId && each.part === undefined);
  if (typeof answer?.value !== "string") return undefined;
  const field = form.fields[fieldId];
  const offered = answer.chosen ?? (field && "choices" in field ? field.choices : []);
  return offered.find(({ id }) => id === answer.value)?.value ?? answer.value;
}
