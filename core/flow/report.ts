/** Accounts for every question of a form: asked as it was, asked in another way, or left out, and why. */

import type { Edit } from "../edits/types.ts";
import { type Field, type Form, filledSections, type Notice } from "../form/types.ts";
import type { PlannedQuestion } from "./draft.ts";
import { estimatedSeconds } from "./estimate.ts";
import { fixFor } from "./fixes.ts";
import type { Plan } from "./plan.ts";
import { plainLine, plainText, shorten } from "./text.ts";
import type { CompiledScreen, ConversionReport, ReportLine } from "./types.ts";

/** `notices` of the compiler stand behind those of the form. `titleLimit`: of an option. */
export function report(
  form: Form,
  plan: Plan,
  { screens, titleLimit }: { screens: CompiledScreen[]; titleLimit: number },
  notices: Notice[],
): Omit<ConversionReport, "policy"> {
  const screenOf = new Map<string, string>();
  const asked = new Map<string, PlannedQuestion>();
  for (const [index, { id }] of screens.entries()) {
    for (const question of planned(plan, index)) {
      // A question over several screens is named where it begins.
      if (asked.has(question.field.id)) continue;
      asked.set(question.field.id, question);
      screenOf.set(question.field.id, id);
    }
  }
  const fields = filledSections(form).flatMap((filled) => filled.fields);
  const told = Map.groupBy(form.notices, ({ fieldId }) => fieldId);
  const accepted = new Set((form.accepted ?? []).map(({ field, code }) => `${field} ${code}`));
  const lines = [
    ...fields.map((field) => {
      const question = asked.get(field.id);
      if (!question) return droppedLine(field, plan);
      const line = askedLine(question, screenOf.get(field.id) ?? "", told.get(field.id) ?? []);
      return line.outcome === "adapted" ? { ...line, fix: fixFor(form, field, line.code, titleLimit) } : line;
    }),
    ...form.hidden.map(hiddenLine),
  ].map((line): ReportLine => (accepted.has(`${line.fieldId} ${line.code}`) ? { ...line, accepted: true } : line));
  const count = (outcome: ReportLine["outcome"]) => lines.filter((line) => line.outcome === outcome).length;
  return {
    lines,
    notices: [
      ...form.notices,
      ...notices,
      ...cutNotice(plan),
      ...lostQuestions(fields, plan),
      ...lostTexts(form, asked),
    ],
    counts: { exact: count("exact"), adapted: count("adapted"), dropped: count("dropped") },
    seconds: estimatedSeconds(plan.screens),
  };
}

function planned(plan: Plan, screen: number): PlannedQuestion[] {
  return plan.screens[screen]?.questions ?? [];
}

function lineOf(field: Field) {
  return { fieldId: field.id, sourceId: field.source.id, title: plainLine(field.title), kind: field.kind };
}

/** What the importer had to change in a question stands in its line too. */
function askedLine({ field, changes: own, components }: PlannedQuestion, screen: string, told: Notice[]): ReportLine {
  const changes = [...own, ...told];
  const component = components.find(({ name }) => name !== undefined)?.type ?? components.at(-1)?.type ?? "";
  const place = { screen, component };
  const [first] = changes;
  if (!first) return { ...lineOf(field), outcome: "exact", code: "exact", message: "Asked as in the form.", ...place };
  const message = [...new Set(changes.map((change) => change.message))].join(" ");
  return { ...lineOf(field), outcome: "adapted", code: first.code, message, ...place };
}

function droppedLine(field: Field, { dropped }: Plan): ReportLine {
  const { code, message } = dropped.get(field.id) ?? { code: "dropped", message: "Left out." };
  return { ...lineOf(field), outcome: "dropped", code, message };
}

function hiddenLine({ name, label, value }: Form["hidden"][number]): ReportLine {
  const line = { fieldId: `hidden:${name}`, sourceId: name, title: plainLine(label) || name, kind: "hidden" };
  if (value) {
    const message = "Not shown to customers; the form itself sets its value.";
    return {
      ...line,
      outcome: "adapted",
      code: "hidden.fixed_value",
      message,
      fix: accepting(line.fieldId, "hidden.fixed_value"),
    };
  }
  const message =
    "The form's web link fills this hidden value; on WhatsApp the message brings it, where it is sent along.";
  const fix = accepting(line.fieldId, "hidden.from_link");
  return { ...line, outcome: "adapted", code: "hidden.from_link", message, fix };
}

function accepting(field: string, code: string): Edit {
  return { kind: "accept", field, code };
}

function cutNotice({ cut }: Plan): Notice[] {
  if (!cut) return [];
  return [{ level: "block", code: cut.code, message: `${cut.message} Shorten the form or split it into two.` }];
}

/** Left out because of the form's rules (never asked, or told in a notice about the rule), or as the business decided. */
const ownWords = new Set(["logic.unreachable", "logic.too_many_jumps", "policy.left_out"]);

/** A form must not seem complete without an answer that it insists on. */
function lostQuestions(fields: Field[], { dropped, cut }: Plan): Notice[] {
  return fields.flatMap((field): Notice[] => {
    const change = dropped.get(field.id);
    if (!change || change === cut || ownWords.has(change.code)) return [];
    if (!field.required || field.kind === "statement") return [];
    const title = shorten(plainLine(field.title) || field.source.id, 80);
    const message = `“${title}” must be answered in the form, but is left out. ${change.message} Make it optional in the form, or take it out.`;
    return [{ level: "block", code: "question.required_dropped", message, fieldId: field.id }];
  });
}

/** A section's own text stands above its first question; where none is left, the text is gone too. */
function lostTexts(form: Form, asked: ReadonlyMap<string, unknown>): Notice[] {
  return filledSections(form).flatMap(({ section, fields }): Notice[] => {
    const text = plainText(section.description);
    if (!text || fields.some(({ id }) => asked.has(id))) return [];
    const message = `The text “${shorten(plainLine(text), 80)}” has no question below it on WhatsApp and is left out.`;
    return [{ level: "info", code: "section.text_dropped", message }];
  });
}
