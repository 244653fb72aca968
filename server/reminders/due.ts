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
import { codeOf } from "../telemetry/code.ts";
import { VaultError } from "../vault/index.ts";
import { clearance } from "./clearance.ts";
import { begin, callWhatsApp, giveBack, namedTemplate, type Prepared, prepare } from "./message.ts";
import { changeWrite, contentOf, type ReminderRow, reminderById } from "./store.ts";

const payloadSchema = z.object({ reminderId: z.string(), revision: z.number() });

/** How long a status webhook is waited for after a call without an answer, in milliseconds. */
const confirmMs = 15 * 60_000;
const lookAgainMs = 60_000;
/** Waits after refusals that pass; it goes on until the reminder helps nobody any more. */
const waits = [60_000, 5 * 60_000, 15 * 60_000, 30 * 60_000] as const;
const longestWaitMs = 60 * 60_000;
/** How often the decision is made anew because something about the person changed meanwhile. */
const mostTries = 4;

export function reminderWork(parts: SendingParts): Work {
  const { context } = parts;
  return async (portalId, { attempts }, payload) => {
    const { reminderId, revision } = payloadSchema.parse(payload);
    const row = await reminderById(context, portalId, reminderId);
    // Another row waits for the time that it was moved to.
    if (row?.revision !== revision) return { status: "ended", reason: "moved" };
    if (row.status !== "waiting" && row.status !== "sending")
      return { status: row.status === "sent" ? "done" : "ended", reason: row.reason };
    try {
      return row.status === "sending"
        ? await heard(context, portalId, row)
        : await decided(parts, portalId, row, attempts);
    } catch (error) {
      // The key of somebody who was erased.
      if (error instanceof VaultError) throw error;
      return failed(context, portalId, row, error, attempts);
    }
  };
}

/** Anew where something about the person or the reminder changed meanwhile. */
async function decided(parts: SendingParts, portalId: string, row: ReminderRow, attempts: number): Promise<Ended> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await attempt(parts, portalId, row, attempts);
    } catch (error) {
      if (!(error instanceof StoreConflict)) throw error;
      const now = await reminderById(parts.context, portalId, row.id);
      if (now?.revision !== row.revision || now.status !== "waiting") return { status: "ended", reason: "moved" };
      if (tries === mostTries) throw error;
    }
  }
}

/** It goes on for as long as the reminder helps, and the reminder itself says how that ended: no try is the last one. */
async function failed(
  context: Context,
  portalId: string,
  before: ReminderRow,
  error: unknown,
  attempts: number,
): Promise<Ended> {
  const row = await reminderById(context, portalId, before.id);
  if (row?.revision !== before.revision) return { status: "ended", reason: "moved" };
  const code = codeOf(error);
  context.log.warn("reminder.later", { portal: portalId, reminder: row.id, code });
  const asked = error instanceof OutsideError ? (error.retryAfterMs ?? 0) : 0;
  const at = context.now() + Math.max(asked, waits[attempts - 1] ?? longestWaitMs);
  if (row.status === "waiting") return later(context, portalId, row, code, at);
  if (row.status === "sending" && at >= row.expires_at) return close(context, portalId, row, "unconfirmed");
  // The next look finds what became of it.
  return { status: "waiting", reason: code, at };
}

async function attempt(parts: SendingParts, portalId: string, row: ReminderRow, attempts: number): Promise<Ended> {
  const { context } = parts;
  if (row.expires_at <= context.now()) return close(context, portalId, row, "too_late");
  const waId = await identityOf(context, portalId, row.person_id, "wa_id");
  if (!waId) return close(context, portalId, row, "no_number");
  const content = await contentOf(context, portalId, row);
  const otherTemplate = await namedTemplate(context, portalId, row, content.language);
  const cleared = await clearance(parts, portalId, row, waId, otherTemplate);
  if (cleared.kind === "refuse") return close(context, portalId, row, cleared.because);
  if (cleared.kind === "hold") {
    const held = await later(context, portalId, row, cleared.because, cleared.until);
    return held.status === "waiting" ? { ...held, planned: true } : held;
  }
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
    const wait = Math.max(error.retryAfterMs ?? 0, waits[attempts - 1] ?? longestWaitMs);
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
