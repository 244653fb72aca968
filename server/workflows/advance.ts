/**
 * One step of what a workflow asked for: send, wait, tell HubSpot. Each is tried again while the world does not play
 * along, for so long as HubSpot waits.
 *
 * Nothing is sent twice: a send's own key names the execution, and another key is used only after WhatsApp refused the
 * message before. HubSpot refuses a callback that was completed, so telling it twice does nothing.
 */
import { OutsideError } from "../../core/errors.ts";
import {
  longestHoldMs,
  type Outcome,
  outcomeOfRefusal,
  outcomes,
  passes,
  sendingGivenUpMs,
  wentWell,
} from "../../core/workflow/index.ts";
import type { SendingParts } from "../sending/request.ts";
import { sendUnlessHeld } from "../sending/send.ts";
import { sendByKey } from "../sending/store.ts";
import { StoreConflict, type Write } from "../store/index.ts";
import { codeOf } from "../telemetry/code.ts";
import { VaultError } from "../vault/index.ts";
import { outputsOf } from "./outputs.ts";
import {
  changeWrite,
  type Execution,
  executionById,
  keptOutputs,
  requestOf,
  type Settled,
  sendKey,
  settleWrites,
} from "./store.ts";

/** Waits after each failure in a row, in milliseconds; the last one repeats. */
const waits = [5_000, 30_000, 2 * 60_000, 10 * 60_000, 30 * 60_000, 2 * 3_600_000] as const;
/** HubSpot stops waiting for a callback at the latest (core/workflow, `expiry`). */
const tellingGivenUpMs = 4 * 24 * 3_600_000;

/** Does what this execution is due for, and stores what came of it. */
export async function advance(parts: SendingParts, portalId: string, row: Execution): Promise<void> {
  const { context } = parts;
  const writes = await step(parts, portalId, row).catch((error: unknown) => failed(parts, portalId, row, error));
  try {
    await context.store.of(portalId).commit(writes);
  } catch (error) {
    // An answer or a status came in this moment: what it settled stands.
    if (!(error instanceof StoreConflict)) throw error;
    return;
  }
  const now = await executionById(context, portalId, row.callback_id);
  context.log.info("workflow.execution", {
    portal: portalId,
    callback: row.callback_id,
    flow: row.flow_id,
    state: now?.state,
    outcome: now?.outcome ?? undefined,
    failures: now?.failures,
  });
}

function step(parts: SendingParts, portalId: string, row: Execution): Promise<Write[]> {
  switch (row.state) {
    case "queued":
      return send(parts, portalId, row);
    case "waiting":
      return timeOut(parts, portalId, row);
    default:
      return tell(parts, portalId, row);
  }
}

async function send(parts: SendingParts, portalId: string, row: Execution): Promise<Write[]> {
  const { context } = parts;
  const { contactId, waitMs } = await requestOf(context, portalId, row);
  const key = sendKey(row.callback_id, row.tries);
  const request = {
    flowId: row.flow_id,
    to: { contactId },
    idempotencyKey: key,
    occasion: "outreach" as const,
    source: "workflow" as const,
    ...(waitMs > 0 && { answerableMs: waitMs }),
  };
  // HubSpot is asked for the contact on the way: they may be erased meanwhile.
  const stillAsked = () => [changeWrite(context, portalId, row, { updated_at: context.now() })];
  const result = await sendUnlessHeld(parts, portalId, request, { withNewPerson: stillAsked, writes: stillAsked });
  if (result.kind === "hold") {
    if (result.until > row.created_at + longestHoldMs)
      return settleWrites(context, portalId, row, { outcome: "TOO_SOON", detail: result.message });
    return [again(parts, portalId, row, { next_at: result.until, failures: 0 })];
  }
  const made = await sendByKey(context, portalId, key);
  if (result.kind === "refused") {
    const reason = made?.reason ?? undefined;
    if (made && passes(reason) && patient(context.now(), row))
      return [again(parts, portalId, row, { tries: row.tries + 1, ...later(context.now(), row) })];
    const outcome = outcomeOfRefusal(result.code, reason);
    return settleWrites(context, portalId, row, { outcome, detail: result.message });
  }
  const sentAt = made?.created_at ?? context.now();
  if (row.action === "send") {
    const writes = await settleWrites(context, portalId, row, { outcome: "SENT", detail: result.notice });
    return [again(parts, portalId, row, { sent_at: sentAt }), ...writes];
  }
  const waiting = { state: "waiting" as const, sent_at: sentAt, failures: 0, next_at: sentAt + waitMs };
  return [again(parts, portalId, row, { ...waiting, person_id: made?.person_id ?? null })];
}

