/** The chore that looks at portals again when their time has come: daily, or hourly where something was wrong. */
import type { Context } from "../context.ts";
import type { InstallingAccess } from "../portals/hubspot.ts";
import { tryCommit, write } from "../store/index.ts";
import { codeOf } from "../telemetry/code.ts";
import { provision } from "./provision.ts";

/** So many in one round: the next round goes on with the others. */
const mostAtOnce = 200;
/** For this long nobody else looks at a portal that one process looks at. */
const turnMs = 15 * 60_000;

/**
 * Repairs what is due. Looking needs a fresh token, so a portal that left is noticed here at the latest.
 * @returns how many portals were looked at
 */
export async function provisionDue(context: Context, hubspot: InstallingAccess): Promise<number> {
  const every = context.store.everyPortal();
  const due = await every.all(
    every.db
      .selectFrom("portals")
      .leftJoin("provisioning", "provisioning.portal_id", "portals.id")
      .select(["portals.id", "provisioning.next_at"])
      .where("portals.status", "=", "active")
      .where((or) => or.or([or("provisioning.next_at", "is", null), or("provisioning.next_at", "<=", context.now())]))
      .orderBy("provisioning.next_at")
      .limit(mostAtOnce),
  );
  let looked = 0;
  for (const { id, next_at: nextAt } of due) {
    if (nextAt !== null && !(await takeTurn(context, id, nextAt))) continue;
    try {
      await provision(context, hubspot, id);
      looked += 1;
    } catch (error) {
      context.log.error("portal.provisioning_failed", { portal: id, code: codeOf(error) });
    }
  }
  return looked;
}

async function takeTurn(context: Context, portalId: string, seen: number): Promise<boolean> {
  const tenant = context.store.of(portalId);
  const turn = tenant.db
    .updateTable("provisioning")
    .set({ next_at: context.now() + turnMs })
    .where("next_at", "=", seen);
  return tryCommit(tenant, [write(turn, 1)]);
}
