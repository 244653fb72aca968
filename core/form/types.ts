/**
 * The neutral Form: what every form tool's definition becomes, and all that the compiler knows.
 *
 * ## Glossary
 *
 * The vendors' spelling at the edges, these words in the middle.
 *
 * - **operator**: runs the server, owns the HubSpot and Meta apps.
 * - **portal**: a HubSpot account that installed the app; the tenant.
 * - **connection**: one authorised outside account of a portal, with its own secrets.
 * - **sender**: one WhatsApp number.
 * - **person**: one human, with any number of WhatsApp ids.
 * - **form, section, field, choice, rule**: what the form tool defined, in neutral words.
 * - **Flow, Flow version, screen, component**: what the form becomes on WhatsApp.
 * - **send**: one Flow message to one person; **recipient**: that person within a broadcast.
 * - **session**: one filling-in, known by its `flow_token`; **exchange**: one request of the phone and its answer.
 * - **submission, answer, correction**: what the customer handed in; one field's value; a later change of it.
 * - **destination, plan, step, attempt, dead letter**: where a submission goes, and how far it got.
 * - **key ring**: the encryption keys of one WhatsApp Business account.
 *
 * Shapes follow the neutral model of the form-tool reference (section 7); an unknown question never fails an import,
 * it becomes `unsupported`.
 */
import { z } from "zod";
import { codeQuestionSchema } from "./code-question.ts";
import { fieldIdSchema } from "./field-id.ts";
import { recallSchema } from "./recall.ts";
import { conditionSchema, endingSchema, ruleSchema, variableSchema } from "./rules.ts";

export type { CodeQuestion } from "./code-question.ts";
export { type FieldId, fieldIdSchema } from "./field-id.ts";
export type { RecallPart } from "./recall.ts";

/** `use-case`: one of ours, in `core/use-cases`. */
export const toolSchema = z.enum(["hubspot", "typeform", "google-forms", "surveymonkey", "use-case"]);
export type Tool = z.infer<typeof toolSchema>;

/** How the source tool names this field, kept so that answers can be written back. */
const fieldSourceSchema = z.object({
  /** The tool's own id: Typeform field id, HubSpot property name, Google question id, SurveyMonkey question id. */
  id: z.string(),
  /** A second key where the tool has one: Typeform `ref`, HubSpot `objectTypeId`. */
  ref: z.string().optional(),
  /** The tool's own type name, for reports. */
  type: z.string(),
});

/** One option of a choice question. `id` is ours, unique within the field; `value` is what is written back. */
export const choiceSchema = z.object({
  id: z.string().min(1),
  label: z.string(),
  value: z.string(),
});
export type Choice = z.infer<typeof choiceSchema>;

/**
 * What stands in an input before the customer types: they see it and can change it. `contact`: a property of the contact's
 * record; `hidden`: a hidden value that came with the message.
 */
export const prefillSchema = z.discriminatedUnion("from", [
  z.object({ from: z.literal("contact"), property: z.string().min(1) }),
  z.object({ from: z.literal("hidden"), name: z.string().min(1) }),
  z.object({ from: z.literal("value"), value: z.string().min(1).max(500) }),
]);
export type Prefill = z.infer<typeof prefillSchema>;

/**
 * How a question is asked that WhatsApp's policy does not let a business ask in full (WhatsApp reference 6.7). `ask` is for
 * health questions only, where the business has weighed it.
 */
export const policyChoiceSchema = z.enum(["leave_out", "last_digits", "secure_page", "ask"]);
export type PolicyChoice = z.infer<typeof policyChoiceSchema>;

/** Texts that quote earlier answers; `title` and `description` are what stands there when nothing is known. */
const quotingSchema = z.object({ title: recallSchema.optional(), description: recallSchema.optional() }).optional();

const base = {
  id: fieldIdSchema,
  title: z.string(),
  description: z.string().optional(),
  required: z.boolean(),
  source: fieldSourceSchema,
  /** Short name of the input itself, where the question stands above it. */
  label: z.string().optional(),
  /** Asked only where this holds; absent: always. What is not asked has no answer. */
  showIf: conditionSchema.optional(),
  prefill: prefillSchema.optional(),
  recall: quotingSchema,
  /** Begins a screen, or stays on the screen of the question before where there is room. */
  screen: z.enum(["new", "same"]).optional(),
  /** Hidden by an edit; nobody is asked. */
  hide: z.boolean().optional(),
  /** What was decided about a question that the policy concerns. */
  policy: policyChoiceSchema.optional(),
};

