/**
 * What was noticed about the health of a portal's Flows: by Meta (webhooks), by phones (error notices), by ourselves.
 * Events hold ids, code words and numbers, never what a person wrote.
 */
import { z } from "zod";
import { type Context, newId } from "../context.ts";
import { type Row, type Write, write } from "../store/index.ts";
import { codeOf } from "../telemetry/code.ts";

export type Details = Readonly<Record<string, string | number>>;

export interface HealthEvent {
  /** The same occurrence told again is counted, not stored again. */
  readonly occurrence: string;
  readonly source: Row<"health_events">["source"];
  /** Meta's word, or one of ours in lower case. */
  readonly kind: string;
  readonly subject: Row<"health_events">["subject"];
  readonly subjectId: string;
  /** `active` until an `over` of the same kind and subject; `note` where nothing goes on. */
  readonly state: Row<"health_events">["state"];
  readonly details?: Details;
  /** Epoch milliseconds; now, unless the teller knows better. */
  readonly at?: number;
}

/** Keeps an event, to be committed with what it tells of. */
export function healthWrite(context: Context, portalId: string, event: HealthEvent, count = 1): Write {
  const at = event.at ?? context.now();
  const row = {
    id: newId(context, "hev"),
    occurrence: event.occurrence,
    source: event.source,
    kind: event.kind,
    subject: event.subject,
    subject_id: event.subjectId,
    state: event.state,
    details: JSON.stringify(event.details ?? {}),
    count,
    first_at: at,
    last_at: at,
  };
  return write(
    context.store
      .of(portalId)
      .db.insertInto("health_events")
      .values(row)
      .onConflict((conflict) =>
        conflict.column("occurrence").doUpdateSet(({ eb }) => ({
          count: eb("health_events.count", "+", count),
          last_at: at,
        })),
      ),
    1,
  );
}

/** Counts what happens often and may not cost an exchange a commit of its own: pings and phones' error notices. */
export interface HealthLog {
  /** `occurrence` is completed with the hour. */
  count(portalId: string, event: HealthEvent): void;
  /** Writes what was counted since. */
  flush(): Promise<void>;
}

const flushAfterMs = 1_000;
const hourMs = 3_600_000;

export function healthLog(context: Context): HealthLog {
  const counted = new Map<string, { readonly portalId: string; readonly event: HealthEvent; count: number }>();
  let timer: NodeJS.Timeout | undefined;

  const flush = async (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    const group = [...counted.values()];
    counted.clear();
    if (group.length === 0) return;
    const writes = group.map(({ portalId, event, count }) => healthWrite(context, portalId, event, count));
    await context.store.everyPortal().commit(writes);
  };

  return {
    flush,
    count: (portalId, event) => {
      const hour = Math.floor(context.now() / hourMs);
      const occurrence = `${event.occurrence}:${hour}`;
      const known = counted.get(`${portalId}/${occurrence}`);
      if (known) known.count += 1;
      else counted.set(`${portalId}/${occurrence}`, { portalId, event: { ...event, occurrence }, count: 1 });
      timer ??= setTimeout(() => {
        flush().catch((error: unknown) => context.log.error("health.not_written", { code: codeOf(error) }));
      }, flushAfterMs).unref();
    },
  };
}

export interface StoredHealthEvent {
  readonly source: HealthEvent["source"];
  readonly kind: string;
  readonly subject: HealthEvent["subject"];
  readonly subjectId: string;
  readonly state: HealthEvent["state"];
  readonly details: Details;
  readonly count: number;
  readonly firstAt: number;
  readonly lastAt: number;
}

const detailsSchema = z.record(z.string(), z.union([z.string(), z.number()]));

/** The portal's events since then, newest first. */
export async function healthEvents(
  { store }: Context,
  portalId: string,
  since: number,
  limit = 500,
): Promise<StoredHealthEvent[]> {
  const tenant = store.of(portalId);
  const rows = await tenant.all(
    tenant.db
      .selectFrom("health_events")
      .selectAll()
      .where("last_at", ">=", since)
      .orderBy("last_at", "desc")
      .orderBy("first_at", "desc")
      .limit(limit),
  );
  return rows.map((row) => ({
    source: row.source,
    kind: row.kind,
    subject: row.subject,
    subjectId: row.subject_id,
    state: row.state,
    details: detailsSchema.parse(JSON.parse(row.details)),
    count: row.count,
    firstAt: row.first_at,
    lastAt: row.last_at,
  }));
}

/** How long events are kept. */
const keptMs = 90 * 24 * hourMs;

/** @returns a write that forgets what is too old to matter. */
export function forgetOldEvents({ store, now }: Context): Write {
  const { db } = store.everyPortal();
  return write(db.deleteFrom("health_events").where("last_at", "<", now() - keptMs));
}
