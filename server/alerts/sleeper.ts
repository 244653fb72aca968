/** Sends what waits, channel by channel, with leases and retries of its own: deliveries never wait for an alert. */
import { OutsideError } from "../../core/errors.ts";
import type { Context } from "../context.ts";
import { type Row, tryCommit, type Write, write } from "../store/index.ts";
import { callMs, checkRowLease, firstFreeAt } from "../store/leased.ts";
import { codeOf } from "../telemetry/code.ts";
import type { Sleeper } from "../wakeups/types.ts";
import { type AlertParts, channelOff, sendMessage } from "./channels.ts";
import { type AlertSettings, settingsOf } from "./settings.ts";
import { alertLane, readDetails, sleeperName } from "./store.ts";
import type { Channel } from "./types.ts";

/** Longer than any channel takes, the wait for its turn included; else it is tried anew. In milliseconds. */
export const leaseMs = 2 * 60_000 + callMs;
/** Waits after each failed try, in milliseconds; the last one repeats. */
export const sendWaits = [30_000, 2 * 60_000, 10 * 60_000, 30 * 60_000, 2 * 3_600_000, 6 * 3_600_000] as const;
/** After that a message is given up; `alerts list` shows it. */
export const sendHorizonMs = 3 * 24 * 3_600_000;
const share = 20;

type MessageRow = Row<"alert_messages">;

export function alertSleeper(parts: AlertParts): Sleeper {
  const { context } = parts;
  return {
    name: sleeperName,
    run: async (lane) => {
      const place = placeIn(lane);
      if (!place) return undefined;
      const { portalId, channel } = place;
      const settings = await settingsOf(context, portalId);
      for (const row of await dueMessages(context, portalId, channel)) await handle(parts, portalId, settings, row);
      const [next] = await waitingLanes(context, 1, place);
      return next?.at;
    },
    upcoming: async (limit) =>
      (await waitingLanes(context, limit)).map(({ portalId, channel, at }) => ({
        lane: alertLane(portalId, channel),
        at,
      })),
  };
}

function placeIn(lane: string): { portalId: string; channel: Channel } | undefined {
  const [name, portalId, channel] = lane.split("/");
  if (name !== sleeperName || !portalId) return undefined;
  return channel === "mail" || channel === "webhook" || channel === "task" ? { portalId, channel } : undefined;
}

function dueMessages({ store, now }: Context, portalId: string, channel: Channel): Promise<MessageRow[]> {
  const tenant = store.of(portalId);
  return tenant.all(
    tenant.db
      .selectFrom("alert_messages")
      .selectAll()
      .where("status", "=", "waiting")
      .where("channel", "=", channel)
      .where("next_at", "<=", now())
      .where("leased_until", "<=", now())
      .orderBy("created_at")
      .orderBy("id")
      .limit(share),
  );
}

async function waitingLanes(
  { store }: Context,
  limit: number,
  only?: { readonly portalId: string; readonly channel: Channel },
): Promise<{ portalId: string; channel: Channel; at: number }[]> {
  const every = store.everyPortal();
  const rows = await every.all(
    every.db
      .selectFrom("alert_messages")
      // Of a portal that is being erased no address can be opened any more.
      .innerJoin("portals", "portals.id", "alert_messages.portal_id")
      .select(["portal_id", "channel", firstFreeAt])
      .where("alert_messages.status", "=", "waiting")
      .where("portals.erasing_at", "is", null)
      .$if(only !== undefined, (query) =>
        query.where("portal_id", "=", only?.portalId ?? "").where("channel", "=", only?.channel ?? "mail"),
      )
      .groupBy(["portal_id", "channel"])
      .orderBy("at")
      .limit(limit),
  );
  return rows.map(({ portal_id: portalId, channel, at }) => ({ portalId, channel, at: Number(at) }));
}

async function handle(parts: AlertParts, portalId: string, settings: AlertSettings, row: MessageRow): Promise<void> {
  const { context } = parts;
  // A process died in the middle of a try: it may have arrived.
  const doubts = row.doubts + (row.leased_until > 0 ? 1 : 0);
  const claimed = { ...row, doubts, attempts: row.attempts + 1, leased_until: context.now() + leaseMs };
  if (!(await tryCommit(context.store.of(portalId), [claim(context, portalId, row, claimed)]))) return;
  const end = await endOf(parts, portalId, settings, claimed);
  // Where the lease ran out meanwhile, another process says how it ended.
  await tryCommit(context.store.of(portalId), [endWrite(context, portalId, claimed, end)]);
  const said = { portal: portalId, alert: row.alert_id, channel: row.channel, notice: row.notice, status: end.status };
  if (end.status === "sent" || end.status === "skipped") context.log.info("alert.message", said);
  else context.log.error("alert.message_failed", { ...said, code: end.code ?? undefined });
}

