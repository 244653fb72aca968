/**
 * Makes in a portal what the app needs there, and reports what it could not make. May run at any time and as often as
 * one likes: what is there stays, what is missing is made again, what has another shape is named with what to do.
 */
import { type HubSpotSetup, propertyGroup } from "../../connectors/hubspot/index.ts";
import { OutsideError } from "../../core/errors.ts";
import type { Context } from "../context.ts";
import { hubspotConnection } from "../portals/connections.ts";
import type { InstallingAccess } from "../portals/hubspot.ts";
import { contactProperties } from "../portals/properties.ts";
import { portalSettingsSchema } from "../portals/settings.ts";
import { findPortal } from "../portals/store.ts";
import { propertiesOfUseCases } from "../publishing/use-case.ts";
import { identityContactProperties } from "./identity-records.ts";
import { identityStorage } from "./identity-storage.ts";
import { access, itemOf } from "./items.ts";
import { latestReport, type ProvisionReport, problemsOf, saveReport } from "./report.ts";

const hourMs = 3_600_000;
/** A portal that has everything is looked at once a day: people rename, archive and delete. */
const wholeMs = 24 * hourMs;
const brokenMs = hourMs;

/** @throws never for what HubSpot says: that is in the report */
export async function provision(
  context: Context,
  hubspot: InstallingAccess,
  portalId: string,
): Promise<ProvisionReport> {
  const setup = hubspot.setup(portalId);
  const report = await look(context, setup, portalId);
  const problems = problemsOf(report);
  const next = context.now() + (problems.length > 0 ? brokenMs : wholeMs);
  await context.store.of(portalId).commit([saveReport(context, portalId, report, next)]);
  const made = report.items.filter(({ state }) => state === "created" || state === "repaired").length;
  if (made > 0 || problems.length > 0) {
    context.log.info("portal.provisioned", { portal: portalId, made, problems: problems.length });
  }
  return report;
}

async function look(context: Context, setup: HubSpotSetup, portalId: string): Promise<ProvisionReport> {
  const before = (await latestReport(context, portalId))?.identityRecords;
  try {
    const scopes = (await hubspotConnection(context, portalId))?.secrets.scopes ?? [];
    const settings = (await findPortal(context, portalId))?.settings ?? portalSettingsSchema.parse({});
    const identity = await identityStorage(setup, scopes, settings, before);
    const onContacts = identity.place.place === "object" ? [] : identityContactProperties;
    const list = [...contactProperties, ...onContacts, ...(await propertiesOfUseCases(context, portalId))];
    const outcomes = await setup.provisionProperties({ objectType: "contacts", group: propertyGroup, list });
    return {
      items: [...outcomes.map((one) => itemOf("contact", one)), ...identity.items],
      identityRecords: identity.place,
    };
  } catch (error) {
    if (!(error instanceof OutsideError)) throw error;
    // An outage moves nothing: where checks went, they go on going.
    const kept = error.remedy === "retry" ? before : undefined;
    return { items: [access("contacts", error)], identityRecords: kept ?? { place: "nowhere" } };
  }
}
