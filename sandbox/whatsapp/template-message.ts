/** A template as one message (WhatsApp reference 6.2, 8.5). */
import { live } from "./flow-facts.ts";
import { opening, refuseUnhealthy } from "./flow-message.ts";
import { GraphError } from "./graph-error.ts";
import { type TemplateMessageBody, wrongValue } from "./message-schemas.ts";
import type { FlowInMessage, SentMessage, State, Template } from "./state.ts";
import { variablesIn } from "./template-rules.ts";

type Given = TemplateMessageBody["template"];

/** Throws 132001 (unknown or not approved), 132015, 132016, 132000 (parameter count), 131009 (button), 132068, 132069. */
export function templateContent(
  state: State,
  accountId: string,
  given: Given,
): Pick<SentMessage, "text" | "parts" | "flow" | "template"> {
  const template = [...state.templates.values()].find(
    (candidate) =>
      candidate.accountId === accountId && candidate.name === given.name && candidate.language === given.language.code,
  );
  if (template?.status === "PAUSED") throw new GraphError(132015, "(#132015) Template is paused");
  if (template?.status === "DISABLED") throw new GraphError(132016, "(#132016) Template is disabled");
  if (template?.status !== "APPROVED")
    throw new GraphError(132001, "(#132001) Template name does not exist in the translation", {
      status: 404,
      details: `template name (${given.name}) does not exist in ${given.language.code}`,
    });
  const [header, body, footer] = ["HEADER", "BODY", "FOOTER"].map((part) => hydrated(template, part, given));
  const text = [header, body, footer].filter((part) => part !== undefined).join("\n");
  return { text, parts: { header, body: body ?? "", footer }, template, flow: flowOf(state, template, given) };
}

function hydrated(template: Template, part: string, given: Given): string | undefined {
  const text = template.components.find(({ type }) => type === part)?.text;
  if (text === undefined) return undefined;
  const component = given.components.find(({ type }) => type === part.toLowerCase());
  const values =
    component && component.type !== "button" ? component.parameters.map((parameter) => parameter.text) : [];
  const wanted = variablesIn(text).length;
  if (values.length !== wanted)
    throw new GraphError(132000, "(#132000) Number of parameters does not match the expected number of params", {
      details: `${part.toLowerCase()}: number of localizable_params (${values.length}) does not match the expected number of params (${wanted})`,
    });
  return text.replace(/\{\{(\d+)\}\}/g, (_, position: string) => values[Number(position) - 1] ?? "");
}

function flowOf(state: State, template: Template, given: Given): FlowInMessage | undefined {
  const buttons = template.components.flatMap((component) => component.buttons ?? []);
  const position = buttons.findIndex((button) => button.type === "FLOW");
  const button = buttons[position];
  const components = given.components.filter(
    (component) => component.type === "button" && component.sub_type === "flow",
  );
  const component = components.find((candidate) => candidate.type === "button" && candidate.index === position);
  if (!button) {
    if (components.length > 0) throw wrongValue("The template has no Flow button.");
    return undefined;
  }
  if (component?.type !== "button" || component.sub_type !== "flow")
    throw wrongValue(`components: button at index ${position} of sub_type flow is required.`);

  const flow = state.flows.get(button.flow_id ?? "");
  if (!flow) throw wrongValue("The template's Flow no longer exists.");
  refuseUnhealthy(state, flow);
  // Whether a Flow under edit still sends its last published revision is not documented for templates (6.9); it does here.
  const revision = live(flow);
  if (!revision) throw wrongValue("The template's Flow is not published.");
  const { flow_token: token = "unused", flow_action_data: data } = component.parameters[0]?.action ?? {};
  const action = button.flow_action ?? "navigate";
  if (action === "data_exchange" && data !== undefined) throw wrongValue("flow_action_data is for navigate only.");
  return {
    flowId: flow.id,
    revision: revision.number,
    flowJson: revision.flowJson,
    token,
    cta: button.text,
    action,
    button: "ready",
    ...(action === "navigate" && opening(revision, button.navigate_screen, data)),
  };
}
