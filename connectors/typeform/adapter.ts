/** Typeform definition -> neutral Form. Pure: the same definition always gives the same Form. */
import { createHash } from "node:crypto";
import type { Field, Form, Section } from "../../core/form/types.ts";
import { type Words, wordsFor } from "../../core/texts/index.ts";
import { fieldFrom } from "./fields.ts";
import { Ids } from "./ids.ts";
import type { Stop } from "./logic.ts";
import { noticesFor } from "./notices.ts";
import { withoutRecall } from "./recall.ts";
import { isTranslation, refusal } from "./refuse.ts";
import { fieldSchema, formSchema, type TypeformField, type TypeformScreen } from "./types.ts";

/** Throws `RefusedInput` for anything that is no Typeform definition, saying what it is and what to pass instead. */
export function formFromTypeform(json: unknown): Form {
  const parsed = formSchema.safeParse(json);
  if (!parsed.success || isTranslation(new Map(Object.entries(parsed.data)))) throw refusal(json);
  const source = parsed.data;
  const language = source.settings.language || "en";
  const walk = new Walk(language);
  walk.section(source.fields, { refs: [], depth: 0 });
  const description = screenText(source.welcome_screens[0]);
  const thankYou = thankYouText(source.thankyou_screens);
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
    ...(thankYou ? { thankYou } : {}),
    notices: noticesFor(source, walk.read, walk.stops),
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
  /** Refs of the groups that begin with the next question: a jump to a group is a jump to its first question. */
  refs: readonly string[];
  depth: number;
}

/** Goes through the fields in the order in which Typeform asks them; every group is a section. */
class Walk {
  readonly sections: Section[] = [];
  readonly fields: Field[] = [];
  readonly stops: Stop[] = [];
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
    let { description, refs } = heading;
    let current: Section | undefined;
    for (const source of list.map(readField)) {
      this.read.push(source);
      if (source.type === "group" && heading.depth < deepest) {
        current = undefined;
        this.section(source.properties.fields ?? [], headingOf(source, { ...heading, refs, description }));
        description = undefined;
      } else {
        current ??= this.#open({ ...heading, description });
        description = undefined;
        current.items.push(this.#field(source, refs));
      }
      refs = [];
    }
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

  #field(source: TypeformField, refs: readonly string[]): string {
    const inner = (source.properties.fields ?? []).map(readField);
    this.read.push(...inner);
    const id = this.#ids.take([source.ref, source.id], `field_${this.fields.length + 1}`);
    const field = fieldFrom(source, { id, inner, words: this.#words, language: this.#language });
    this.fields.push(field);
    const keys = new Set([...refs, ...keysOf(source), ...inner.flatMap(keysOf)]);
    this.stops.push({ id, source, refs: keys, title: field.title });
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
    refs: [...outer.refs, ...keysOf(group)],
    depth: outer.depth + 1,
  };
}

function readField(source: unknown): TypeformField {
  const parsed = fieldSchema.safeParse(source);
  return parsed.success ? parsed.data : { title: "", type: "unknown", properties: {}, validations: {} };
}

function keysOf({ ref, id }: TypeformField): string[] {
  return [ref, id].filter((key) => key !== undefined);
}

function screenText(screen: TypeformScreen | undefined): string {
  if (!screen) return "";
  const texts = [screen.title, screen.properties.description ?? ""];
  return texts
    .map((text) => withoutRecall(text).trim())
    .filter(Boolean)
    .join("\n\n");
}

/** The default ending, else the first that says something. Typeform's own advertisement is nobody's thank-you. */
function thankYouText(screens: readonly TypeformScreen[]): string {
  const own = screens.filter(
    (screen) => screen.type !== "url_redirect" && !/create your own\W*[—–-]/i.test(screen.title),
  );
  const byDefault = own.find(({ ref }) => ref === "default_tys");
  return [...(byDefault ? [byDefault] : []), ...own].map(screenText).find(Boolean) ?? "";
}

function hashOf(json: unknown): string {
  return createHash("sha256").update(JSON.stringify(json)).digest("hex").slice(0, 16);
}
