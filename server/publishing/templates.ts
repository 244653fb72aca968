/**
 * The message template that carries a Flow outside the 24 hours. It is made once for each way of opening, names the Meta
 * Flow and its entry screen for good, and survives every edit of the form (WhatsApp reference 6.9).
 */
import type { Graph } from "../../connectors/whatsapp/client.ts";
import {
  createFlowTemplate,
  listTemplates,
  type NewFlowTemplate,
  templateLanguage,
} from "../../connectors/whatsapp/templates.ts";
import type { Form } from "../../core/form/types.ts";
import { speaks, wordsFor } from "../../core/texts/index.ts";
import type { Context } from "../context.ts";
import { type Row, type Write, write } from "../store/index.ts";
import type { FlowSettings } from "./settings.ts";
import { unlessThere } from "./unless-there.ts";

export interface FlowTemplate {
  readonly name: string;
  readonly language: string;
}

export interface TemplateWanted {
  readonly flow: Row<"flows">;
  readonly form: Form;
  readonly opensWith: FlowSettings["opensWith"];
  /** Id of the entry screen. */
  readonly entry: string;
}

/** Hands it in for review where it is not there yet. @throws OutsideError where WhatsApp refuses it */
export async function ensureTemplate(graph: Graph, wabaId: string, wanted: TemplateWanted): Promise<FlowTemplate> {
  const { flow, form, opensWith, entry } = wanted;
  const name = templateName(flow, opensWith);
  if (flow.template_name === name && flow.template_language) return { name, language: flow.template_language };
  const { message } = wordsFor(form.language);
  // A template's language must be that of its text.
  const language = templateLanguage(speaks(form.language) ? form.language : "en");
  const template: NewFlowTemplate = {
    name,
    language,
    category: "UTILITY",
    body: message.template(titleOf(form) || message.ourForm),
    button: {
      text: message.button,
      flowId: flow.meta_flow_id ?? "",
      open: opensWith === "navigate" ? { action: "navigate", screen: entry } : { action: "data_exchange" },
      icon: "DOCUMENT",
    },
  };
  const there = await unlessThere(
    async () => {
      await createFlowTemplate(graph, wabaId, template);
      return { language };
    },
    async () => (await listTemplates(graph, wabaId, name)).at(0),
  );
  return { name, language: there.language };
}

/** To be committed where the Flow has another template than before. */
export function templateWrites({ store }: Context, portalId: string, flowId: string, template: FlowTemplate): Write[] {
  const { db } = store.of(portalId);
  const change = { template_name: template.name, template_language: template.language };
  return [write(db.updateTable("flows").set(change).where("id", "=", flowId), 1)];
}

/** A deleted template's name stays blocked for weeks (WhatsApp reference 6.2): the Meta Flow's id makes it new. */
function templateName(flow: Row<"flows">, opensWith: FlowSettings["opensWith"]): string {
  const name = `flowella_${flow.id.toLowerCase().replace(/[^a-z0-9]/g, "")}_${flow.meta_flow_id ?? ""}`.slice(0, 60);
  return opensWith === "navigate" ? `${name}_navigate` : name;
}

/** Inside a sentence of a template: one line, and no braces, which would make it a variable. */
function titleOf(form: Form): string {
  return form.title
    .replace(/[{}\s]+/g, " ")
    .trim()
    .slice(0, 120);
}
