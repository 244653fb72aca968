/** What became of one thing that the app makes in a portal, in words for its admin. */
import type { PropertyOutcome } from "../../connectors/hubspot/index.ts";
import type { OutsideError } from "../../core/errors.ts";
import type { ProvisionItem } from "./report.ts";

/** @param of what has the property, such as `contact` */
export function itemOf(of: string, outcome: PropertyOutcome): ProvisionItem {
  const { name } = outcome;
  switch (outcome.state) {
    case "unchanged":
      return { kind: "property", name, state: "present" };
    case "created":
    case "repaired":
      return { kind: "property", name, state: outcome.state };
    case "differs": {
      const says = `HubSpot has a ${of} property "${name}" ${outcome.found}; Flowella needs it ${outcome.wanted}. Rename or delete that one in HubSpot (Settings, Properties); Flowella then makes its own.`;
      return { kind: "property", name, state: "differs", says };
    }
    case "archived": {
      const says = `The ${of} property "${name}" is archived, and HubSpot keeps its name. Restore it in HubSpot (Settings, Properties, Archived).`;
      return { kind: "property", name, state: "archived", says };
    }
    case "failed":
      return { ...access(name, outcome.error), kind: "property" };
  }
}

/** What HubSpot refused, as a whole. */
export function access(name: string, error: OutsideError): ProvisionItem {
  const state = error.code === "hubspot.forbidden" ? "no-right" : "failed";
  return { kind: "access", name, state, code: error.code, says: error.message };
}
