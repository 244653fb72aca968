/**
 * The public page's data -> SourceForm. Google promises nothing about it (form-tools reference 3.9): whatever is not where
 * it was seen counts as not said.
 */
import { createHash } from "node:crypto";
import { publishedIdIn } from "./published-id.ts";
import type { Check, Goto, SourceForm, SourceItem, SourceOption, SourceQuestion } from "./source.ts";

/** What stands at a path of arrays, or undefined. */
function at(value: unknown, ...path: number[]): unknown {
  let here = value;
  for (const index of path) here = Array.isArray(here) ? here[index] : undefined;
  return here;
}

const textAt = (value: unknown, ...path: number[]): string => {
  const found = at(value, ...path);
  return typeof found === "string" ? found : "";
};
const listAt = (value: unknown, ...path: number[]): unknown[] => {
  const found = at(value, ...path);
  return Array.isArray(found) ? found : [];
};
const numberAt = (value: unknown, ...path: number[]): number | undefined => {
  const found = at(value, ...path);
  return typeof found === "number" && Number.isSafeInteger(found) ? found : undefined;
};

/** `[null, [description, items, …], …]`, with a title or a name at its known places. */
export function isPageData(json: unknown): boolean {
  if (!Array.isArray(json) || !Array.isArray(json[1])) return false;
  const items = at(json, 1, 1);
  const named = typeof at(json, 3) === "string" || typeof at(json, 1, 8) === "string";
  return named && (items === null || items === undefined || Array.isArray(items));
}

/** `json` is known to be page data. */
export function sourceFromPage(json: unknown): SourceForm {
  const publishedId = publishedIdIn(textAt(json, 14));
  const items = listAt(json, 1, 1);
  const settings = at(json, 1, 10);
  const email = numberAt(settings, 6);
  const thankYou = textAt(json, 1, 2, 0).trim();
  return {
    formId: publishedId ?? `page-${hashOf(items.map((item) => numberAt(item, 0)))}`,
    ...(publishedId ? { publishedId, url: `https://docs.google.com/forms/d/e/${publishedId}/viewform` } : {}),
    title: textAt(json, 1, 8) || textAt(json, 3),
    description: textAt(json, 1, 0),
    items: items.flatMap(itemFrom),
    email: email === 2 ? "verified" : email === 3 ? "input" : "none",
    // Where a form takes no answers, its page has no data at all.
    accepting: true,
    signIn: numberAt(json, 18) === 1 || numberAt(settings, 1) === 1,
    quiz: numberAt(json, 1, 16, 2) === 1,
    ...(thankYou ? { thankYou } : {}),
    pageRead: true,
    pageDiffers: false,
  };
}

export function hashOf(json: unknown): string {
  return createHash("sha256")
    .update(JSON.stringify(json) ?? "")
    .digest("hex")
    .slice(0, 16);
}

/** An entry's number as the API writes it (form-tools reference 3.9): eight hexadecimal digits. */
function hexOf(id: number | undefined): string | undefined {
  return id !== undefined && id >= 0 ? id.toString(16).padStart(8, "0") : undefined;
}

function itemFrom(item: unknown, index: number): SourceItem[] {
  const texts = {
    id: hexOf(numberAt(item, 0)) ?? `item_${index + 1}`,
    title: textAt(item, 1),
    description: textAt(item, 2),
  };
  switch (numberAt(item, 3)) {
    case 6:
      return [{ ...texts, kind: "text" }];
    case 7:
      return [gridFrom(texts, item)];
    case 8: {
      const goto = gotoFrom(numberAt(item, 5));
      return [{ ...texts, kind: "section", ...(goto ? { exitBefore: goto } : {}) }];
    }
    case 11:
      return [{ ...texts, kind: "image" }];
    case 12: {
      const video = textAt(item, 6, 3);
      const link = /^[\w-]{6,20}$/.test(video) ? { link: `https://www.youtube.com/watch?v=${video}` } : {};
      return [{ ...texts, kind: "video", ...link }];
    }
    default:
      return [questionFrom(texts, item)];
  }
}

type Texts = { id: string; title: string; description: string };

