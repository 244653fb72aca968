/** The operator's routes about customers who stopped half-way, and about a portal's ready answers. */
import type { Router } from "express";
import { z } from "zod";
import { readyAnswersSchema } from "../../core/hand-over/index.ts";
import { changeSettings, findPortal } from "../portals/store.ts";
import { auditWrite } from "../privacy/audit.ts";
import { stoppedOf } from "../rescue/list.ts";
import type { SendingParts } from "../sending/request.ts";
import { operatorDoor } from "./operator-door.ts";

const ofPortal = z.object({ portalId: z.string() });
const listing = ofPortal.extend({ flowId: z.string().optional(), after: z.string().optional() });
const saving = ofPortal.extend({ change: z.record(z.string(), z.unknown()) });
const answering = ofPortal.extend({ answers: readyAnswersSchema });

export function operatorRescueRoutes(parts: SendingParts): Router {
  const { context } = parts;
  const { router, servePortal: serve } = operatorDoor(context);
  const settingsOf = async (portalId: string) => (await findPortal(context, portalId))?.settings;
  const save = (portalId: string, subject: string, change: Record<string, unknown>) =>
    changeSettings(context, portalId, change, [
      auditWrite(context, portalId, { actor: "operator", action: "settings-changed", subject }),
    ]);

  serve("/operator/rescue", listing, ({ portalId, ...asked }) => stoppedOf(parts, portalId, asked));
  serve("/operator/rescue/settings", ofPortal, async ({ portalId }) => (await settingsOf(portalId))?.rescue);
  serve("/operator/rescue/settings/save", saving, async ({ portalId, change }) => {
    const before = (await settingsOf(portalId))?.rescue;
    const { rescue } = await save(portalId, "rescue", { rescue: { ...before, ...change } });
    return { kind: "saved", rescue };
  });
  serve("/operator/ready-answers", ofPortal, async ({ portalId }) => ({
    kind: "ready-answers",
    answers: (await settingsOf(portalId))?.readyAnswers ?? [],
  }));
  serve("/operator/ready-answers/save", answering, async ({ portalId, answers }) => {
    const { readyAnswers } = await save(portalId, "ready-answers", { readyAnswers: answers });
    return { kind: "saved", answers: readyAnswers };
  });
  return router;
}
