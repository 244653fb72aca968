/** The operator's routes about identity checks: where they are kept, what there is, and opening a document. */
import type { Router } from "express";
import { z } from "zod";
import type { Context } from "../context.ts";
import {
  chooseStorage,
  type KycStorage,
  kycChoiceSchema,
  kycOf,
  mintDocumentLink,
  shownStorage,
} from "../kyc/index.ts";
import type { InstallingAccess } from "../portals/hubspot.ts";
import { operatorDoor } from "./operator-door.ts";

const ofPortal = z.object({ portalId: z.string() });

export function operatorKycRoutes(context: Context, hubspot: InstallingAccess): Router {
  const { router, servePortal } = operatorDoor(context);
  servePortal("/operator/kyc", ofPortal, async ({ portalId }) => view(await shownStorage(context, portalId)));
  servePortal("/operator/kyc/use", ofPortal.extend({ choice: kycChoiceSchema }), async ({ portalId, choice }) =>
    view(await chooseStorage(context, hubspot, portalId, choice)),
  );
  servePortal("/operator/kyc/checks", ofPortal.extend({ contactId: z.string() }), async ({ portalId, contactId }) => ({
    kind: "checks",
    checks: (await kycOf(context, portalId, contactId)).map(({ receivedAt, ...check }) => ({
      ...check,
      receivedAt: new Date(receivedAt).toISOString(),
    })),
  }));
  servePortal(
    "/operator/kyc/document",
    ofPortal.extend({ documentId: z.string() }),
    async ({ portalId, documentId }) => {
      const minted = await mintDocumentLink(context, { portalId, userId: "operator", documentId });
      return minted.kind === "link" ? { ...minted, expiresAt: new Date(minted.expiresAt).toISOString() } : minted;
    },
  );
  return router;
}

function view({ tier, object, why, problems, lookedAt }: KycStorage) {
  return {
    kind: "kyc-storage",
    tier,
    why,
    ...(object && { object }),
    problems,
    lookedAt: lookedAt === undefined ? null : new Date(lookedAt).toISOString(),
  };
}
