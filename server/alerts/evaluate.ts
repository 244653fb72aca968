/** Looks at every portal: what opened, grew or ended is written down together with the messages that tell of it. */

import type { Context } from "../context.ts";
import { tryCommit } from "../store/index.ts";
import { codeOf } from "../telemetry/code.ts";
import { type Decision, decide } from "./decide.ts";
import { judge, type PortalToJudge, type Round } from "./facts.ts";
import { channelsIn, mutesOf, settingsOf } from "./settings.ts";
import { decisionWrites, forgetOldAlerts, openAlerts } from "./store.ts";
import type { Channel } from "./types.ts";

/** One round. A portal that cannot be judged (its key does not open) does not keep the others from their turn. */
export async function evaluateAlerts(context: Context, round: Round = "states"): Promise<void> {
  for (const portal of await portalsToJudge(context)) {
    try {
      await evaluatePortal(context, portal, round);
    } catch (error) {
      context.log.error("alerts.not_evaluated", { portal: portal.id, code: codeOf(error) });
    }
  }
  await context.store.everyPortal().commit(forgetOldAlerts(context));
}

/** Looks at one portal now, at everything: for somebody who asks instead of waiting for the next round. */
export async function lookNow(context: Context, portalId: string): Promise<void> {
  const portal = (await portalsToJudge(context)).find(({ id }) => id === portalId);
  if (!portal) return;
  for (const round of ["states", "figures"] as const) await evaluatePortal(context, portal, round);
}

async function portalsToJudge({ store }: Context): Promise<PortalToJudge[]> {
  const every = store.everyPortal();
  const rows = await every.all(
    every.db.selectFrom("portals").select(["id", "status", "gone_at"]).where("erasing_at", "is", null).orderBy("id"),
  );
  return rows.map(({ id, status, gone_at: goneAt }) => ({ id, status, goneAt }));
}

async function evaluatePortal(context: Context, portal: PortalToJudge, round: Round): Promise<void> {
  const open = await openAlerts(context, portal.id);
  const { kinds: judged, conditions } = await judge(context, portal, round, open);
  if (conditions.length === 0 && open.length === 0) return;
  const [{ channels, everyHours }, mutes] = await Promise.all([
    settingsOf(context, portal.id),
    mutesOf(context, portal.id),
  ]);
  const heardOn = channelsIn(channels);
  const everyMs = everyHours * 3_600_000;
  const facts = { judged, conditions, open, mutes, heard: heardOn.length > 0, everyMs, now: context.now() };
  for (const decision of decide(facts)) await carryOut(context, portal.id, decision, heardOn);
}

async function carryOut(
  context: Context,
  portalId: string,
  decision: Decision,
  channels: readonly Channel[],
): Promise<void> {
  const { alertId, writes } = await decisionWrites(context, portalId, decision, channels);
  // Another process saw the same and was faster.
  if (!(await tryCommit(context.store.of(portalId), writes))) return;
  if (decision.kind === "update") return;
  const about = decision.kind === "open" ? decision.condition : decision.alert;
  const said = { portal: portalId, alert: alertId, kind: about.kind, subject: about.subject, count: about.count };
  if (decision.kind === "open") context.log.warn("alert.opened", said);
  else context.log.info("alert.resolved", said);
}