/** Id of the option behind which customers type an answer of their own; no choice of a form has it. */
export const otherChoice = "__other";

/** The name of a source that is none: the form's own choices, each time without those that are full by then. */
export const formItself = "@form";

const choiceBase = {
  ...base,
  /** With `choicesFrom`: what is offered while the source does not answer. */
  choices: z.array(choiceSchema),
  /** The choices are asked of a data source each time the question is shown; `source` is its name in the settings. */
  choicesFrom: z.object({ source: z.string().min(1) }).optional(),
  /** The tool lets people type an answer of their own. */
  allowOther: z.boolean(),
};

const partSchema = z.object({ key: z.string(), label: z.string(), required: z.boolean() });

/** Every kind of question, with what it adds to the common keys. `unsupported` carries the source's type name. */
export const fieldSchema = z.discriminatedUnion("kind", [
  z.object({
    ...base,
    kind: z.literal("short_text"),
    minLength: z.int().optional(),
    maxLength: z.int().optional(),
    pattern: z.string().optional(),
    code: codeQuestionSchema.optional(),
  }),
  z.object({
    ...base,
    kind: z.literal("long_text"),
    minLength: z.int().optional(),
    maxLength: z.int().optional(),
  }),
  z.object({ ...base, kind: z.literal("email") }),
  z.object({ ...base, kind: z.literal("phone"), defaultCountry: z.string().optional() }),
  z.object({ ...base, kind: z.literal("url") }),
  z.object({
    ...base,
    kind: z.literal("number"),
    min: z.number().optional(),
    max: z.number().optional(),
    integer: z.boolean().optional(),
  }),
  /** Value: `YYYY-MM-DD`. */
  z.object({ ...base, kind: z.literal("date"), min: z.string().optional(), max: z.string().optional() }),
  z.object({ ...base, kind: z.literal("time") }),
  z.object({ ...choiceBase, kind: z.literal("single_choice") }),
  z.object({
    ...choiceBase,
    kind: z.literal("multiple_choice"),
    minSelect: z.int().optional(),
    maxSelect: z.int().optional(),
  }),
  z.object({ ...choiceBase, kind: z.literal("dropdown") }),
  z.object({ ...choiceBase, kind: z.literal("picture_choice"), multiple: z.boolean() }),
  z.object({ ...base, kind: z.literal("boolean"), trueLabel: z.string(), falseLabel: z.string() }),
  /** Agreement to a text; `text` is the wording to keep as evidence. */
  z.object({ ...base, kind: z.literal("consent"), text: z.string(), link: z.string().optional() }),
  z.object({ ...base, kind: z.literal("rating"), steps: z.int().min(1) }),
  z.object({
    ...base,
    kind: z.literal("opinion_scale"),
    from: z.int(),
    to: z.int(),
    labels: z.object({ left: z.string().optional(), center: z.string().optional(), right: z.string().optional() }),
  }),
  z.object({
    ...base,
    kind: z.literal("nps"),
    labels: z.object({ left: z.string().optional(), right: z.string().optional() }),
  }),
  z.object({ ...base, kind: z.literal("ranking"), choices: z.array(choiceSchema) }),
  z.object({
    ...base,
    kind: z.literal("matrix"),
    rows: z.array(z.object({ key: z.string(), label: z.string(), required: z.boolean() })),
    columns: z.array(choiceSchema),
    multiple: z.boolean(),
  }),
  z.object({
    ...base,
    kind: z.literal("file"),
    /** Media types such as `application/pdf`, or all of a kind: `image/*`. Absent: any. */
    accepts: z.array(z.string()).optional(),
    minFiles: z.int().optional(),
    maxFiles: z.int().optional(),
    /** Size of one file. */
    maxBytes: z.int().optional(),
  }),
  z.object({ ...base, kind: z.literal("address"), parts: z.array(partSchema) }),
  z.object({ ...base, kind: z.literal("contact_info"), parts: z.array(partSchema) }),
  /** Signed by typing the full name and agreeing to `text`: nothing is drawn. Parts: `name`, `agreed`. */
  z.object({ ...base, kind: z.literal("signature"), text: z.string().optional() }),
  z.object({ ...base, kind: z.literal("payment") }),
  z.object({ ...base, kind: z.literal("statement") }),
  z.object({ ...base, kind: z.literal("unsupported") }),
]);
export type Field = z.infer<typeof fieldSchema>;
export type FieldKind = Field["kind"];
export type FieldOf<K extends FieldKind> = Extract<Field, { kind: K }>;

