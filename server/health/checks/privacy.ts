/** Whether what should be gone is gone, what waits past its time, and in which parts of the world data lies. */
import { areaOf, regionsInWords } from "../../../core/retention/index.ts";
import type { Context } from "../../context.ts";
import { findPortal } from "../../portals/store.ts";
import { regionsOf } from "../../privacy/regions.ts";
import { checkRetention, retentionRuns } from "../../privacy/retention.ts";
import { type Finding, finding } from "../finding.ts";

/** Longer than the job ever pauses while a server runs. */
const lateMs = 2 * 3_600_000;

export async function checkPrivacy(context: Context, portalId: string): Promise<Finding[]> {
  return Promise.all([retention(context, portalId), regions(context, portalId)]);
}

async function retention(context: Context, portalId: string): Promise<Finding> {
  const report = finding("retention", { portalId });
  const [last] = await retentionRuns(context, portalId, 1);
  if (!last) return report.ok("Nothing had to be removed yet: the job has not had its first round.");
  const { left } = await checkRetention(context, portalId);
  const kinds = Object.entries(left).filter(([, count]) => count > 0);
  if (kinds.length > 0 || last.at < context.now() - lateMs) {
    const still = kinds.map(([kind, count]) => `${kind} ${count}`).join(", ");
    const says = still
      ? `Of what should be gone by now there is still: ${still}.`
      : "Nothing was removed for two hours.";
    return report.broken(says, "operator", "Run `flowella privacy run`, and look into the log for retention.failed.");
  }
  const { count, until } = last.held;
  if (count === 0 || until === null) return report.ok("What should be gone by now is gone.");
  return report.warn(
    `Answers of ${count} submissions are kept past their time, because they could not be delivered everywhere. From ${new Date(until).toISOString().slice(0, 10)} on they are removed undelivered.`,
    "operator",
    "See `flowella deliveries`: mend what the codes name, then run `flowella replay`.",
  );
}

async function regions(context: Context, portalId: string): Promise<Finding> {
  const report = finding("regions", { portalId });
  const portal = await findPortal(context, portalId);
  if (!portal) return report.skipped("the portal is not there.");
  const found = regionsOf(context, portal);
  const says = regionsInWords(found);
  if (found.differ.length > 0) {
    return report.warn(
      `Data lies in different parts of the world: ${says}.`,
      "operator",
      "Where that may not be, run a server in the other region, or have the account moved there.",
    );
  }
  const unknown = [found.ours, found.hubspot, found.meta].some((region) => areaOf(region) === undefined);
  return report.ok(unknown ? `Where data lies: ${says}; not all of it can be compared.` : `Where data lies: ${says}.`);
}
