/** The operator's routes about entries, and about those whom WhatsApp does not reach. */
import type { Router } from "express";
import { z } from "zod";
import { entryChoiceSchema } from "../../src/app/packages/contract/index.ts";
import type { Context } from "../context.ts";
import { entriesOf, saveEntry, shareOf } from "../entries/index.ts";
import { unreachedOf } from "../sending/unreached.ts";
import { operatorDoor } from "./operator-door.ts";

const ofPortal = z.object({ portalId: z.string() });

export function operatorEntryRoutes(context: Context): Router {
  const { router, servePortal: serve } = operatorDoor(context);
  serve("/operator/entries", ofPortal, async ({ portalId }) => (await entriesOf(context, portalId)).entries);
  const saving = ofPortal.extend({ entryId: z.string().optional(), choice: entryChoiceSchema });
  serve("/operator/entries/save", saving, async ({ portalId, entryId, choice }) => ({
    kind: "saved",
    entry: await saveEntry(context, portalId, choice, { actor: "operator", entryId }),
  }));
  serve("/operator/entries/share", ofPortal.extend({ entryId: z.string() }), ({ portalId, entryId }) =>
    shareOf(context, portalId, entryId),
  );
  serve("/operator/not-on-whatsapp", ofPortal, ({ portalId }) => unreachedOf(context, portalId));
  return router;
}
