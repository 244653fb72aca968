/**
 * One send of one Flow to one person.
 *
 * The send and its session are committed before WhatsApp is called: a Flow that opens finds its session, and a
 * repeated request with the same key finds the send. WhatsApp has no idempotency key; a call without an answer is
 * `unconfirmed` until a status webhook with our send id says that it went.
 */
import { type SentMessage, sendFlowMessage, sendFlowTemplate } from "../../connectors/whatsapp/messages.ts";
import { OutsideError, RefusedInput } from "../../core/errors.ts";
import type { Context } from "../context.ts";
import { type HiddenValues, unusedHidden } from "../conversation/hidden.ts";
import { editedMapping } from "../delivery/mapping-edits.ts";
import { type WhatsAppConnection, whatsappConnection } from "../portals/connections.ts";
import { graphOf } from "../portals/graph.ts";
import { findPortal } from "../portals/store.ts";
import type { FlowVersion } from "../publishing/catalogue.ts";
import { openingOf, wordsOf } from "../publishing/opening.ts";
import { settingsOf } from "../publishing/settings.ts";
import { type Row, StoreConflict, type Write } from "../store/index.ts";
import { sendStart } from "../telemetry/spans.ts";
import { inSpan } from "../telemetry/tracer.ts";
import { sendWrites } from "../timeline/sends.ts";
import { VaultError } from "../vault/index.ts";
import { type Sender, sendingNumbers } from "../whatsapp-account/senders.ts";
import { beginCleared, type Hold } from "./cleared.ts";
import { hashedMessageId } from "./message-ids.ts";
import type { Along, SendingParts, SendRequest } from "./request.ts";
import { sendById, sendByKey, statusWrite } from "./store.ts";
import { undeliverable, webFormOf } from "./unreached.ts";

export type RefusalCode =
  | "NO_NUMBER"
  | "NO_CONSENT"
  | "OPTED_OUT"
  | "FLOW_NOT_PUBLISHED"
  | "NOT_CONNECTED"
  | "NOT_ON_WHATSAPP"
  | "WINDOW_CLOSED_NO_TEMPLATE"
  | "FAILED";

type Refused = { readonly kind: "refused"; readonly code: RefusalCode; readonly message: string };

export type SendResult =
  | {
      readonly kind: "sent";
      readonly sendId: string;
      readonly channel: "message" | "template";
      readonly status: Row<"sends">["status"];
      /** What whoever sends it should know. */
      readonly notice?: string;
    }
  | Refused;

/** For somebody who waits for the answer: what may not go at this hour is refused, with the hour from which it may. */
export async function sendFlow(parts: SendingParts, portalId: string, request: SendRequest): Promise<SendResult> {
  const result = await sendUnlessHeld(parts, portalId, request);
  return result.kind === "hold" ? refusal("FAILED", result.message) : result;
}

/** The same for whoever can wait: `hold` says until when, and nothing was stored. */
export async function sendUnlessHeld(
  parts: SendingParts,
  portalId: string,
  request: SendRequest,
  along: Pick<Along, "withNewPerson" | "writes"> = {},
): Promise<SendResult | Hold> {
  const earlier = await sendByKey(parts.context, portalId, request.idempotencyKey);
  if (earlier) return offeringWebForm(parts.context, portalId, request.flowId, outcomeOf(earlier));
  const ready = await sendable(parts, portalId, request.flowId);
  if (ready.kind === "refused") return ready;
  const result = await sendReady(parts, portalId, ready, request, along);
  return offeringWebForm(parts.context, portalId, request.flowId, result);
}

/** Whoever is not on WhatsApp can still be sent the original form by other means. */
async function offeringWebForm<Result extends { readonly kind: string }>(
  context: Context,
  portalId: string,
  flowId: string,
  result: Result | Refused,
): Promise<Result | Refused> {
  if (!("code" in result) || result.code !== "NOT_ON_WHATSAPP") return result;
  const tenant = context.store.of(portalId);
  const flow = await tenant.first(tenant.db.selectFrom("flows").selectAll().where("id", "=", flowId));
  const webForm = flow && (await webFormOf(context, portalId, flow));
  return webForm === undefined ? result : { ...result, message: `${result.message} ${webForm}` };
}

