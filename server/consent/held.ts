/**
 * Sends that wait for quiet hours or the frequency cap to be over. When their time has come everything is decided anew:
 * a STOP, a Flow that was closed, a portal that left in between all win.
 */
import { z } from "zod";
import { RefusedInput } from "../../core/errors.ts";
import { hiddenSchema } from "../conversation/hidden.ts";
import { endWaiting, type OutboxRow, outboxByKey, outboxWrites, type Work, waitingFor } from "../people/outbox.ts";
import { bumpWrite } from "../people/revision.ts";
import { actorSchema } from "../privacy/audit.ts";
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
  senderId: z.string().optional(),
  idempotencyKey: z.string(),
  hidden: hiddenSchema.optional(),
  occasion: z.enum(["answer", "outreach"]).exactOptional(),
  actor: actorSchema.optional(),
  source: z.enum(["card", "operator", "resend", "receipt", "secure_link", "workflow", "phone_test"]).exactOptional(),
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
  return async (portalId, { person_id: personId }, payload) => {
    try {
      const withNewPerson = () => [bumpWrite(parts.context, portalId, personId)];
      const result = await sendUnlessHeld(parts, portalId, requestSchema.parse(payload), { withNewPerson });
      if (result.kind === "hold") return { status: "waiting", reason: result.because, at: result.until, planned: true };
      if (result.kind === "sent") return { status: "done", reason: "sent" };
      return { status: "ended", reason: result.code.toLowerCase() };
    } catch (error) {
      if (error instanceof RefusedInput) return { status: "ended", reason: error.code };
      throw error;
    }
  };
}

export interface HeldFor {
  readonly id: string;
  readonly flowId: string;
  /** `quiet_hours`, `frequency_cap`, or the code of what failed when it was tried. */
  readonly because: string;
  /** Epoch milliseconds. */
  readonly until: number;
}

/** Sends that wait for one of these people, the next one first. */
export async function heldFor(
  { context }: Pick<SendingParts, "context">,
  portalId: string,
  people: readonly string[],
): Promise<HeldFor[]> {
  const waiting = await waitingFor(context, portalId, "held_send", people);
  return waiting.map(({ row, payload }) => {
    const { flowId } = requestSchema.parse(payload);
    return { id: row.id, flowId, because: row.reason, until: row.next_at };
  });
}

/** Somebody thought better of it, once or, as HubSpot's proxy repeats, several times. @returns false where it is being sent at this moment, or does not wait any more */
export async function cancelHeld(
  { context }: Pick<SendingParts, "context">,
  portalId: string,
  id: string,
): Promise<boolean> {
  const cancelled = await endWaiting(context, portalId, { kind: "held_send", id, reason: "cancelled" });
  if (cancelled) context.log.info("send.held_cancelled", { portal: portalId, held: id });
  return cancelled || (await wasCancelled(context, portalId, id));
}

async function wasCancelled({ store }: SendingParts["context"], portalId: string, id: string): Promise<boolean> {
  const tenant = store.of(portalId);
  const row = await tenant.first(
    tenant.db
      .selectFrom("person_outbox")
      .select(["status", "reason"])
      .where("id", "=", id)
      .where("kind", "=", "held_send"),
  );
  return row?.status === "ended" && row.reason === "cancelled";
}
