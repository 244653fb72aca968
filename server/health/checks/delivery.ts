/** What waits on its way to HubSpot, what was given up, what waits for a person, and whether anybody is told. */
import { listAlerts } from "../../alerts/index.ts";
import type { Context } from "../../context.ts";
import { type Finding, finding } from "../finding.ts";

const minuteMs = 60_000;
const slowAfterMs = 15 * minuteMs;
const stuckAfterMs = 6 * 60 * minuteMs;

export async function checkDelivery(context: Context, portalId: string): Promise<Finding[]> {
  return Promise.all([
    waiting(context, portalId),
    paused(context, portalId),
    deadLetters(context, portalId),
    conflicts(context, portalId),
    inboxState(context, portalId),
    alertState(context, portalId),
  ]);
}

async function waiting({ store, now }: Context, portalId: string): Promise<Finding> {
  const report = finding("deliveries_waiting", { portalId });
  const tenant = store.of(portalId);
  const row = await tenant.first(
    tenant.db
      .selectFrom("steps")
      .innerJoin("submissions", "submissions.id", "steps.submission_id")
      .select(({ fn }) => [fn.countAll<number>().as("count"), fn.min("submissions.accepted_at").as("oldest")])
      .where("steps.status", "=", "ready"),
  );
  const count = row?.count ?? 0;
  if (count === 0) return report.ok("Nothing waits to be delivered.");
  const ageMs = now() - Number(row?.oldest ?? now());
  const says = `${count} steps wait to be delivered, the oldest for ${inWords(ageMs)}.`;
  const fix = "See `flowella submissions` for the codes; they are tried again by themselves for about three days.";
  if (ageMs >= stuckAfterMs) return report.broken(says, "operator", fix);
  return ageMs >= slowAfterMs ? report.warn(says, "operator", fix) : report.ok(says);
}

async function paused({ store, now }: Context, portalId: string): Promise<Finding> {
  const report = finding("destinations", { portalId });
  const tenant = store.of(portalId);
  const rows = await tenant.all(
    tenant.db.selectFrom("destination_states").selectAll().where("state", "=", "paused").orderBy("destination"),
  );
  if (rows.length === 0) return report.ok("No destination is paused.");
  const each = rows.map(
    ({ destination, reason, paused_since: since }) =>
      `${destination} (${reason ?? "unknown"}, for ${inWords(now() - (since ?? now()))})`,
  );
  return report.broken(
    `Destinations keep failing and are paused: ${each.join(", ")}.`,
    "operator",
    "They are probed by themselves and nothing is lost meanwhile. See `flowella deliveries`; mend what the codes name.",
  );
}

async function deadLetters({ store }: Context, portalId: string): Promise<Finding> {
  const report = finding("dead_letters", { portalId });
  const tenant = store.of(portalId);
  const rows = await tenant.all(
    tenant.db
      .selectFrom("steps")
      .select(({ fn }) => ["step", "reason", fn.countAll<number>().as("count")])
      .where("status", "=", "dead")
      .groupBy(["step", "reason"])
      .orderBy("step"),
  );
  if (rows.length === 0) return report.ok("No delivery was given up.");
  const total = rows.reduce((sum, { count }) => sum + count, 0);
  const kinds = rows.map(({ step, reason, count }) => `${step} ${reason ?? "unknown"} (${count})`).join(", ");
  return report.broken(
    `${total} deliveries were given up: ${kinds}.`,
    "operator",
    "Mend what the codes name, then run `flowella replay`.",
  );
}

async function conflicts({ store, now }: Context, portalId: string): Promise<Finding> {
  const report = finding("conflicts", { portalId });
  const tenant = store.of(portalId);
  const row = await tenant.first(
    tenant.db
      .selectFrom("conflicts")
      .select(({ fn }) => [fn.countAll<number>().as("count"), fn.min("created_at").as("oldest")])
      .where("status", "=", "open"),
  );
  const count = row?.count ?? 0;
  if (count === 0) return report.ok("No answers wait for somebody to say whose they are.");
  const ageMs = now() - Number(row?.oldest ?? now());
  return report.warn(
    `${count} submissions wait until somebody says whose they are, the oldest for ${inWords(ageMs)}.`,
    "hubspot-admin",
    "See `flowella conflicts` and answer with `flowella decide`.",
  );
}

async function alertState(context: Context, portalId: string): Promise<Finding> {
  const report = finding("alerts", { portalId });
  const { alerts, channels } = await listAlerts(context, portalId);
  const failing = channels.filter(({ last }) => last?.status === "failed");
  if (failing.length > 0) {
    const each = failing.map(({ channel, last }) => `${channel} (${last?.code ?? "unknown"})`).join(", ");
    const fix =
      "Set the channel anew with `flowella alerts settings`; `flowella alerts list` shows what did not arrive.";
    return report.broken(`Alerts do not arrive by ${each}.`, "operator", fix);
  }
  const open = alerts.filter(({ status }) => status === "open").length;
  if (open > 0 && channels.length === 0) {
    const fix = "Name an e-mail address, a webhook or HubSpot tasks with `flowella alerts settings`.";
    return report.warn(`${open} alerts are open, and nobody is told of them.`, "operator", fix);
  }
  return report.ok(open === 0 ? "No alert is open." : `${open} alerts are open, and people were told.`);
}

async function inboxState({ store, now }: Context, portalId: string): Promise<Finding> {
  const report = finding("inbox", { portalId });
  const tenant = store.of(portalId);
  const rows = await tenant.all(
    tenant.db
      .selectFrom("inbox")
      .select(({ fn }) => ["status", fn.countAll<number>().as("count"), fn.min("received_at").as("oldest")])
      .where("status", "in", ["waiting", "dead"])
      .groupBy("status"),
  );
  const dead = rows.find(({ status }) => status === "dead");
  const waits = rows.find(({ status }) => status === "waiting");
  const ageMs = waits ? now() - Number(waits.oldest) : 0;
  if (dead) {
    return report.broken(
      `${dead.count} of Meta's events could not be handled and were given up.`,
      "operator",
      "Look for inbox.update_failed in the log, and report the code.",
    );
  }
  if (waits && ageMs >= slowAfterMs) {
    return report.warn(
      `${waits.count} of Meta's events wait to be handled, the oldest for ${inWords(ageMs)}.`,
      "operator",
      "Look for inbox.update_failed in the log.",
    );
  }
  return report.ok("Every event of Meta's was handled.");
}

function inWords(ms: number): string {
  const minutes = Math.max(0, Math.floor(ms / minuteMs));
  if (minutes < 120) return `${minutes} minutes`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} hours` : `${Math.floor(hours / 24)} days`;
}
