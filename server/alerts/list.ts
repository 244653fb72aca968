/** Alerts for whoever looks: open ones, those that ended lately, and how each channel is doing. */
import type { Context } from "../context.ts";
import type { Row } from "../store/index.ts";
import { mutedUntil } from "./decide.ts";
import { channelsIn, mutesOf, settingsOf } from "./settings.ts";
import { readDetails } from "./store.ts";
import type { AlertKind, Channel, Details, Mute } from "./types.ts";
import { inWords, type Words } from "./words.ts";

const shownMs = 7 * 24 * 3_600_000;
const mostShown = 200;

export interface AlertSeen extends Words {
  readonly id: string;
  readonly kind: AlertKind;
  readonly subject: string;
  readonly status: Row<"alerts">["status"];
  readonly count: number;
  readonly openedAt: number;
  readonly overAt: number | null;
  /** When somebody was last told; null while nobody was. */
  readonly toldAt: number | null;
  /** Until when nobody is told of it; null while people are. */
  readonly mutedUntil: number | null;
  readonly details: Details;
  readonly messages: readonly MessageSeen[];
}

type MessageSeen = Pick<Row<"alert_messages">, "channel" | "notice" | "status" | "code" | "attempts"> & {
  readonly at: number;
};

export interface AlertList {
  /** Open ones first, then the newest. */
  readonly alerts: readonly AlertSeen[];
  /** How each channel that is set is doing: what became of its newest message. */
  readonly channels: readonly {
    readonly channel: Channel;
    readonly waiting: number;
    readonly last: MessageSeen | null;
  }[];
  readonly mutes: readonly Mute[];
}

export async function listAlerts(context: Context, portalId: string): Promise<AlertList> {
  const tenant = context.store.of(portalId);
  const rows = await tenant.all(
    tenant.db
      .selectFrom("alerts")
      .selectAll()
      .where(({ or, eb }) => or([eb("status", "=", "open"), eb("over_at", ">", context.now() - shownMs)]))
      .orderBy("status")
      .orderBy("opened_at", "desc")
      .limit(mostShown),
  );
  const messages = await tenant.all(
    tenant.db.selectFrom("alert_messages").selectAll().orderBy("created_at").orderBy("id"),
  );
  const place = { portalId, publicUrl: context.config.PUBLIC_BASE_URL };
  const mutes = await mutesOf(context, portalId);
  // "open" stands before "over" in the alphabet as well.
  const alerts = rows.map((row) => {
    const { id, kind, subject, status, count } = row;
    const mine = messages.filter(({ alert_id }) => alert_id === id).map(seen);
    const details = readDetails(row.details);
    const words = inWords(place, { kind, subject, count, details });
    const quietUntil = mutedUntil(mutes, { kind, subject }, context.now()) ?? null;
    const times = { openedAt: row.opened_at, overAt: row.over_at, toldAt: row.told_at, mutedUntil: quietUntil };
    return { id, kind, subject, status, count, ...times, ...words, details, messages: mine };
  });
  const { channels } = await settingsOf(context, portalId);
  return {
    alerts,
    channels: channelsIn(channels).map((channel) => {
      const mine = messages.filter((message) => message.channel === channel);
      const last = mine.toSorted((one, other) => one.updated_at - other.updated_at).at(-1);
      const waiting = mine.filter(({ status }) => status === "waiting").length;
      return { channel, waiting, last: last ? seen(last) : null };
    }),
    mutes,
  };
}

function seen({ channel, notice, status, code, attempts, updated_at: at }: Row<"alert_messages">): MessageSeen {
  return { channel, notice, status, code, attempts, at };
}
