/** Broadcasts on the app page. */
import type { Router } from "express";
import { RefusedInput } from "../../core/errors.ts";
import { anotherOwner, isBound } from "../../core/rights/index.ts";
import {
  broadcastLists,
  broadcastMake,
  broadcastPress,
  broadcastPricesCall,
  broadcastRecipients,
  broadcastShow,
  broadcasts,
} from "../../src/app/packages/contract/index.ts";
import { actorOf } from "../privacy/audit.ts";
import type { SendingParts } from "../sending/request.ts";
import { broadcastAnswers } from "./broadcast-answers.ts";
import { forbidden, type HubSpotDoorParts, hubspotDoor } from "./hubspot-door.ts";

export function broadcastRoutes(parts: SendingParts & HubSpotDoorParts): Router {
  const { router, serve, press } = hubspotDoor(parts);
  const answers = broadcastAnswers(parts);

  serve(broadcastLists, "broadcast", ({ portalId }, { query = "" }) => answers.choices(portalId, query));
  serve(broadcasts, "broadcast", ({ portalId }) => answers.list(portalId));
  press(broadcastMake, "broadcast", ({ portalId, userId }, asked) =>
    refusals(() => answers.make(portalId, asked, actorOf(userId))),
  );
  serve(broadcastShow, "broadcast", ({ portalId }, { id }) => refusals(() => answers.show(portalId, id)));
  press(broadcastPress, "broadcast", ({ portalId, userId }, { id, what }) =>
    refusals(() => answers.press(portalId, id, what, actorOf(userId))),
  );
  serve(broadcastRecipients, "broadcast", async ({ portalId, access }, asked) =>
    // A list holds everybody's contacts.
    isBound(access.settings, access.rights) ? forbidden(anotherOwner) : answers.recipients(portalId, asked),
  );
  serve(
    broadcastPricesCall,
    ({ save }) => (save ? "admin" : "broadcast"),
    ({ portalId, userId }, { save }) => answers.prices(portalId, save, actorOf(userId)),
  );
  return router;
}

/** What a person can put right is an answer of its own, beside the errors of the world. */
async function refusals<Answer>(
  answer: () => Promise<Answer>,
): Promise<Answer | { kind: "refused"; code: string; message: string }> {
  try {
    return await answer();
  } catch (error) {
    if (!(error instanceof RefusedInput)) throw error;
    return { kind: "refused", code: error.code, message: error.message };
  }
}
