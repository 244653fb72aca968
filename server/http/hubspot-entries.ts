/** Ways in to Flows, and those whom WhatsApp does not reach, as the app page asks for them. */
import type { Router } from "express";
import { RefusedInput } from "../../core/errors.ts";
import { pageEntries, pageEntrySave, pageEntryShare, pageUnreached } from "../../src/app/packages/contract/index.ts";
import { entriesOf, saveEntry, shareOf } from "../entries/index.ts";
import { actorOf } from "../privacy/audit.ts";
import type { SendingParts } from "../sending/request.ts";
import { unreachedOf } from "../sending/unreached.ts";
import { type HubSpotDoorParts, hubspotDoor } from "./hubspot-door.ts";

export function entryRoutes(parts: SendingParts & HubSpotDoorParts): Router {
  const { context } = parts;
  const { router, serve, press } = hubspotDoor(parts);
  serve(pageEntries, "publish", ({ portalId }) => entriesOf(context, portalId));
  press(pageEntrySave, "publish", ({ portalId, userId }, { entryId, choice }) =>
    refusals(async () => ({
      kind: "saved" as const,
      entry: await saveEntry(context, portalId, choice, { actor: actorOf(userId), entryId }),
    })),
  );
  serve(pageEntryShare, "publish", ({ portalId }, { entryId }) => refusals(() => shareOf(context, portalId, entryId)));
  serve(pageUnreached, "send", async ({ portalId, access }) => {
    const people = await unreachedOf(context, portalId);
    // Whoever may see some contacts only is not told about the others.
    const ids = people.flatMap(({ contactId }) => contactId ?? []);
    const seen = await parts.rights.contacts.contacts(access, portalId, ids);
    return {
      kind: "ready" as const,
      people: people.filter(({ contactId }) => contactId === undefined || seen.has(contactId)),
    };
  });
  return router;
}

/** What a person can put right is an answer of its own, beside the errors of the world. */
async function refusals<Answer>(
  answer: () => Promise<Answer>,
): Promise<Answer | { readonly kind: "refused"; readonly code: string; readonly message: string }> {
  try {
    return await answer();
  } catch (error) {
    if (!(error instanceof RefusedInput)) throw error;
    return { kind: "refused", code: error.code, message: error.message };
  }
}
