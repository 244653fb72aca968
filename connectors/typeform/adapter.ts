/** Typeform definition -> neutral Form. Pure: the same definition always gives the same Form. */
import { createHash } from "node:crypto";
import type { Field, Form, Section } from "../../core/form/types.ts";
import { type Words, wordsFor } from "../../core/texts/index.ts";
import type { Beside } from "../form-tool.ts";
import { languageNotices, languagesOf } from "../languages.ts";
import { endingsOf, screenText, thankYouOf, withEndingQuotes } from "./endings.ts";
import { fieldFrom } from "./fields.ts";
import { Ids } from "./ids.ts";
import { readLogic } from "./logic.ts";
import { keysOf, LogicIndex } from "./logic-index.ts";
import { noticesFor } from "./notices.ts";
import { quotableAtTheEnd, type Stop, withQuotes } from "./quotes.ts";
import { withoutRecall } from "./recall.ts";
import { isTranslation, refusal } from "./refuse.ts";
import { translatedDefinition } from "./translate.ts";
import { fieldSchema, formSchema, type TypeformField } from "./types.ts";
import { variablesOf } from "./variables.ts";

/** Throws `RefusedInput` for anything that is no Typeform definition, saying what it is and what to pass instead. */
export function formFromTypeform(definition: unknown, { translation }: Beside = {}): Form {
  const parsed = formSchema.safeParse(definition);
  if (!parsed.success || isTranslation(new Map(Object.entries(parsed.data)))) throw refusal(definition);
  const { json, missing } = translation
    ? translatedDefinition(definition, translation.texts, translation.language)
    : { json: definition, missing: 0 };
  const source = translation ? formSchema.parse(json) : parsed.data;
  const language = source.settings.language || "en";
  const languages = languagesOf(parsed.data.settings.language || "en", source.settings.translation_languages ?? []);
  const walk = new Walk(language);
  walk.section(source.fields, { depth: 0 });
  const endings = endingsOf(source.thankyou_screens);
  const logic = readLogic(source.logic, walk.index, new Set(endings.map(({ id }) => id)));
  const variables = variablesOf(source, logic.rules);
  const description = screenText(source.welcome_screens[0]);
  const thankYou = thankYouOf(source.thankyou_screens);
  const known = { hidden: new Set(source.hidden), variables: new Set(variables.map(({ name }) => name)) };
  const told = withQuotes(walk, known);
  const goodbye = withEndingQuotes(endings, source.thankyou_screens, quotableAtTheEnd(walk, known));
  const { display } = source._links;
  return {
    source: {
      tool: "typeform",
      formId: source.id,
      revision: source.last_updated_at || source.published_at || hashOf(definition),
      ...(display ? { url: display } : {}),
    },
    title: withoutRecall(source.title),
    ...(description ? { description } : {}),
    language,
    ...(languages.length > 1 ? { languages } : {}),
    sections: told.sections,
    fields: Object.fromEntries(told.fields.map((field) => [field.id, field])),
    hidden: [...new Set(source.hidden)].map((name) => ({ name })),
    ...(variables.length > 0 ? { variables } : {}),
    ...(logic.rules.length > 0 ? { rules: logic.rules } : {}),
    ...(endings.length > 0 ? { endings: goodbye.endings } : {}),
    ...(thankYou ? { thankYou } : {}),
    notices: [
      ...noticesFor(source, {
        fields: walk.read,
        logic: logic.notices,
        leftOut: [...told.leftOut, ...(goodbye.leftOut ? [{}] : [])],
      }),
      ...languageNotices(languages, language, missing),
    ],
  };
}

/** Deeper than any form: what is nested further is one question we cannot read. */
const deepest = 8;

/** What stands over the questions of a group, as Typeform has it. */
interface Heading {
  /** Typeform's key of the group. */
  key?: string;
  title?: string | undefined;
  description?: string | undefined;
  depth: number;
}

/** Goes through the fields in the order in which Typeform asks them; every group is a section. */
class Walk {
  readonly sections: Section[] = [];
  readonly fields: Field[] = [];
  readonly stops: Stop[] = [];
  /** By section id: its words, as Typeform has them. */
  readonly headings = new Map<string, Pick<Heading, "title" | "description">>();
  readonly index = new LogicIndex();
  /** Every question and group as it was read. */
  readonly read: TypeformField[] = [];
  readonly #ids = new Ids();
  readonly #sectionIds = new Ids();
  readonly #words: Words;
  readonly #language: string;

  constructor(language: string) {
    this.#language = language;
    this.#words = wordsFor(language);
  }

  /** A group inside a group ends the section; what follows it is a new section under the same title. */
  section(list: readonly unknown[], heading: Heading): void {
    let { description } = heading;
    let current: Section | undefined;
    for (const source of list.map(readField)) {
      this.read.push(source);
      if (source.type === "group" && heading.depth < deepest) {
        current = undefined;
        this.#group(source, { ...heading, description });
        description = undefined;
      } else {
        current ??= this.#open({ ...heading, description });
        description = undefined;
        current.items.push(this.#field(source));
      }
    }
  }

  #group(source: TypeformField, outer: Heading): void {
    const before = this.fields.length;
    this.index.groupBegins(keysOf(source));
    this.section(source.properties.fields ?? [], headingOf(source, outer));
    const last = this.fields.length > before ? this.fields.at(-1)?.id : undefined;
    this.index.groupEnds(keysOf(source), last, outer.depth);
  }

  #open({ key, title, description }: Pick<Heading, "key" | "title" | "description">): Section {
    const section: Section = {
      id: this.#sectionIds.take([key], `section_${this.sections.length + 1}`),
      ...(title ? { title: withoutRecall(title) } : {}),
      ...(description ? { description: withoutRecall(description) } : {}),
      items: [],
    };
    this.sections.push(section);
    this.headings.set(section.id, { title, description });
    return section;
  }

  #field(source: TypeformField): string {
    const inner = (source.properties.fields ?? []).map(readField);
    this.read.push(...inner);
    const id = this.#ids.take([source.ref, source.id], `field_${this.fields.length + 1}`);
    const field = fieldFrom(source, { id, inner, words: this.#words, language: this.#language });
    this.fields.push(field);
    this.index.add(field, source, inner, this.#language);
    this.stops.push({ id, source });
    return id;
  }
}

/** The outer group's words go on to the inner one where no question of its own has carried them yet. */
function headingOf(group: TypeformField, outer: Heading): Heading {
  const own = group.properties.description ?? "";
  const key = group.ref || group.id;
  return {
    ...(key ? { key } : {}),
    title: group.title || outer.title,
    description: [outer.description, own].filter(Boolean).join("\n\n"),
    depth: outer.depth + 1,
  };
}

function readField(source: unknown): TypeformField {
  const parsed = fieldSchema.safeParse(source);
  return parsed.success ? parsed.data : { title: "", type: "unknown", properties: {}, validations: {} };
}

function hashOf(json: unknown): string {
  return createHash("sha256").update(JSON.stringify(json)).digest("hex").slice(0, 16);
}
