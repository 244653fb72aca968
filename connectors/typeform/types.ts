/**
 * A Typeform definition as `GET https://api.typeform.com/forms/{form_id}` gives it (form-tools reference 2.3 to 2.6).
 *
 * Lenient on purpose: a question we cannot read becomes `unsupported`, it never fails the import. Only what makes a document
 * a Typeform definition at all is insisted on: an id and a list of fields.
 */
import { z } from "zod";

const text = z.string().catch("");
const optionalText = z.string().optional().catch(undefined);
const flag = z.boolean().optional().catch(undefined);
const number = z.number().optional().catch(undefined);

/** `base_label`: of a translated form, the words in the language that it was made in. */
const choiceSchema = z.object({ id: optionalText, ref: optionalText, label: text, base_label: optionalText });
export type TypeformChoice = z.infer<typeof choiceSchema>;

const labelsSchema = z.object({ left: optionalText, center: optionalText, right: optionalText });

/** Inner fields stay unread here: the adapter reads them one level at a time and so decides how deep it goes. */
const propertiesSchema = z.object({
  description: optionalText,
  choices: z.array(choiceSchema).optional().catch(undefined),
  fields: z.array(z.unknown()).optional().catch(undefined),
  labels: labelsSchema.optional().catch(undefined),
  allow_multiple_selection: flag,
  allow_other_choice: flag,
  alphabetical_order: flag,
  randomize: flag,
  start_at_one: flag,
  steps: number,
  default_country_code: optionalText,
});

const validationsSchema = z.object({
  required: flag,
  max_length: number,
  min_value: number,
  max_value: number,
  min_selection: number,
  max_selection: number,
});

export const fieldSchema = z.object({
  id: optionalText,
  ref: optionalText,
  title: text,
  type: z.string().catch("unknown"),
  properties: propertiesSchema.catch({}),
  validations: validationsSchema.catch({}),
  subfield_key: optionalText,
  attachment: z.unknown().optional(),
  layout: z.unknown().optional(),
});
export type TypeformField = z.infer<typeof fieldSchema>;

const screenSchema = z.object({
  id: optionalText,
  ref: optionalText,
  title: text,
  type: optionalText,
  properties: z.object({ description: optionalText, button_text: optionalText, redirect_url: optionalText }).catch({}),
});
export type TypeformScreen = z.infer<typeof screenSchema>;

const scalar = z.union([z.string(), z.number(), z.boolean()]);

/** `condition` stays unread here: it nests without limit. */
const actionSchema = z.object({
  action: text,
  details: z
    .object({
      to: z.object({ type: text, value: text }).optional().catch(undefined),
      target: z.object({ type: text, value: scalar }).optional().catch(undefined),
      value: z.object({ type: text, value: scalar }).optional().catch(undefined),
    })
    .catch({}),
  condition: z.unknown().optional(),
});
export type TypeformAction = z.infer<typeof actionSchema>;

const noAction: TypeformAction = { action: "", details: {} };
const logicSchema = z.object({ type: text, ref: text, actions: z.array(actionSchema.catch(noAction)).catch([]) });
export type TypeformLogic = z.infer<typeof logicSchema>;

export const formSchema = z.object({
  id: z.string().min(1),
  title: text,
  settings: z
    .object({
      language: optionalText,
      translation_languages: z.array(z.string()).optional().catch(undefined),
      captcha: flag,
      is_public: flag,
    })
    .catch({}),
  welcome_screens: z.array(screenSchema).catch([]),
  thankyou_screens: z.array(screenSchema).catch([]),
  fields: z.array(z.unknown()),
  hidden: z.array(z.string()).catch([]),
  logic: z.array(logicSchema.catch({ type: "", ref: "", actions: [] })).catch([]),
  variables: z.record(z.string(), z.unknown()).catch({}),
  last_updated_at: optionalText,
  published_at: optionalText,
  _links: z.object({ display: optionalText }).catch({}),
});
export type TypeformForm = z.infer<typeof formSchema>;
