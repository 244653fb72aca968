/**
 * A code to a number that nobody has proved yet: as an authentication template, the only message that may go to somebody who
 * has not written (WhatsApp reference 6.8). It is a message to that number and nothing else: whose WhatsApp this is stays
 * as it was.
 */
import { sendCode } from "../../connectors/whatsapp/code-templates.ts";
import { templateLanguage } from "../../connectors/whatsapp/templates.ts";
import type { CodeSettings } from "../../core/codes/index.ts";
import { OutsideError, RefusedInput } from "../../core/errors.ts";
import type { Ended } from "../people/outbox.ts";
import { whatsappConnection } from "../portals/connections.ts";
import { graphOf } from "../portals/graph.ts";
import type { SendingParts } from "../sending/request.ts";
import type { Row } from "../store/index.ts";
import type { CodeRow } from "./hashes.ts";
import type { ToSend } from "./store.ts";
import { wantsNoCodes } from "./target.ts";
import { codeTemplate } from "./template.ts";

/** WhatsApp looks at a new template for minutes or longer; it is asked again for as long as the code is waited for. */
const lookAgainMs = 15_000;

interface ToNumber {
  readonly row: CodeRow;
  readonly wanted: ToSend;
  readonly settings: CodeSettings;
  readonly flow: Row<"flows">;
  /** Makes the code and keeps its hash: called right before it goes, for its time begins then. */
  readonly open: () => Promise<string>;
}

/** @throws OutsideError where it surely did not go, to be tried again */
export async function sendToNumber(
  { context, catalogue }: SendingParts,
  portalId: string,
  { row, wanted, settings, flow, open }: ToNumber,
): Promise<Ended> {
  const tenant = context.store.of(portalId);
  const send = await tenant.first(tenant.db.selectFrom("sends").select("sender_id").where("id", "=", wanted.sendId));
  const connection = await whatsappConnection(context, portalId, flow.connection_id);
  if (!connection || !send || wanted.number === undefined) return { status: "ended", reason: "not_connected" };
  const { form } = await catalogue.version(portalId, wanted.versionId);
  const state = await codeTemplate(context, connection, settings, form.language);
  if (state === "in_review") {
    context.log.warn("code.template_in_review", { portal: portalId, template: settings.template });
    return { status: "waiting", reason: "template_in_review", at: context.now() + lookAgainMs };
  }
  if (state === "unusable") {
    context.log.error("code.template_unusable", { portal: portalId, template: settings.template });
    return { status: "ended", reason: "template_unusable" };
  }
  // They may have said so since it was asked for.
  if (await wantsNoCodes(context, portalId, wanted.number)) return { status: "ended", reason: "opted_out" };
  const code = await open();
  try {
    await sendCode(graphOf(context, connection), send.sender_id, {
      to: wanted.number,
      callbackData: row.id,
      template: settings.template,
      language: templateLanguage(form.language),
      code,
    });
    return { status: "done", reason: "sent" };
  } catch (error) {
    if (error instanceof RefusedInput) return { status: "ended", reason: error.code };
    if (!(error instanceof OutsideError)) throw error;
    if (error.mayHaveLanded) return { status: "ended", reason: "unconfirmed" };
    if (error.remedy !== "retry") return { status: "ended", reason: error.code };
    throw error;
  }
}
