/** What Google's rules for answers become (form-tools reference 3.9 and 9.1); they are known from the public page alone. */
import type { Notice } from "../../core/form/types.ts";
import type { Check } from "./source.ts";

export interface Checked {
  kind: "short_text" | "long_text" | "email" | "url" | "number";
  limits: {
    min?: number;
    max?: number;
    integer?: boolean;
    minLength?: number;
    maxLength?: number;
    pattern?: string;
  };
  notices: Pick<Notice, "level" | "code" | "message">[];
}

/** A text question with its rules; Google allows one. What has no counterpart is said. */
export function checkedText(paragraph: boolean, checks: readonly Check[]): Checked {
  const plain: Checked = { kind: paragraph ? "long_text" : "short_text", limits: {}, notices: [] };
  const [check] = checks;
  if (!check) return plain;
  const found = meaningOf(check, plain);
  return check.message === undefined ? found : { ...found, notices: [...found.notices, ownMessage] };
}

function meaningOf(check: Check, plain: Checked): Checked {
  if (check.kind === 1) return numberOf(check);
  if (check.kind === 2) return textOf(check, plain);
  if (check.kind === 4) return patternOf(check, plain);
  const length = Number(check.args[0]);
  if (check.kind === 6 && Number.isSafeInteger(length) && length >= 0) {
    if (check.subtype === 202 && length > 0) return { ...plain, limits: { maxLength: length } };
    if (check.subtype === 203) return { ...plain, limits: { minLength: length } };
  }
  return { ...plain, notices: [notKept("a rule of a kind that Flowella does not know")] };
}

function numberOf({ subtype, args }: Check): Checked {
  const number = (limits: Checked["limits"], ...notices: Checked["notices"]): Checked => ({
    kind: "number",
    limits,
    notices,
  });
  const [first, second] = [Number(args[0] ?? Number.NaN), Number(args[1] ?? Number.NaN)];
  if (subtype === 9) return number({});
  if (subtype === 10) return number({ integer: true });
  if (!Number.isFinite(first)) return number({}, notKept("a range whose bounds cannot be read"));
  switch (subtype) {
    case 1:
      return number({ min: first }, bound(`Google takes numbers above ${first}; here ${first} itself is taken, too.`));
    case 2:
      return number({ min: first });
    case 3:
      return number({ max: first }, bound(`Google takes numbers below ${first}; here ${first} itself is taken, too.`));
    case 4:
      return number({ max: first });
    case 5:
      return number({ min: first, max: first });
    case 6:
      return number({}, notKept(`“not ${first}”`));
    case 7:
      return Number.isFinite(second)
        ? number({ min: Math.min(first, second), max: Math.max(first, second) })
        : number({ min: first }, notKept("the upper bound of the range"));
    case 8:
      return number({}, notKept(`“not between ${first} and ${args[1] ?? ""}”`));
    default:
      return number({}, notKept("a rule of a kind that Flowella does not know"));
  }
}

function textOf({ subtype, args }: Check, plain: Checked): Checked {
  const [part = ""] = args;
  if (subtype === 102) return { kind: "email", limits: {}, notices: [] };
  if (subtype === 103) return { kind: "url", limits: {}, notices: [] };
  if (subtype === 100 && plain.kind === "short_text" && part !== "") {
    return { ...plain, limits: { pattern: `^.*${escaped(part)}.*$` } };
  }
  return { ...plain, notices: [notKept(subtype === 101 ? `“does not contain ${part}”` : `“contains ${part}”`)] };
}

/** Google's patterns are RE2 (form-tools reference 9.1): "contains" may stand anywhere, "matches" is the whole answer. */
function patternOf({ subtype, args }: Check, plain: Checked): Checked {
  const [pattern = ""] = args;
  const whole = subtype === 301;
  if ((subtype !== 299 && !whole) || plain.kind !== "short_text" || !isPlain(pattern)) {
    const what = subtype === 300 || subtype === 302 ? "a pattern that the answer must not have" : "a pattern";
    return { ...plain, notices: [notKept(what)] };
  }
  return { ...plain, limits: { pattern: whole ? `^(${pattern})$` : `^.*(${pattern}).*$` } };
}

/** Means the same to RE2 and to JavaScript: no flags, names, classes of RE2's own, or look-arounds. */
function isPlain(pattern: string): boolean {
  if (pattern === "" || pattern.length > 180 || /\(\?|\[\[:|\\[^dDwWsSbB.^$*+?()[\]{}|/\\-]/.test(pattern))
    return false;
  try {
    new RegExp(pattern, "u");
    return true;
  } catch {
    return false;
  }
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");

/** How many boxes must be ticked. */
export function selectionOf(checks: readonly Check[]): { minSelect?: number; maxSelect?: number } {
  for (const { kind, subtype, args } of checks) {
    const count = Number(args[0]);
    if (kind !== 7 || !Number.isSafeInteger(count) || count < 1) continue;
    if (subtype === 200) return { minSelect: count };
    if (subtype === 201) return { maxSelect: count };
    if (subtype === 204) return { minSelect: count, maxSelect: count };
  }
  return {};
}

export const ownMessage = {
  level: "info",
  code: "validation.message_dropped",
  message: "Where an answer does not fit, customers read Flowella's words in place of the form's own.",
} as const;

const bound = (message: string) => ({ level: "info", code: "validation.bound", message }) as const;

const notKept = (what: string) =>
  ({
    level: "warn",
    code: "validation.not_kept",
    message: `Google checks this answer (${what}); on WhatsApp any answer is taken.`,
  }) as const;