/** What is the same for everybody who gets a Flow. */
export interface Sendable {
  readonly kind: "sendable";
  readonly flow: Row<"flows"> & { readonly meta_flow_id: string };
  readonly connection: WhatsAppConnection;
  /** One at least. */
  readonly senders: readonly Sender[];
}

/** Whether this Flow can go out now, to anybody. */
export async function sendable(
  { context }: SendingParts,
  portalId: string,
  flowId: string,
): Promise<Sendable | Refused> {
  if ((await findPortal(context, portalId))?.status !== "active") {
    return refusal("NOT_CONNECTED", "This portal is no longer connected to HubSpot. Install the app again.");
  }
  const tenant = context.store.of(portalId);
  const flow = await tenant.first(tenant.db.selectFrom("flows").selectAll().where("id", "=", flowId));
  if (flow?.status !== "published" || !flow.current_version_id || !flow.meta_flow_id) {
    return refusal("FLOW_NOT_PUBLISHED", "This Flow is not published, or it is held back. Publish or resume it first.");
  }
  if ((settingsOf(flow).closesAt ?? Number.POSITIVE_INFINITY) <= context.now()) {
    return refusal("FLOW_NOT_PUBLISHED", "This Flow has closed. Move its closing date, then send it.");
  }
  const connection = await whatsappConnection(context, portalId, flow.connection_id);
  if (!connection) {
    return refusal("NOT_CONNECTED", "This Flow's WhatsApp account is not connected any more. Connect it again.");
  }
  const senders = await sendingNumbers(context, portalId, connection.id);
  if (senders.length === 0) {
    return refusal(
      "NOT_CONNECTED",
      "No number of this Flow's WhatsApp account can send now. The page that connects WhatsApp says what has to happen.",
    );
  }
  return { kind: "sendable", flow: { ...flow, meta_flow_id: flow.meta_flow_id }, connection, senders };
}

/** One send of what can go out, to whoever may get it; `hold` says until when, and nothing was stored. */
export async function sendReady(
  parts: SendingParts,
  portalId: string,
  { flow, connection, senders }: Sendable,
  request: SendRequest,
  along: Along = {},
): Promise<SendResult | Hold> {
  const { context } = parts;
  const startedAt = context.now();
  const begun = await beginCleared(parts, portalId, { flow, senders, request, along });
  if (begun.kind !== "begun") return begun;
  const { send, token, waId } = begun;
  if (!token) return outcomeOf(send);
  const ready = { flow, connection, send, token, waId };
  const start = () => sendStart(send);
  return inSpan(
    context,
    start,
    async (span) => {
      const result = await callWhatsApp(parts, portalId, ready, request, along);
      const outcome = result.kind === "sent" ? result.status : "failed";
      context.metrics.send(outcome);
      span.set({ outcome });
      if (outcome === "failed") span.fail("send.failed");
      return result;
    },
    startedAt,
  );
}

interface ReadyToGo extends Pick<Sendable, "flow" | "connection"> {
  readonly send: Row<"sends">;
  readonly token: string;
  readonly waId: string;
}

