/**
 * One look at somebody who began a Flow: they are through, they are at it, or they stopped. Who stopped is noted, and
 * reminded once where that may be; they are looked at until they hand in or their message has expired.
 */

import { OutsideError } from "../../core/errors.ts";
import { type NoReminder, nextLook, reminderWay, type Standing, stageOf } from "../../core/rescue/index.ts";
import type { Context } from "../context.ts";
import type { Ended, Work } from "../people/outbox.ts";
import { findPortal } from "../portals/store.ts";
import { settingsOf } from "../publishing/settings.ts";
import type { SendingParts } from "../sending/request.ts";
import { windowOf } from "../sending/window.ts";
import type { Row } from "../store/index.ts";
import { tryCommit, write } from "../store/index.ts";
import { unfinishedWrites } from "./entry.ts";
import { dayMs } from "./keep.ts";
import { type Reminded, type Reminding, remind, remindedOfLate, reminderTemplate } from "./remind.ts";
import { noticeWrites, type Stop, stopOf, stopWrite, tellStopWrites } from "./stops.ts";
import { watchSchema } from "./watch.ts";

export function rescueWork(parts: SendingParts): Work {
  const { context } = parts;
  return async (portalId, _row, payload) => {
    const watched = watchSchema.parse(payload);
    const tenant = context.store.of(portalId);
    const session = await tenant.first(
      tenant.db.selectFrom("sessions").selectAll().where("id", "=", watched.sessionId),
    );
    const flow =
      session && (await tenant.first(tenant.db.selectFrom("flows").selectAll().where("id", "=", session.flow_id)));
    const portal = await findPortal(context, portalId);
    if (!session || !flow || !portal || session.round !== watched.round) return { status: "ended", reason: "gone" };
    const settings = portal.settings.rescue;
    const standing = await standingOf(context, portalId, session, flow);
    const stage = stageOf(standing, settings, context.now());
    const before = await stopOf(context, portalId, session);
    if (stage.kind === "busy") return { status: "waiting", reason: "busy", at: stage.until, planned: true };
    if (stage.kind === "over") {
      if (before?.state === "stopped") await finish(context, portalId, before);
      return stage.because === "finished_elsewhere"
        ? leftBehind(context, portalId, session, settings.keepDays)
        : { status: "ended", reason: stage.because };
    }
    const noticed = await noticeWrites(context, portalId, session, before);
    if (noticed.writes.length > 0) {
      await tenant.commit([...noticed.writes, ...(await unfinishedWrites(parts, portalId, flow, noticed.stop))]);
    }
    const found = { session, flow, stop: noticed.stop, token: watched.token };
    const reason = await reminded(parts, portalId, found, standing, settings.reminder);
    if (typeof reason !== "string") return reason;
    if (context.now() >= standing.expiresAt) return { status: "ended", reason: "expired" };
    return { status: "waiting", reason, at: nextLook(standing, context.now()), planned: true };
  };
}

async function standingOf(
  { store, now }: Context,
  portalId: string,
  session: Row<"sessions">,
  flow: Row<"flows">,
): Promise<Standing> {
  const tenant = store.of(portalId);
  const other = await tenant.first(
    tenant.db
      .selectFrom("submissions")
      .select("id")
      .where("person_id", "=", session.person_id)
      .where("flow_id", "=", session.flow_id)
      .where("session_id", "!=", session.id)
      .where("accepted_at", ">", session.created_at)
      .limit(1),
  );
  const closes = settingsOf(flow).closesAt ?? Number.POSITIVE_INFINITY;
  return {
    session: session.state,
    finishedElsewhere: other !== undefined,
    lastSeenAt: session.updated_at,
    expiresAt: session.expires_at,
    flow: closes <= now() ? "closed" : flow.status === "published" ? "published" : "paused",
  };
}

/** What no later look changes. */
const settled: ReadonlySet<string> = new Set<NoReminder>(["opted_out", "not_on_whatsapp", "failed"]);

