/**
 * Where identity checks are kept, decided from what the portal chose, what it granted and what was found in it. HubSpot does
 * not tell an app an account's tier (HubSpot reference 8.4): permissions that only higher tiers can grant are the sign.
 */
import { identityNeeds } from "../portal/capabilities.ts";
import { riskLevels } from "../risk/index.ts";
import { type KycNames, type KycTier, type KycValue, kycStates, kycValues } from "./types.ts";

/** What the settings say: `auto`, `contacts`, or the name or type id of a custom object of the customer's. */
export type KycWish = string;

export type KycAim =
  | { readonly tier: "contact-and-note"; readonly missing: readonly string[] }
  | { readonly tier: "custom-object-chosen"; readonly object: string }
  /** `mayMake`: what is needed to make it, and was not granted. */
  | { readonly tier: "custom-object-ours"; readonly mayNotMake: readonly string[] };

/** What to aim at, before anybody looked into the account. */
export function aimOf(wish: KycWish, scopes: readonly string[]): KycAim {
  if (wish === "contacts") return { tier: "contact-and-note", missing: [] };
  const lacking = (needs: readonly string[]) => needs.filter((scope) => !scopes.includes(scope));
  const missing = lacking(identityNeeds.use);
  if (missing.length > 0) return { tier: "contact-and-note", missing };
  if (wish !== "auto") return { tier: "custom-object-chosen", object: wish };
  return { tier: "custom-object-ours", mayNotMake: lacking(identityNeeds.make) };
}

/** A custom object as HubSpot describes it. */
export interface ObjectFacts {
  readonly name: string;
  readonly requiredProperties: readonly string[];
  readonly properties: readonly {
    readonly name: string;
    readonly type: string;
    readonly hasUniqueValue?: boolean | undefined;
    readonly archived?: boolean | undefined;
    readonly options: readonly { readonly value: string }[];
  }[];
  readonly associations: readonly { readonly fromObjectTypeId: string; readonly toObjectTypeId: string }[];
}

/** Names of our own object's properties; an object of the customer's that has the same ones needs no names. */
export const ourNames = {
  submissionId: "submission_id",
  status: "check_status",
  receivedAt: "received_at",
  documentType: "document_type",
  maskedNumber: "masked_number",
  viewLink: "view_link",
  risk: "risk_level",
  riskFlags: "risk_flags",
} as const satisfies Record<KycValue, string>;

/** Which of an object's properties take what, as far as somebody said so. */
export type KycNaming = { [Value in KycValue]?: string | undefined };

export type FitObject =
  /** `says`: sentences about named properties that cannot be written and are left out. */
  | { readonly kind: "fits"; readonly names: KycNames; readonly says: readonly string[] }
  | { readonly kind: "unfit"; readonly says: string };

/**
 * Whether an object of the customer's can hold the records, and by which properties. It needs a unique text property for the
 * submission's id, because by that alone a repeated try finds the record; everything else is left out where it has no place.
 */
export function fitObject(object: ObjectFacts, named: Readonly<KycNaming>): FitObject {
  const known = new Map(
    object.properties.filter(({ archived }) => archived !== true).map((property) => [property.name, property]),
  );
  const key = named.submissionId ?? ourNames.submissionId;
  if (known.get(key)?.type !== "string" || known.get(key)?.hasUniqueValue !== true) {
    const says = `The custom object "${object.name}" has no text property "${key}" with unique values, by which a record is found again. Make one in HubSpot (unique values are chosen when a property is made), or name another with --property submissionId=NAME.`;
    return { kind: "unfit", says };
  }
  const contacts = ({ fromObjectTypeId, toObjectTypeId }: ObjectFacts["associations"][number]) =>
    fromObjectTypeId === "0-1" || toObjectTypeId === "0-1";
  if (!object.associations.some(contacts)) {
    const says = `Records of the custom object "${object.name}" cannot be connected with contacts. Allow that in HubSpot (Settings, Objects, Custom Objects, Associations).`;
    return { kind: "unfit", says };
  }
  const names: KycNames = { submissionId: key };
  const says: string[] = [];
  for (const value of kycValues) {
    if (value === "submissionId") continue;
    const name = named[value] ?? ourNames[value];
    const property = known.get(name);
    if (property && takes(value, property)) names[value] = name;
    else if (named[value] !== undefined) says.push(whyLeftOut(object.name, value, name));
  }
  const written = Object.values(names);
  const unmet = object.requiredProperties.filter((name) => !written.includes(name));
  if (unmet.length === 0) return { kind: "fits", names, says };
  const message = `The custom object "${object.name}" requires ${unmet.join(", ")}, which no identity check has. Take the requirement away in HubSpot (Settings, Objects, Custom Objects), or choose another object.`;
  return { kind: "unfit", says: message };
}

