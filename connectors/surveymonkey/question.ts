/** What all families of questions need: ids, texts, and the fields made of one question with what is said about them. */
import { plainLine, plainText } from "../../core/flow/text.ts";
import type { Choice, Field } from "../../core/form/types.ts";
import { choiceIds, type Ids } from "./ids.ts";
import { demandOf } from "./limits.ts";
import { type Told, told } from "./told.ts";
import type { SurveyChoice, SurveyOther, SurveyQuestion, SurveyRow } from "./types.ts";

/** The fields of one question; `notices` are about the one that they name. */
export interface Asked {
  readonly fields: readonly Field[];
  readonly notices: readonly (Told & { readonly fieldId: string })[];
}

/** A question being read. */
export interface Reading {
  readonly question: SurveyQuestion;
  readonly ids: Ids;
  /** The question's own text, and what stands below it. */
  readonly title: string;
  readonly description: string;
  readonly language: string;
}

export const asked = (field: Field, about: readonly Told[] = []): Asked => ({
  fields: [field],
  notices: about.map((notice) => ({ ...notice, fieldId: field.id })),
});

export const together = (...parts: readonly Asked[]): Asked => ({
  fields: parts.flatMap(({ fields }) => fields),
  notices: parts.flatMap(({ notices }) => notices),
});

/** The keys that every field has. `line`: what the id gets behind the question's, such as `_r123`. */
export function base(
  { question, ids, title, description }: Reading,
  line: { id?: string; ref?: string; title?: string; required?: boolean; suffix?: string } = {},
) {
  const text = line.title === undefined ? title : [title, line.title].filter(Boolean).join(" – ");
  return {
    id: ids.take(`q_${question.id}${line.id ?? ""}`),
    title: text,
    ...(description && line.id === undefined ? { description } : {}),
    required: line.required ?? demandOf(question).required,
    source: {
      id: question.id,
      ...(line.ref === undefined ? {} : { ref: line.ref }),
      type: [question.family, question.subtype, line.suffix].filter(Boolean).join("/"),
    },
  };
}

export const visible = <T extends { visible: boolean }>(list: readonly T[]): T[] => list.filter((one) => one.visible);

/** Visible choices in the order in which they are shown. */
export function choicesOf(list: readonly SurveyChoice[], { question, language }: Reading): Choice[] {
  const shown = visible(list);
  const ids = choiceIds(shown.map(({ id }) => id));
  const choices = shown.map(({ text, base_text = text }, index) => ({
    id: ids[index] ?? "",
    label: plainLine(text),
    value: plainLine(base_text),
  }));
  const order = question.sorting?.type;
  if (order !== "textasc" && order !== "textdesc") return choices;
  const collator = new Intl.Collator(/^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(language) ? language : "en");
  const sorted = choices.toSorted((left, right) => collator.compare(left.label, right.label));
  return order === "textasc" ? sorted : sorted.toReversed();
}

/** What is said whatever the family is. */
export function orderNotice({ question }: Reading): Told[] {
  const order = question.sorting?.type;
  return order === "random" || order === "flip" || order?.startsWith("resp_count") ? [told.randomOrder] : [];
}

/** A comment box beside the choices or below the table: a question of its own, one for each line where it is per line. */
export function comments(reading: Reading, rows: readonly SurveyRow[] = []): Asked {
  const { other } = reading.question.answers;
  if (!other?.visible || other.is_answer_choice) return { fields: [], notices: [] };
  const place = { ref: other.id, required: false, suffix: "comment" };
  const title = plainText(other.text);
  if (!other.apply_all_rows || rows.length < 2) return commentField(reading, other, { ...place, id: "_other", title });
  return together(
    ...rows.map((row) => {
      const line = [plainLine(row.text), title].filter(Boolean).join(" – ");
      return commentField(reading, other, {
        ...place,
        ref: `${other.id}/${row.id}`,
        id: `_r${row.id}_other`,
        title: line,
      });
    }),
  );
}

function commentField(reading: Reading, other: SurveyOther, line: Parameters<typeof base>[1]): Asked {
  const kind = (other.num_lines ?? 1) > 1 ? ("long_text" as const) : ("short_text" as const);
  return asked({ ...base(reading, line), kind });
}

/** Said at the question whose comment box was taken out. */
export function commentNotice({ question }: Reading, rows: readonly SurveyRow[] = []): Told[] {
  const { other } = question.answers;
  if (!other?.visible || other.is_answer_choice) return [];
  return [other.apply_all_rows && rows.length > 1 ? told.commentsPerRow : told.commentAside];
}
