/**
 * Keeps the figures up: events are counted in portions, each once. The commit that changes figures marks the events it
 * counted, and fails as a whole where one of them was marked already, or a row that it read has another revision: so it does
 * not matter how many processes count, when one dies, or in which order commits of events become visible.
 */
import { type Contribution, contributionOf, factWith, ofGroup } from "../../core/insight/index.ts";
import type { Context } from "../context.ts";
import { findPortal } from "../portals/store.ts";
import { type Row, type Tenant, tryCommit, type Write, write } from "../store/index.ts";
import { inPortions, portions } from "../store/portions.ts";
import { codeOf, whereOf } from "../telemetry/code.ts";
import type { Periodic } from "../wakeups/types.ts";
import { type Change, changeWrites, type Place } from "./day-rows.ts";
import { type CountedMessage, countedMessages, messageWrite, newMessages } from "./messages.ts";
import { countOptIns } from "./opt-ins.ts";

/** Small enough that exchanges do not wait for it. */
const portion = 500;
/** Of a portal in one turn: what an upgrade finds is caught up with over some turns. */
const portionsAtOnce = 60;

/** Every minute, in one process. */
export function insightCounting(context: Context): Periodic {
  return { name: "insight", everyMinutes: 1, run: () => countEverywhere(context) };
}

export async function countEverywhere(context: Context): Promise<void> {
  const every = context.store.everyPortal();
  const waiting = await Promise.all(
    (["events", "consents"] as const).map((table) =>
      every.all(every.db.selectFrom(table).select("portal_id").distinct().where("counted_at", "is", null)),
    ),
  );
  for (const portalId of new Set(waiting.flat().map(({ portal_id }) => portal_id))) {
    try {
      await countPortal(context, portalId);
    } catch (error) {
      context.log.error("insight.not_counted", { portal: portalId, code: codeOf(error), at: whereOf(error) });
    }
  }
}

/** Until nothing waits, or its share of the turn is used up. */
export async function countPortal(context: Context, portalId: string): Promise<void> {
  for (let round = 0; round < portionsAtOnce; round += 1) {
    if ((await countEvents(context, portalId)) === "none") break;
  }
  for (let round = 0; round < portionsAtOnce; round += 1) {
    if ((await countOptIns(context, portalId)) === "none") break;
  }
}

export interface Counting {
  /** Events of one commit. */
  readonly atOnce?: number;
  /** Times of one measure, day and group value that are kept one by one. */
  readonly exactMost?: number;
}

type EventRow = Row<"events">;

/** One portion. `others`: somebody else was at the same events; the next one reads again. */
export async function countEvents(
  context: Context,
  portalId: string,
  { atOnce = portion, exactMost }: Counting = {},
): Promise<"counted" | "others" | "none"> {
  const tenant = context.store.of(portalId);
  const events = await tenant.all(
    tenant.db
      .selectFrom("events")
      .select(["id", "kind", "send_id", "submission_id", "screen", "field_id", "code", "at"])
      .where("counted_at", "is", null)
      .orderBy("at")
      .limit(atOnce),
  );
  if (events.length === 0) return "none";
  const bySend = await sendsOf(tenant, events);
  const before = await countedMessages(tenant, [...bySend.keys()]);
  const zone = (await findPortal(context, portalId))?.settings.timeZone ?? "UTC";
  const since = context.now() - context.config.EVENTS_KEPT_DAYS * 86_400_000;
  const unknown = [...bySend.keys()].filter((sendId) => !before.has(sendId));
  const messages = [...before.values(), ...(await newMessages(tenant, unknown, { zone, since }))];
  const changes: Change[] = [];
  const kept: Write[] = [];
  for (const message of messages) {
    const fact = factWith(message.fact, bySend.get(message.send_id) ?? []);
    changes.push(...changesOf(message, contributionOf(message.fact, message), contributionOf(fact, message)));
    kept.push(messageWrite(tenant, { ...message, fact }));
  }
  const written = await tryCommit(tenant, [
    ...markWrites(context, tenant, events),
    ...kept,
    ...(await changeWrites(tenant, changes, exactMost)),
  ]);
  return written ? "counted" : "others";
}

/** Deliveries name the submission alone. Events about no message are in no figure. */
async function sendsOf(
  { all, db }: Tenant,
  events: readonly Omit<EventRow, "counted_at" | "person_id" | "flow_id" | "version_id" | "session_id">[],
): Promise<Map<string, typeof events>> {
  const lone = events.flatMap(({ send_id, submission_id }) =>
    send_id === null && submission_id ? [submission_id] : [],
  );
  const rows = await inPortions([...new Set(lone)], (part) =>
    all(db.selectFrom("submissions").select(["id", "send_id"]).where("id", "in", part)),
  );
  const sendOf = new Map(rows.map(({ id, send_id }) => [id, send_id]));
  return Map.groupBy(
    events.filter((event) => messageOf(event, sendOf) !== undefined),
    (event) => messageOf(event, sendOf) ?? "",
  );
}

function messageOf(
  { send_id, submission_id }: Pick<EventRow, "send_id" | "submission_id">,
  sendOf: ReadonlyMap<string, string>,
): string | undefined {
  return send_id ?? sendOf.get(submission_id ?? "");
}

function changesOf(message: CountedMessage, before: Contribution, after: Contribution): Change[] {
  const { flow_id, day } = message;
  const all: Place = { flow_id, day, by_what: "all", value: "" };
  const groups = (["version", "language", "country", "source"] as const).map(
    (by_what): Place => ({ flow_id, day, by_what, value: message[by_what] }),
  );
  const change = (contribution: Contribution, sign: 1 | -1): Change[] =>
    contribution.counts.size === 0
      ? []
      : [
          { places: [all], contribution, sign },
          { places: groups, contribution: ofGroup(contribution), sign },
        ];
  return [...change(before, -1), ...change(after, 1)];
}

function markWrites({ now }: Context, { db }: Tenant, events: readonly Pick<EventRow, "id">[]): Write[] {
  return portions(events.map(({ id }) => id)).map((part) =>
    write(
      db.updateTable("events").set({ counted_at: now() }).where("id", "in", part).where("counted_at", "is", null),
      new Set(part).size,
    ),
  );
}
