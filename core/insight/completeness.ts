/** How complete and well formed answers to a form are; the same measure for the chat and for the web. Holds no answer. */
import { parsePhoneNumberFromString } from "libphonenumber-js";
import { z } from "zod";
import { type Field, type Form, fieldsInOrder } from "../form/types.ts";

export const completenessSchema = z.object({
  submissions: z.number(),
  /** Questions that could have an answer, over all submissions, and those that have one. */
  asked: z.number(),
  filled: z.number(),
  emails: z.number(),
  goodEmails: z.number(),
  phones: z.number(),
  goodPhones: z.number(),
});
export type Completeness = z.infer<typeof completenessSchema>;

export const noSubmissions: Completeness = {
  submissions: 0,
  asked: 0,
  filled: 0,
  emails: 0,
  goodEmails: 0,
  phones: 0,
  goodPhones: 0,
};

/** Not asked on both sides, or not told by the form tool. */
const leftOut: readonly Field["kind"][] = ["statement", "unsupported", "payment", "file", "signature"];

/** @param elsewhere ids of questions that are not asked in the chat, but on a page of their own */
export function comparableFields(form: Form, elsewhere: ReadonlySet<string>): Field[] {
  return fieldsInOrder(form).filter(({ id, kind }) => !leftOut.includes(kind) && !elsewhere.has(id));
}

/** @param answer of a field as text; empty where there is none */
export function completenessOf(fields: readonly Field[], answer: (field: Field) => string): Completeness {
  const given = fields
    .map((field) => ({ kind: field.kind, text: answer(field).trim() }))
    .filter(({ text }) => text !== "");
  const emails = given.filter(({ kind }) => kind === "email");
  const phones = given.filter(({ kind }) => kind === "phone");
  return {
    submissions: 1,
    asked: fields.length,
    filled: given.length,
    emails: emails.length,
    goodEmails: emails.filter(({ text }) => /^[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+$/.test(text)).length,
    phones: phones.length,
    // A number without its country cannot be called from anywhere else.
    goodPhones: phones.filter(({ text }) => parsePhoneNumberFromString(text)?.isValid() === true).length,
  };
}

export function addUp(all: readonly Completeness[]): Completeness {
  return all.reduce(
    (sum, each) => ({
      submissions: sum.submissions + each.submissions,
      asked: sum.asked + each.asked,
      filled: sum.filled + each.filled,
      emails: sum.emails + each.emails,
      goodEmails: sum.goodEmails + each.goodEmails,
      phones: sum.phones + each.phones,
      goodPhones: sum.goodPhones + each.goodPhones,
    }),
    noSubmissions,
  );
}
