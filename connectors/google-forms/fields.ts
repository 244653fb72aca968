/** One item of the form as neutral fields (form-tools reference 9), each with what has to be said about it. */
import type { Choice, Field, Notice } from "../../core/form/types.ts";
import { checkedText, ownMessage, selectionOf } from "./checks.ts";
import { acceptsOf } from "./file-types.ts";
import { choiceIds, type Ids } from "./ids.ts";
import type { GridItem, QuestionItem, SourceItem, SourceOption } from "./source.ts";

export interface Asked {
  fields: Field[];
  notices: Notice[];
}

type Told = Pick<Notice, "level" | "code" | "message">;

const asked = (field: Field, told: readonly Told[]): Asked => ({
  fields: [field],
  notices: told.map((notice) => ({ ...notice, fieldId: field.id })),
});

/** Everything but a page break, which begins a section. */
export function fieldsFrom(item: Exclude<SourceItem, { kind: "section" }>, ids: Ids): Asked {
  switch (item.kind) {
    case "question":
      return questionFrom(item, ids);
    case "grid":
      return gridFrom(item, ids);
    default:
      return textFrom(item, ids);
  }
}

/** A text between the questions. Of a picture or a video stays what is written about it, and the video's address. */
function textFrom(item: Extract<SourceItem, { kind: "text" | "image" | "video" }>, ids: Ids): Asked {
  const link = item.kind === "video" ? item.link : undefined;
  const description = [item.description, link].filter(Boolean).join("\n");
  const told = item.kind === "text" ? [] : [mediaDropped];
  if (!item.title.trim() && !description.trim()) return { fields: [], notices: told };
  const field: Field = {
    id: ids.take("t", item.id),
    title: item.title,
    ...(description ? { description } : {}),
    required: false,
    source: { id: item.id, type: `${item.kind}Item` },
    kind: "statement",
  };
  return asked(field, told);
}

export const mediaDropped: Told = {
  level: "info",
  code: "media.dropped",
  message: "The picture or video is not shown on WhatsApp; the words beside it are.",
};

function common(item: QuestionItem | GridItem, id: string, required: boolean, type: string, sourceId: string) {
  return {
    id,
    title: item.title,
    ...(item.description ? { description: item.description } : {}),
    required,
    source: { id: sourceId, type },
  };
}

function questionFrom(item: QuestionItem, ids: Ids): Asked {
  const { question, checks, questionId } = item;
  const base = common(item, ids.take("q", questionId), item.required, item.type, questionId);
  const image = item.hasImage ? [mediaDropped] : [];
  switch (question.kind) {
    case "text": {
      const { kind, limits, notices } = checkedText(question.paragraph, checks);
      return asked({ ...base, kind, ...limits }, [...notices, ...image]);
    }
    case "choice":
      return choiceFrom(item, base);
    case "scale": {
      const { low: from, high: to, lowLabel: left, highLabel: right } = question;
      if (!isScale(from, to)) return asked({ ...base, kind: "unsupported" }, image);
      const labels = { ...(left ? { left } : {}), ...(right ? { right } : {}) };
      return asked({ ...base, kind: "opinion_scale", from, to, labels }, image);
    }
    case "rating": {
      const steps = Number.isSafeInteger(question.steps) && question.steps >= 1 ? question.steps : 5;
      return asked({ ...base, kind: "rating", steps }, image);
    }
    case "date":
      return dateFrom(item, base, ids);
    case "time":
      return question.duration
        ? asked(durationOf(base), [durationAsText, ...image])
        : asked({ ...base, kind: "time" }, image);
    case "file": {
      const { maxFiles, maxBytes } = question;
      const { accepts, told } = acceptsOf(question.types);
      const limits = { ...(maxFiles ? { maxFiles } : {}), ...(maxBytes ? { maxBytes } : {}) };
      return asked({ ...base, kind: "file", ...(accepts ? { accepts } : {}), ...limits }, [...told, ...image]);
    }
    case "unknown":
      return asked({ ...base, kind: "unsupported" }, image);
  }
}

type Base = ReturnType<typeof common>;

function isScale(from: number, to: number): boolean {
  return Number.isSafeInteger(from) && Number.isSafeInteger(to) && from < to && to - from <= 100;
}

