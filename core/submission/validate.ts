/**
 * The form's rules, applied to what a phone sent for one screen. The phone checks too, but only this check counts:
 * whoever holds a session's token can send anything.
 */
import { fileLimits } from "../flow/file-types.ts";
import type { CompiledScreen, ScreenInput } from "../flow/types.ts";
import type { Choice, Field, Form } from "../form/types.ts";
import { answerMessage } from "./messages.ts";
import { readBoolean, readChoice, readChoices } from "./read-choices.ts";
import { composedInputs, isComposed, readComposed } from "./read-composed.ts";
import { readEmail, readPhone, readText, readTime, readUrl } from "./read-text.ts";
import { readDate, readNumber, readStep } from "./read-values.ts";
import { isUnanswered, type Reading, readTyped, refuse } from "./reading.ts";
import type { Answer, AnswerProblem, Offered } from "./types.ts";
import { readFiles } from "./uploads.ts";

export type ScreenReading = { ok: true; answers: Answer[] } | { ok: false; problems: AnswerProblem[] };

/**
 * Reads a screen's payload by its inputs. Keys that the screen does not have are ignored; an unanswered optional
 * field gives no answer; equal input always gives equal answers, in the screen's order. Where choices come from a data
 * source, only those count that this customer was `offered`.
 */
export function readScreen(
  form: Form,
  screen: CompiledScreen,
  payload: Record<string, unknown>,
  offered: Offered = {},
): ScreenReading {
  const answers: Answer[] = [];
  const problems: AnswerProblem[] = [];
  const ranked = new Set<string>();
  for (const input of screen.inputs) {
    const asked = form.fields[input.fieldId];
    if (!asked) continue;
    const choices = offeredFor(asked, offered);
    const field = choices ? { ...asked, choices: [...choices] } : asked;
    const together = isComposed(field) ? composedInputs(field, screen) : undefined;
    // One value for all of them, read where the first one stands.
    if (together && together[0] !== input) continue;
    const reading =
      together && isComposed(field) ? readComposed(field, together, payload) : readInput(field, input, payload, ranked);
    if (reading?.ok) answers.push({ ...whose(input), value: reading.value, ...evidence(choices, reading) });
    else if (reading) {
      const message = answerMessage(form.language, reading.code, reading.bound);
      problems.push({ ...whose(input), code: reading.code, message });
    }
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, answers };
}

function offeredFor(field: Field, offered: Offered): readonly Choice[] | undefined {
  if (!("choicesFrom" in field) || !field.choicesFrom) return undefined;
  return Object.hasOwn(offered, field.id) ? offered[field.id] : undefined;
}

type Read = Extract<Reading, { ok: true }>;

function evidence(
  choices: readonly Choice[] | undefined,
  { value, files, chosen }: Read,
): Pick<Answer, "chosen" | "files"> {
  if (files) return { files };
  if (chosen) return { chosen };
  if (!choices) return {};
  const ids = Array.isArray(value) ? value : [value];
  return { chosen: choices.filter(({ id }) => ids.includes(id)) };
}

function whose(input: ScreenInput): Pick<Answer, "fieldId" | "part"> {
  return { fieldId: input.fieldId, ...(input.part !== undefined && { part: input.part }) };
}

/** Undefined: not answered, and need not be. `ranked` collects the choices a ranking has used on this screen. */
function readInput(
  field: Field,
  input: ScreenInput,
  payload: Record<string, unknown>,
  ranked: Set<string>,
): Reading | undefined {
  const raw = Object.hasOwn(payload, input.name) ? payload[input.name] : undefined;
  if (isUnanswered(raw)) return isRequired(field, input.part) ? refuse("required") : undefined;
  const reading = readValue(field, input.part, raw);
  if (field.kind === "ranking" && reading?.ok) {
    const place = `${field.id} ${reading.value}`;
    if (ranked.has(place)) return refuse("duplicate_choice");
    ranked.add(place);
  }
  return reading;
}

/** A part has its own word on whether it is required. */
function isRequired(field: Field, part: string | undefined): boolean {
  if (part === undefined) return field.required;
  if (field.kind === "matrix") return field.rows.find((row) => row.key === part)?.required ?? field.required;
  if (field.kind === "address" || field.kind === "contact_info") {
    return field.parts.find(({ key }) => key === part)?.required ?? field.required;
  }
  return field.required;
}

function readValue(field: Field, part: string | undefined, raw: unknown): Reading | undefined {
  switch (field.kind) {
    case "short_text":
      // A code is held against nothing here, nor is the mark that stands in its place once it was right.
      return field.code ? readTyped(raw) : readText(field, raw);
    case "long_text":
      return readText(field, raw);
    case "email":
      return readEmail(raw);
    case "phone":
      return readPhone(raw, field.defaultCountry);
    case "url":
      return readUrl(raw);
    case "number":
      return readNumber(field, raw);
    case "date":
      return readDate(field, raw);
    case "time":
      return readTime(raw);
    case "single_choice":
    case "dropdown":
    case "ranking":
      return readChoice(field.choices, raw);
    case "multiple_choice":
      return readChoices(field.choices, field, raw);
    case "picture_choice":
      return field.multiple ? readChoices(field.choices, {}, raw) : readChoice(field.choices, raw);
    case "matrix":
      return field.multiple ? readChoices(field.columns, {}, raw) : readChoice(field.columns, raw);
    case "boolean":
      return readBoolean(raw);
    case "consent":
      return readConsent(field.required, raw);
    case "rating":
      return readStep(1, field.steps, raw);
    case "opinion_scale":
      return readStep(field.from, field.to, raw);
    case "nps":
      return readStep(0, 10, raw);
    case "contact_info":
      return readContactPart(part, raw);
    case "address":
      return readTyped(raw);
    case "file":
      return readFiles(fileLimits(field), raw);
    case "signature":
      return part === "agreed" ? readConsent(field.required, raw) : readTyped(raw);
    case "payment":
    case "statement":
    case "unsupported":
      return undefined;
    default:
      return field satisfies never;
  }
}

/** A required consent must be given: declining it is not an answer that the form accepts. */
function readConsent(required: boolean, raw: unknown): Reading {
  const given = readBoolean(raw);
  return given.ok && required && !given.value ? refuse("required") : given;
}

/** Typeform's contact info names its parts after what they hold (form-tool reference 7). */
function readContactPart(part: string | undefined, raw: unknown): Reading {
  if (part === "email") return readEmail(raw);
  if (part === "phone_number") return readPhone(raw);
  return readTyped(raw);
}
