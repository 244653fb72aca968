/**
 * What Flowella asks of a HubSpot account, and why (HubSpot reference 4.4). Required ones are the least without which
 * nothing works; optional ones are dropped by HubSpot where the account's tier or the installing person lacks them, and
 * only switch off what needs them.
 *
 * No `sensitive` scope may ever stand here: an app that holds one may not use `hubspot.fetch` (HubSpot reference 2.6).
 */

/** What people know a part of the product by; `capabilities.ts` says for each whether it works. */
export type Feature =
  | "install"
  | "answers-on-contacts"
  | "own-properties"
  | "forms"
  | "workflows"
  | "identity-records"
  | "lists"
  | "files"
  | "roles"
  | "tickets"
  | "appointments"
  | "app-page";

export interface ScopeReason {
  readonly scope: string;
  readonly need: "required" | "optional";
  readonly feature: Feature;
  /** For the admin who reads the consent page, ending the sentence "Flowella needs it to …". */
  readonly why: string;
}

export const scopeReasons: readonly ScopeReason[] = [
  {
    scope: "oauth",
    need: "required",
    feature: "install",
    why: "be installed at all; HubSpot gives it to every app",
  },
  {
    scope: "crm.objects.contacts.read",
    need: "required",
    feature: "answers-on-contacts",
    why: "find the contact that an answer belongs to, before one is made",
  },
  {
    scope: "crm.objects.contacts.write",
    need: "required",
    feature: "answers-on-contacts",
    why: "write answers to contacts, and make tasks when a person has to decide",
  },
  {
    scope: "crm.schemas.contacts.read",
    need: "required",
    feature: "own-properties",
    why: "see which contact properties there are, for the mapping",
  },
  {
    scope: "crm.schemas.contacts.write",
    need: "required",
    feature: "own-properties",
    why: "make and repair its own contact properties, such as the WhatsApp id",
  },
  {
    scope: "forms",
    need: "required",
    feature: "forms",
    why: "read the forms that become Flows, and file answers as form submissions",
  },
  {
    scope: "automation",
    need: "optional",
    feature: "workflows",
    why: "let a workflow that sent a Flow wait for the answers",
  },
  {
    scope: "crm.lists.read",
    need: "optional",
    feature: "lists",
    why: "read a list that says who agreed to messages",
  },
  {
    scope: "files",
    need: "optional",
    feature: "files",
    why: "attach files that came with answers to a note on the contact, privately and for a limited time",
  },
  {
    scope: "tickets",
    need: "optional",
    feature: "tickets",
    why: "find the contact of a ticket, so that a Flow can be sent from the ticket and the help desk",
  },
  {
    scope: "scheduler.meetings.meeting-link.read",
    need: "optional",
    feature: "appointments",
    why: "offer the free times of a scheduling page, where appointments are booked in HubSpot",
  },
  {
    scope: "crm.schemas.custom.read",
    need: "optional",
    feature: "identity-records",
    why: "find the custom object that identity checks are kept in",
  },
  {
    scope: "crm.schemas.custom.write",
    need: "optional",
    feature: "identity-records",
    why: "make that custom object where there is none",
  },
  {
    scope: "crm.objects.custom.read",
    need: "optional",
    feature: "identity-records",
    why: "find an identity check that was written before",
  },
  {
    scope: "crm.objects.custom.write",
    need: "optional",
    feature: "identity-records",
    why: "write identity checks as records of their own",
  },
  {
    scope: "crm.objects.owners.read",
    need: "optional",
    feature: "roles",
    why: "tell whose contact it is, where people see their own and their team's only",
  },
  {
    scope: "settings.users.read",
    need: "optional",
    feature: "roles",
    why: "see who is a super admin and in which teams somebody is, for the roles",
  },
  {
    scope: "settings.users.teams.read",
    need: "optional",
    feature: "roles",
    why: "name the teams that were given a role",
  },
];

const named = (need: ScopeReason["need"]): string[] =>
  scopeReasons.filter((reason) => reason.need === need).map(({ scope }) => scope);

/** Least first: an authorize URL must name all of them, and the app's own file, too. */
export const requiredScopes: readonly string[] = named("required");
/** Sent as `optional_scope`; the app's own file must declare them. */
export const optionalScopes: readonly string[] = named("optional");

/** Required scopes that a grant lacks. */
export function missingScopes(granted: readonly string[]): string[] {
  return requiredScopes.filter((scope) => !granted.includes(scope));
}
