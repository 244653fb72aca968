/** Message templates with a Flow button, for sending outside the 24-hour window (WhatsApp reference 6.2). */
import { z } from "zod";
import { type Graph, listAll } from "./client.ts";
import { successSchema, type Template, templateSchema } from "./types.ts";

export interface NewFlowTemplate {
  /** Lowercase letters, digits and underscores. */
  name: string;
  /** Such as `en_US`. */
  language: string;
  /** Meta may decide otherwise, and what it says when it is sent is billed. */
  category: "MARKETING" | "UTILITY";
  /** With variables as `{{1}}`; none at its start or end. */
  body: string;
  /** One for each variable of the body. */
  bodyExamples?: readonly string[];
  button: {
    /** At most 25 characters. */
    text: string;
    /** Must be published. The template keeps this id for good. */
    flowId: string;
    /** By default the endpoint chooses the first screen. */
    open?: { action: "data_exchange" } | { action: "navigate"; screen?: string };
    icon?: "DOCUMENT" | "PROMOTION" | "REVIEW";
  };
}

const createdSchema = z.object({ id: z.string(), status: z.string().optional(), category: z.string().optional() });

/** Hands a template in for review. `status` is Meta's first word on it, usually `PENDING`. */
export async function createFlowTemplate(
  graph: Graph,
  wabaId: string,
  template: NewFlowTemplate,
): Promise<z.infer<typeof createdSchema>> {
  const { name, language, category } = template;
  return graph({
    about: "templates",
    method: "POST",
    path: [wabaId, "message_templates"],
    body: { json: { name, language, category, components: componentsOf(template) } },
    answer: createdSchema,
  });
}

/** What of a template may change: all its components at once; the category only while it is not approved. */
export type TemplateEdit = Pick<NewFlowTemplate, "body" | "bodyExamples" | "button"> & {
  category?: NewFlowTemplate["category"];
};

/** Hands another text in for review, under the same name (WhatsApp reference 6.9). */
export async function editFlowTemplate(graph: Graph, templateId: string, edit: TemplateEdit): Promise<void> {
  const { category } = edit;
  const json = { components: componentsOf(edit), ...(category !== undefined && { category }) };
  await graph({ about: "template", method: "POST", path: [templateId], body: { json }, answer: successSchema });
}

function componentsOf({ body, bodyExamples = [], button }: Pick<NewFlowTemplate, "body" | "bodyExamples" | "button">) {
  return [
    { type: "BODY", text: body, ...(bodyExamples.length > 0 && { example: { body_text: [bodyExamples] } }) },
    { type: "BUTTONS", buttons: [buttonOf({ button })] },
  ];
}

function buttonOf({ button }: Pick<NewFlowTemplate, "button">): Record<string, string> {
  const open = button.open ?? { action: "data_exchange" };
  const screen = open.action === "navigate" ? open.screen : undefined;
  return {
    type: "FLOW",
    text: button.text,
    flow_id: button.flowId,
    flow_action: open.action,
    ...(screen !== undefined && { navigate_screen: screen }),
    ...(button.icon !== undefined && { icon: button.icon }),
  };
}

/**
 * The template language for texts in a form's language (a tag such as `pt-PT`). Portuguese is the one of ours that
 * WhatsApp knows by country only.
 */
export function templateLanguage(language: string): string {
  const [base = "", ...rest] = language
    .trim()
    .toLowerCase()
    .split(/[-_.@]/);
  if (base === "pt") return rest.includes("pt") ? "pt_PT" : "pt_BR";
  return base;
}

/** All templates of the account, or those of one name: one for each language. */
export async function listTemplates(graph: Graph, wabaId: string, name?: string): Promise<Template[]> {
  const fields = "id,name,language,status,category,rejected_reason";
  const query: Record<string, string> = name === undefined ? { fields } : { fields, name };
  const templates = await listAll(graph, [wabaId, "message_templates"], query, templateSchema, "templates");
  // The filter finds parts of names, too.
  return name === undefined ? templates : templates.filter((template) => template.name === name);
}

export interface TemplateBody extends Template {
  /** How many variables the body has. */
  readonly variables: number;
  /** A body and nothing that needs a parameter of its own: no button, no variable in its header. */
  readonly plain: boolean;
}

const componentSchema = z.looseObject({ type: z.string(), text: z.string().optional(), format: z.string().optional() });
const withBodySchema = templateSchema.extend({ components: z.array(componentSchema) });

/** The languages of one template, with what their bodies need (WhatsApp reference 6.2). */
export async function listTemplateBodies(graph: Graph, wabaId: string, name: string): Promise<TemplateBody[]> {
  const query = { fields: "id,name,language,status,category,components", name };
  const found = await listAll(graph, [wabaId, "message_templates"], query, withBodySchema, "templates");
  return found
    .filter((template) => template.name === name)
    .map(({ components, ...template }) => {
      const body = components.find(({ type }) => type === "BODY")?.text ?? "";
      const header = components.find(({ type }) => type === "HEADER");
      const fixedHeader = !header || (header.format === "TEXT" && !header.text?.includes("{{"));
      const plain = fixedHeader && components.every(({ type }) => type !== "BUTTONS");
      return { ...template, variables: new Set(body.match(/\{\{[^{}]*\}\}/g) ?? []).size, plain };
    });
}
