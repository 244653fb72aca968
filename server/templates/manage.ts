/** Handing in further templates for a Flow, changing a text, and choosing the one that carries the Flow. */
import { editFlowTemplate } from "../../connectors/whatsapp/templates.ts";
import { RefusedInput } from "../../core/errors.ts";
import {
  afterEvent,
  canBeSent,
  checkTemplate,
  mayEdit,
  type TemplateProblem,
  type TemplatePurpose,
  type TemplateText,
} from "../../core/templates/index.ts";
import type { Context } from "../context.ts";
import { type WhatsAppConnection, whatsappConnection } from "../portals/connections.ts";
import { graphOf } from "../portals/graph.ts";
import { storedFlowSchema } from "../publishing/catalogue.ts";
import { settingsOf } from "../publishing/settings.ts";
import { templateTextFor } from "../publishing/use-case.ts";
import { type Row, write } from "../store/index.ts";
import { buttonOf, handIn, refuseBad } from "./hand-in.ts";
import { type TemplateSeen, templatesSeen } from "./seen.ts";
import { editsOf, lifeOf, lifeWrites, type TemplateRow, templateRow } from "./store.ts";

export interface TemplateOrder {
  readonly flowId: string;
  readonly purpose: TemplatePurpose;
  readonly language: string;
  /** In place of the offered texts. */
  readonly body?: string | undefined;
  readonly button?: string | undefined;
}

export interface TemplateChanged {
  readonly kind: "template";
  readonly template: TemplateSeen;
  /** What is likely to happen in the review. */
  readonly warnings: readonly TemplateProblem[];
}

/** Hands in a template for another purpose or language. @throws RefusedInput, OutsideError */
export async function addTemplate(context: Context, portalId: string, order: TemplateOrder): Promise<TemplateChanged> {
  const { flow, connection } = await flowAtWhatsApp(context, portalId, order.flowId);
  const { body, button } = order;
  const text: TemplateText = {
    ...templateTextFor(flow, order.purpose, order.language),
    language: order.language,
    ...(body !== undefined && { body }),
    ...(button !== undefined && { button }),
  };
  const place = {
    portalId,
    graph: graphOf(context, connection),
    wabaId: connection.externalId,
  };
  const { opensWith } = settingsOf(flow);
  const row = await handIn(context, place, { flow, text, opensWith, entry: await entryOf(context, portalId, flow) });
  return changed(context, portalId, row.id, checkTemplate(text));
}

/** Hands in another text under the same name, where WhatsApp takes one now. @throws RefusedInput, OutsideError */
export async function editTemplate(
  context: Context,
  portalId: string,
  templateId: string,
  given: { readonly body?: string | undefined; readonly button?: string | undefined },
): Promise<TemplateChanged> {
  const row = await known(context, portalId, templateId);
  const life = lifeOf(row);
  const edits = editsOf(row);
  const may = mayEdit(life, edits, context.now());
  if (!may.ok) throw new RefusedInput("template.not_editable", may.because);
  const { flow, connection } = await flowAtWhatsApp(context, portalId, row.flow_id);
  const offered = templateTextFor(flow, row.purpose, row.language);
  const text: TemplateText = { ...offered, body: given.body ?? row.body, button: given.button ?? row.button };
  refuseBad(text);
  const entry = await entryOf(context, portalId, flow);
  const button = buttonOf(text.button, row.meta_flow_id, row.opens_with, entry);
  await editFlowTemplate(graphOf(context, connection), row.meta_id ?? "", {
    body: text.body,
    button,
  });
  // An approved one stays usable while the new text is looked at (WhatsApp reference 6.9).
  const approved = life.status === "approved";
  const next = approved ? life : afterEvent(life, { kind: "status", event: "PENDING", at: life.statusAt });
  const more = {
    body: text.body,
    button: text.button,
    edits: JSON.stringify(approved ? [...edits, context.now()] : edits),
  };
  await context.store.of(portalId).commit(lifeWrites(context, portalId, row, next, more));
  return changed(context, portalId, row.id, checkTemplate(text));
}

/** From now on this template carries the Flow outside the 24 hours. @throws RefusedInput */
export async function useTemplate(context: Context, portalId: string, templateId: string): Promise<TemplateChanged> {
  const row = await known(context, portalId, templateId);
  const { flow } = await flowAtWhatsApp(context, portalId, row.flow_id);
  if (row.meta_flow_id !== flow.meta_flow_id || row.opens_with !== settingsOf(flow).opensWith) {
    throw new RefusedInput("template.of_before", "This template opens the Flow as it was before. Hand in a new one.");
  }
  if (!canBeSent(lifeOf(row))) {
    throw new RefusedInput("template.not_approved", "WhatsApp has not approved this template. Choose it once it has.");
  }
  const tenant = context.store.of(portalId);
  const chosen = { template_name: row.name, template_language: row.language };
  await tenant.commit([write(tenant.db.updateTable("flows").set(chosen).where("id", "=", flow.id), 1)]);
  return changed(context, portalId, row.id, []);
}

async function known(context: Context, portalId: string, templateId: string): Promise<TemplateRow> {
  const row = await templateRow(context, portalId, templateId);
  if (!row) throw new RefusedInput("template.unknown", "The portal has no such template.");
  return row;
}

async function flowAtWhatsApp(
  context: Context,
  portalId: string,
  flowId: string,
): Promise<{ flow: Row<"flows">; connection: WhatsAppConnection }> {
  const tenant = context.store.of(portalId);
  const flow = await tenant.first(tenant.db.selectFrom("flows").selectAll().where("id", "=", flowId));
  if (!flow?.meta_flow_id || !flow.current_version_id) {
    throw new RefusedInput("flow.not_published", "Publish the Flow first: a template opens a published Flow.");
  }
  const connection = await whatsappConnection(context, portalId, flow.connection_id);
  if (!connection) throw new RefusedInput("whatsapp.not_connected", "Connect the WhatsApp account again first.");
  return { flow, connection };
}

/** The entry screen is the same in all versions, so any of them tells it. */
export async function entryOf(context: Context, portalId: string, flow: Row<"flows">): Promise<string> {
  const tenant = context.store.of(portalId);
  const query = tenant.db.selectFrom("flow_versions").select("compiled").where("id", "=", flow.current_version_id);
  const version = await tenant.first(query);
  return storedFlowSchema.parse(JSON.parse(version?.compiled ?? "{}")).screens[0]?.id ?? "";
}

async function changed(
  context: Context,
  portalId: string,
  templateId: string,
  problems: readonly TemplateProblem[],
): Promise<TemplateChanged> {
  const template = (await templatesSeen(context, portalId)).find(({ id }) => id === templateId);
  if (!template) throw new RefusedInput("template.unknown", "The portal has no such template.");
  return { kind: "template", template, warnings: problems.filter(({ level }) => level === "warn") };
}