type End = Partial<Pick<MessageRow, "code" | "next_at" | "doubts">> & Pick<MessageRow, "status">;

async function endOf(parts: AlertParts, portalId: string, { channels }: AlertSettings, row: MessageRow): Promise<End> {
  const { context, hubspot } = parts;
  const tenant = context.store.of(portalId);
  const alert = await tenant.first(tenant.db.selectFrom("alerts").selectAll().where("id", "=", row.alert_id));
  if (!alert || (alert.status === "over" && row.notice !== "resolved")) return { status: "skipped", code: "over" };
  if (row.doubts >= mostDoubts(row.channel, channels.task?.contactId)) {
    return { status: "unconfirmed", code: row.code ?? "interrupted" };
  }
  const begun = context.now();
  try {
    await sendMessage(parts, channels, {
      id: row.id,
      portalId,
      alertId: row.alert_id,
      channel: row.channel,
      notice: row.notice,
      condition: { kind: alert.kind, subject: alert.subject, count: row.count, details: readDetails(row.details) },
      openedAt: alert.opened_at,
      createdAt: row.created_at,
      attempts: row.attempts,
      mayCall: () => checkRowLease(context.now(), row.leased_until),
    });
    return { status: "sent", code: null };
  } catch (error) {
    const code = codeOf(error);
    if (code === channelOff) return { status: "skipped", code };
    if (error instanceof OutsideError && error.remedy === "authorise") {
      // Where HubSpot refuses that as well, the next try says so.
      await hubspot.renew(portalId, begun).catch(() => undefined);
    }
    const doubts = row.doubts + (error instanceof OutsideError && error.mayHaveLanded ? 1 : 0);
    if (doubts >= mostDoubts(row.channel, channels.task?.contactId)) return { status: "unconfirmed", code, doubts };
    const wait = waitAfter(error, row, context.now());
    if (wait === undefined) return { status: "failed", code, doubts };
    return { status: "waiting", code, doubts, next_at: context.now() + wait };
  }
}

/**
 * After so many tries that may have arrived it is not tried again. A mail may come twice, never three times; a task
 * that cannot be looked for is made at most once; a webhook's receiver knows what it has by the id.
 */
function mostDoubts(channel: Channel, contactId: string | undefined): number {
  if (channel === "mail") return 2;
  return channel === "task" && !contactId ? 1 : Number.POSITIVE_INFINITY;
}

/** @returns milliseconds, or undefined when it is given up */
function waitAfter(error: unknown, { attempts, created_at: since }: MessageRow, now: number): number | undefined {
  const hopeless = error instanceof OutsideError && (error.remedy === "give-up" || error.remedy === "ask-admin");
  if (hopeless || now - since >= sendHorizonMs) return undefined;
  if (error instanceof OutsideError && error.retryAfterMs !== undefined) return Math.max(error.retryAfterMs, 1);
  return sendWaits[attempts - 1] ?? sendWaits[sendWaits.length - 1];
}

function claim({ store, now }: Context, portalId: string, row: MessageRow, claimed: MessageRow): Write {
  const { attempts, doubts, leased_until } = claimed;
  const update = store
    .of(portalId)
    .db.updateTable("alert_messages")
    .set({ attempts, doubts, leased_until, updated_at: now() })
    .where("id", "=", row.id)
    .where("status", "=", "waiting")
    .where("attempts", "=", row.attempts)
    .where("leased_until", "=", row.leased_until);
  return write(update, 1);
}

function endWrite(
  { store, now }: Context,
  portalId: string,
  { id, attempts, leased_until }: MessageRow,
  end: End,
): Write {
  const update = store
    .of(portalId)
    .db.updateTable("alert_messages")
    .set({ ...end, leased_until: 0, updated_at: now() })
    .where("id", "=", id)
    .where("status", "=", "waiting")
    .where("attempts", "=", attempts)
    .where("leased_until", "=", leased_until);
  return write(update, 1);
}
