/** The operator's routes about forms that changed. */
import type { Router } from "express";
import { z } from "zod";
import { RefusedInput } from "../../../core/errors.ts";
import { operatorDoor } from "../../http/operator-door.ts";
import { auditWrite, recordAudit } from "../../privacy/audit.ts";
import { write } from "../../store/index.ts";
import { dismissChanges } from "./dismiss.ts";
import { lookAt } from "./look.ts";
import { watchedForms } from "./shown.ts";
import { watchLane, watchOf } from "./store.ts";
import { takeOver, type WatchParts } from "./take-over.ts";

const ofPortal = z.object({ portalId: z.string() });
const ofFlow = ofPortal.extend({ flowId: z.string() });
const shown = ofPortal.extend({
  flowId: z.string().optional(),
  /** Ask the tools now. */
  look: z.boolean().default(false),
});
const taking = ofFlow.extend({ state: z.string().optional(), draft: z.boolean().default(false) });
const setting = ofFlow.extend({ automatic: z.enum(["no", "safe"]) });

export function formChangeRoutes(parts: WatchParts): Router {
  const { context } = parts;
  const { router, servePortal } = operatorDoor(context);

  servePortal("/operator/forms/changes", shown, async ({ portalId, flowId, look }) => {
    if (look) await lookNow(parts, portalId, flowId);
    return { kind: "changes", forms: await watchedForms(context, portalId, flowId) };
  });
  servePortal("/operator/forms/changes/take", taking, async ({ portalId, flowId, state, draft }) => {
    const taken = await takeOver(parts, portalId, flowId, { state, draft });
    if (taken.kind === "published")
      await recordAudit(context, portalId, { actor: "operator", action: "published", subject: flowId });
    return taken;
  });
  servePortal("/operator/forms/changes/dismiss", ofFlow, async ({ portalId, flowId }) => {
    const { kind, state } = await dismissChanges(context, portalId, flowId);
    if (kind === "not-watched") throw unknown();
    return kind === "unchanged" ? { kind, flowId } : { kind, flowId, state };
  });
  servePortal("/operator/forms/changes/automatic", setting, async ({ portalId, flowId, automatic }) => {
    const watch = await watchOf(context, portalId, flowId);
    if (!watch) throw unknown();
    const { db, commit } = context.store.of(portalId);
    const at = context.now();
    // Whatever is noticed already is looked at once more.
    const set = { automatic, marker: null, next_at: at, updated_at: at };
    await commit([
      write(db.updateTable("form_watches").set(set).where("flow_id", "=", flowId), 1),
      auditWrite(context, portalId, { actor: "operator", action: "settings-changed", subject: `form:${flowId}` }),
      ...(context.wakeups?.writes([{ lane: watchLane(portalId, watch.tool), at }]) ?? []),
    ]);
    return { kind: "saved", flowId, automatic };
  });
  return router;
}

const unknown = () =>
  new RefusedInput("forms.not_watched", "There is no published Flow with this id whose form is watched.");

/** Forms that somebody looks at already are left to them. */
async function lookNow(parts: WatchParts, portalId: string, flowId: string | undefined): Promise<void> {
  const { store, now } = parts.context;
  const tenant = store.of(portalId);
  const rows = await tenant.all(
    tenant.db
      .selectFrom("form_watches")
      .selectAll()
      .where("leased_until", "<=", now())
      .$if(flowId !== undefined, (query) => query.where("flow_id", "=", flowId ?? ""))
      .limit(mostAtOnce),
  );
  for (const [tool, watches] of Map.groupBy(rows, (row) => row.tool)) {
    await lookAt(parts, portalId, tool, watches, { always: true });
  }
}

/** However many Flows a portal has, one command asks for so many forms. */
const mostAtOnce = 50;