function choiceFrom({ question, checks, hasImage, shuffled }: QuestionItem, base: Base): Asked {
  if (question.kind !== "choice") return asked({ ...base, kind: "unsupported" }, []);
  const { type, options } = question;
  const choices = choicesFrom(options);
  const allowOther = options.some(({ isOther }) => isOther);
  const pictures = options.some((option) => option.hasImage);
  const told = [
    ...(hasImage || pictures ? [mediaDropped] : []),
    ...(shuffled ? [randomOrder] : []),
    ...(checks.some(({ message }) => message !== undefined) ? [ownMessage] : []),
  ];
  if (type === "DROP_DOWN") return asked({ ...base, kind: "dropdown", choices, allowOther }, told);
  if (type === "RADIO") return asked({ ...base, kind: "single_choice", choices, allowOther }, told);
  const [only] = choices;
  // One box that must be ticked is an agreement (form-tools reference 9).
  if (base.required && only && choices.length === 1 && !allowOther) {
    return asked({ ...base, kind: "consent", text: only.label }, told);
  }
  return asked({ ...base, kind: "multiple_choice", choices, allowOther, ...selectionOf(checks) }, told);
}

/** Google takes an option by its exact text, so that is the value. "Other" is no option of its own. */
export function choicesFrom(options: readonly SourceOption[]): Choice[] {
  const texts = options.filter(({ isOther }) => !isOther).map(({ text }) => text);
  const ids = choiceIds(texts);
  return texts.map((text, index) => ({ id: ids[index] ?? "", label: text, value: text }));
}

export const randomOrder: Told = {
  level: "info",
  code: "choice.random_order",
  message: "What Google shows in random order keeps the order of the form.",
};

/** A date with a time of day is asked as two questions with one title; the second's source has the ref `time`. */
function dateFrom({ question, hasImage }: QuestionItem, base: Base, ids: Ids): Asked {
  if (question.kind !== "date") return asked({ ...base, kind: "unsupported" }, []);
  const told = [...(question.year ? [] : [noYear]), ...(hasImage ? [mediaDropped] : [])];
  const date: Field = { ...base, kind: "date" };
  if (!question.time) return asked(date, told);
  const { description: _, ...bare } = base;
  const time: Field = {
    ...bare,
    id: ids.take(base.id, "time"),
    source: { ...base.source, ref: "time" },
    kind: "time",
  };
  const both = asked(date, [...told, twoQuestions]);
  return { ...both, fields: [date, time] };
}

const noYear: Told = {
  level: "info",
  code: "date.no_year",
  message: "Google asks for day and month alone; on WhatsApp a date has a year, which is not written back.",
};
const twoQuestions: Told = {
  level: "info",
  code: "date.with_time",
  message: "Date and time of day are asked one after the other.",
};

/** Hours may be more than a day has, so this is no time of day. The hint needs no translation. */
function durationOf(base: Base): Field {
  const description = [base.description, "hh:mm:ss"].filter(Boolean).join("\n");
  return { ...base, description, kind: "short_text", pattern: "^[0-9]{1,3}:[0-5][0-9](:[0-5][0-9])?$" };
}

const durationAsText: Told = {
  level: "info",
  code: "duration.as_text",
  message: "How long something takes is typed as hours, minutes and seconds, such as 1:30:00.",
};

function gridFrom(item: GridItem, ids: Ids): Asked {
  const base = common(
    item,
    ids.take("q", item.id),
    item.rows.some(({ required }) => required),
    "gridItem",
    item.id,
  );
  const told: Told[] = [
    ...(item.hasImage ? [mediaDropped] : []),
    ...(item.shuffled ? [randomOrder] : []),
    ...(item.onePerColumn ? [onePerColumn] : []),
  ];
  const rows = item.rows.map(({ questionId, title, required }) => ({ key: questionId, label: title, required }));
  return asked({ ...base, kind: "matrix", rows, columns: choicesFrom(item.columns), multiple: item.multiple }, told);
}

const onePerColumn: Told = {
  level: "warn",
  code: "matrix.one_per_column",
  message: "Google takes each column only once in this grid; on WhatsApp a column may be chosen for several rows.",
};
