/**
 * Finds or makes what identity checks are kept in: the custom object that was chosen, one of our own, or the contact where
 * the account has none. What is missing from ours is made again; to the customer's own nothing is added.
 */
import {
  type CustomObject,
  type HubSpotSetup,
  isConflict,
  type PropertyOutcome,
  propertyGroup,
} from "../../connectors/hubspot/index.ts";
import { OutsideError } from "../../core/errors.ts";
import { aimOf, fitObject, kycNamesSchema, kycValues, ourNames } from "../../core/kyc/index.ts";
import type { PortalSettings } from "../portals/settings.ts";
import { identityObject } from "./identity-records.ts";
import { access, itemOf } from "./items.ts";
import type { IdentityPlace, ProvisionItem } from "./report.ts";

export interface Identity {
  readonly items: readonly ProvisionItem[];
  readonly place: IdentityPlace;
}

type Wanted = Pick<PortalSettings, "identityRecords" | "identityProperties">;

/** @param before where they went until now: an outage moves nothing */
export async function identityStorage(
  setup: HubSpotSetup,
  scopes: readonly string[],
  wanted: Wanted,
  before: IdentityPlace | undefined,
): Promise<Identity> {
  const { identityRecords: wish, identityProperties: named } = wanted;
  const aim = aimOf(wish, scopes);
  const onContacts = (...items: ProvisionItem[]): Identity => ({ items, place: { place: "contacts", wish } });
  if (aim.tier === "contact-and-note") {
    return wish === "auto" || aim.missing.length === 0 ? onContacts() : onContacts(noRight(wish, aim.missing));
  }
  try {
    const all = await setup.listCustomObjects();
    if (aim.tier === "custom-object-chosen") return chosenObject(all, aim.object, named);
    const own = all.find(({ name }) => name === identityObject.name);
    if (own) return await repairObject(setup, own);
    if (aim.mayNotMake.length > 0) return onContacts(noRight(identityObject.name, aim.mayNotMake));
    return await makeObject(setup);
  } catch (error) {
    if (!(error instanceof OutsideError)) throw error;
    const failed = onContacts(access(wish === "auto" ? identityObject.name : wish, error));
    return error.remedy === "retry" && before?.wish === wish ? { ...failed, place: before } : failed;
  }
}

async function makeObject(setup: HubSpotSetup): Promise<Identity> {
  try {
    return inOurs(await setup.createCustomObject(identityObject), "created");
  } catch (error) {
    if (!isConflict(error)) throw error;
    // Another process has just made it, or a deleted one keeps the name.
    const { name } = identityObject;
    const there = (await setup.listCustomObjects()).find((one) => one.name === name);
    if (there) return repairObject(setup, there);
    const says = `Identity checks are kept on the contact: HubSpot keeps the name of a deleted custom object "${name}". Restore it, or delete it for good, in HubSpot (Settings, Objects).`;
    return {
      items: [{ kind: "object", name, state: "archived", says }],
      place: { place: "contacts", wish: "auto" },
    };
  }
}

/** The customer's own object is used as it is: nothing is added to it. */
function chosenObject(
  all: readonly CustomObject[],
  wish: string,
  named: PortalSettings["identityProperties"],
): Identity {
  const place: IdentityPlace = { place: "contacts", wish };
  const found = all.find((one) => [one.name, one.fullyQualifiedName, one.objectTypeId].includes(wish));
  if (!found) {
    const says = `The custom object "${wish}", which the settings name for identity checks, is not in HubSpot. Choose another one, or "auto".`;
    return { items: [{ kind: "object", name: wish, state: "failed", code: "object.unknown", says }], place };
  }
  const { objectTypeId, name } = found;
  const fit = fitObject(found, named);
  if (fit.kind === "unfit") {
    return { items: [{ kind: "object", name: wish, state: "differs", code: "object.unfit", says: fit.says }], place };
  }
  const left = fit.says.map((says): ProvisionItem => ({ kind: "object", name: wish, state: "differs", says }));
  return {
    items: [{ kind: "object", name, state: "present" }, ...left],
    place: { place: "object", objectTypeId, name, tier: "custom-object-chosen", names: fit.names, wish },
  };
}

async function repairObject(setup: HubSpotSetup, own: CustomObject): Promise<Identity> {
  const outcomes = await setup.provisionProperties({
    objectType: own.objectTypeId,
    group: propertyGroup,
    list: identityObject.properties,
  });
  return inOurs(own, "present", outcomes);
}

function inOurs(
  { objectTypeId, name }: CustomObject,
  state: "present" | "created",
  outcomes: readonly PropertyOutcome[] = [],
): Identity {
  const items: ProvisionItem[] = [
    { kind: "object", name, state },
    ...outcomes.map((one) => itemOf(identityObject.singular.toLowerCase(), one)),
  ];
  const lost = new Set(
    outcomes.filter(({ state: each }) => !["created", "repaired", "unchanged"].includes(each)).map((one) => one.name),
  );
  const there = kycValues.map((value) => [value, ourNames[value]] as const).filter(([, each]) => !lost.has(each));
  const names = kycNamesSchema.safeParse(Object.fromEntries(there));
  // Without the key nothing could be found again.
  if (!names.success) return { items, place: { place: "contacts", wish: "auto" } };
  return {
    items,
    place: { place: "object", objectTypeId, name, tier: "custom-object-ours", names: names.data, wish: "auto" },
  };
}

function noRight(name: string, scopes: readonly string[]): ProvisionItem {
  const says = `Identity checks are kept on the contact: Flowella was not allowed to use the custom object "${name}" (${scopes.join(", ")}). Custom objects need an Enterprise account; where there is one, install Flowella again and leave those permissions ticked.`;
  return { kind: "object", name, state: "no-right", says };
}