/** The time is over. Answers whose delivery is late count, too: the customer did answer. */
async function timeOut(parts: SendingParts, portalId: string, row: Execution): Promise<Write[]> {
  const { context } = parts;
  const made = await sendByKey(context, portalId, sendKey(row.callback_id, row.tries));
  const tenant = context.store.of(portalId);
  const submission = await tenant.first(
    tenant.db
      .selectFrom("submissions")
      .select("id")
      .where("send_id", "=", made?.id ?? "")
      .orderBy("accepted_at"),
  );
  const request = await requestOf(context, portalId, row);
  const answered = submission && (await outputsOf(parts, portalId, submission.id, request));
  const settled: Settled = answered ? { outcome: "ANSWERED", answered } : { outcome: "TIMED_OUT" };
  return settleWrites(context, portalId, row, settled);
}

async function tell(parts: SendingParts, portalId: string, row: Execution): Promise<Write[]> {
  const { context, hubspot } = parts;
  const outputs = await toldTo(parts, portalId, row);
  const waited = await hubspot.inTurn(portalId).completeCallback(row.callback_id, outputs);
  if (!waited) context.log.warn("workflow.not_waiting", { portal: portalId, callback: row.callback_id });
  return [again(parts, portalId, row, { state: waited ? "told" : "gone", failures: 0 })];
}

/** What HubSpot is told of an execution whose outcome is known. */
export async function toldTo({ context }: Pick<SendingParts, "context">, portalId: string, row: Execution) {
  const outcome = outcomeIn(row);
  // Of a person who was erased meanwhile, the workflow learns the outcome and nothing else.
  const answered = await keptOutputs(context, portalId, row).catch((error: unknown) => {
    if (error instanceof VaultError) return {};
    throw error;
  });
  return {
    ...answered,
    outcome,
    ...(row.detail !== null && { detail: row.detail }),
    ...(row.sent_at !== null && { sent_at: String(row.sent_at) }),
    hs_execution_state: wentWell(outcome) ? ("SUCCESS" as const) : ("FAIL_CONTINUE" as const),
  };
}

function outcomeIn({ outcome }: Execution): Outcome {
  return outcomes.find((name) => name === outcome) ?? "FAILED";
}

async function failed(parts: SendingParts, portalId: string, row: Execution, error: unknown): Promise<Write[]> {
  const { context } = parts;
  const now = context.now();
  const code = codeOf(error);
  context.log.warn("workflow.failed", { portal: portalId, callback: row.callback_id, state: row.state, code });
  const final = error instanceof OutsideError && error.remedy === "give-up";
  if (row.state === "settled") {
    if (final || now > row.created_at + lifeOf(row)) return [again(parts, portalId, row, { state: "gone" })];
  } else if (final || !patient(now, row)) {
    const detail = error instanceof OutsideError ? error.message : "Something went wrong on our side.";
    return settleWrites(context, portalId, row, { outcome: "FAILED", detail });
  }
  return [again(parts, portalId, row, later(now, row, error instanceof OutsideError ? error.retryAfterMs : undefined))];
}

function patient(now: number, row: Execution): boolean {
  return row.state === "waiting" || now < row.created_at + sendingGivenUpMs;
}

/** Longer than HubSpot waits for a message that is answered at the very end. */
function lifeOf({ sent_at, created_at, updated_at }: Execution): number {
  return Math.max(sent_at ?? created_at, updated_at) - created_at + tellingGivenUpMs;
}

function later(now: number, { failures }: Execution, retryAfterMs = 0) {
  const wait = waits[Math.min(failures, waits.length - 1)] ?? 0;
  return { failures: failures + 1, next_at: now + Math.max(wait, retryAfterMs) };
}

function again({ context }: SendingParts, portalId: string, row: Execution, change: Partial<Execution>): Write {
  return changeWrite(context, portalId, row, { ...change, leased_until: 0 });
}
