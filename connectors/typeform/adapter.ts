/** Typeform definition -> neutral Form. Pure: the same definition always gives the same Form. */
import { createHash } from "node:crypto";
import type { Field, Form, Section } from "../../core/form/types.ts";
import { type Words, wordsFor } from "../../core/texts/index.ts";
import { endingsOf, screenText, thankYouOf } from "./endings.ts";
import { fieldFrom } from "./fields.ts";
import { Ids } from "./ids.ts";
import { readLogic } from "./logic.ts";
import { keysOf, LogicIndex } from "./logic-index.ts";
import { noticesFor, type Stop } from "./notices.ts";
import { withoutRecall } from "./recall.ts";
import { isTranslation, refusal } from "./refuse.ts";
import { fieldSchema, formSchema, type TypeformField } from "./types.ts";
import { variablesOf } from "./variables.ts";

/** Throws `RefusedInput` for anything that is no Typeform definition, saying what it is and what to pass instead. */
export function formFromTypeform(json: unknown): Form {
  const parsed = formSchema.safeParse(json);
  if (!parsed.success || isTranslation(new Map(Object.entries(parsed.data)))) throw refusal(json);
  const source = parsed.data;
  const language = source.settings.language || "en";
  const walk = new Walk(language);
  walk.section(source.fields, { depth: 0 });
  const endings = endingsOf(source.thankyou_screens);
  const logic = readLogic(source.logic, walk.index, new Set(endings.map(({ id }) => id)));
  const variables = variablesOf(source, logic.rules);
  const description = screenText(source.welcome_screens[0]);
  const thankYou = thankYouOf(source.thankyou_screens);
  const { display } = source._links;
  return {
    source: {
      tool: "typeform",
      formId: source.id,
      revision: source.last_updated_at || source.published_at || hashOf(json),
      ...(display ? { url: display } : {}),
    },
    title: withoutRecall(source.title),
    ...(description ? { description } : {}),
    language,
    sections: walk.sections,
    fields: Object.fromEntries(walk.fields.map((field) => [field.id, field])),
    hidden: [...new Set(source.hidden)].map((name) => ({ name })),
    ...(variables.length > 0 ? { variables } : {}),
    ...(logic.rules.length > 0 ? { rules: logic.rules } : {}),
    ...(endings.length > 0 ? { endings } : {}),
    ...(thankYou ? { thankYou } : {}),
    notices: noticesFor(source, { fields: walk.read, stops: walk.stops, logic: logic.notices }),
  };
}

/** Deeper than any form: what is nested further is one question we cannot read. */
const deepest = 8;

/** What stands over the questions of a group. */
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
      ...(title ? { title } : {}),
      ...(description ? { description } : {}),
      items: [],
    };
    this.sections.push(section);
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
  const own = withoutRecall(group.properties.description ?? "");
  const key = group.ref || group.id;
  return {
    ...(key ? { key } : {}),
    title: withoutRecall(group.title) || outer.title,
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
