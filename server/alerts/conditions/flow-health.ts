/** Flows that Meta warns of, throttles or blocks (WhatsApp reference 3.9). */
import { z } from "zod";
import type { Context } from "../../context.ts";
import { openAlerts } from "../../health/checks/events.ts";
import type { StoredHealthEvent } from "../../health/events.ts";
import type { Row } from "../../store/index.ts";
import type { Condition } from "../types.ts";
import { conditionOf } from "./condition.ts";

const dayMs = 24 * 3_600_000;
/** Figures that Meta never said are good again are taken for good after so long. */
const warningLastsMs = 7 * dayMs;
/** A status stays until another one comes; so long events are kept. */
const statusLastsMs = 90 * dayMs;

/** The worst first. */
const words = [
  "BLOCKED",
  "THROTTLED",
  "ENDPOINT_AVAILABILITY",
  "ENDPOINT_ERROR_RATE",
  "ENDPOINT_LATENCY",
  "CLIENT_ERROR_RATE",
];

/** One for each Flow, however many warnings Meta has about it. The subject is the Flow. */
export async function flowHealthConditions({ store, now }: Context, portalId: string): Promise<Condition[]> {
  const tenant = store.of(portalId);
  const rows = await tenant.all(
    tenant.db
      .selectFrom("health_events")
      .innerJoin("flows", "flows.id", "health_events.subject_id")
      .selectAll("health_events")
      .select("flows.name")
      .where("health_events.last_at", ">", now() - statusLastsMs)
      .where("health_events.source", "=", "meta")
      .where("health_events.subject", "=", "flow")
      .where("health_events.state", "!=", "note")
      .orderBy("health_events.last_at", "desc")
      .orderBy("health_events.first_at", "desc"),
  );
  const names = new Map(rows.map(({ subject_id, name }) => [subject_id, name]));
  const open = openAlerts(rows.map(asEvent)).filter(
    ({ kind, lastAt }) => kind === "FLOW_STATUS_CHANGE" || lastAt > now() - warningLastsMs,
  );
  return [...Map.groupBy(open, ({ subjectId }) => subjectId)].map(([flowId, events]) => {
    const [worst = "WARNING"] = events.map(wordOf).toSorted((one, other) => rank(one) - rank(other));
    return conditionOf("flow_throttled", flowId, [{ name: names.get(flowId) ?? "", count: events.length }], {
      flowId,
      code: worst,
    });
  });
}

const detailsSchema = z.record(z.string(), z.union([z.string(), z.number()]));

function asEvent(row: Row<"health_events">): StoredHealthEvent {
  const { source, kind, subject, subject_id: subjectId, state, count, first_at: firstAt, last_at: lastAt } = row;
  const details = detailsSchema.parse(JSON.parse(row.details));
  return { source, kind, subject, subjectId, state, details, count, firstAt, lastAt };
}

function wordOf({ kind, details }: StoredHealthEvent): string {
  return kind === "FLOW_STATUS_CHANGE" ? String(details["to"] ?? kind) : kind;
}

function rank(word: string): number {
  const place = words.indexOf(word);
  return place === -1 ? words.length : place;
}
