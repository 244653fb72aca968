/** One question of the secure page as HTML fields, each with its label, its hint and what is wrong with its answer. */
import { plainLine, plainText } from "../../core/flow/text.ts";
import type { ScreenInput } from "../../core/flow/types.ts";
import { type Choice, type Field, otherChoice } from "../../core/form/types.ts";
import type { AnswerProblem } from "../../core/submission/types.ts";
import type { Words } from "../../core/texts/index.ts";
import type { Typed } from "../secure-questions/hand-in.ts";
import { type Html, html } from "./html.ts";

export interface Asked {
  readonly field: Field;
  readonly inputs: readonly ScreenInput[];
  readonly typed: Typed;
  readonly problems: readonly AnswerProblem[];
  readonly words: Words;
}

export function asFields(asked: Asked): Html {
  const { field, inputs, words } = asked;
  const [first] = inputs;
  if (!first) return html``;
  if ("parts" in field)
    return group(
      asked,
      field.parts.map((part) => partOf(asked, part)),
    );
  switch (field.kind) {
    case "boolean": {
      const choices = [
        { id: "true", label: field.trueLabel || words.yes, value: "true" },
        { id: "false", label: field.falseLabel || words.no, value: "false" },
      ];
      return group(asked, [options(asked, first, choices, "radio")]);
    }
    case "single_choice":
    case "multiple_choice":
    case "dropdown": {
      const other = inputs.find(({ role }) => role === "other");
      const own = other ? [{ id: otherChoice, label: words.other, value: otherChoice }] : [];
      const kind = field.kind === "multiple_choice" ? "checkbox" : "radio";
      const list = options(asked, first, [...field.choices, ...own], kind);
      return group(asked, [
        list,
        ...(other ? [labelled(asked, other, words.otherAnswer, textInput(asked, other))] : []),
      ]);
    }
    default:
      return single(asked, first);
  }
}

/** One input: the question is its label. */
function single(asked: Asked, input: ScreenInput): Html {
  const { field } = asked;
  const isLong = field.kind === "long_text";
  return html`<label for="${input.name}">${title(asked)}${hint(asked)}</label>
${isLong ? textArea(asked, input) : textInput(asked, input)}${wrong(asked, input)}`;
}

/** Several inputs under one question. */
function group(asked: Asked, inside: readonly Html[]): Html {
  return html`<fieldset><legend>${title(asked)}${hint(asked)}</legend>${inside}</fieldset>`;
}

type Part = Extract<Field, { kind: "address" }>["parts"][number];

function partOf(asked: Asked, { key, label, required }: Part): Html {
  const input = asked.inputs.find(({ part }) => part === key);
  if (!input) return html``;
  const name = html`${plainLine(label) || key}${!required && optional(asked)}`;
  return labelled(asked, input, name, textInput(asked, input));
}

function labelled(asked: Asked, input: ScreenInput, label: Html | string, control: Html): Html {
  return html`<label for="${input.name}">${label}</label>${control}${wrong(asked, input)}`;
}

function options(asked: Asked, input: ScreenInput, choices: readonly Choice[], type: "radio" | "checkbox"): Html {
  const chosen = [asked.typed[input.name] ?? []].flat();
  const list = choices.map(({ id, label }, at) => {
    // The list of what is wrong leads to the first.
    const own = at === 0 ? input.name : `${input.name}-${at}`;
    return html`<label class="choice" for="${own}"><input type="${type}" id="${own}" name="${input.name}" value="${id}"${
      chosen.includes(id) && " checked"
    }${state(asked, input)}> ${plainLine(label) || id}</label>`;
  });
  return html`${list}${wrong(asked, input)}`;
}

function textInput(asked: Asked, input: ScreenInput): Html {
  const { type, mode } = keyboardOf(asked.field, input.part);
  return html`<input type="${type}" id="${input.name}" name="${input.name}" value="${typedIn(asked, input)}"${
    mode !== undefined && html` inputmode="${mode}"`
  } autocomplete="off" autocapitalize="off" spellcheck="false"${state(asked, input)}>`;
}

function textArea(asked: Asked, input: ScreenInput): Html {
  return html`<textarea id="${input.name}" name="${input.name}" rows="4" autocomplete="off"${state(asked, input)}>
${typedIn(asked, input)}</textarea>`;
}

/** Which keyboard a phone shows; the checks are the server's alone. */
function keyboardOf({ kind }: Field, part: string | undefined): { type: "text" | "date" | "time"; mode?: string } {
  if (kind === "date" || kind === "time") return { type: kind };
  if (kind === "email" || part === "email") return { type: "text", mode: "email" };
  if (kind === "phone" || part === "phone_number") return { type: "text", mode: "tel" };
  if (kind === "url") return { type: "text", mode: "url" };
  return kind === "number" ? { type: "text", mode: "decimal" } : { type: "text" };
}

function typedIn({ typed }: Asked, { name }: ScreenInput): string {
  const value = typed[name] ?? "";
  return typeof value === "string" ? value : (value[0] ?? "");
}

function title(asked: Asked): Html {
  const { field } = asked;
  return html`${plainLine(field.title) || plainLine(field.label) || asked.words.yourAnswer}${
    !field.required && !("parts" in field) && optional(asked)
  }`;
}

function optional({ words }: Asked): Html {
  return html` <span class="optional">(${words.secure.optional})</span>`;
}

/** The form's own description, and what helps to type it right. */
function hint({ field, words }: Asked): Html {
  const own = plainText(field.description);
  const more = field.kind === "phone" && field.defaultCountry === undefined ? words.countryCode : "";
  return html`${own !== "" && html`<small>${own}</small>`}${more !== "" && html`<small>${more}</small>`}`;
}

function problemOf({ problems }: Asked, { part, role }: ScreenInput): AnswerProblem | undefined {
  return role === "other" ? undefined : problems.find((problem) => problem.part === part);
}

function wrong(asked: Asked, input: ScreenInput): Html {
  const problem = problemOf(asked, input);
  return html`${problem && html`<p class="wrong" id="${input.name}-wrong">${problem.message}</p>`}`;
}

function state(asked: Asked, input: ScreenInput): Html {
  const { field } = asked;
  const required =
    "parts" in field ? field.parts.find(({ key }) => key === input.part)?.required : field.required && !input.role;
  return html`${required && asked.field.kind !== "multiple_choice" && " required"}${
    problemOf(asked, input) && html` aria-invalid="true" aria-describedby="${input.name}-wrong"`
  }`;
}
