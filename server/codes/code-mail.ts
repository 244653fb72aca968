import { plainLine } from "../../core/flow/text.ts";
import type { Form } from "../../core/form/types.ts";
import { wordsFor } from "../../core/texts/index.ts";

/** The e-mail that brings a code, in the form's language. It holds nothing about the person. */
export function codeMail({ title, language }: Form, code: string, minutes: number): { subject: string; text: string } {
  const { codes, message } = wordsFor(language);
  const form = plainLine(title) || message.ourForm;
  const [before, ...after] = codes.mail(form, minutes);
  return { subject: codes.subject(form), text: [before, code, ...after].join("\n\n") };
}
