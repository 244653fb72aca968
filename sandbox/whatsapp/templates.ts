/** Message templates (WhatsApp reference 6.2, 6.4). */
import { z } from "zod";
import { accountFor } from "./access.ts";
import { askedFields, page, pickFields, type Readable } from "./fields.ts";
import { entryScreens, live } from "./flow-facts.ts";
import type { Call, Graph } from "./graph.ts";
import { badParameter, notVisible } from "./graph-error.ts";
import { parseParams } from "./params.ts";
import type { State, Template, TemplateComponent, TemplateStatus } from "./state.ts";
import { type FlowButton, readTemplate, type TemplateDraft, templateError } from "./template-rules.ts";
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
  const components = storedComponents(state, account.id, draft);
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

function storedComponents(state: State, accountId: string, draft: TemplateDraft): TemplateComponent[] {
  return draft.components.map((component) =>
    component.type === "BUTTONS"
      ? {
          ...component,
          buttons: component.buttons.map((button) =>
            button.type === "FLOW" ? resolved(state, accountId, button) : button,
          ),
        }
      : component,
  );
}

const dayMs = 86_400_000;
const editSchema = z.strictObject({ components: z.array(z.unknown()), category: z.string().optional() });

/** Replaces all components; where and how often it may be done: reference 6.9. */
export function editTemplate(state: State, { caller, id, params }: Call): unknown {
  const template = state.templates.get(id);
  if (!template) throw notVisible(id);
  accountFor(state, caller, template.accountId);
  const { category, ...edit } = parseParams(editSchema, params);
  const { name, language } = template;
  const draft = readTemplate({ name, language, category: category ?? template.category, ...edit });
  if (!["APPROVED", "REJECTED", "PAUSED"].includes(template.status))
    throw badParameter("A template can be edited only while it is approved, rejected or paused.");
  if (template.status === "APPROVED") {
    if (category !== undefined && category !== template.category)
      throw badParameter("The category of an approved template cannot be changed.");
    const edits = (template.edits ?? []).filter((at) => at > state.now() - 30 * dayMs);
    if (edits.some((at) => at > state.now() - dayMs) || edits.length >= 10)
      throw templateError(2388019, "Too many edits of this template.");
    template.edits = [...edits, state.now()];
  }
  template.components = storedComponents(state, template.accountId, draft);
  template.category = draft.category;
  // An approved one stays usable unless the new text fails its review; this stand-in keeps it approved.
  if (template.status !== "APPROVED") template.status = "PENDING";
  delete template.rejectedReason;
  return { success: true };
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
    rejected_reason: () => template.rejectedReason ?? "NONE",
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

/** What a decision may say besides its event (reference 6.4). */
export interface DecisionDetails {
  readonly reason?: string | undefined;
  /** `rejection_info.recommendation`. */
  readonly advice?: string;
}

/** `FLAGGED` leaves an approved template approved; the other two bring it back. */
export type TemplateDecision = TemplateStatus | "FLAGGED" | "REINSTATED" | "UNARCHIVED";

/** Meta's decision, or the quality monitor's; the app hears of it on its own callback (reference 6.4, 5.16). */
export function decideTemplate(
  state: State,
  webhooks: Webhooks,
  template: Template,
  event: TemplateDecision,
  { reason = "NONE", advice }: DecisionDetails = {},
): void {
  template.status = event === "FLAGGED" || event === "REINSTATED" || event === "UNARCHIVED" ? "APPROVED" : event;
  if (event === "REJECTED") template.rejectedReason = reason;
  const account = state.accounts.get(template.accountId);
  if (!account) return;
  const value = {
    event,
    ...named(template),
    reason,
    message_template_category: template.category,
    ...(advice !== undefined && { rejection_info: { reason, recommendation: advice } }),
  };
  webhooks.emit(account, "message_template_status_update", value, true);
  if (event === "DELETED") state.templates.delete(template.id);
}

/** Meta announces another category (`at`: milliseconds since 1970), or has changed it already (reference 6.9). */
export function recategorise(
  state: State,
  webhooks: Webhooks,
  template: Template,
  category: string,
  announcedFor?: number,
): void {
  const before = template.category;
  const account = state.accounts.get(template.accountId);
  if (announcedFor === undefined) template.category = category;
  const change =
    announcedFor === undefined
      ? { previous_category: before, new_category: category }
      : { correct_category: category, category_update_timestamp: Math.floor(announcedFor / 1000) };
  if (account) webhooks.emit(account, "template_category_update", { ...named(template), ...change }, true);
}

function named(template: Template) {
  return {
    message_template_id: Number(template.id),
    message_template_name: template.name,
    message_template_language: template.language,
  };
}
