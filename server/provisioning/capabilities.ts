/** What works in a portal, from the permissions it granted and what was last found in it. */
import { type Capability, capabilitiesOf } from "../../core/portal/capabilities.ts";
import type { Context } from "../context.ts";
import { hubspotConnection } from "../portals/connections.ts";
import type { Portal } from "../portals/store.ts";
import { identityObject } from "./identity-records.ts";
import { latestReport, problemsOf, type StoredReport } from "./report.ts";

export interface PortalState {
  readonly capabilities: readonly Capability[];
  readonly scopes: readonly string[];
  readonly report: StoredReport | undefined;
}

/** @param portal one that is active: of one that left nothing works */
export async function portalState(context: Context, portal: Portal): Promise<PortalState> {
  const scopes = (await hubspotConnection(context, portal.id))?.secrets.scopes ?? [];
  const report = await latestReport(context, portal.id);
  const problems = report ? problemsOf(report) : [];
  const { identityRecords } = portal.settings;
  const isIdentity = (name: string) => name === identityObject.name || name === identityRecords;
  const says = (wanted: boolean) =>
    problems.filter(({ name }) => isIdentity(name) === wanted).flatMap((one) => one.says ?? []);
  const capabilities = capabilitiesOf({
    scopes,
    propertyProblems: says(false),
    identityPlace: report?.identityRecords.place ?? "unknown",
    identityOnContactsByChoice: identityRecords === "contacts",
    identityProblem: says(true)[0],
    appIdKnown: portal.appId !== undefined,
  });
  return { capabilities, scopes, report };
}
