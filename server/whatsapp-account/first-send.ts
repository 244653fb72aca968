/** What a portal's first message needs besides an account that may send, read from its settings and Flows. */
import { type FirstSendStep, firstSendSteps } from "../../core/readiness/first-send.ts";
import { consentSettingsOf } from "../consent/settings.ts";
import type { Context } from "../context.ts";
import { findPortal } from "../portals/store.ts";
import { templatesSeen } from "../templates/seen.ts";

export async function firstSendOf(context: Context, portalId: string): Promise<FirstSendStep[]> {
  const tenant = context.store.of(portalId);
  const published = tenant.db.selectFrom("flows").select("id").where("status", "=", "published");
  const templates = (await templatesSeen(context, portalId)).filter(({ inUse }) => inUse);
  return firstSendSteps({
    portalId,
    defaultCountry: (await findPortal(context, portalId))?.settings.defaultCountry,
    consentSources: (await consentSettingsOf(context, portalId)).sources.length,
    publishedFlows: (await tenant.all(published)).length,
    templates: templates.map(({ status, title, says, who }) => ({ approved: status === "approved", title, says, who })),
  });
}
