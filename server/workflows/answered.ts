/** What happens to a message that a workflow sent: its answers and its failure let the workflow go on. */
import { outcomeOfRefusal } from "../../core/workflow/index.ts";
import type { Context } from "../context.ts";
import { webFormOf } from "../sending/unreached.ts";
import type { Row, Write } from "../store/index.ts";
import { callbackIdIn, type Execution, executionById, settleWrites } from "./store.ts";

/** The execution that sent this message, where one did. */
export async function executionOfSend(
  context: Context,
  portalId: string,
  send: Pick<Row<"sends">, "source" | "idempotency_key">,
): Promise<Execution | undefined> {
  const callbackId = send.source === "workflow" ? callbackIdIn(send.idempotency_key) : undefined;
  return callbackId === undefined ? undefined : executionById(context, portalId, callbackId);
}

/** WhatsApp says that the message did not arrive: nobody will answer it. */
export async function undeliveredWrites(
  context: Context,
  portalId: string,
  send: Row<"sends">,
  reason: string | undefined,
): Promise<Write[]> {
  const row = await executionOfSend(context, portalId, send);
  if (row?.state !== "waiting") return [];
  const outcome = outcomeOfRefusal("FAILED", reason);
  const detail = outcome === "NOT_ON_WHATSAPP" ? await webFormInWords(context, portalId, send.flow_id) : undefined;
  return settleWrites(context, portalId, row, { outcome, detail });
}

/** What the workflow can send them by other means. */
async function webFormInWords(context: Context, portalId: string, flowId: string): Promise<string | undefined> {
  const tenant = context.store.of(portalId);
  const flow = await tenant.first(tenant.db.selectFrom("flows").selectAll().where("id", "=", flowId));
  const webForm = flow && (await webFormOf(context, portalId, flow));
  return webForm && `This number is not on WhatsApp, or its app is too old. The web form: ${webForm}`;
}
