/** Message templates that carry a Flow outside the 24 hours, and that WhatsApp does not let go. */
import type { Context } from "../../context.ts";
import { lifeOf } from "../../templates/store.ts";
import type { Condition } from "../types.ts";
import { conditionOf } from "./condition.ts";

/**
 * Of published Flows, the template in use; one that was handed in besides is told of too when it is refused, because its
 * maker waits for it. The subject is the template.
 */
export async function templateConditions({ store }: Context, portalId: string): Promise<Condition[]> {
  const tenant = store.of(portalId);
  const rows = await tenant.all(
    tenant.db
      .selectFrom("templates")
      .innerJoin("flows", "flows.id", "templates.flow_id")
      .select(["templates.id", "templates.name", "templates.language", "templates.status", "templates.life"])
      .select(["templates.meta_flow_id", "flows.id as flow_id", "flows.name as flow"])
      .select(["flows.template_name", "flows.template_language", "flows.meta_flow_id as current_flow_id"])
      .where("flows.status", "!=", "draft")
      .where("templates.status", "in", ["rejected", "paused", "disabled", "deleted", "held", "approved"])
      .orderBy("templates.created_at"),
  );
  return rows.flatMap((row) => {
    const inUse = row.template_name === row.name && row.template_language === row.language;
    const current = row.meta_flow_id === row.current_flow_id;
    const { word, flagged = false, reason, disabledAt } = lifeOf(row);
    const warned = row.status === "approved" && flagged;
    const matters = inUse ? row.status !== "approved" || warned : row.status === "rejected" && current;
    if (!matters) return [];
    const details = {
      name: `${row.name} (${row.language})`,
      flowId: row.flow_id,
      code: warned ? "flagged" : row.status,
      ...(row.status !== "approved" && { reason: reason ?? word }),
      ...(disabledAt !== undefined && { until: disabledAt }),
    };
    return [conditionOf("template_stopped", row.id, [{ name: row.flow, count: 1 }], details)];
  });
}
