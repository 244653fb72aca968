/** Account details, owners, users and teams (HubSpot reference 4.7, 6.13, 6.19). */
import type { Express } from "express";
import { iso } from "./clock.ts";
import { notFound } from "./errors.ts";
import { door, page } from "./http.ts";
import type { Portal, PortalTeam, PortalUser } from "./portals.ts";
import type { World } from "./world.ts";

export function addAccountRoutes(app: Express, world: World): void {
  app.get(
    "/account-info/2026-03/details",
    door(world, { scopes: ["oauth"] }, ({ portal }) => ({ status: 200, body: accountDetails(portal, world.now()) })),
  );

  const owners = { scopes: ["crm.objects.owners.read", "automation"] };
  app.get(
    "/crm/owners/2026-03",
    door(world, owners, (call) => {
      const email = call.query("email")?.toLowerCase();
      const archived = call.query("archived") === "true";
      const users = archived ? [] : call.portal.settings.users;
      const found = users.filter((user) => email === undefined || user.email.toLowerCase() === email);
      return {
        status: 200,
        body: page(
          call,
          found.map((user) => owner(user, call.portal)),
          { standard: 100, most: 500 },
        ),
      };
    }),
  );
  app.get(
    "/crm/owners/2026-03/:ownerId",
    door(world, owners, (call) => {
      const byUser = call.query("idProperty") === "userId";
      const wanted = call.param("ownerId");
      const user = call.portal.settings.users.find(
        ({ userId, ownerId }) => (byUser ? String(userId) : ownerId) === wanted,
      );
      if (!user) throw notFound();
      return { status: 200, body: owner(user, call.portal) };
    }),
  );

  app.get(
    "/settings/users/2026-03/teams",
    door(world, { scopes: ["settings.users.teams.read"] }, ({ portal }) => ({
      status: 200,
      body: { results: teamsOf(portal).map((team) => withMembers(team, portal)) },
    })),
  );
  app.get(
    "/settings/users/2026-03/:userId",
    door(world, { scopes: ["settings.users.read", "crm.objects.users.read"] }, (call) => {
      const byEmail = call.query("idProperty") === "EMAIL";
      const wanted = call.param("userId");
      const user = call.portal.settings.users.find(({ userId, email }) =>
        byEmail ? email === wanted : String(userId) === wanted,
      );
      if (!user) throw notFound();
      return { status: 200, body: settingsUser(user) };
    }),
  );
}

const teamsOf = ({ settings }: Portal): readonly PortalTeam[] => settings.teams ?? [];

function withMembers({ id, name }: PortalTeam, { settings }: Portal): Record<string, unknown> {
  const ids = (users: readonly PortalUser[]) => users.map(({ userId }) => String(userId));
  return {
    id,
    name,
    userIds: ids(settings.users.filter(({ primaryTeamId }) => primaryTeamId === id)),
    secondaryUserIds: ids(settings.users.filter(({ secondaryTeamIds }) => secondaryTeamIds?.includes(id))),
  };
}

/** HubSpot leaves out what a user does not have. */
function settingsUser(user: PortalUser): Record<string, unknown> {
  return {
    id: String(user.userId),
    email: user.email,
    firstName: user.firstName,
    lastName: user.lastName,
    ...(user.primaryTeamId && { primaryTeamId: user.primaryTeamId }),
    secondaryTeamIds: user.secondaryTeamIds ?? [],
    roleIds: [],
    superAdmin: user.superAdmin ?? false,
    seatNames: [],
  };
}

function accountDetails({ id, settings }: Portal, now: number): Record<string, unknown> {
  const offset = utcOffset(settings.timeZone, now);
  return {
    portalId: id,
    accountType: settings.accountType,
    timeZone: settings.timeZone,
    companyCurrency: settings.companyCurrency,
    additionalCurrencies: [],
    utcOffset: offset.text,
    utcOffsetMilliseconds: offset.ms,
    uiDomain: settings.uiDomain,
    dataHostingLocation: settings.dataHostingLocation,
  };
}

function utcOffset(timeZone: string, now: number): { text: string; ms: number } {
  const format = new Intl.DateTimeFormat("en", { timeZone, timeZoneName: "longOffset" });
  const name = format.formatToParts(now).find((part) => part.type === "timeZoneName")?.value ?? "GMT";
  const text = name === "GMT" ? "+00:00" : name.slice(3);
  const minutes = Number(text.slice(1, 3)) * 60 + Number(text.slice(4, 6));
  return { text, ms: (text.startsWith("-") ? -minutes : minutes) * 60_000 };
}

function owner(user: PortalUser, portal: Portal): Record<string, unknown> {
  const joined = iso(Date.UTC(2024, 0, 8));
  return {
    id: user.ownerId,
    type: "PERSON",
    email: user.email,
    firstName: user.firstName,
    lastName: user.lastName,
    userId: user.userId,
    userIdIncludingInactive: user.userId,
    createdAt: joined,
    updatedAt: joined,
    archived: false,
    teams: teamsOf(portal)
      .filter(({ id }) => id === user.primaryTeamId || user.secondaryTeamIds?.includes(id))
      .map((team) => ({ ...team, primary: team.id === user.primaryTeamId })),
  };
}
