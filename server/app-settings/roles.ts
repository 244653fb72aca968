/** Who may do what, and that nobody closes the door behind themselves. */
import { type AccessSettings, rightsOf, type User } from "../../core/rights/index.ts";
import type { RolesValues, SavedAnswer, SettingsRolesReady } from "../../src/app/packages/contract/index.ts";
import type { Context } from "../context.ts";
import type { PortalSettings } from "../portals/settings.ts";
import { type Change, type Section, saveSection, showSection } from "./saving.ts";
import { portalSheet } from "./sheet.ts";

export const rolesSection: Section<PortalSettings, RolesValues> = {
  name: "roles",
  action: "roles-changed",
  sheet: portalSheet,
  show: ({ access: { everyone, grants, contacts } }) => ({ everyone, grants, contacts }),
  merge: (settings, { everyone, grants, contacts }) => ({
    ...settings,
    access: {
      everyone: [...new Set(everyone)],
      grants: grants.map(({ to, rights }) => ({
        to: { kind: to.kind, id: to.id.trim() },
        rights: [...new Set(rights)],
      })),
      contacts,
    },
  }),
  fields: { access: "" },
  wrong: ({ grants }) => {
    const names = grants.map(({ to }) => `${to.kind} ${to.id.trim()}`);
    return names.flatMap((name, index) =>
      names.indexOf(name) < index ? [{ field: `grants.${index}.to.id`, says: "is in the list twice" }] : [],
    );
  },
};

/** Saves the roles, unless whoever saves them would be no admin any more: then another admin has to do it. */
export function saveRoles(context: Context, user: User, change: Change<RolesValues>): Promise<SavedAnswer> {
  return saveSection(context, rolesSection, change, ({ access }) => (staysAdmin(user, access) ? undefined : lockedOut));
}

const staysAdmin = (user: User, access: AccessSettings): boolean => rightsOf(user, access).has("admin");

const lockedOut = {
  kind: "refused",
  code: "roles.locked_out",
  message:
    "With these roles you would be no admin any more and could not come back here. Keep yourself as an admin, or let another admin take the role from you.",
} as const;

/** @param teams of HubSpot, where it lets us read them */
export async function rolesOf(
  context: Context,
  { portalId, userId }: { readonly portalId: string; readonly userId: string },
  teams: SettingsRolesReady["teams"],
): Promise<SettingsRolesReady> {
  return {
    kind: "ready",
    ...(await showSection(context, portalId, rolesSection)),
    you: userId,
    ...(teams && { teams }),
  };
}