/** The call itself, and what became of it. */
async function callWhatsApp(
  parts: SendingParts,
  portalId: string,
  { flow, connection, send, token, waId }: ReadyToGo,
  request: SendRequest,
  along: Along,
): Promise<SendResult> {
  const { context } = parts;
  const graph = graphOf(context, connection);
  const common = { to: `+${waId}`, flowToken: token, callbackData: send.id };
  const version = await parts.catalogue.version(portalId, send.version_id);
  const open = openingOf(version, settingsOf(flow));
  const words = wordsOf(version);
  const { body = `${flow.name}\n\n${words.body}`, button = words.button } = request.words ?? {};
  const { message } = along;
  const call = (): Promise<SentMessage> =>
    message
      ? message(send.sender_id, { to: common.to, callbackData: send.id })
      : send.channel === "message"
        ? sendFlowMessage(graph, send.sender_id, {
            ...common,
            flowId: flow.meta_flow_id,
            body: body.slice(0, 1024),
            cta: button,
            open,
          })
        : sendFlowTemplate(graph, send.sender_id, {
            ...common,
            template: flow.template_name ?? "",
            language: flow.template_language ?? "",
            ...(open.action === "navigate" && open.data && { flowActionData: open.data }),
          });
  try {
    const sent = await call().finally(along.answered);
    // Held back by WhatsApp is not sent: its status tells once it goes (WhatsApp reference 6.7).
    const held = sent.status === "held_for_quality_assessment";
    const details = { wamid: sent.messageId, ...(held && { reason: "whatsapp.held_for_quality" }) };
    const settled = await settle(context, portalId, send.id, held ? "unconfirmed" : "sent", details);
    const unused = request.hidden ? await unusedIn(context, portalId, flow.id, version, request.hidden) : [];
    return settled.kind === "sent" && unused.length > 0 ? { ...settled, notice: unusedNotice(unused) } : settled;
  } catch (error) {
    if (!(error instanceof OutsideError || error instanceof RefusedInput)) throw error;
    const status = error instanceof OutsideError && error.mayHaveLanded ? "unconfirmed" : "failed";
    context.log.warn("send.failed", { portal: portalId, send: send.id, code: error.code, status });
    return settle(context, portalId, send.id, status, { reason: error.code });
  }
}

/** What became of the call, unless a status webhook was faster and knows more. @param told `wamid`: as WhatsApp said it */
export async function settle(
  context: Context,
  portalId: string,
  sendId: string,
  status: "sent" | "failed" | "unconfirmed",
  told: { wamid?: string; reason?: string },
): Promise<SendResult> {
  const { wamid } = told;
  const details = { ...told, ...(wamid !== undefined && { wamid: await hashedMessageId(context, portalId, wamid) }) };
  // The webhook may write in the very same moment: then its word is read and weighed again.
  for (let tries = 0; ; tries += 1) {
    const send = await sendById(context, portalId, sendId);
    if (!send) throw new Error(`Send ${sendId} was stored a moment ago and is gone.`);
    const change = statusWrite(context, portalId, send, status, details);
    if (change.length === 0) return outcomeOf(send);
    try {
      const shown = await unlessErased(sendWrites(context, portalId, send, status, details.reason));
      await context.store.of(portalId).commit([...change, ...shown]);
      return outcomeOf({ ...send, status, reason: details.reason ?? send.reason });
    } catch (error) {
      if (!(error instanceof StoreConflict) || tries === 3) throw error;
    }
  }
}

/** Of somebody who was erased while WhatsApp was called, nothing is to be shown any more. */
async function unlessErased(writes: Promise<Write[]>): Promise<Write[]> {
  try {
    return await writes;
  } catch (error) {
    if (error instanceof VaultError) return [];
    throw error;
  }
}

function outcomeOf(send: Row<"sends">): SendResult {
  if (send.status !== "failed") return { kind: "sent", sendId: send.id, channel: send.channel, status: send.status };
  if (send.reason === undeliverable) {
    return refusal(
      "NOT_ON_WHATSAPP",
      "This number is not on WhatsApp, or its app is too old. Send the web form instead.",
    );
  }
  if (send.reason === "whatsapp.template_unusable") {
    return refusal(
      "WINDOW_CLOSED_NO_TEMPLATE",
      "The 24 hours are over, and WhatsApp has not approved this Flow's message template. Try again once it has.",
    );
  }
  return refusal("FAILED", `WhatsApp refused the message (${send.reason ?? "no reason given"}).`);
}

async function unusedIn(
  context: Context,
  portalId: string,
  flowId: string,
  { form, mapping }: FlowVersion,
  hidden: HiddenValues,
): Promise<string[]> {
  return unusedHidden(form, (await editedMapping(context, portalId, flowId)) ?? mapping, hidden);
}

function unusedNotice(names: readonly string[]): string {
  return `Neither the form nor its mapping uses ${names.join(", ")}: kept with the answers, written nowhere.`;
}

function refusal(code: RefusalCode, message: string): Refused {
  return { kind: "refused", code, message };
}
