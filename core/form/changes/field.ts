/** What became of one question that is in both forms. */
import type { Choice, Field } from "../types.ts";
import { choiceChanges, type Line, lineChanges } from "./choices.ts";
import { differences, same } from "./same.ts";
import type { FormChange } from "./types.ts";
import { kindNames, named, quoted } from "./words.ts";

type Said = Omit<FormChange, "field">;

/** Whatever differs is in at least one of the changes. */
export function fieldChanges(before: Field, after: Field): FormChange[] {
  const where = named(after);
  const differing = new Set(differences(before, after));
  if (differing.size === 0) return [];
  const [old, next] = [loose(before), loose(after)];
  const said: Said[] = [];
  const take = (keys: readonly string[]): string[] => keys.filter((key) => differing.delete(key));

  if (take(["title"]).length > 0) {
    said.push(reworded(after, `Question ${named(before)} now reads ${where}.`));
    take(["recall"]);
  }
  const texts = take([
    "description",
    "label",
    "recall",
    ...(before.kind === after.kind ? ["text", "labels", "link"] : []),
  ]);
  if (texts.length > 0) said.push(reworded(after, `What stands beside ${where} is worded otherwise.`));
  if (take(["required"]).length > 0) {
    said.push(
      after.required
        ? { kind: "now_required", weight: "decision", says: `${where} must be answered now.` }
        : { kind: "now_optional", weight: "safe", says: `${where} may be left empty now.` },
    );
  }
  if (before.kind !== after.kind) {
    const says = `${where} asks for ${kindNames[after.kind]} now instead of ${kindNames[before.kind]}.`;
    // All else that differs belongs to the kind.
    return [...said, { kind: "type_changed", weight: "decision", says } as const].map((each) => ({
      ...each,
      field: after.id,
    }));
  }
  if (take(["choices", "columns"]).length > 0) {
    said.push(...choiceChanges(choicesOf(before), choicesOf(after), where));
  }
  if (take(["rows", "parts"]).length > 0) said.push(...lineChanges(linesOf(before), linesOf(after), where));
  for (const key of take(["trueLabel", "falseLabel"])) {
    const says = `An option of ${where} is now called ${quoted(String(next.get(key)))}.`;
    said.push({ kind: "choice_renamed", weight: "safe", says });
  }
  if (take(["allowOther"]).length > 0) {
    said.push(
      next.get("allowOther")
        ? { kind: "other_allowed", weight: "safe", says: `${where} takes an answer in one's own words now.` }
        : { kind: "other_ended", weight: "decision", says: `${where} takes no answer in one's own words any more.` },
    );
  }
  if (take(["steps", "from", "to"]).length > 0) {
    said.push({
      kind: "scale_changed",
      weight: "decision",
      says: `The scale of ${where} is another one: answers mean something else.`,
    });
  }
  if (take(["showIf"]).length > 0) {
    said.push({ kind: "condition_changed", weight: "decision", says: `When ${where} is asked has changed.` });
  }
  const checks = take(limits);
  if (checks.length > 0) {
    const narrower = checks.some((key) => isNarrower(key, old.get(key), next.get(key)));
    said.push(
      narrower
        ? {
            kind: "checks_narrower",
            weight: "decision",
            says: `${where} takes fewer answers than before: ${inWords(checks, next)}.`,
          }
        : {
            kind: "checks_wider",
            weight: "safe",
            says: `${where} takes more answers than before: ${inWords(checks, next)}.`,
          },
    );
  }
  if (differing.size > 0) {
    const says = `Other settings of ${where} changed: ${[...differing].join(", ")}.`;
    said.push({ kind: "question_settings", weight: "decision", says });
  }
  return said.map((each) => ({ ...each, field: after.id }));
}

function reworded({ kind }: Field, says: string): Said {
  if (kind !== "consent") return { kind: "question_reworded", weight: "safe", says };
  return {
    kind: "consent_reworded",
    weight: "decision",
    says: `${says} It is a consent: people agree to other words now.`,
  };
}

const loose = (field: Field): ReadonlyMap<string, unknown> => new Map(Object.entries(field));

const limits = [
  "minLength",
  "maxLength",
  "pattern",
  "min",
  "max",
  "integer",
  "minSelect",
  "maxSelect",
  "accepts",
  "minFiles",
  "maxFiles",
  "maxBytes",
];

/** Whether answers that were good before may be refused now. */
function isNarrower(key: string, before: unknown, after: unknown): boolean {
  if (same(before, after) || after === undefined || after === false) return false;
  if (Array.isArray(after)) return !Array.isArray(before) || before.some((each) => !after.includes(each));
  if (before === undefined || typeof before !== typeof after) return true;
  if (typeof before === "number" && typeof after === "number")
    return key.startsWith("min") ? after > before : after < before;
  // Days as YYYY-MM-DD; any other text, such as a pattern, may refuse anything.
  if (key === "min") return String(after) > String(before);
  if (key === "max") return String(after) < String(before);
  return true;
}

const limitNames: Readonly<Record<string, string>> = {
  minLength: "least length",
  maxLength: "greatest length",
  pattern: "pattern",
  min: "least value",
  max: "greatest value",
  integer: "whole numbers only",
  minSelect: "least number of options",
  maxSelect: "greatest number of options",
  accepts: "kinds of files",
  minFiles: "least number of files",
  maxFiles: "greatest number of files",
  maxBytes: "greatest size of a file",
};

function inWords(keys: readonly string[], now: ReadonlyMap<string, unknown>): string {
  return keys
    .map((key) => {
      const value = now.get(key);
      const text = value === undefined || value === false ? "none" : value === true ? "yes" : quoted(String(value));
      return `${limitNames[key] ?? key}: ${text}`;
    })
    .join(", ");
}

const choicesOf = (field: Field): readonly Choice[] =>
  field.kind === "matrix" ? field.columns : "choices" in field ? field.choices : [];

const linesOf = (field: Field): readonly Line[] => ("rows" in field ? field.rows : "parts" in field ? field.parts : []);
