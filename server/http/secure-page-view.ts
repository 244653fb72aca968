/** The secure page in words and fields, in the form's language; what was typed comes back only with what is wrong about it. */
import { plainLine } from "../../core/flow/text.ts";
import type { Field } from "../../core/form/types.ts";
import type { AnswerProblem } from "../../core/submission/types.ts";
import { momentIn, type PageWords, type Words, wordsFor } from "../../core/texts/index.ts";
import type { Typed } from "../secure-questions/hand-in.ts";
import type { Closed, SecurePage } from "../secure-questions/links.ts";
import { type Html, html } from "./html.ts";
import { framedPage, type Tone } from "./page.ts";
import { type Asked, asFields } from "./secure-page-fields.ts";

export function closedPage(kind: Closed["kind"], language: string): string {
  return saying(wordsFor(language).secure[kind], language, kind === "answered" ? "plain" : "problem");
}

export function receivedPage(language: string): string {
  return saying(wordsFor(language).secure.received, language, "good");
}

function saying([title, ...says]: PageWords, language: string, tone: Tone): string {
  const body = html`${says.map((text) => html`<p>${text}</p>`)}`;
  return framedPage({ title, tone, body, lang: tagOf(language), brand: false });
}

interface Before {
  readonly typed: Typed;
  readonly problems: readonly AnswerProblem[];
}

export function questionPage({ form, screen, portal, row }: SecurePage, before?: Before): string {
  const words = wordsFor(form.language);
  const { typed = {}, problems = [] } = before ?? {};
  const until = momentIn(form.language, row.expires_at, portal.settings.timeZone);
  const byField = Map.groupBy(screen.inputs, ({ fieldId }) => fieldId);
  const questions = [...byField].flatMap(([id, inputs]): Asked[] => {
    const field = form.fields[id];
    return field ? [{ field, inputs, typed, problems: problems.filter(({ fieldId }) => fieldId === id), words }] : [];
  });
  const title = plainLine(form.title) || words.message.ourForm;
  return framedPage({
    title: words.secure.title,
    tone: problems.length > 0 ? "problem" : "plain",
    about: title,
    lang: tagOf(form.language),
    brand: false,
    body: html`<p>${words.secure.intro(title)}</p>
${problems.length > 0 && problemList(questions, words)}
<form method="post" autocomplete="off" novalidate>
${questions.map((asked) => html`<div class="question">${asFields(asked)}</div>`)}
<p class="actions"><button type="submit">${words.secure.send}</button></p>
</form>
<p><small>${words.secure.once(until)}</small></p>`,
  });
}

/** First of all what is wrong, each with the way to it. */
function problemList(questions: readonly Asked[], words: Words): Html {
  return html`<div class="note bad" role="alert"><p>${words.secure.check}</p><ul>${questions.flatMap(
    ({ field, inputs, problems }) =>
      problems.map(({ part, message }) => {
        const name = (inputs.find((input) => input.part === part) ?? inputs[0])?.name ?? field.id;
        return html`<li><a href="#${name}">${nameOf(field, part)}</a>: ${message}</li>`;
      }),
  )}</ul></div>`;
}

function nameOf(field: Field, part: string | undefined): string {
  const own = "parts" in field ? field.parts.find(({ key }) => key === part)?.label : undefined;
  return plainLine(own ?? field.title) || field.source.id;
}

/** As an HTML page names a language. */
function tagOf(language: string): string {
  return language.trim().replaceAll("_", "-") || "en";
}
