/** Alerts and their messages in the database. Of several processes, one writes: the others meet a StoreConflict. */
import { type Context, newId } from "../context.ts";
import { type Row, type Write, write } from "../store/index.ts";
import type { Decision } from "./decide.ts";
import { type Channel, type Condition, detailsSchema, type Notice, type OpenAlert } from "./types.ts";

export const sleeperName = "alerts";

/** A portal's messages of one channel: one that fails keeps no other from its turn. */
export function alertLane(portalId: string, channel: Channel): string {
  return `${sleeperName}/${portalId}/${channel}`;
}

export function readDetails(text: string): OpenAlert["details"] {
  return detailsSchema.parse(JSON.parse(text));
}

export async function openAlerts({ store }: Context, portalId: string): Promise<OpenAlert[]> {
  const tenant = store.of(portalId);
  const rows = await tenant.all(
    tenant.db.selectFrom("alerts").selectAll().where("status", "=", "open").orderBy("opened_at").orderBy("id"),
  );
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    subject: row.subject,
    count: row.count,
    details: readDetails(row.details),
    revision: row.revision,
    openedAt: row.opened_at,
    quietSince: row.quiet_since,
    toldAt: row.told_at,
    toldCount: row.told_count,
  }));
}

/** The alert as decided, its messages, and the wake-ups that send them: one batch. */
export async function decisionWrites(
  context: Context,
  portalId: string,
  decision: Decision,
  channels: readonly Channel[],
): Promise<{ readonly alertId: string; readonly writes: Write[] }> {
  const { db } = context.store.of(portalId);
  const now = context.now();
  if (decision.kind === "open") {
    const { condition, notice } = decision;
    const row = newAlert(context, condition, notice !== undefined);
    const writes = [
      write(db.insertInto("alerts").values(row), 1),
      ...(await messageWrites(context, portalId, { alertId: row.id, notice, condition }, channels)),
    ];
    return { alertId: row.id, writes };
  }
  const { alert, notice } = decision;
  const condition = (decision.kind === "update" ? decision.condition : undefined) ?? alert;
  const told = notice
    ? { told_at: now, told_count: condition.count }
    : // What grows again after a replay took most of it away is news.
      { told_count: Math.min(alert.toldCount, condition.count) };
  const change =
    decision.kind === "resolve"
      ? { status: "over" as const, over_key: alert.id, over_at: now }
      : {
          quiet_since: decision.quietSince,
          count: condition.count,
          details: JSON.stringify(condition.details),
          ...told,
        };
  const update = db
    .updateTable("alerts")
    .set({ ...change, revision: alert.revision + 1, updated_at: now })
    .where("id", "=", alert.id)
    .where("revision", "=", alert.revision);
  const writes = [
    write(update, 1),
    ...(await messageWrites(context, portalId, { alertId: alert.id, notice, condition }, channels)),
  ];
  return { alertId: alert.id, writes };
}

function newAlert(context: Context, { kind, subject, count, details }: Condition, told: boolean): Row<"alerts"> {
  const now = context.now();
  return {
    id: newId(context, "alr"),
    kind,
    subject,
    status: "open",
    over_key: "",
    count,
    details: JSON.stringify(details),
    revision: 1,
    opened_at: now,
    updated_at: now,
    quiet_since: null,
    over_at: null,
    told_at: told ? now : null,
    told_count: told ? count : 0,
  };
}

interface Telling {
  readonly alertId: string;
  readonly notice: Notice | undefined;
  readonly condition: Condition;
}

async function messageWrites(
  context: Context,
  portalId: string,
  { alertId, notice, condition }: Telling,
  channels: readonly Channel[],
): Promise<Write[]> {
  if (!notice) return [];
  const { db } = context.store.of(portalId);
  const waiting = notice === "grown" ? await waitingChannels(context, portalId, alertId) : [];
  const now = context.now();
  const rows = channels
    // One task per alert; and a channel that is stuck needs no pile of reminders.
    .filter((channel) => (channel !== "task" || notice === "opened") && !waiting.includes(channel))
    .map((channel) => ({
      id: newId(context, "msg"),
      alert_id: alertId,
      channel,
      notice,
      status: "waiting" as const,
      code: null,
      count: condition.count,
      details: JSON.stringify(condition.details),
      attempts: 0,
      doubts: 0,
      next_at: now,
      leased_until: 0,
      created_at: now,
      updated_at: now,
    }));
  if (rows.length === 0) return [];
  const wakeups = rows.map(({ channel }) => ({ lane: alertLane(portalId, channel), at: now }));
  return [
    write(db.insertInto("alert_messages").values(rows), rows.length),
    ...(context.wakeups?.writes(wakeups) ?? []),
  ];
}

async function waitingChannels({ store }: Context, portalId: string, alertId: string): Promise<Channel[]> {
  const tenant = store.of(portalId);
  const rows = await tenant.all(
    tenant.db
      .selectFrom("alert_messages")
      .select("channel")
      .where("alert_id", "=", alertId)
      .where("status", "=", "waiting"),
  );
  return rows.map(({ channel }) => channel);
}

const keptMs = 90 * 24 * 3_600_000;

/** @returns writes that forget alerts which were over long ago, with their messages. */
export function forgetOldAlerts({ store, now }: Context): Write[] {
  const { db } = store.everyPortal();
  const before = now() - keptMs;
  return [
    write(db.deleteFrom("alert_messages").where("status", "!=", "waiting").where("updated_at", "<", before)),
    write(db.deleteFrom("alerts").where("status", "=", "over").where("over_at", "<", before)),
  ];
}
