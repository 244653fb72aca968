/** Those who stopped half-way, and a portal's ready answers, as HubSpot's part asks for them. */
import type { Router } from "express";
import {
  pageRescue,
  settingsReadyAnswers,
  settingsRescue,
  settingsSaveReadyAnswers,
  settingsSaveRescue,
} from "../../src/app/packages/contract/index.ts";
import { saveSection, showSection } from "../app-settings/saving.ts";
import { stoppedOf } from "../rescue/list.ts";
import { readyAnswersSection, rescueSection } from "../rescue/section.ts";
import type { SendingParts } from "../sending/request.ts";
import { type HubSpotDoorParts, hubspotDoor } from "./hubspot-door.ts";

export function rescueRoutes(parts: SendingParts & HubSpotDoorParts): Router {
  const { context } = parts;
  const { router, serve, press } = hubspotDoor(parts);
  serve(pageRescue, "see-answers", async ({ portalId, access }, asked) => {
    const rescue = await stoppedOf(parts, portalId, asked);
    // Whoever may see some contacts only is not told about the others.
    const ids = rescue.stopped.flatMap(({ contactId }) => contactId ?? []);
    const seen = await parts.rights.contacts.contacts(access, portalId, ids);
    return {
      ...rescue,
      stopped: rescue.stopped.filter(({ contactId }) => contactId === undefined || seen.has(contactId)),
    };
  });
  serve(settingsRescue, "admin", async ({ portalId }) => ({
    kind: "ready",
    ...(await showSection(context, portalId, rescueSection)),
  }));
  press(settingsSaveRescue, "admin", ({ portalId, userId }, { values, revision }) =>
    saveSection(context, rescueSection, { portalId, userId, values, revision }),
  );
  serve(settingsReadyAnswers, "admin", async ({ portalId }) => ({
    kind: "ready",
    ...(await showSection(context, portalId, readyAnswersSection)),
  }));
  press(settingsSaveReadyAnswers, "admin", ({ portalId, userId }, { values, revision }) =>
    saveSection(context, readyAnswersSection, { portalId, userId, values, revision }),
  );
  return router;
}
