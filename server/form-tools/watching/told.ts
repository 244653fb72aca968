/** What tools tell of changed forms, as a source of the inbox: the form is looked at soon, and nothing else. */
import { z } from "zod";
import type { Tool } from "../../../core/form/types.ts";
import type { Handler } from "../../inbox/types.ts";
import { write } from "../../store/index.ts";
import { watchLane } from "./store.ts";
import { leastBetween, settleAfterEvent } from "./times.ts";

/** As it lies in the inbox. */
export const toldSchema = z.object({ formId: z.string() });

export const handleFormTold =
  (tool: Tool): Handler =>
  async (context, { portalId, body }) => {
    const { formId } = toldSchema.parse(body);
    const tenant = context.store.of(portalId);
    const rows = await tenant.all(
      tenant.db.selectFrom("form_watches").selectAll().where("tool", "=", tool).where("form_id", "=", formId),
    );
    return rows.flatMap(({ flow_id, looked_at, next_at }) => {
      const wanted = Math.max(context.now() + settleAfterEvent, (looked_at ?? 0) + leastBetween[tool]);
      const at = Math.min(wanted, Math.max(next_at, context.now()));
      const set = { marker: null, next_at: at, updated_at: context.now() };
      return [
        write(tenant.db.updateTable("form_watches").set(set).where("flow_id", "=", flow_id)),
        ...(context.wakeups?.writes([{ lane: watchLane(portalId, tool), at }]) ?? []),
      ];
    });
  };
