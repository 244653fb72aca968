/** What Meta and the phones told lately. */
import type { Context } from "../../context.ts";
import { healthEvents, type StoredHealthEvent } from "../events.ts";
import { type Finding, finding } from "../finding.ts";

const dayMs = 24 * 3_600_000;
/** An alert that Meta never ended is taken for over after so long. */
const alertLastsMs = 7 * dayMs;

export async function checkEvents(context: Context, portalId: string): Promise<Finding[]> {
  const since = context.now() - alertLastsMs;
  const events = await healthEvents(context, portalId, since);
  const names = await flowNames(context, portalId);
  return [alerts(portalId, events, names), phoneErrors(context, portalId, events, names)];
}

type Names = ReadonlyMap<string, string>;

async function flowNames({ store }: Context, portalId: string): Promise<Names> {
  const tenant = store.of(portalId);
  const rows = await tenant.all(tenant.db.selectFrom("flows").select(["id", "name"]));
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** Alerts that began and did not end. */
export function openAlerts(events: readonly StoredHealthEvent[]): StoredHealthEvent[] {
  const newest = new Map<string, StoredHealthEvent>();
  for (const event of events) {
    if (event.source !== "meta" || event.subject !== "flow" || event.state === "note") continue;
    // A new status ends the status before it; of the other alerts each threshold is one of its own.
    const threshold = event.kind === "FLOW_STATUS_CHANGE" ? "" : (event.details["threshold"] ?? "");
    const name = `${event.kind}/${event.subjectId}/${threshold}`;
    if (!newest.has(name)) newest.set(name, event);
  }
  return [...newest.values()].filter(({ state }) => state === "active");
}

function alerts(portalId: string, events: readonly StoredHealthEvent[], names: Names): Finding {
  const report = finding("flow_alerts", { portalId });
  const open = openAlerts(events);
  if (open.length === 0) return report.ok("Meta has no open alert about a Flow.");
  const told = open.map((event) => {
    const figures = Object.entries(event.details).map(([name, value]) => `${name} ${value}`);
    return `${event.kind} of "${names.get(event.subjectId) ?? event.subjectId}" (${figures.join(", ")})`;
  });
  return report.broken(
    `Meta warns: ${told.join("; ")}.`,
    "operator",
    "Meta throttles and then blocks a Flow whose figures stay bad. Look at the log and at the machine's load; the other findings may name the cause.",
  );
}

function phoneErrors({ now }: Context, portalId: string, events: readonly StoredHealthEvent[], names: Names): Finding {
  const report = finding("phone_errors", { portalId });
  const recent = events.filter(({ kind, lastAt }) => kind === "client_error" && lastAt > now() - dayMs);
  if (recent.length === 0) return report.ok("No phone reported an error within a day.");
  const count = recent.reduce((sum, event) => sum + event.count, 0);
  const kinds = recent.map(({ details, subjectId }) => {
    const screen = details["screen"] === undefined ? "" : ` on ${details["screen"]}`;
    return `${details["error"]}${screen} in "${names.get(subjectId) ?? subjectId}"`;
  });
  return report.warn(
    `Phones reported ${count} errors within a day: ${[...new Set(kinds)].join("; ")}.`,
    "operator",
    "Publish the form again with the newest version of Flowella; if it stays, report the code.",
  );
}
