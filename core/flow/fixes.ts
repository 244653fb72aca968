/** What a business can do about a change that the conversion made: one edit that can be applied as it is. */
import type { Edit } from "../edits/types.ts";
import type { Field, Form } from "../form/types.ts";
import { wordsFor } from "../texts/index.ts";
import { plainLine, plainText, shorten } from "./text.ts";

/** `limit`: of an option's title. What needs nothing can be accepted, so that it is not shown again as new. */
export function fixFor(form: Form, field: Field, code: string, limit: number): Edit {
  const accept: Edit = { kind: "accept", field: field.id, code };
  switch (code) {
    case "choice.shortened":
    case "choice.cut":
    case "choice.renamed": {
      const labels = shortLabels(form, field, limit);
      return Object.keys(labels).length > 0 ? { kind: "options", field: field.id, labels } : accept;
    }
    case "title.missing":
      return { kind: "text", field: field.id, title: field.source.id || wordsFor(form.language).yourAnswer };
    case "text.cut":
      return { kind: "text", field: field.id, ...shortTexts(field) };
    default:
      return accept;
  }
}

/** Names that fit and differ; the business may like others better. */
function shortLabels(form: Form, field: Field, limit: number): Record<string, string> {
  const choices = field.kind === "matrix" ? field.columns : "choices" in field ? field.choices : [];
  const used = new Set<string>();
  const labels: Record<string, string> = {};
  for (const [index, { id, label }] of choices.entries()) {
    const own = plainLine(label) || wordsFor(form.language).option(index + 1);
    let name = own.length <= limit ? own : shorten(own, limit).replace(/…$/, "");
    for (let count = 2; used.has(name); count += 1) {
      const suffix = ` ${count}`;
      name = `${shorten(own, limit - suffix.length).replace(/…$/, "")}${suffix}`;
    }
    used.add(name);
    if (name !== label) labels[id] = name;
  }
  return labels;
}

/** Three full bodies are the most that a screen shows; two of them somebody may even read. */
const readable = 2_000;

function shortTexts({ title, description }: Field): { title?: string; description?: string } {
  const [long, below] = [plainText(title), plainText(description)];
  return {
    ...(long.length > readable && { title: shorten(long, readable) }),
    ...(below.length > readable && { description: shorten(below, readable) }),
  };
}
