/**
 * A text to the customer that a delivery step sends: inside the 24-hour window (WhatsApp reference 6.3), once or not at all.
 *
 * A send has no idempotency key at WhatsApp: it is stored before the call, and from then on only two things are believed, a
 * plain refusal (it may be sent again) and a status webhook with our id.
 */
import { sendTextMessage } from "../../../connectors/whatsapp/messages.ts";
import { OutsideError, RefusedInput } from "../../../core/errors.ts";
import { standingOf } from "../../consent/gate.ts";
import { newId } from "../../context.ts";
import { whatsappConnection } from "../../portals/connections.ts";
import { graphOf } from "../../portals/graph.ts";
import { settle } from "../../sending/send.ts";
import { sendByKey } from "../../sending/store.ts";
import { windowOf } from "../../sending/window.ts";
import { type Row, StoreConflict, type Write, write } from "../../store/index.ts";
import type { Job, StepResult } from "../step.ts";

/** How long a status webhook is waited for after a call without an answer, in milliseconds. */
export const confirmMs = 15 * 60_000;
const lookAgainMs = 60_000;
/** The customer's own message about the answered Flow, which opens the window, may arrive after the answers. */
const windowMayOpenMs = 2 * 60_000;

export interface FreeText {
  /** The send's own key: a repeated step finds what an earlier try stored. */
  readonly key: string;
  readonly source: Row<"sends">["source"];
  readonly body: string;
  /** What is committed together with the send, before the call. */
  readonly with?: (sendId: string) => Write[];
}

/** The message that brought the answers, and the settings of its Flow. */
export async function originOf({ context, portal, submission }: Job) {
  const tenant = context.store.of(portal.id);
  return tenant.first(
    tenant.db
      .selectFrom("submissions")
      .innerJoin("flows", "flows.id", "submissions.flow_id")
      .innerJoin("sends", "sends.id", "submissions.send_id")
      .select(["flows.id as flow_id", "flows.connection_id", "flows.settings", "sends.sender_id", "sends.version_id"])
      .where("submissions.id", "=", submission.id),
  );
}
export type Origin = NonNullable<Awaited<ReturnType<typeof originOf>>>;

/** `opening`: the customer's own message may still be on its way. */
export async function windowFor(
  { context, portal, personId, submission }: Job,
  origin: Origin,
): Promise<"open" | "opening" | "closed"> {
  const window = await windowOf(context, portal.id, personId, origin.sender_id);
  if (window.state === "open") return "open";
  return context.now() - submission.acceptedAt > windowMayOpenMs ? "closed" : "opening";
}

export function skipped(reason: string): StepResult {
  return { kind: "skipped", reason };
}

/** The first try: nothing was stored under this key yet. @throws OutsideError what can be tried again, or must be seen */
export async function sendText(job: Job, origin: Origin, text: FreeText): Promise<StepResult> {
  const { context, portal, waId } = job;
  const connection = await whatsappConnection(context, portal.id, origin.connection_id);
  if (!connection) return skipped("not-connected");
  const { optOut, guard } = await standingOf(context, portal.id, job);
  if (optOut === "everything") return skipped("opted-out");
  const sendId = await begin(job, origin, text, guard);
  if (sendId === "decide-again") return { kind: "not-yet", reason: "person-changed", afterMs: 1_000 };
  if (sendId === undefined) return { kind: "not-yet", reason: "waiting-for-whatsapp", afterMs: lookAgainMs };
  const graph = graphOf(context, connection);
  try {
    const message = { to: `+${waId}`, callbackData: sendId, body: text.body };
    const { messageId } = await sendTextMessage(graph, origin.sender_id, message);
    await settle(context, portal.id, sendId, "sent", { wamid: messageId });
    return { kind: "done" };
  } catch (error) {
    if (!(error instanceof OutsideError || error instanceof RefusedInput)) throw error;
    if (error instanceof OutsideError && error.mayHaveLanded) {
      context.log.warn(`${text.source}.no_answer`, { portal: portal.id, send: sendId, code: error.code });
      await settle(context, portal.id, sendId, "unconfirmed", { reason: error.code });
      return { kind: "not-yet", reason: "waiting-for-whatsapp", afterMs: lookAgainMs };
    }
    await forget(job, sendId);
    return refused(error);
  }
}

/**
 * Stores the send before the call.
 * @returns undefined when another process has stored it meanwhile; `decide-again` when the person has changed since, as by a STOP
 */
async function begin(
  job: Job,
  origin: Origin,
  text: FreeText,
  guard: Write,
): Promise<string | "decide-again" | undefined> {
  const { context, portal, personId } = job;
  const tenant = context.store.of(portal.id);
  const now = context.now();
  const row: Row<"sends"> = {
    id: newId(context, "snd"),
    person_id: personId,
    flow_id: origin.flow_id,
    version_id: origin.version_id,
    sender_id: origin.sender_id,
    idempotency_key: text.key,
    channel: "message",
    status: "queued",
    reason: null,
    wamid: null,
    contact_sealed: null,
    source: text.source,
    country: null,
    created_at: now,
    updated_at: now,
  };
  try {
    await tenant.commit([write(tenant.db.insertInto("sends").values(row), 1), ...(text.with?.(row.id) ?? []), guard]);
    return row.id;
  } catch (error) {
    if (await sendByKey(context, portal.id, text.key)) return undefined;
    if (error instanceof StoreConflict) return "decide-again";
    throw error;
  }
}

/** WhatsApp said plainly that nothing went: a later try is the first one again. */
async function forget({ context, portal }: Job, sendId: string): Promise<void> {
  const tenant = context.store.of(portal.id);
  const gone = tenant.db.deleteFrom("sends").where("id", "=", sendId).where("wamid", "is", null);
  await tenant.commit([write(gone)]);
}

/** @throws OutsideError what can be tried again, or must be seen */
function refused(error: OutsideError | RefusedInput): StepResult {
  if (error instanceof RefusedInput || error.code === "whatsapp.window_closed") return skipped(error.code);
  if (error.remedy !== "authorise") throw error;
  // Nobody but the admin can renew WhatsApp's token.
  throw new OutsideError(error.message, { code: error.code, remedy: "ask-admin", cause: error });
}

/** An earlier try stored the send, and it may have gone: what does WhatsApp say? `unconfirmed`: nothing, and no word comes. */
export async function heardOf(
  { context, portal }: Job,
  { id, status, reason, updated_at }: Row<"sends">,
): Promise<StepResult | "failed" | "unconfirmed"> {
  switch (status) {
    case "sent":
    case "delivered":
    case "read":
      return { kind: "done", reason: "found-again" };
    case "failed":
      return reason === null ? "failed" : skipped(reason);
    case "queued":
      // The doubt begins now, however long ago the process ended that was at it: its status may wait to be told us.
      await settle(context, portal.id, id, "unconfirmed", {});
      return { kind: "not-yet", reason: "waiting-for-whatsapp", afterMs: lookAgainMs };
    case "unconfirmed":
      if (context.now() - updated_at < confirmMs)
        return { kind: "not-yet", reason: "waiting-for-whatsapp", afterMs: lookAgainMs };
      context.log.warn("message.unconfirmed", { portal: portal.id, send: id });
      return "unconfirmed";
  }
}
