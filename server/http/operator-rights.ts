/** The operator's routes about roles. */
import type { Router } from "express";
import { z } from "zod";
import { type AccessSettings, accessSettingsSchema, grantSchema, withGrant } from "../../core/rights/index.ts";
import { portalSheet } from "../app-settings/sheet.ts";
import type { Context } from "../context.ts";
import { findPortal } from "../portals/store.ts";
import { auditWrite } from "../privacy/audit.ts";
import type { Rights } from "../rights/index.ts";
import { StoreConflict } from "../store/index.ts";
import { operatorDoor } from "./operator-door.ts";

export interface OperatorRightsParts {
  readonly context: Context;
  readonly rights: Rights;
}

const ofPortal = z.object({ portalId: z.string() });
const granting = ofPortal.extend({ grant: grantSchema });
const general = ofPortal.extend({
  everyone: accessSettingsSchema.shape.everyone.unwrap().optional(),
  contacts: accessSettingsSchema.shape.contacts.unwrap().optional(),
});
export function operatorRightsRoutes({ context, rights }: OperatorRightsParts): Router {
  const { router, servePortal: serve } = operatorDoor(context);

  serve("/operator/roles", ofPortal, async ({ portalId }) => {
    const portal = await findPortal(context, portalId);
    return {
      kind: "roles",
      ...portal?.settings.access,
      installer: portal?.installerUserId ?? null,
      teams: (await rights.teams(portalId)) ?? null,
    };
  });
  serve("/operator/roles/grant", granting, ({ portalId, grant }) =>
    change(context, portalId, `grant.${grant.to.kind}.${grant.to.id}`, (access) => withGrant(access, grant)),
  );
  serve("/operator/roles/change", general, ({ portalId, everyone, contacts }) =>
    change(
      context,
      portalId,
      [...(everyone ? ["everyone"] : []), ...(contacts ? ["contacts"] : [])].join(","),
      (access) => ({ ...access, ...(everyone && { everyone }), ...(contacts && { contacts }) }),
    ),
  );
  return router;
}

/** With its entry on the audit trail, in one commit. */
async function change(
  context: Context,
  portalId: string,
  what: string,
  changed: (access: AccessSettings) => AccessSettings,
) {
  for (;;) {
    const text = await portalSheet.text(context, portalId);
    const settings = portalSheet.schema.parse(JSON.parse(text ?? "{}"));
    const access = accessSettingsSchema.parse(changed(settings.access));
    const entry = { actor: "operator", action: "roles-changed", subject: `roles:${what}` } as const;
    try {
      await context.store
        .of(portalId)
        .commit([
          portalSheet.replace(context, portalId, text, { ...settings, access }),
          auditWrite(context, portalId, entry),
        ]);
      return { kind: "saved", ...access };
    } catch (error) {
      // Somebody else changed the settings since they were read.
      if (!(error instanceof StoreConflict)) throw error;
    }
  }
}
