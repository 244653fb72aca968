/** A Google form -> neutral Form, from the API's JSON, the public page's data, or both. Pure. */
import { RefusedInput } from "../../core/errors.ts";
import type { Field, Form, Notice, Section } from "../../core/form/types.ts";
import { wordsFor } from "../../core/texts/index.ts";
import { branchesOf, type Decider, type ReadSection } from "./branching.ts";
import { choicesFrom, fieldsFrom } from "./fields.ts";
import { Ids } from "./ids.ts";
import { languageOf } from "./language.ts";
import { merged } from "./merge.ts";
import { formNotices } from "./notices.ts";
import { sourceFromApi } from "./read-api.ts";
import { hashOf, isPageData, sourceFromPage } from "./read-page.ts";
import { refusal } from "./refuse.ts";
import type { SourceForm, SourceItem } from "./source.ts";
import { formSchema } from "./types.ts";

/**
 * `definition`: the JSON of `forms.get`, or the page's data alone. `pageData`: the array `FB_PUBLIC_LOAD_DATA_` of the
 * form's public page, which alone has the checks of answers and where sections lead.
 *
 * @throws RefusedInput for what is neither, and for the page of another form
 */
export function formFromGoogle(definition: unknown, { pageData }: { pageData?: unknown } = {}): Form {
  const source = readSource(definition, pageData);
  return neutral(source, source.revision ?? hashOf([definition, pageData]));
}

function readSource(definition: unknown, pageData: unknown): SourceForm {
  if (pageData !== undefined && !isPageData(pageData)) throw noPageData();
  if (definition === undefined && pageData !== undefined) return sourceFromPage(pageData);
  if (isPageData(definition)) return sourceFromPage(definition);
  const parsed = formSchema.safeParse(definition);
  if (!parsed.success) throw refusal(definition);
  const api = sourceFromApi(parsed.data);
  if (pageData === undefined) return api;
  const page = sourceFromPage(pageData);
  if (api.publishedId && page.publishedId && api.publishedId !== page.publishedId) throw otherForm();
  return merged(api, page);
}

const noPageData = () =>
  new RefusedInput(
    "google.no_page_data",
    "This is not the data of a Google form's public page: pass the array FB_PUBLIC_LOAD_DATA_, or the saved page itself.",
  );
const otherForm = () =>
  new RefusedInput(
    "google.page_of_another_form",
    "The page data belongs to another form than the definition. Save the page of the address in the definition's responderUri.",
  );

function neutral(source: SourceForm, revision: string): Form {
  const language = languageOf([
    source.title,
    source.description,
    ...source.items.flatMap(({ title, description }) => [title, description]),
  ]);
  const walk = new Walk();
  if (source.email !== "none") walk.email(wordsFor(language).emailAddress, source.email === "verified");
  for (const item of source.items) walk.item(item);
  const branches = branchesOf(walk.end());
  return {
    source: { tool: "google-forms", formId: source.formId, revision, ...(source.url ? { url: source.url } : {}) },
    title: source.title,
    ...(source.description ? { description: source.description } : {}),
    language,
    sections: walk.sections,
    fields: Object.fromEntries(walk.fields.map((field) => [field.id, field])),
    hidden: [],
    ...(branches.rules.length > 0 ? { rules: branches.rules } : {}),
    ...(source.thankYou ? { thankYou: source.thankYou } : {}),
    notices: [...formNotices(source), ...walk.notices, ...branches.notices],
  };
}

/** Goes through the items in their order; every page break begins a section. */
class Walk {
  readonly sections: Section[] = [{ id: "start", items: [] }];
  readonly fields: Field[] = [];
  readonly notices: Notice[] = [];
  readonly #ids = new Ids();
  #read: ReadSection[] = [{ fields: [], deciders: [] }];

  /** What Google itself asks for above the questions (form-tools reference 3.3). */
  email(title: string, verified: boolean): void {
    const id = this.#ids.take("q", "respondent_email");
    const source = { id: "respondentEmail", type: "emailCollection" };
    this.#add({ id, title, required: true, source, kind: "email" });
    if (verified) this.notices.push({ ...typedEmail, fieldId: id });
  }

  item(item: SourceItem): void {
    if (item.kind === "section") {
      this.#close(item.exitBefore);
      this.#open(item);
      return;
    }
    const { fields, notices } = fieldsFrom(item, this.#ids);
    for (const field of fields) this.#add(field);
    this.notices.push(...notices);
    const [field] = fields;
    if (field && item.kind === "question") this.#decide(field, item.question);
  }

  /** The sections as they were read; nothing may follow. */
  end(): readonly ReadSection[] {
    this.#close(undefined);
    return this.#read;
  }

  #add(field: Field): void {
    this.fields.push(field);
    this.sections.at(-1)?.items.push(field.id);
  }

  /** A page without questions is a page all the same: its words become a text of their own, which jumps can lead to. */
  #close(exit: ReadSection["exit"]): void {
    const section = this.sections.at(-1);
    const read = this.#read.at(-1);
    if (!section || !read) return;
    if (section.items.length === 0 && read.item !== undefined) {
      const { title = "", description, id } = section;
      delete section.title;
      delete section.description;
      const source = { id: read.item, type: "pageBreakItem" };
      const field = { id: this.#ids.take("t", id), title, required: false, source } as const;
      this.#add({ ...field, ...(description ? { description } : {}), kind: "statement" });
    }
    this.#read = [...this.#read.slice(0, -1), { ...read, fields: [...section.items], ...(exit ? { exit } : {}) }];
  }

  #open({ id, title, description }: Extract<SourceItem, { kind: "section" }>): void {
    this.sections.push({
      id: this.#ids.take("s", id),
      ...(title ? { title } : {}),
      ...(description ? { description } : {}),
      items: [],
    });
    this.#read = [...this.#read, { item: id, fields: [], deciders: [] }];
  }

  #decide(field: Field, question: Extract<SourceItem, { kind: "question" }>["question"]): void {
    if (question.kind !== "choice" || question.type === "CHECKBOX") return;
    if (question.options.every(({ goto }) => goto === undefined)) return;
    const decider: Decider = {
      fieldId: field.id,
      options: question.options,
      choices: choicesFrom(question.options).map(({ id }) => id),
    };
    const read = this.#read.at(-1);
    if (read) this.#read = [...this.#read.slice(0, -1), { ...read, deciders: [...read.deciders, decider] }];
  }
}

const typedEmail: Notice = {
  level: "info",
  code: "gf.email_typed",
  message: "Google takes the e-mail address of the signed-in account; on WhatsApp customers type theirs.",
};
