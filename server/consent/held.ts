/**
 * Sends that wait for quiet hours or the frequency cap to be over. When their time has come everything is decided anew:
 * a STOP, a Flow that was closed, a portal that left in between all win.
 */
import { z } from "zod";
import { RefusedInput } from "../../core/errors.ts";
import { hiddenSchema } from "../conversation/hidden.ts";
import { type OutboxRow, outboxByKey, outboxWrites, type Work } from "../people/outbox.ts";
import type { SendingParts, SendRequest } from "../sending/request.ts";
import { type SendResult, sendUnlessHeld } from "../sending/send.ts";

export type SendOrHeld =
  | SendResult
  | {
      readonly kind: "held";
      readonly heldId: string;
      readonly because: string;
      /** ISO 8601, UTC. */
      readonly until: string;
      readonly message: string;
    };

const requestSchema: z.ZodType<SendRequest> = z.object({
  flowId: z.string(),
  to: z.union([z.object({ contactId: z.string() }), z.object({ phone: z.string() })]),
  idempotencyKey: z.string(),
  hidden: hiddenSchema.optional(),
  occasion: z.enum(["answer", "outreach"]).exactOptional(),
  source: z.enum(["card", "operator", "resend", "receipt"]).exactOptional(),
});

/** Sends now, or as soon as it may go. The same key is the same send, held or not. */
export async function sendOrHold(parts: SendingParts, portalId: string, request: SendRequest): Promise<SendOrHeld> {
  const { context } = parts;
  const find = () => outboxByKey(context, portalId, "held_send", request.idempotencyKey);
  const earlier = await find();
  if (earlier && earlier.status !== "done") return outcome(earlier);
  const result = await sendUnlessHeld(parts, portalId, request);
  if (result.kind !== "hold") return result;
  const { personId, because: reason, until: at } = result;
  const row = { kind: "held_send" as const, key: request.idempotencyKey, personId, reason, payload: request, at };
  await context.store.of(portalId).commit(await outboxWrites(context, portalId, row));
  const kept = await find();
  return kept ? outcome(kept, result.message) : { kind: "refused", code: "FAILED", message: result.message };
}

function outcome({ id, status, reason, next_at }: OutboxRow, why = "This send waits already."): SendOrHeld {
  if (status === "waiting") {
    const until = new Date(next_at).toISOString();
    return { kind: "held", heldId: id, because: reason, until, message: `${why} It goes by itself then.` };
  }
  const code = reason === "opted_out" ? "OPTED_OUT" : "FAILED";
  return { kind: "refused", code, message: `This send waited and was not sent in the end (${reason}).` };
}

/** One whose time has come. @throws OutsideError where it must be tried again */
export function heldWork(parts: SendingParts): Work {
  return async (portalId, _row, payload) => {
    try {
      const result = await sendUnlessHeld(parts, portalId, requestSchema.parse(payload));
      if (result.kind === "hold") return { status: "waiting", reason: result.because, at: result.until };
      if (result.kind === "sent") return { status: "done", reason: "sent" };
      return { status: "ended", reason: result.code.toLowerCase() };
    } catch (error) {
      if (error instanceof RefusedInput) return { status: "ended", reason: error.code };
      throw error;
    }
  };
}