/** @returns why nothing more is done now, or until when it waits */
async function reminded(
  parts: SendingParts,
  portalId: string,
  given: Reminding,
  standing: Standing,
  reminder: Parameters<typeof reminderWay>[0]["reminder"],
): Promise<string | Ended> {
  const { context } = parts;
  const { stop, session } = given;
  if (stop.reminder === "sent" || stop.reminder === "unconfirmed") return stop.reminder;
  if (stop.reminder === "none" && stop.reason !== null && settled.has(stop.reason)) return stop.reason;
  const tenant = context.store.of(portalId);
  const send = await tenant.first(tenant.db.selectFrom("sends").select("sender_id").where("id", "=", session.send_id));
  if (!send) return "gone";
  const window = await windowOf(context, portalId, session.person_id, send.sender_id);
  const template = await reminderTemplate(parts, portalId, given);
  const way = reminderWay(
    {
      reminder,
      remindedBefore: await remindedOfLate(context, portalId, session),
      expiresAt: standing.expiresAt,
      flow: standing.flow,
      window: window.state,
      hasTemplate: template !== undefined,
    },
    context.now(),
  );
  const sender = { ...given, senderId: send.sender_id };
  const result = way.kind === "none" ? way : await orLater(context, () => remind(parts, portalId, sender, template));
  if (result.kind === "went") return result.state;
  if (result.kind === "hold") {
    await note(context, portalId, stop, { reminder: "planned", reason: result.because, remind_at: result.until });
    return {
      status: "waiting",
      reason: result.because,
      at: Math.min(laterLook(result, context.now()), standing.expiresAt),
      planned: true,
    };
  }
  await note(context, portalId, stop, { reminder: "none", reason: result.because, remind_at: null });
  return result.because;
}

const hourMs = 3_600_000;
const soonMs = 5 * 60_000;

/** What the world refused for now: looks go on until the message expires, so this row is never given up for a failure. */
async function orLater({ now, log }: Context, work: () => Promise<Reminded>): Promise<Reminded> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof OutsideError)) throw error;
    log.warn("rescue.later", { code: error.code });
    const wait = error.retryAfterMs ?? (error.remedy === "retry" ? soonMs : hourMs);
    return { kind: "hold", because: error.code, until: now() + wait };
  }
}

/** Whoever waits for a person may be answered long before the day is over. */
function laterLook({ because, until }: Extract<Reminded, { kind: "hold" }>, now: number): number {
  return because === "with_a_person" ? Math.min(until, now + hourMs) : until;
}

/** Nothing where it stands there already, or where the row has changed since. */
async function note(
  context: Context,
  portalId: string,
  stop: Stop,
  change: Pick<Stop, "reminder" | "reason" | "remind_at">,
): Promise<void> {
  const same =
    stop.reminder === change.reminder && stop.reason === change.reason && stop.remind_at === change.remind_at;
  if (same) return;
  await tryCommit(context.store.of(portalId), [stopWrite(context, portalId, stop, change)]);
}

/**
 * Who handed in by another message may have left answers in this one, and can still add to them: unfinished answers like all
 * others. There need be no row of a stop that keep.ts goes by, so they are deleted here.
 */
async function leftBehind(
  { store, now }: Context,
  portalId: string,
  { id, round, answers_sealed, updated_at, expires_at }: Row<"sessions">,
  keepDays: number,
): Promise<Ended> {
  const reason = "finished_elsewhere";
  const keepMs = keepDays * dayMs;
  const due = updated_at + keepMs;
  // Once a day, so that a portal which wants them gone sooner is heard.
  if (answers_sealed !== null && now() < due)
    return { status: "waiting", reason, at: Math.min(due, now() + dayMs), planned: true };
  if (answers_sealed !== null) {
    const tenant = store.of(portalId);
    const forget = tenant.db
      .updateTable("sessions")
      .set(({ eb }) => ({ answers_sealed: null, revision: eb("revision", "+", 1) }))
      .where("id", "=", id)
      .where("round", "=", round)
      .where("state", "=", "open")
      .where("updated_at", "=", updated_at);
    // They went on in this moment.
    if (!(await tryCommit(tenant, [write(forget, 1)])))
      return { status: "waiting", reason, at: now() + dayMs, planned: true };
  }
  return now() < expires_at
    ? { status: "waiting", reason, at: Math.min(now() + keepMs, expires_at), planned: true }
    : { status: "ended", reason };
}

async function finish(context: Context, portalId: string, stop: Stop): Promise<void> {
  const finished: Stop = { ...stop, state: "finished" };
  await tryCommit(context.store.of(portalId), [
    stopWrite(context, portalId, stop, { state: "finished" }),
    ...(await tellStopWrites(context, portalId, finished)),
  ]);
}
