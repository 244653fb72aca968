/**
 * What a HubSpot user may do here. HubSpot does not tell an app what a user may see (HubSpot reference 6.19), so a portal
 * says it itself: for everyone, for single users and for HubSpot teams.
 */
import { z } from "zod";

/**
 * - `send`: send Flows, and answer messages.
 * - `broadcast`: send a Flow to a whole list; nobody has it who was not given it, but admins.
 * - `see-answers`: what customers answered, without identity data.
 * - `see-identity`: reveal identity data and documents; every time goes on the audit trail.
 * - `publish`: edit, publish, pause and map Flows.
 * - `admin`: connections, settings and roles; and everything else but `see-identity`, which somebody has to be given.
 */
export const rights = ["send", "broadcast", "see-answers", "see-identity", "publish", "admin"] as const;
export type Right = (typeof rights)[number];

const rightSchema = z.enum(rights);
const id = z.string().regex(/^\d{1,20}$/, "is no id of HubSpot's");

export const grantSchema = z.object({
  /** A HubSpot user, or everybody in a HubSpot team. */
  to: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("user"), id }),
    z.object({ kind: z.literal("team"), id }),
  ]),
  rights: z.array(rightSchema).max(rights.length),
});
export type Grant = z.infer<typeof grantSchema>;

export const accessSettingsSchema = z.strictObject({
  /** Of whoever can open the app in HubSpot. */
  everyone: z
    .array(rightSchema.extract(["send", "see-answers", "publish"]))
    .default(["send", "see-answers", "publish"]),
  grants: z.array(grantSchema).max(500).default([]),
  /** `own-and-team`: only contacts that the user or one of their teams owns. Admins see all. */
  contacts: z.enum(["all", "own-and-team"]).default("all"),
});
export type AccessSettings = z.infer<typeof accessSettingsSchema>;

export interface User {
  /** False for somebody whom HubSpot does not know any more: nothing is left to them, whatever they were given. */
  readonly active: boolean;
  /** HubSpot's id, signed with the request. */
  readonly id: string;
  /** Installed the app: the first admin. */
  readonly installer: boolean;
  /** HubSpot's word, where we may read it. */
  readonly superAdmin: boolean;
  /** Ids of the HubSpot teams that the user is in, the main one and the others. */
  readonly teams: readonly string[];
}

export function rightsOf(user: User, { everyone, grants }: AccessSettings): ReadonlySet<Right> {
  if (!user.active) return new Set();
  const own = grants
    .filter(({ to }) => (to.kind === "user" ? to.id === user.id : user.teams.includes(to.id)))
    .flatMap((grant) => grant.rights);
  const granted = new Set<Right>([
    ...everyone,
    ...own,
    ...(user.installer || user.superAdmin ? ["admin" as const] : []),
  ]);
  return granted.has("admin") ? new Set<Right>([...granted, "send", "broadcast", "see-answers", "publish"]) : granted;
}

/** The settings after somebody was given rights, or, with none, had them taken away. What was given before is replaced. */
export function withGrant(settings: AccessSettings, { to, rights: given }: Grant): AccessSettings {
  const others = settings.grants.filter((grant) => grant.to.kind !== to.kind || grant.to.id !== to.id);
  const inOrder = rights.filter((right) => given.includes(right));
  return { ...settings, grants: inOrder.length > 0 ? [...others, { to, rights: inOrder }] : others };
}

/** Whether HubSpot's word on who somebody is can change anything for them: their teams, or that they are a super admin. */
export function teamsMatter(user: User, settings: AccessSettings): boolean {
  return settings.grants.some(({ to }) => to.kind === "team") || !rightsOf(user, settings).has("admin");
}

/** Whether the rule "own and team's contacts only" binds this user. */
export function isBound(settings: AccessSettings, granted: ReadonlySet<Right>): boolean {
  return settings.contacts === "own-and-team" && !granted.has("admin");
}

export interface ContactOwner {
  /** `hubspot_owner_id` and `hubspot_team_id` of the contact; absent where nobody owns it. */
  readonly ownerId?: string | undefined;
  readonly teamId?: string | undefined;
}

/** Whether the rule for contacts lets this user at this one. @param ownerId of the user among HubSpot's owners */
export function maySeeContact(
  user: User & { readonly ownerId?: string | undefined },
  access: AccessSettings,
  contact: ContactOwner,
): boolean {
  if (!user.active) return false;
  if (!isBound(access, rightsOf(user, access))) return true;
  const own = contact.ownerId !== undefined && contact.ownerId === user.ownerId;
  return own || (contact.teamId !== undefined && user.teams.includes(contact.teamId));
}

/** For the person who may not. */
export const withoutRight: Readonly<Record<Right | "any", string>> = {
  any: "Nobody has given you a role in Flowella yet. An admin does so in its settings.",
  send: "Your role does not let you send. An admin can change that in Flowella's settings.",
  broadcast: "Your role does not let you send to lists. An admin can change that in Flowella's settings.",
  "see-answers": "Your role does not let you see answers. An admin can change that in Flowella's settings.",
  "see-identity": "Identity data is hidden from your role. An admin can change that in Flowella's settings.",
  publish: "Your role does not let you change Flows. An admin can change that in Flowella's settings.",
  admin: "Only an admin of Flowella can do this.",
};

/** For somebody whom HubSpot does not know any more. */
export const noUserAnyMore =
  "HubSpot does not list you among this account's users any more. Ask an admin of the account.";

export const anotherOwner = "This contact belongs to somebody else, and your role covers your own and your team's.";

/** Under the same rule, of contacts whose owner cannot be read. */
export const contactGone = "This contact is not in HubSpot any more.";
export const contactMerged = "This contact was merged into another one. Open that one and go on there.";
export const contactUnknown =
  "No contact in HubSpot is known for this yet, and your role covers your own and your team's.";
export const ownerUnread = "HubSpot does not say right now whose contact this is. Try again in a minute.";
