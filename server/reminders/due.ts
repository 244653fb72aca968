/**
 * A reminder whose time has come: everything is decided anew, then it is stored before WhatsApp is called. WhatsApp takes no key
 * of ours, so from then on only two things are believed: a plain refusal, after which it is tried again, and a status webhook
 * with our id. Where neither comes it is `unconfirmed`: a customer gets no reminder rather than two.
 */
import { z } from "zod";
import { OutsideError, RefusedInput } from "../../core/errors.ts";
import type { Ended, Work } from "../people/outbox.ts";
import { identityOf } from "../people/people.ts";
import type { SendingParts } from "../sending/request.ts";
import { settle } from "../sending/send.ts";
import { sendById } from "../sending/store.ts";
import { StoreConflict, tryCommit } from "../store/index.ts";
import { clearance } from "./clearance.ts";
import { begin, callWhatsApp, giveBack, type Prepared, prepare } from "./message.ts";
import { changeWrite, contentOf, type ReminderRow, reminderById } from "./store.ts";

const payloadSchema = z.object({ reminderId: z.string(), revision: z.number() });

/** How long a status webhook is waited for after a call without an answer, in milliseconds. */
const confirmMs = 15 * 60_000;
const lookAgainMs = 60_000;
/** Waits after refusals that pass; it goes on until the reminder helps nobody any more. */
const waits = [60_000, 5 * 60_000, 15 * 60_000, 30 * 60_000] as const;
/** How often the decision is made anew because something about the person changed meanwhile. */
const mostTries = 4;

export function reminderWork(parts: SendingParts): Work {
  const { context } = parts;
  return async (portalId, { attempts }, payload) => {
    const { reminderId, revision } = payloadSchema.parse(payload);
    const row = await reminderById(context, portalId, reminderId);
    // Another row waits for the time that it was moved to.
    if (row?.revision !== revision) return { status: "ended", reason: "moved" };
    if (row.status === "sending") return heard(context, portalId, row);
    if (row.status !== "waiting") return { status: row.status === "sent" ? "done" : "ended", reason: row.reason };
    for (let tries = 1; ; tries += 1) {
      try {
        return await attempt(parts, portalId, row, attempts);
      } catch (error) {
        if (!(error instanceof StoreConflict)) throw error;
        const now = await reminderById(context, portalId, reminderId);
        if (now?.revision !== revision || now.status !== "waiting") return { status: "ended", reason: "moved" };
        if (tries === mostTries) throw error;
      }
    }
  };
}

async function attempt(parts: SendingParts, portalId: string, row: ReminderRow, attempts: number): Promise<Ended> {
  const { context } = parts;
  if (row.expires_at <= context.now()) return close(context, portalId, row, "too_late");
  const waId = await identityOf(context, portalId, row.person_id, "wa_id");
  if (!waId) return close(context, portalId, row, "no_number");
  const cleared = await clearance(parts, portalId, row, waId);
  if (cleared.kind === "refuse") return close(context, portalId, row, cleared.because);
  if (cleared.kind === "hold") return later(context, portalId, row, cleared.because, cleared.until);
  const content = await contentOf(context, portalId, row);
  const prepared = await prepare(context, portalId, row, { waId, content, window: cleared.window });
  if (prepared.kind === "cannot") return close(context, portalId, row, prepared.because);
  const sendId = await begin(context, portalId, row, prepared, cleared.writes);
  return sent(context, portalId, { ...row, status: "sending", send_id: sendId }, prepared, attempts);
}

type Context = SendingParts["context"];
type Sending = ReminderRow & { readonly send_id: string };

async function sent(
  context: Context,
  portalId: string,
  row: Sending,
  prepared: Extract<Prepared, { kind: "ready" }>,
  attempts: number,
): Promise<Ended> {
  try {
    const { messageId } = await callWhatsApp(context, row, prepared);
    await settle(context, portalId, row.send_id, "sent", { wamid: messageId });
    return await gone(context, portalId, row);
  } catch (error) {
    if (!(error instanceof OutsideError || error instanceof RefusedInput)) throw error;
    context.log.warn("reminder.not_sent", { portal: portalId, reminder: row.id, code: error.code });
    if (error instanceof OutsideError && error.mayHaveLanded) {
      await settle(context, portalId, row.send_id, "unconfirmed", { reason: error.code });
      return { status: "waiting", reason: "waiting_for_whatsapp", at: context.now() + lookAgainMs };
    }
    const back = await giveBack(context, portalId, row, error.code);
    // It was moved while it was refused.
    if (!back) return { status: "ended", reason: "moved" };
    if (error instanceof RefusedInput || error.remedy === "give-up") return close(context, portalId, back, error.code);
    const wait = Math.max(error.retryAfterMs ?? 0, waits[attempts - 1] ?? 60 * 60_000);
    return later(context, portalId, back, error.code, context.now() + wait);
  }
}

/** What an earlier try stored may have gone: what does WhatsApp say? */
async function heard(context: Context, portalId: string, row: ReminderRow): Promise<Ended> {
  const send = row.send_id === null ? undefined : await sendById(context, portalId, row.send_id);
  if (!send) return close(context, portalId, row, "unconfirmed");
  switch (send.status) {
    case "sent":
    case "delivered":
    case "read":
      return gone(context, portalId, row);
    case "failed":
      return close(context, portalId, row, send.reason ?? "failed");
    case "queued":
      // The doubt begins now, however long ago the process ended that was at it.
      await settle(context, portalId, send.id, "unconfirmed", {});
      return { status: "waiting", reason: "waiting_for_whatsapp", at: context.now() + lookAgainMs };
    case "unconfirmed":
      if (context.now() - send.updated_at >= confirmMs) return close(context, portalId, row, "unconfirmed");
      return { status: "waiting", reason: "waiting_for_whatsapp", at: context.now() + lookAgainMs };
  }
}

async function gone(context: Context, portalId: string, row: ReminderRow): Promise<Ended> {
  // Moved to another time while it was on its way: that one waits, and this one has gone.
  await tryCommit(context.store.of(portalId), [
    changeWrite(context, portalId, row, { status: "sent", reason: "sent" }),
  ]);
  return { status: "done", reason: "sent" };
}

/** It does not go. Where it was moved in this moment, that stands. */
async function close(context: Context, portalId: string, row: ReminderRow, reason: string): Promise<Ended> {
  await tryCommit(context.store.of(portalId), [changeWrite(context, portalId, row, { status: "ended", reason })]);
  return { status: "ended", reason };
}

async function later(context: Context, portalId: string, row: ReminderRow, reason: string, at: number): Promise<Ended> {
  if (at >= row.expires_at) return close(context, portalId, row, reason);
  await tryCommit(context.store.of(portalId), [changeWrite(context, portalId, row, { reason })]);
  return { status: "waiting", reason, at };
}
