/**
 * Handing a template in for review, once for each Meta Flow, purpose, language and way of opening. It is stored before
 * Meta is called: its decision may be told before the call returns, and a call that broke off is made again.
 */
import type { Graph } from "../../connectors/whatsapp/client.ts";
import {
  createFlowTemplate,
  listTemplates,
  type NewFlowTemplate,
  templateLanguage,
} from "../../connectors/whatsapp/templates.ts";
import { RefusedInput } from "../../core/errors.ts";
import { afterReading, checkTemplate, handedIn, stops, type TemplateText } from "../../core/templates/index.ts";
import type { Context } from "../context.ts";
import { unlessThere } from "../publishing/unless-there.ts";
import { type Row, write } from "../store/index.ts";
import { templateName } from "./names.ts";
import { lifeOf, lifeWrites, newRow, type TemplateRow, templateRow, templateRows } from "./store.ts";

export interface HandInPlace {
  readonly portalId: string;
  readonly graph: Graph;
  /** Of the WhatsApp Business account. */
  readonly wabaId: string;
}

export interface WantedTemplate {
  readonly flow: Row<"flows">;
  readonly text: TemplateText;
  readonly opensWith: "exchange" | "navigate";
  /** Id of the entry screen. */
  readonly entry: string;
}

/** Whether Meta will never let it out again. */
export function isDead({ status }: Pick<TemplateRow, "status">): boolean {
  return status === "disabled" || status === "deleted";
}

/**
 * @returns the template that is there already, or the one that was handed in now
 * @throws RefusedInput where the text would be refused; OutsideError where WhatsApp refuses it
 */
export async function handIn(context: Context, place: HandInPlace, wanted: WantedTemplate): Promise<TemplateRow> {
  const { flow, text, opensWith } = wanted;
  const language = templateLanguage(text.language);
  const alike = (await templateRows(context, place.portalId, flow.id)).filter(
    (row) =>
      row.meta_flow_id === flow.meta_flow_id &&
      row.purpose === text.purpose &&
      row.opens_with === opensWith &&
      row.language === language,
  );
  const living = alike.find((row) => !isDead(row));
  if (living?.meta_id) return living;
  refuseBad(text);
  const row = living ?? (await insert(context, place.portalId, wanted, language, alike.length + 1));
  return submit(context, place, row, wanted);
}

/** What cannot be filled when it is sent, and what the checks stop. */
export function refuseBad(text: TemplateText): void {
  if (/\{\{/.test(text.body)) {
    throw new RefusedInput(
      "template.variables",
      "Write the text without variables: nothing fills them when it is sent.",
    );
  }
  const [problem] = stops(checkTemplate(text));
  if (problem) throw new RefusedInput(`template.${problem.code}`, problem.says);
}

async function insert(
  context: Context,
  portalId: string,
  { flow, text, opensWith }: WantedTemplate,
  language: string,
  round: number,
): Promise<TemplateRow> {
  const template = {
    flow_id: flow.id,
    connection_id: flow.connection_id,
    meta_flow_id: flow.meta_flow_id ?? "",
    name: templateName(flow, text.purpose, opensWith, round),
    language,
    purpose: text.purpose,
    opens_with: opensWith,
    body: text.body,
    button: text.button,
  };
  const row = newRow(context, template, handedIn(text.category));
  const tenant = context.store.of(portalId);
  await tenant.commit([write(tenant.db.insertInto("templates").values(row), 1)]);
  return row;
}

async function submit(
  context: Context,
  { portalId, graph, wabaId }: HandInPlace,
  row: TemplateRow,
  { text, opensWith, entry, flow }: WantedTemplate,
): Promise<TemplateRow> {
  const template: NewFlowTemplate = {
    name: row.name,
    language: row.language,
    category: text.category,
    body: text.body,
    button: buttonOf(text.button, flow.meta_flow_id ?? "", opensWith, entry),
  };
  const tenant = context.store.of(portalId);
  try {
    const made = await unlessThere(
      () => createFlowTemplate(graph, wabaId, template),
      async () => (await listTemplates(graph, wabaId, row.name)).find(({ language }) => language === row.language),
    );
    // Meta's decision may have been told meanwhile: what is stored now is where it goes on.
    const now = (await templateRow(context, portalId, row.id)) ?? row;
    const life = afterReading(lifeOf(now), { status: made.status ?? "PENDING", category: made.category });
    // A decision that came meanwhile is newer than what the call answered.
    const kept = now.life === row.life ? life : lifeOf(now);
    await tenant.commit(lifeWrites(context, portalId, now, kept, { meta_id: made.id }));
    context.log.info("template.handed_in", { portal: portalId, flow: flow.id, template: row.name });
    return { ...now, meta_id: made.id, status: kept.status, life: JSON.stringify(kept) };
  } catch (error) {
    // What Meta refused does not exist; what may have landed is looked for next time.
    if (!(error instanceof Error && "mayHaveLanded" in error && error.mayHaveLanded === true)) {
      const gone = tenant.db.deleteFrom("templates").where("id", "=", row.id).where("meta_id", "is", null);
      await tenant.commit([write(gone)]);
    }
    throw error;
  }
}

export function buttonOf(
  text: string,
  flowId: string,
  opensWith: "exchange" | "navigate",
  entry: string,
): NewFlowTemplate["button"] {
  const open: NewFlowTemplate["button"]["open"] =
    opensWith === "navigate" ? { action: "navigate", screen: entry } : { action: "data_exchange" };
  return { text, flowId, open, icon: "DOCUMENT" };
}
