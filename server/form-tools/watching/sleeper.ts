/** Who looks when a form is due, and who notices that a Flow has no watch yet. */
import { type Tool, toolSchema } from "../../../core/form/types.ts";
import type { Context } from "../../context.ts";
import { findPortal } from "../../portals/store.ts";
import type { Periodic, Sleeper } from "../../wakeups/types.ts";
import { lookAt } from "./look.ts";
import { dueWatches, postponeWrite, sleeperName, watchLanes, watchWrites } from "./store.ts";
import type { WatchParts } from "./take-over.ts";
import { everyMs } from "./times.ts";

/** Forms of an account that are looked at before others have their turn. */
const atOnce = 20;
/** A portal that left is looked after again so much later. */
const awayMs = 6 * 3_600_000;

export function watchSleeper(parts: WatchParts): Sleeper {
  const { context } = parts;
  return {
    name: sleeperName,
    run: async (lane) => {
      const [, portalId = "", name] = lane.split("/");
      const tool = toolSchema.safeParse(name).data;
      if (!tool) return undefined;
      const portal = await findPortal(context, portalId);
      if (!portal) return undefined;
      if (portal.status !== "active") return postpone(context, portalId, tool, awayMs);
      const wait = await waitForQuota(parts, tool);
      if (wait !== undefined) return postpone(context, portalId, tool, wait);
      const due = await dueWatches(context, portalId, tool, { soonMs: everyMs(tool, false) / 4, limit: atOnce });
      if (due.length > 0) await lookAt(parts, portalId, tool, due, { always: false });
      const [next] = await watchLanes(context, 1, { portalId, tool });
      return next?.at;
    },
    upcoming: (limit) => watchLanes(context, limit),
  };
}

/**
 * Asking whether a form changed is the first thing to be given up when SurveyMonkey's calls run short: half of a day's are
 * left to answers and to people who import (form-tools reference 4.9).
 */
async function waitForQuota({ forms }: WatchParts, tool: Tool): Promise<number | undefined> {
  const { day } = tool === "surveymonkey" ? await forms.quota() : {};
  return day && day.remaining * 2 < day.limit ? Math.max(day.resetMs, 60_000) : undefined;
}

/** @returns until when nobody looks at these forms */
async function postpone(context: Context, portalId: string, tool: Tool, ms: number): Promise<number> {
  const until = context.now() + ms;
  await context.store.of(portalId).commit([postponeWrite(context, portalId, tool, until)]);
  return until;
}

/** Flows that were published before their forms were watched, or by another way than the usual ones. */
export function watchFinder(context: Context): Periodic {
  return {
    name: "form-watches",
    everyMinutes: 60,
    run: async () => {
      const every = context.store.everyPortal();
      const rows = await every.all(
        every.db
          .selectFrom("flows")
          .leftJoin("form_watches", (join) =>
            join.onRef("form_watches.portal_id", "=", "flows.portal_id").onRef("form_watches.flow_id", "=", "flows.id"),
          )
          .select(["flows.portal_id", "flows.id", "flows.source_tool", "flows.source_form_id"])
          .where("form_watches.flow_id", "is", null)
          .where("flows.current_version_id", "is not", null),
      );
      for (const row of rows) {
        const tool = toolSchema.safeParse(row.source_tool).data;
        if (!tool) continue;
        const watched = { flowId: row.id, tool, formId: row.source_form_id, marker: null, lookedAt: null };
        await context.store.of(row.portal_id).commit(watchWrites(context, row.portal_id, watched));
      }
    },
  };
}
