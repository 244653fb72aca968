/** The operator's routes about broadcasts: the same as on the app page, and whose daily limit a portal uses. */
import type { Router } from "express";
import { z } from "zod";
import {
  broadcastLists,
  broadcastMake,
  broadcastPressRequestSchema,
  broadcastPricesCall,
  broadcastRecipients,
  broadcastShow,
} from "../../src/app/packages/contract/index.ts";
import { recordAudit } from "../privacy/audit.ts";
import type { SendingParts } from "../sending/request.ts";
import { broadcastAnswers } from "./broadcast-answers.ts";
import { operatorDoor } from "./operator-door.ts";

const ofPortal = z.object({ portalId: z.string() });

export function operatorBroadcastRoutes(parts: SendingParts): Router {
  const { router, servePortal } = operatorDoor(parts.context);
  const answers = broadcastAnswers(parts);

  /** The contract's own request, for a portal that the operator names. */
  const serve = <Asked>(path: string, schema: z.ZodType<Asked>, answer: (portalId: string, asked: Asked) => unknown) =>
    servePortal(`/operator/broadcasts${path}`, ofPortal.loose(), async ({ portalId, ...given }) => {
      const asked = schema.safeParse(given);
      if (asked.success) return answer(portalId, asked.data);
      return { kind: "refused", code: "bad_request", message: z.prettifyError(asked.error) };
    });

  serve("/lists", broadcastLists.request, (portalId, { query = "" }) => answers.choices(portalId, query));
  serve("", z.object({}), (portalId) => answers.list(portalId));
  serve("/make", broadcastMake.request, (portalId, asked) => answers.make(portalId, asked, "operator"));
  serve("/show", broadcastShow.request, (portalId, { id }) => answers.show(portalId, id));
  serve("/press", broadcastPressRequestSchema.pick({ id: true, what: true }), (portalId, { id, what }) =>
    answers.press(portalId, id, what, "operator"),
  );
  serve("/recipients", broadcastRecipients.request, (portalId, asked) => answers.recipients(portalId, asked));
  serve("/prices", broadcastPricesCall.request, (portalId, { save }) => answers.prices(portalId, save, "operator"));
  serve("/business", z.object({ businessId: z.string().regex(/^\d{5,20}$/) }), async (portalId, { businessId }) => {
    const saved = await answers.business(portalId, businessId);
    const subject = "broadcasts:business";
    await recordAudit(parts.context, portalId, { actor: "operator", action: "settings-changed", subject });
    return saved;
  });
  return router;
}
