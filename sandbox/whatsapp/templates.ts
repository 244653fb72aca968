/** Message templates (WhatsApp reference 6.2, 6.4). */
import { accountFor } from "./access.ts";
import { askedFields, page, pickFields, type Readable } from "./fields.ts";
import { entryScreens, live } from "./flow-facts.ts";
import type { Call, Graph } from "./graph.ts";
import { badParameter, notVisible } from "./graph-error.ts";
import type { State, Template, TemplateComponent } from "./state.ts";
import { type FlowButton, readTemplate, templateError } from "./template-rules.ts";
import type { Webhooks } from "./webhooks.ts";

export function templateRoutes(graph: Graph): void {
  const { state } = graph;
  graph.on("post", "/:id/message_templates", (call) => createTemplate(state, call));
  graph.on("get", "/:id/message_templates", (call) => listTemplates(state, call));
}

function createTemplate(state: State, { caller, id, params }: Call): unknown {
  const account = accountFor(state, caller, id);
  const draft = readTemplate(params);
  const exists = templatesOf(state, account.id).some(
    ({ name, language }) => name === draft.name && language === draft.language,
  );
  if (exists) throw templateError(2388024, "There is already content in this language for this template.");
  const components = draft.components.map(
    (component): TemplateComponent =>
      component.type === "BUTTONS"
        ? {
            ...component,
            buttons: component.buttons.map((button) =>
              button.type === "FLOW" ? resolved(state, account.id, button) : button,
            ),
          }
        : component,
  );
  const { name, language, category } = draft;
  const template: Template = {
    id: state.nextId("template"),
    accountId: account.id,
    name,
    language,
    category,
    components,
    status: "PENDING",
  };
  state.templates.set(template.id, template);
  return { id: template.id, status: template.status, category };
}

/** A template stores the Flow's id and first screen, never its JSON; a name is resolved once (reference 6.2, 6.9). */
function resolved(state: State, accountId: string, button: FlowButton): FlowButton {
  const flow = [...state.flows.values()].find(
    (candidate) =>
      candidate.accountId === accountId && (candidate.id === button.flow_id || candidate.name === button.flow_name),
  );
  if (!flow) throw badParameter("The FLOW button names no Flow of this account.");
  const revision = live(flow);
  if (flow.status !== "PUBLISHED" || !revision) throw badParameter("The Flow must be published.");
  const { flow_name: _name, ...rest } = button;
  if (button.flow_action === "data_exchange") return { ...rest, flow_id: flow.id };
  const entries = entryScreens(revision);
  const screen = button.navigate_screen ?? entries[0] ?? "";
  if (!entries.includes(screen)) throw badParameter(`navigate_screen ${screen} is not an entry screen of the Flow.`);
  return { ...rest, flow_id: flow.id, navigate_screen: screen };
}

const DEFAULTS = ["name", "status", "category", "language", "components", "id"];

function templateFields(template: Template): Readable {
  return {
    id: () => template.id,
    name: () => template.name,
    status: () => template.status,
    category: () => template.category,
    language: () => template.language,
    components: () => template.components,
    quality_score: () => ({ score: "UNKNOWN" }),
  };
}

function listTemplates(state: State, { caller, id, request, baseUrl }: Call): unknown {
  const account = accountFor(state, caller, id);
  const { name, status } = request.query;
  const found = templatesOf(state, account.id).filter(
    (template) =>
      (name === undefined || template.name === name) && (status === undefined || template.status === status),
  );
  const templates = page(found, request, baseUrl);
  const asked = askedFields(request);
  return {
    ...templates,
    data: templates.data.map((template) => pickFields(templateFields(template), asked, DEFAULTS)),
  };
}

export function readTemplateById(state: State, { caller, id, request }: Call): unknown {
  const template = state.templates.get(id);
  if (!template) throw notVisible(id);
  accountFor(state, caller, template.accountId);
  return pickFields(templateFields(template), askedFields(request), DEFAULTS);
}

function templatesOf(state: State, accountId: string): Template[] {
  return [...state.templates.values()].filter((template) => template.accountId === accountId);
}

/** Meta's decision, or the quality monitor's; the app hears of it on its own callback (reference 6.4, 5.16). */
export function decideTemplate(
  state: State,
  webhooks: Webhooks,
  template: Template,
  status: Template["status"],
  reason = "NONE",
): void {
  template.status = status;
  const account = state.accounts.get(template.accountId);
  if (!account) return;
  const value = {
    event: status,
    message_template_id: Number(template.id),
    message_template_name: template.name,
    message_template_language: template.language,
    reason,
    message_template_category: template.category,
  };
  webhooks.emit(account, "message_template_status_update", value, true);
}
