/** What a template may be (WhatsApp reference 6.2). Undocumented keys are refused. */
import { z } from "zod";
import { readCodeTemplate } from "./code-template-rules.ts";
import { badParameter, GraphError } from "./graph-error.ts";
import type { Params } from "./params.ts";
import { parseParams } from "./params.ts";

const buttonText = z.string().min(1).max(25);
const flowButton = z.strictObject({
  type: z.literal("FLOW"),
  text: buttonText,
  flow_id: z.string().optional(),
  flow_name: z.string().optional(),
  flow_json: z.string().optional(),
  flow_action: z.enum(["navigate", "data_exchange"]).default("navigate"),
  navigate_screen: z.string().optional(),
  icon: z.enum(["DOCUMENT", "PROMOTION", "REVIEW"]).optional(),
});
export type FlowButton = z.infer<typeof flowButton>;

const buttonSchema = z.discriminatedUnion("type", [
  flowButton,
  z.strictObject({ type: z.literal("QUICK_REPLY"), text: buttonText }),
  z.strictObject({
    type: z.literal("URL"),
    text: buttonText,
    url: z.string(),
    example: z.array(z.string()).optional(),
  }),
  z.strictObject({ type: z.literal("PHONE_NUMBER"), text: buttonText, phone_number: z.string() }),
]);

const componentSchema = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("HEADER"),
    format: z.literal("TEXT").default("TEXT"),
    text: z.string().min(1),
    example: z.strictObject({ header_text: z.array(z.string()) }).optional(),
  }),
  z.strictObject({
    type: z.literal("BODY"),
    text: z.string().min(1),
    example: z.strictObject({ body_text: z.array(z.array(z.string())) }).optional(),
  }),
  z.strictObject({ type: z.literal("FOOTER"), text: z.string().min(1) }),
  z.strictObject({ type: z.literal("BUTTONS"), buttons: z.array(buttonSchema).min(1).max(10) }),
]);
export type TemplatePart = z.infer<typeof componentSchema>;

const createSchema = z.strictObject({
  name: z.string().regex(/^[a-z0-9_]+$/, "lowercase letters, digits and underscore only"),
  language: z.string().regex(/^[a-z]{2,3}(_[A-Z]{2})?$/, "not a language code"),
  category: z.enum(["MARKETING", "UTILITY", "AUTHENTICATION"]),
  components: z.array(componentSchema).min(1),
  message_send_ttl_seconds: z.number().optional(),
});
export type TemplateDraft = z.infer<typeof createSchema>;

/** Reads and judges a new template. Throws 100 and the 2388xxx codes of reference 8.5. */
export function readTemplate(params: Params): TemplateDraft {
  const codes = z.looseObject({ category: z.literal("AUTHENTICATION") }).safeParse(params).success;
  const draft = parseParams(createSchema, codes ? readCodeTemplate(params) : params);
  if (codes) return draft;
  if (draft.name.length > 512) throw templateError(2388040, "The name is too long.");
  const kinds = draft.components.map(({ type }) => type);
  if (new Set(kinds).size !== kinds.length) throw badParameter("Each kind of component may stand once.");
  if (!kinds.includes("BODY")) throw badParameter("A template needs a BODY.");
  for (const component of draft.components) judge(component);
  return draft;
}

export function templateError(code: number, message: string): GraphError {
  return new GraphError(code, message, { userTitle: "Template not accepted", userMessage: message });
}

function judge(component: TemplatePart): void {
  switch (component.type) {
    case "HEADER":
      if (component.text.length > 60 || variablesIn(component.text).length > 1)
        throw templateError(2388047, "A header has at most 60 characters and one variable.");
      needExamples(component.text, component.example?.header_text);
      return;
    case "BODY":
      if (component.text.length > 1024) throw templateError(2388040, "A body has at most 1024 characters.");
      if (/^\s*\{\{|\}\}\s*$/.test(component.text))
        throw templateError(2388299, "Variables may not stand at the start or end.");
      needExamples(component.text, component.example?.body_text[0]);
      return;
    case "FOOTER":
      if (component.text.length > 60 || variablesIn(component.text).length > 0)
        throw templateError(2388073, "A footer has at most 60 characters and no variable.");
      return;
    case "BUTTONS":
      judgeFlowButtons(component.buttons.filter((button) => button.type === "FLOW"));
  }
}

function judgeFlowButtons(buttons: readonly FlowButton[]): void {
  if (buttons.length > 1) throw badParameter("A template has at most one FLOW button.");
  const [button] = buttons;
  if (!button) return;
  const sources = [button.flow_id, button.flow_name, button.flow_json].filter((source) => source !== undefined);
  if (sources.length !== 1) throw badParameter("A FLOW button needs exactly one of flow_id, flow_name and flow_json.");
  if (button.flow_json !== undefined)
    throw badParameter("This stand-in takes no flow_json in a button: create the Flow first.");
  if (button.flow_action === "data_exchange" && button.navigate_screen !== undefined)
    throw badParameter("navigate_screen is for navigate only.");
}

/** Positions of `{{1}}`, `{{2}}`, each once. */
export function variablesIn(text: string): string[] {
  return [...new Set([...text.matchAll(/\{\{(\d+)\}\}/g)].map((match) => match[1] ?? ""))];
}

function needExamples(text: string, examples: readonly string[] | undefined): void {
  const variables = variablesIn(text);
  if (variables.some((position, at) => position !== String(at + 1))) throw badParameter("Variables count from {{1}}.");
  if (variables.length !== (examples?.length ?? 0)) throw badParameter("Every variable needs an example.");
}
