/** Texts that WhatsApp takes, offered for every purpose in every language that we speak. */
import { speaks, wordsFor } from "../texts/index.ts";
import type { TemplateCategory, TemplatePurpose, TemplateText } from "./types.ts";

/**
 * What each purpose is handed in as: an invitation that nobody asked for is marketing, whatever its words
 * (WhatsApp reference 6.9).
 */
export const categoryOf: Readonly<Record<TemplatePurpose, TemplateCategory>> = {
  requested: "UTILITY",
  reminder: "UTILITY",
  invitation: "MARKETING",
};

/** A text for a form with this title. A language that we do not speak gets the English one. */
export function offeredText(purpose: TemplatePurpose, title: string, language: string): TemplateText {
  const { message } = wordsFor(language);
  const form = titleInSentence(title) || message.ourForm;
  const bodies = { requested: message.template, reminder: message.reminder, invitation: message.invitation };
  return {
    purpose,
    category: categoryOf[purpose],
    // A template's language must be that of its text.
    language: speaks(language) ? language : "en",
    body: bodies[purpose](form),
    button: message.button,
  };
}

/** Inside a sentence of a template: one line, and no braces, which would make it a variable. */
function titleInSentence(title: string): string {
  return title
    .replace(/[{}\s]+/g, " ")
    .trim()
    .slice(0, 120);
}