function gridFrom(texts: Texts, item: unknown): SourceItem {
  const entries = listAt(item, 4);
  return {
    ...texts,
    kind: "grid",
    rows: entries.map((entry, row) => ({
      questionId: hexOf(numberAt(entry, 0)) ?? `${texts.id}_${row + 1}`,
      title: textAt(entry, 3, 0),
      required: numberAt(entry, 2) === 1,
    })),
    columns: listAt(entries[0], 1).map(optionFrom),
    multiple: numberAt(entries[0], 11, 0) === 1,
    onePerColumn: checksFrom(at(item, 8)).some(({ subtype }) => subtype === 205),
    hasImage: Array.isArray(at(item, 9)),
    shuffled: at(item, 7) === 1 || at(item, 7) === true,
  };
}

function questionFrom(texts: Texts, item: unknown): SourceItem {
  const entry = at(item, 4, 0);
  const type = numberAt(item, 3);
  return {
    ...texts,
    kind: "question",
    questionId: hexOf(numberAt(entry, 0)) ?? texts.id,
    required: numberAt(entry, 2) === 1,
    type: typeNames.get(type ?? -1) ?? `page type ${type ?? "unknown"}`,
    question: kindOf(type, entry),
    checks: checksFrom(at(entry, 4)),
    hasImage: Array.isArray(at(item, 9)),
    shuffled: at(entry, 8) === 1 || at(entry, 8) === true,
  };
}

/** Under which name the API has the types of the page. */
const typeNames = new Map([
  [0, "textQuestion"],
  [1, "textQuestion"],
  [2, "choiceQuestion"],
  [3, "choiceQuestion"],
  [4, "choiceQuestion"],
  [5, "scaleQuestion"],
  [9, "dateQuestion"],
  [10, "timeQuestion"],
  [13, "fileUploadQuestion"],
  [18, "ratingQuestion"],
]);

const choiceTypes = new Map([
  [2, "RADIO"],
  [3, "DROP_DOWN"],
  [4, "CHECKBOX"],
] as const);

function kindOf(type: number | undefined, entry: unknown): SourceQuestion {
  const options = listAt(entry, 1);
  switch (type) {
    case 0:
    case 1:
      return { kind: "text", paragraph: type === 1 };
    case 2:
    case 3:
    case 4:
      return { kind: "choice", type: choiceTypes.get(type) ?? "RADIO", options: options.map(optionFrom) };
    case 5:
      return scaleFrom(entry, options);
    case 9:
      return { kind: "date", year: numberAt(entry, 7, 1) === 1, time: numberAt(entry, 7, 0) === 1 };
    case 10:
      return { kind: "time", duration: numberAt(entry, 6, 0) === 1 };
    case 13:
      return { kind: "file", types: [] };
    case 18:
      return options.length > 0 ? { kind: "rating", steps: options.length } : { kind: "unknown" };
    default:
      return { kind: "unknown" };
  }
}

function scaleFrom(entry: unknown, options: readonly unknown[]): SourceQuestion {
  const steps = options.map((option) => Number(textAt(option, 0) || Number.NaN));
  const [low, high] = [steps[0], steps.at(-1)];
  if (low === undefined || high === undefined || !steps.every(Number.isSafeInteger)) return { kind: "unknown" };
  const [lowLabel, highLabel] = [textAt(entry, 3, 0), textAt(entry, 3, 1)];
  return { kind: "scale", low, high, ...(lowLabel ? { lowLabel } : {}), ...(highLabel ? { highLabel } : {}) };
}

function optionFrom(option: unknown): SourceOption {
  const goto = gotoFrom(numberAt(option, 2));
  return {
    text: textAt(option, 0),
    isOther: numberAt(option, 4) === 1,
    hasImage: Array.isArray(at(option, 5)),
    ...(goto ? { goto } : {}),
  };
}

function gotoFrom(action: number | undefined): Goto | undefined {
  if (action === undefined || action === 0) return undefined;
  if (action === -1) return { kind: "restart" };
  if (action === -2) return { kind: "next" };
  if (action === -3) return { kind: "submit" };
  const item = hexOf(action);
  return item === undefined ? undefined : { kind: "section", item };
}

/** `[[kind, subtype, [args], message?]]` */
function checksFrom(validators: unknown): Check[] {
  return listAt(validators).flatMap((validator): Check[] => {
    const [kind, subtype] = [numberAt(validator, 0), numberAt(validator, 1)];
    if (kind === undefined || subtype === undefined) return [];
    const message = textAt(validator, 3);
    const args = listAt(validator, 2).map(String);
    return [{ kind, subtype, args, ...(message ? { message } : {}) }];
  });
}
