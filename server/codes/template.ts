/** The WhatsApp template that brings codes to new numbers: one for each language, handed in before anybody needs it. */
import { createCodeTemplate } from "../../connectors/whatsapp/code-templates.ts";
import { listTemplates, templateLanguage } from "../../connectors/whatsapp/templates.ts";
import { type CodeSettings, defaultCodeSettings } from "../../core/codes/index.ts";
import type { Form } from "../../core/form/types.ts";
import { wordsFor } from "../../core/texts/index.ts";
import type { Context } from "../context.ts";
import type { WhatsAppConnection } from "../portals/connections.ts";
import { graphOf } from "../portals/graph.ts";
import { unlessThere } from "../publishing/unless-there.ts";
import { codeOf } from "../telemetry/code.ts";

/** Hands the template in where there is none yet. @throws OutsideError */
export async function codeTemplate(
  context: Context,
  connection: WhatsAppConnection,
  { template: name, minutes }: CodeSettings,
  formLanguage: string,
): Promise<"approved" | "in_review" | "unusable"> {
  const graph = graphOf(context, connection);
  const language = templateLanguage(formLanguage);
  const wabaId = connection.externalId;
  const find = async () => (await listTemplates(graph, wabaId, name)).find((each) => each.language === language);
  const { copy } = wordsFor(formLanguage).codes;
  const there =
    (await find()) ??
    (await unlessThere(() => createCodeTemplate(graph, wabaId, { name, language, minutes, button: copy }), find));
  if (there.status === "APPROVED") return "approved";
  return there.status === undefined || ["PENDING", "IN_APPEAL"].includes(there.status) ? "in_review" : "unusable";
}

/** For a form that is published just now. That it fails keeps nobody from publishing: sending the first code tries again. */
export async function prepareCodeTemplate(
  context: Context,
  portalId: string,
  connection: WhatsAppConnection,
  { form, codes = defaultCodeSettings }: { readonly form: Form; readonly codes?: CodeSettings | undefined },
): Promise<void> {
  const asks = Object.values(form.fields).some(
    (field) => field.kind === "short_text" && field.code?.proves === "number",
  );
  if (!asks) return;
  try {
    await codeTemplate(context, connection, codes, form.language);
  } catch (error) {
    context.log.warn("code.template_failed", { portal: portalId, code: codeOf(error) });
  }
}
