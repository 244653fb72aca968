/**
 * Makes in a portal what the app needs there, and reports what it could not make. May run at any time and as often as
 * one likes: what is there stays, what is missing is made again, what has another shape is named with what to do.
 */
import {
  type CustomObject,
  type HubSpotSetup,
  isConflict,
  type PropertyOutcome,
  propertyGroup,
} from "../../connectors/hubspot/index.ts";
import { OutsideError } from "../../core/errors.ts";
import { identityNeeds } from "../../core/portal/capabilities.ts";
import type { Context } from "../context.ts";
import { hubspotConnection } from "../portals/connections.ts";
import type { InstallingAccess } from "../portals/hubspot.ts";
import { contactProperties } from "../portals/properties.ts";
import { findPortal } from "../portals/store.ts";
import { identityContactProperties, identityObject } from "./identity-records.ts";
import { type IdentityPlace, type ProvisionItem, type ProvisionReport, problemsOf, saveReport } from "./report.ts";

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
  try {
    const scopes = (await hubspotConnection(context, portalId))?.secrets.scopes ?? [];
    const chosen = (await findPortal(context, portalId))?.settings.identityRecords ?? "auto";
    const identity = await identityRecords(setup, scopes, chosen);
    const onContacts = identity.place.place === "contacts" ? identityContactProperties : [];
    const list = [...contactProperties, ...onContacts];
    const outcomes = await setup.provisionProperties({ objectType: "contacts", group: propertyGroup, list });
    return {
      items: [...outcomes.map((one) => itemOf("contact", one)), ...identity.items],
      identityRecords: identity.place,
    };
  } catch (error) {
    if (!(error instanceof OutsideError)) throw error;
    return { items: [access("contacts", error)], identityRecords: { place: "nowhere" } };
  }
}

interface Identity {
  readonly items: readonly ProvisionItem[];
  readonly place: IdentityPlace;
}

const contacts: IdentityPlace = { place: "contacts" };

/** In the custom object that was chosen, in one of our own, or on the contact where the account has none. */
async function identityRecords(setup: HubSpotSetup, scopes: readonly string[], chosen: string): Promise<Identity> {
  if (chosen === "contacts") return { items: [], place: contacts };
  const may = (names: readonly string[]) => names.every((name) => scopes.includes(name));
  if (!may(identityNeeds.use)) {
    if (chosen === "auto") return { items: [], place: contacts };
    return { items: [noRight(chosen, identityNeeds.use)], place: contacts };
  }
  try {
    const all = await setup.listCustomObjects();
    if (chosen !== "auto") return chosenObject(all, chosen);
    const own = all.find(({ name }) => name === identityObject.name);
    if (own) return await repairObject(setup, own);
    if (!may(identityNeeds.make)) return { items: [noRight(identityObject.name, identityNeeds.make)], place: contacts };
    return await makeObject(setup);
  } catch (error) {
    if (!(error instanceof OutsideError)) throw error;
    return { items: [access(identityObject.name, error)], place: contacts };
  }
}

async function makeObject(setup: HubSpotSetup): Promise<Identity> {
  try {
    return made(await setup.createCustomObject(identityObject), "created");
  } catch (error) {
    if (!isConflict(error)) throw error;
    // Another process has just made it, or a deleted one keeps the name.
    const { name } = identityObject;
    const there = (await setup.listCustomObjects()).find((one) => one.name === name);
    if (there) return repairObject(setup, there);
    const says = `Identity checks are kept on the contact: HubSpot keeps the name of a deleted custom object "${name}". Restore it, or delete it for good, in HubSpot (Settings, Objects).`;
    return { items: [{ kind: "object", name, state: "archived", says }], place: contacts };
  }
}

/** The customer's own object is used as it is: nothing is added to it. */
function chosenObject(all: readonly CustomObject[], chosen: string): Identity {
  const found = all.find((one) => [one.name, one.fullyQualifiedName, one.objectTypeId].includes(chosen));
  if (found) return made(found, "present");
  const says = `The custom object "${chosen}", which the settings name for identity checks, is not in HubSpot. Choose another one, or "auto".`;
  return { items: [{ kind: "object", name: chosen, state: "failed", code: "object.unknown", says }], place: contacts };
}

async function repairObject(setup: HubSpotSetup, own: CustomObject): Promise<Identity> {
  const outcomes = await setup.provisionProperties({
    objectType: own.objectTypeId,
    group: propertyGroup,
    list: identityObject.properties,
  });
  const { items, place } = made(own, "present");
  return { items: [...items, ...outcomes.map((one) => itemOf(identityObject.singular.toLowerCase(), one))], place };
}

function made({ objectTypeId, name }: CustomObject, state: "present" | "created"): Identity {
  return { items: [{ kind: "object", name, state }], place: { place: "object", objectTypeId, name } };
}

function itemOf(of: string, outcome: PropertyOutcome): ProvisionItem {
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

function access(name: string, error: OutsideError): ProvisionItem {
  const state = error.code === "hubspot.forbidden" ? "no-right" : "failed";
  return { kind: "access", name, state, code: error.code, says: error.message };
}

function noRight(name: string, scopes: readonly string[]): ProvisionItem {
  const says = `Identity checks are kept on the contact: Flowella was not allowed to use the custom object "${name}" (${scopes.join(", ")}). Custom objects need an Enterprise account; where there is one, install Flowella again and leave those permissions ticked.`;
  return { kind: "object", name, state: "no-right", says };
}