function takes(value: KycValue, { type, options }: ObjectFacts["properties"][number]): boolean {
  if (value === "receivedAt") return type === "datetime";
  if (value === "status" && type === "enumeration") {
    return kycStates.every((state) => options.some((option) => option.value === state));
  }
  if (value === "risk" && type === "enumeration") {
    return riskLevels.every((level) => options.some((option) => option.value === level));
  }
  return type === "string";
}

function whyLeftOut(object: string, value: KycValue, name: string): string {
  const wanted = value === "receivedAt" ? "a date and time" : value === "status" ? statesWanted : "a text";
  return `The custom object "${object}" has no property "${name}" that is ${wanted}, so ${inOthersWords[value]} is left out there.`;
}

const statesWanted = `a text, or a choice of ${kycStates.join(", ")}`;
const inOthersWords: Readonly<Record<KycValue, string>> = {
  submissionId: "the submission's id",
  status: "the state of the check",
  receivedAt: "when it was received",
  documentType: "the kind of document",
  maskedNumber: "the end of its number",
  viewLink: "the link to its contact",
  risk: "how risky it looks",
  riskFlags: "what was found in it",
};

/** What was found when somebody last looked into the account, and for which wish. */
export type KycPlace =
  | {
      readonly place: "object";
      readonly objectTypeId: string;
      readonly name: string;
      readonly tier?: "custom-object-chosen" | "custom-object-ours" | undefined;
      readonly names?: KycNames | undefined;
      readonly wish?: KycWish | undefined;
    }
  | { readonly place: "contacts" | "nowhere"; readonly wish?: KycWish | undefined };

export interface KycDecision {
  readonly tier: KycTier;
  /** Where it is a custom object. */
  readonly object?: { readonly objectTypeId: string; readonly name: string; readonly names: KycNames };
  /** For people. */
  readonly why: string;
}

/**
 * Which tier counts.
 * @param problem what keeps a custom object from being used, in words, where somebody found that out
 */
export function tierOf(wish: KycWish, found: KycPlace | undefined, problem?: string): KycDecision {
  const onContact = (why: string): KycDecision => ({ tier: "contact-and-note", why });
  if (wish === "contacts") return onContact("You chose to keep identity checks on the contact, with a note for each.");
  if (!found || found.wish !== wish) {
    return onContact(
      "Nobody has looked into the account since this was chosen, so they are kept on the contact, with a note for each.",
    );
  }
  if (found.place === "object" && found.tier && found.names) {
    const { objectTypeId, name, names, tier } = found;
    const why =
      tier === "custom-object-chosen"
        ? `You chose the custom object "${name}", and it has what is needed.`
        : "The account has custom objects and allows them: each check is a record of Flowella's own object.";
    return { tier, object: { objectTypeId, name, names }, why };
  }
  const reason =
    problem ??
    "The account has no custom objects, or did not allow them (they need an Enterprise account and the permissions for custom objects).";
  return onContact(`${reason} Until then they are kept on the contact, with a note for each.`);
}
