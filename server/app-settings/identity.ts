/** Where the record of an identity check stands in HubSpot, and what of the secure page's answers leaves the vault. */
import type { IdentityValues, SettingsIdentityReady } from "../../src/app/packages/contract/index.ts";
import type { Context } from "../context.ts";
import { kycStorage } from "../kyc/storage.ts";
import type { PortalSettings } from "../portals/settings.ts";
import { findPortal } from "../portals/store.ts";
import { lookAgainWrite } from "../provisioning/report.ts";
import { type Section, showSection } from "./saving.ts";
import { portalSheet } from "./sheet.ts";

export const identitySection: Section<PortalSettings, IdentityValues> = {
  name: "identity",
  action: "settings-changed",
  sheet: portalSheet,
  show: ({ identityRecords, secureAnswers: { hubspot, webhook }, fileDays }) => ({
    place: identityRecords,
    hubspot,
    webhook,
    fileDays,
  }),
  merge: (settings, { place, hubspot, webhook, fileDays }) => ({
    ...settings,
    identityRecords: place.trim(),
    fileDays,
    secureAnswers: { ...settings.secureAnswers, hubspot, webhook },
  }),
  fields: { identityRecords: "place" },
  // Another place has to be looked for in the account before it can count.
  also: (context, portalId) => [lookAgainWrite(context, portalId)],
};

export async function identityOf(context: Context, portalId: string): Promise<SettingsIdentityReady> {
  const portal = await findPortal(context, portalId);
  if (!portal) throw new Error("The portal of a signed call is not there.");
  const { tier, why, lookedAt } = await kycStorage(context, portal);
  return {
    kind: "ready",
    ...(await showSection(context, portalId, identitySection)),
    tier,
    why,
    ...(lookedAt !== undefined && { lookedAt: new Date(lookedAt).toISOString() }),
  };
}
