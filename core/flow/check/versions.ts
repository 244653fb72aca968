/** Which versions a Flow names (WhatsApp reference 1.1, 1.2). */
import {
  type Capabilities,
  capabilitiesOf,
  compareVersions,
  dataApiVersions,
  flowJsonVersions,
} from "../capabilities.ts";
import type { FlowModel } from "./model.ts";
import { quoted } from "./paths.ts";
import type { Tree } from "./plain.ts";
import type { Report } from "./report.ts";

const oldest = flowJsonVersions[0];
const newest = flowJsonVersions[flowJsonVersions.length - 1] ?? oldest;

/**
 * What the Flow's version can do. Where the version is no good, the rest is checked as the newest one.
 * MISSING_, INVALID_, UNSUPPORTED_ and UNAVAILABLE_FLOW_JSON_VERSION
 */
export function capabilitiesFor(flow: Tree, report: Report): Capabilities {
  const given = flow["version"];
  const known = typeof given === "string" ? capabilitiesOf(given) : undefined;
  if (known) return known;
  const mend = `use ${quoted(newest)}`;
  if (given === undefined) {
    report("MISSING_FLOW_JSON_VERSION", "version", `A Flow names its version: ${mend}.`);
  } else if (typeof given !== "string" || !/^\d{1,3}\.\d{1,3}$/.test(given)) {
    if (given !== null) report("INVALID_FLOW_JSON_VERSION", "version", `A version is a text such as "7.3": ${mend}.`);
  } else if (compareVersions(given, oldest) < 0) {
    report("UNSUPPORTED_FLOW_JSON_VERSION", "version", `Flow JSON ${given} has expired: ${mend}.`);
  } else {
    report("UNAVAILABLE_FLOW_JSON_VERSION", "version", `Flow JSON ${given} is not known: ${mend}.`);
  }
  const capabilities = capabilitiesOf(newest);
  if (!capabilities) throw new Error(`The capability table has no version ${newest}.`);
  return capabilities;
}

/** NO_SUPPORTED_DATA_API_VERSION */
export function dataApiVersionIsKnown(flow: FlowModel, report: Report): void {
  const given = flow.value["data_api_version"];
  if (typeof given !== "string" || dataApiVersions.some((version) => version === given)) return;
  const choice = dataApiVersions.join(" or ");
  report("NO_SUPPORTED_DATA_API_VERSION", "data_api_version", `${quoted(given)} is not known: use ${choice}.`);
}

/** The first version in which something is so; undefined where it never is. */
export function firstVersion(holds: (capabilities: Capabilities) => boolean): string | undefined {
  return flowJsonVersions.find((version) => {
    const capabilities = capabilitiesOf(version);
    return capabilities !== undefined && holds(capabilities);
  });
}
