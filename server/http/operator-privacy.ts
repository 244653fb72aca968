/** The operator's routes about a person who wants to know what is held of them, or wants to be forgotten. */
import type { Router } from "express";
import { z } from "zod";
import type { Context } from "../context.ts";
import { erasePeopleWrites, forgetContactIdWrites } from "../privacy/erase.ts";
import { erasuresOf, listedSchema, settlePlace } from "../privacy/erase-list.ts";
import { applyErasedList, erasedList, erasedListSchema } from "../privacy/erase-restore.ts";
import { peopleMeant, type Whom, whomSchema } from "../privacy/erase-whom.ts";
import { exportPerson } from "../privacy/export-person.ts";
import { StoreConflict } from "../store/index.ts";
import { operatorDoor } from "./operator-door.ts";

const ofPortal = z.object({ portalId: z.string() });
const aboutSomebody = ofPortal.extend(whomSchema.shape);

export function operatorPrivacyRoutes(context: Context): Router {
  const { router, serve, servePortal } = operatorDoor(context);
  servePortal("/operator/person/export", aboutSomebody, async ({ portalId, ...whom }) => {
    const people = await peopleMeant(context, portalId, whom);
    if (people.length === 0) return nobody;
    const exported = [];
    for (const personId of people) exported.push(await exportPerson(context, portalId, personId, "operator"));
    return { kind: "exported", people: exported };
  });
  servePortal("/operator/person/erase", aboutSomebody, ({ portalId, ...whom }) => erase(context, portalId, whom));
  servePortal("/operator/person/erasures", ofPortal.extend(listedSchema.shape), ({ portalId, ...listed }) =>
    erasuresOf(context, portalId, listed),
  );
  servePortal("/operator/person/settle", ofPortal.extend({ placeId: z.string() }), async ({ portalId, placeId }) => {
    if (await settlePlace(context, portalId, placeId)) return { kind: "settled" };
    const message = "Nothing is left to settle under this id. `flowella person erasures` lists what is.";
    return { kind: "refused", code: "erasure.unknown_place", message };
  });
  serve("/operator/erased/list", z.object({}), () => erasedList(context));
  serve("/operator/erased/apply", erasedListSchema, async (list) => ({
    kind: "applied",
    erasedAgain: await applyErasedList(context, list),
  }));
  return router;
}

const nobody = {
  kind: "refused",
  code: "person.unknown",
  message: "Nothing is kept of anybody under this id or number. A contact that was never written to is nobody here.",
} as const;

const mostTries = 4;

async function erase(context: Context, portalId: string, whom: Whom) {
  for (let tries = 1; ; tries += 1) {
    const people = await peopleMeant(context, portalId, whom);
    const { contactId } = whom;
    const contact = contactId === undefined ? [] : await forgetContactIdWrites(context, portalId, contactId);
    try {
      const writes = await erasePeopleWrites(context, portalId, people, "operator");
      await context.store.of(portalId).commit([...writes, ...contact]);
    } catch (error) {
      // Somebody wrote in the same moment.
      if (!(error instanceof StoreConflict) || tries === mostTries) throw error;
      continue;
    }
    if (people.length === 0) return nobody;
    const { erasures } = await erasuresOf(context, portalId, { open: false });
    return { kind: "erased", people: erasures.filter(({ personId }) => people.includes(personId)) };
  }
}
