/** Works on what workflows asked for, one lane per portal: a large enrolment of one keeps no other one waiting. */
import type { SendingParts } from "../sending/request.ts";
import { asJob } from "../telemetry/scope.ts";
import { perPortal } from "../wakeups/per-portal.ts";
import type { Sleeper } from "../wakeups/types.ts";
import { advance } from "./advance.ts";
import { dueExecutions, leaseExecution, portalsWithExecutions, sleeperName } from "./store.ts";

/** Longer than HubSpot and WhatsApp take to time out. */
const leaseMs = 2 * 60_000;
/** Worked on at once; then others have their turn. */
const share = 8;

export function workflowSleeper(parts: SendingParts): Sleeper {
  const { context } = parts;
  return perPortal(sleeperName, {
    work: async (portalId) => {
      const due = await dueExecutions(context, portalId, share);
      await Promise.all(
        due.map(async (row) => {
          if (!(await leaseExecution(context, portalId, row, context.now() + leaseMs))) return;
          await asJob({ request: row.request_id ?? undefined }, () => advance(parts, portalId, row));
        }),
      );
    },
    waiting: (limit, only) => portalsWithExecutions(context, limit, only),
  });
}
