/**
 * What works in a HubSpot account, decided from the permissions it granted, what was found in it, and its kind. HubSpot
 * does not tell an app which tier an account has (HubSpot reference 8.4): a permission that only higher tiers can grant
 * is the sign.
 */
import { missingScopes } from "./scopes.ts";

export type CapabilityName =
  | "answers"
  | "forms"
  | "properties"
  | "workflows"
  | "lists"
  | "files"
  | "identity-records"
  | "app-page";

export interface Capability {
  readonly name: CapabilityName;
  /** For people. */
  readonly title: string;
  /** `limited`: works in part, or in another way. */
  readonly state: "works" | "limited" | "off";
  readonly says: string;
  /** What to do so that it works fully, and who; absent where nothing is missing. */
  readonly remedy?: string;
}

/** What custom objects for identity checks need. */
export const identityNeeds = {
  use: ["crm.schemas.custom.read", "crm.objects.custom.read", "crm.objects.custom.write"],
  make: ["crm.schemas.custom.write"],
} as const;

export interface PortalFacts {
  readonly scopes: readonly string[];
  /** Sentences about properties that could not be made; each says what to do. */
  readonly propertyProblems: readonly string[];
  /** Where identity checks go at the moment. */
  readonly identityPlace: "object" | "contacts" | "nowhere" | "unknown";
  /** The portal wants them on the contact. */
  readonly identityOnContactsByChoice?: boolean;
  /** A sentence about why it is not a custom object, where one was wanted. */
  readonly identityProblem?: string | undefined;
  readonly appIdKnown: boolean;
}

const reinstall = "A super admin of the HubSpot account installs Flowella again and leaves every permission ticked.";

export function capabilitiesOf(facts: PortalFacts): Capability[] {
  return [
    answers(facts),
    forms(facts),
    properties(facts),
    workflows(facts),
    lists(facts),
    files(facts),
    identity(facts),
    appPage(facts),
  ];
}

function answers({ scopes }: PortalFacts): Capability {
  const title = "Answers on contacts";
  const missing = missingScopes(scopes).filter((scope) => scope.startsWith("crm.objects.contacts"));
  if (missing.length > 0) return off("answers", title, missing);
  return works("answers", title, "Answers land on the contact they belong to; where that is unclear, a task asks you.");
}

function forms({ scopes }: PortalFacts): Capability {
  const title = "HubSpot forms";
  if (!scopes.includes("forms")) return off("forms", title, ["forms"]);
  return works("forms", title, "Your forms can become Flows, and answers are filed as submissions of the form.");
}

function properties({ scopes, propertyProblems }: PortalFacts): Capability {
  const title = "Properties for lists and workflows";
  const missing = missingScopes(scopes).filter((scope) => scope.startsWith("crm.schemas.contacts"));
  if (missing.length > 0) return off("properties", title, missing);
  if (propertyProblems.length === 0) {
    const says = "The last Flow, its status, time and score, consent and the WhatsApp id stand on each contact.";
    return works("properties", title, says);
  }
  return {
    name: "properties",
    title,
    state: "limited",
    says: "Some of Flowella's contact properties are missing.",
    remedy: propertyProblems.join(" "),
  };
}

function workflows({ scopes }: PortalFacts): Capability {
  const title = "Workflows";
  if (scopes.includes("automation")) {
    return works("workflows", title, "A workflow can send a Flow and wait for the answers.");
  }
  return {
    name: "workflows",
    title,
    state: "limited",
    says: "Flowella may not tell a workflow that answers have come, so none can wait for them.",
    remedy: `Workflows need the Professional tier of any hub. ${reinstall}`,
  };
}

function lists({ scopes }: PortalFacts): Capability {
  const title = "Lists of who agreed";
  if (scopes.includes("crm.lists.read")) {
    return works("lists", title, "A list can say who agreed to messages on WhatsApp.");
  }
  const says = "Lists cannot be read; consent can still come from a property or from the form itself.";
  return { name: "lists", title, state: "off", says, remedy: reinstall };
}

function files({ scopes }: PortalFacts): Capability {
  const name = "files";
  const title = "Files on the contact";
  if (scopes.includes("files")) {
    return works(name, title, "Files that come with answers are attached to a note, privately and for a limited time.");
  }
  const says = "Files that come with answers stay in Flowella: HubSpot did not give the permission to attach them.";
  return { name, title, state: "limited", says, remedy: reinstall };
}

function identity({ identityPlace, identityProblem, identityOnContactsByChoice }: PortalFacts): Capability {
  const name = "identity-records";
  const title = "Identity checks";
  if (identityPlace === "object") {
    return works(name, title, "Each check is a record of its own, connected with its contact.");
  }
  if (identityPlace === "unknown") {
    return {
      name,
      title,
      state: "limited",
      says: "Nobody has looked yet where they can be kept.",
      remedy: "Look again.",
    };
  }
  if (identityPlace === "nowhere") {
    const remedy = "Look again later; if it stays so, install Flowella again.";
    return { name, title, state: "off", says: "HubSpot could not be asked where they can be kept.", remedy };
  }
  if (identityOnContactsByChoice) {
    return works(name, title, "As you chose, the latest check stands on the contact, with a note for each.");
  }
  const says = "The latest check stands on the contact, with a note for each: there is no custom object for it.";
  const remedy = identityProblem ?? `Custom objects need the Enterprise tier of any hub. ${reinstall}`;
  return { name, title, state: "limited", says, remedy };
}

function appPage({ appIdKnown }: PortalFacts): Capability {
  const title = "Flowella's page in HubSpot";
  if (appIdKnown) return works("app-page", title, "It opens from the Marketplace menu, and by link.");
  const says = "It opens from the Marketplace menu; links to it are not possible yet.";
  return {
    name: "app-page",
    title,
    state: "limited",
    says,
    remedy: "Install Flowella again: that tells it its own address.",
  };
}

function works(name: CapabilityName, title: string, says: string): Capability {
  return { name, title, state: "works", says };
}

function off(name: CapabilityName, title: string, missing: readonly string[]): Capability {
  const says = `HubSpot did not give the permission for it (${missing.join(", ")}).`;
  return { name, title, state: "off", says, remedy: reinstall };
}