/** Fields that belong together; a section starts a new screen. */
export const sectionSchema = z.object({
  id: z.string(),
  title: z.string().optional(),
  description: z.string().optional(),
  recall: quotingSchema,
  items: z.array(fieldIdSchema),
});
export type Section = z.infer<typeof sectionSchema>;

/** A value that travels with the form unseen: a campaign, a source id. */
const hiddenSchema = z.object({ name: z.string(), label: z.string().optional(), value: z.string().optional() });

/** Something the importer has to say. `block` forbids publishing. */
export const noticeSchema = z.object({
  level: z.enum(["info", "warn", "block"]),
  /** Stable and searchable, such as `logic.not_built`. */
  code: z.string(),
  /** A sentence that a marketer understands, with the way out where there is one. */
  message: z.string(),
  fieldId: fieldIdSchema.optional(),
});
export type Notice = z.infer<typeof noticeSchema>;

export const formSchema = z.object({
  source: z.object({
    tool: toolSchema,
    formId: z.string(),
    /** Changes whenever the definition does: a date or a hash, as the tool has it. */
    revision: z.string(),
    url: z.string().optional(),
  }),
  title: z.string(),
  description: z.string().optional(),
  /** BCP 47, as the tool spells it. */
  language: z.string(),
  /** Every language that the form is written in; absent where that is one. */
  languages: z.array(z.string()).optional(),
  sections: z.array(sectionSchema),
  fields: z.record(fieldIdSchema, fieldSchema),
  hidden: z.array(hiddenSchema),
  /** Values that rules calculate. Absent, like `rules` and `endings`, where the form has none. */
  variables: z.array(variableSchema).optional(),
  rules: z.array(ruleSchema).optional(),
  endings: z.array(endingSchema).optional(),
  /** The form's own word on its button, where it has one. */
  submitLabel: z.string().optional(),
  /** The same for the button that leads to the next screen. */
  continueLabel: z.string().optional(),
  /** The form's own thank-you text, where it has one. */
  thankYou: z.string().optional(),
  notices: z.array(noticeSchema),
  /** Changes of the conversion that somebody has found fine, by field and code. */
  accepted: z.array(z.object({ field: z.string(), code: z.string() })).optional(),
  /** Every screen has a link by which the customer asks for a person instead. */
  personLink: z.boolean().optional(),
  /** The first screen says that answers reach the business before the form is sent. */
  unsentNotice: z.boolean().optional(),
});
export type Form = z.infer<typeof formSchema>;

/** A section with its fields. */
export interface FilledSection {
  section: Section;
  fields: readonly Field[];
}

const filled = new WeakMap<Form, readonly FilledSection[]>();

/**
 * The form's sections with each field once, where it is first listed; last, the fields that no section lists. The same for
 * the same form: a form is never changed in place.
 */
export function filledSections(form: Form): readonly FilledSection[] {
  const known = filled.get(form);
  if (known) return known;
  const found = fillSections(form);
  filled.set(form, found);
  return found;
}

function fillSections(form: Form): FilledSection[] {
  const seen = new Set<string>();
  const take = (ids: readonly string[]) =>
    ids.flatMap((id) => {
      const field = Object.hasOwn(form.fields, id) ? form.fields[id] : undefined;
      if (!field || seen.has(id)) return [];
      seen.add(id);
      return [field];
    });
  const listed = form.sections.map((section) => ({ section, fields: take(section.items) }));
  const rest = take(Object.keys(form.fields));
  return rest.length === 0 ? listed : [...listed, { section: { id: "unlisted", items: [] }, fields: rest }];
}

/** The fields in the order in which the form asks them. */
export function fieldsInOrder(form: Form): Field[] {
  return filledSections(form).flatMap(({ fields }) => fields);
}
