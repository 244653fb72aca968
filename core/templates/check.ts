/**
 * What WhatsApp would refuse or change, caught before it is handed in: the limits of reference 6.2 and 8.5, the policy of
 * 6.7, and the reasons for rejection of 6.4.
 */
import { languages } from "../texts/index.ts";
import type { TemplateText } from "./types.ts";
import { asksForSecret, promotes, stopwordsOf } from "./vocabulary.ts";

export interface TemplateProblem {
  readonly code:
    | "body_empty"
    | "body_too_long"
    | "button_empty"
    | "button_too_long"
    | "button_emoji"
    | "button_variable"
    | "variable_at_edge"
    | "variable_order"
    | "variables_adjacent"
    | "variable_malformed"
    | "examples_missing"
    | "asks_for_secret"
    | "promotional"
    | "other_language";
  /** `stop`: it is not handed in. `warn`: it may be, and this is likely to happen. */
  readonly level: "stop" | "warn";
  /** What is wrong and what to do. */
  readonly says: string;
}

/** @param examples one for each variable of the body, in order */
export function checkTemplate(text: TemplateText, examples: readonly string[] = []): TemplateProblem[] {
  return [...bodyProblems(text, examples), ...buttonProblems(text.button), ...meaningProblems(text)];
}

/** Those that keep it from being handed in. */
export function stops(problems: readonly TemplateProblem[]): TemplateProblem[] {
  return problems.filter(({ level }) => level === "stop");
}

const longestBody = 1024;
const longestButton = 25;

function bodyProblems({ body }: TemplateText, examples: readonly string[]): TemplateProblem[] {
  if (body.trim() === "") return [stop("body_empty", "Write a text: a template without one is refused.")];
  const found = variablesIn(body);
  const numbers = found.filter((name) => /^\d+$/.test(name)).map(Number);
  const distinct = [...new Set(numbers)];
  return present([
    body.length > longestBody &&
      stop("body_too_long", `The text has ${body.length} characters; WhatsApp takes ${longestBody}. Shorten it.`),
    (found.length !== numbers.length || /\{\{|\}\}/.test(body.replace(/\{\{[^{}]*\}\}/g, ""))) &&
      stop("variable_malformed", "Write variables as {{1}}, {{2}}, with two braces on each side."),
    /^\s*\{\{[^{}]*\}\}|\{\{[^{}]*\}\}\s*$/.test(body) &&
      stop("variable_at_edge", "A variable may not stand at the start or end: put words, or at least a dot, there."),
    /\}\}\s*\{\{/.test(body) &&
      stop("variables_adjacent", "Two variables stand side by side: put a word between them."),
    distinct.some((number, at) => number !== at + 1) &&
      stop("variable_order", "Number the variables in the order in which they come: {{1}}, then {{2}}."),
    distinct.length > 0 &&
      (examples.length !== distinct.length || examples.some((example) => example.trim() === "")) &&
      stop("examples_missing", "Give one example for each variable: WhatsApp reviews the text with them filled in."),
  ]);
}

function variablesIn(body: string): string[] {
  return [...body.matchAll(/\{\{([^{}]*)\}\}/g)].map((match) => match[1] ?? "");
}

function buttonProblems(button: string): TemplateProblem[] {
  return present([
    button.trim() === "" && stop("button_empty", "Write on the button what it does, such as: Open form."),
    button.length > longestButton &&
      stop("button_too_long", `The button has ${button.length} characters; WhatsApp takes ${longestButton}.`),
    /\p{Extended_Pictographic}/u.test(button) && stop("button_emoji", "A button takes no emoji. Leave it out."),
    /\{\{/.test(button) && stop("button_variable", "A button takes no variable. Write fixed words."),
  ]);
}

function meaningProblems({ body, category, language }: TemplateText): TemplateProblem[] {
  const spoken = languageOf(body);
  const said = language.toLowerCase().split(/[-_]/)[0] ?? "";
  return present([
    asksForSecret(body) &&
      stop(
        "asks_for_secret",
        "The text asks for card, account or identity numbers, or a password. WhatsApp forbids that and may restrict the account.",
      ),
    category === "UTILITY" &&
      promotes(body) &&
      warn(
        "promotional",
        "This sounds like advertising. As a service message it is likely to be rejected, or billed as marketing: take it out, or hand it in as an invitation.",
      ),
    spoken !== undefined &&
      spoken !== said &&
      warn("other_language", `The text reads like another language (${spoken}) than the chosen one (${said}).`),
  ]);
}

/** The one of our languages that the text is clearly in; undefined where it is short or mixed. */
function languageOf(body: string): string | undefined {
  const words = body.toLowerCase().match(/\p{L}+/gu) ?? [];
  const scores = languages
    .map((language) => ({ language, hits: words.filter((word) => stopwordsOf(language).has(word)).length }))
    .toSorted((a, b) => b.hits - a.hits);
  const [first, second] = scores;
  if (!first || !second || first.hits < 4 || first.hits < 2 * second.hits) return undefined;
  return first.language;
}

function stop(code: TemplateProblem["code"], says: string): TemplateProblem {
  return { code, level: "stop", says };
}

function warn(code: TemplateProblem["code"], says: string): TemplateProblem {
  return { code, level: "warn", says };
}

function present(found: readonly (TemplateProblem | false)[]): TemplateProblem[] {
  return found.filter((problem) => problem !== false);
}
