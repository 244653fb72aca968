/** The same figures over raw events, as directly as SQL says them. */
import { sql } from "kysely";
import type { Context } from "../../server/context.ts";

export interface RawSpan {
  readonly portalId: string;
  readonly flowId: string;
  /** Epoch ms. */
  readonly since: number;
  readonly until: number;
}

type Rows = Readonly<Record<string, string | number | null>>[];

async function ask({ store }: Context, query: ReturnType<typeof sql<Rows[number]>>): Promise<Rows> {
  const every = store.everyPortal();
  return every.all({ compile: () => query.compile(every.db) });
}

const reached = ({ portalId }: RawSpan) => sql`
  select coalesce(e.send_id, s.send_id) as send_id,
    max(case e.kind when 'sent' then 0 when 'delivered' then 1 when 'read' then 2 when 'opened' then 3 when 'shown' then 3
      when 'submitted' then 4 when 'accepted' then 5
      when 'landed' then (case when e.code in ('contact', 'form_submission') then 6 else -1 end) else -1 end) as stage
  from events e left join submissions s on s.portal_id = e.portal_id and s.id = e.submission_id
  where e.portal_id = ${portalId} group by coalesce(e.send_id, s.send_id)`;

const ofSends = ({ portalId, flowId, since, until }: RawSpan) => sql`
  sends.portal_id = ${portalId} and sends.flow_id = ${flowId} and sends.created_at >= ${since} and sends.created_at < ${until}`;

/** Messages by how far they got, all together or by a column of the send. */
export function rawReached(context: Context, span: RawSpan, by: "" | "country" | "day" = ""): Promise<Rows> {
  const value =
    by === "country" ? sql`sends.country` : by === "day" ? sql`(sends.created_at - ${span.since}) / 86400000` : sql`1`;
  return ask(
    context,
    sql`with reach as (${reached(span)})
      select ${value} as value, stage, count(*) as messages from reach join sends on sends.id = reach.send_id
      where ${ofSends(span)} group by ${by === "" ? sql`stage` : sql`1, stage`}`,
  );
}

/** Medians and p90 of all measures: from the first times of each message. */
export async function rawTimes(context: Context, span: RawSpan): Promise<Record<string, readonly [number, number]>> {
  const first = (kind: string, codes: readonly string[] = []) =>
    codes.length === 0
      ? sql`min(case when e.kind = ${kind} then e.at end)`
      : sql`min(case when e.kind = ${kind} and e.code in (${sql.join(codes)}) then e.at end)`;
  const messages = await ask(
    context,
    sql`select ${first("sent")} as sent, ${first("delivered")} as delivered, ${first("read")} as "read",
        ${first("opened")} as opened, ${first("shown")} as shown, ${first("accepted")} as accepted,
        ${first("landed", ["contact", "form_submission"])} as landed, ${first("landed", ["lead_owner"])} as owned,
        ${first("landed", ["booking"])} as booked
      from events e left join submissions s on s.portal_id = e.portal_id and s.id = e.submission_id
        join sends on sends.id = coalesce(e.send_id, s.send_id)
      where e.portal_id = ${span.portalId} and ${ofSends(span)} group by coalesce(e.send_id, s.send_id)`,
  );
  const screens = await ask(
    context,
    sql`select e.screen as screen, ${first("shown")} as shown, ${first("submitted")} as submitted
      from events e join sends on sends.id = e.send_id
      where e.portal_id = ${span.portalId} and e.screen is not null and ${ofSends(span)} group by e.send_id, e.screen`,
  );
  const values = new Map<string, number[]>();
  const add = (measure: string, from: unknown, to: unknown) => {
    if (typeof from !== "number" || typeof to !== "number" || to < from) return;
    const list = values.get(measure) ?? [];
    values.set(measure, list);
    list.push(Math.round((to - from) / 1_000));
  };
  for (const { sent, delivered, read, opened, shown, accepted, landed, owned, booked } of messages) {
    add("delivery", sent, delivered);
    add("reading", sent, read);
    add("opening", sent, opened);
    add("filling", opened ?? shown, accepted);
    add("whole", sent, accepted);
    add("delay_delivery", accepted, landed);
    add("delay_owner", accepted, owned);
    add("delay_booking", accepted, booked);
  }
  for (const { screen, shown, submitted } of screens) add(`screen ${screen}`, shown, submitted);
  return Object.fromEntries(
    [...values].map(([measure, list]) => {
      const sorted = Float64Array.from(list).sort();
      const at = (share: number) => sorted[Math.ceil(sorted.length * share) - 1] ?? 0;
      return [measure, [at(0.5), at(0.9)] as const];
    }),
  );
}

export function rawScreens(context: Context, span: RawSpan): Promise<Rows> {
  return ask(
    context,
    sql`select e.screen as screen, e.kind as kind, count(*) as times, count(distinct e.send_id) as messages
      from events e join sends on sends.id = e.send_id
      where e.portal_id = ${span.portalId} and e.kind in ('shown', 'submitted', 'back') and ${ofSends(span)}
      group by e.screen, e.kind`,
  );
}

export function rawFields(context: Context, span: RawSpan): Promise<Rows> {
  return ask(
    context,
    sql`select e.field_id as field, e.kind as kind, e.code as rule, count(*) as times, count(distinct e.send_id) as messages
      from events e join sends on sends.id = e.send_id
      where e.portal_id = ${span.portalId} and e.kind in ('rejected', 'changed') and ${ofSends(span)}
      group by e.field_id, e.kind, e.code`,
  );
}

export function rawCost(context: Context, span: RawSpan): Promise<Rows> {
  return ask(
    context,
    sql`select e.code as code, sends.country as country, count(distinct e.send_id) as messages
      from events e join sends on sends.id = e.send_id
      where e.portal_id = ${span.portalId} and e.kind = 'billed' and ${ofSends(span)}
      group by e.code, sends.country`,
  );
}
