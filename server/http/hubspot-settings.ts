/** The settings screen's questions and presses, for admins alone. */
import type { Router } from "express";
import {
  settingsAlertSwitch,
  settingsAlerts,
  settingsAlertWebhook,
  settingsConnections,
  settingsConnectTool,
  settingsConsent,
  settingsDisconnect,
  settingsGeneral,
  settingsIdentity,
  settingsNumbers,
  settingsPrivacy,
  settingsRoles,
  settingsSaveAlerts,
  settingsSaveConsent,
  settingsSaveGeneral,
  settingsSaveIdentity,
  settingsSavePrivacy,
  settingsSaveRoles,
  settingsSender,
  settingsWebhookSecret,
  settingsWebhookSwitch,
  settingsWebhooks,
  settingsWebhookTest,
} from "../../src/app/packages/contract/index.ts";
import { alertsOf, alertWebhook, saveAlerts, switchAlerts } from "../app-settings/alerts.ts";
import { connectionsOf, giveUp } from "../app-settings/connections.ts";
import { consentOf, consentSection } from "../app-settings/consent.ts";
import { generalSection } from "../app-settings/general.ts";
import { identityOf, identitySection } from "../app-settings/identity.ts";
import { chooseSender, numbersOf } from "../app-settings/numbers.ts";
import { privacyOf, savePrivacy } from "../app-settings/privacy.ts";
import { rolesOf, saveRoles } from "../app-settings/roles.ts";
import { saveSection, showSection } from "../app-settings/saving.ts";
import { secretPresses } from "../app-settings/secret-press.ts";
import { teamsOf } from "../app-settings/teams.ts";
import { switchWebhook, webhookSecret, webhooksOf } from "../app-settings/webhooks.ts";
import { webhookOptions } from "../delivery/steps/webhook.ts";
import { authoriseUrl } from "../form-tools/connect.ts";
import type { RingParts } from "../keys/rotate.ts";
import type { HubSpotAccess, InstallingAccess } from "../portals/hubspot.ts";
import { tryEndpoint } from "../portals/webhook-test.ts";
import { provision } from "../provisioning/provision.ts";
import type { FlowCatalogue } from "../publishing/catalogue.ts";
import { type HubSpotDoor, type HubSpotDoorParts, hubspotDoor } from "./hubspot-door.ts";

export type SettingsRoutesParts = HubSpotDoorParts &
  RingParts & { readonly hubspot: HubSpotAccess & InstallingAccess; readonly catalogue: FlowCatalogue };

export function settingsRoutes(parts: SettingsRoutesParts): Router {
  const door = hubspotDoor(parts);
  connectionRoutes(door, parts);
  sectionRoutes(door, parts);
  alertRoutes(door, parts);
  webhookRoutes(door, parts);
  return door.router;
}

function connectionRoutes({ serve, press }: HubSpotDoor, parts: SettingsRoutesParts): void {
  const { context } = parts;
  serve(settingsConnections, "admin", ({ portalId }) => connectionsOf(context, portalId));
  serve(settingsConnectTool, "admin", async ({ portalId }, { tool }) => ({
    kind: "link",
    url: await authoriseUrl(context, portalId, tool),
  }));
  press(settingsDisconnect, "admin", async (caller, { of }) => {
    await giveUp(context, caller, of);
    return { kind: "done" };
  });
  serve(settingsNumbers, "admin", ({ portalId }) => numbersOf(parts, portalId));
  press(settingsSender, "admin", (caller, asked) => chooseSender(context, caller, asked));
}

function sectionRoutes({ serve, press }: HubSpotDoor, { context, hubspot, catalogue }: SettingsRoutesParts): void {
  serve(settingsGeneral, "admin", async ({ portalId }) => ({
    kind: "ready",
    ...(await showSection(context, portalId, generalSection)),
  }));
  press(settingsSaveGeneral, "admin", ({ portalId, userId }, { values, revision }) =>
    saveSection(context, generalSection, { portalId, userId, values, revision }),
  );
  serve(settingsConsent, "admin", ({ portalId }) => consentOf(context, portalId));
  press(settingsSaveConsent, "admin", ({ portalId, userId }, { values, revision }) =>
    saveSection(context, consentSection, { portalId, userId, values, revision }),
  );
  serve(settingsIdentity, "admin", ({ portalId }) => identityOf(context, portalId));
  press(settingsSaveIdentity, "admin", async ({ portalId, userId }, { values, revision }) => {
    const saved = await saveSection(context, identitySection, { portalId, userId, values, revision });
    if (saved.kind === "saved" && saved.changed.includes("place")) await provision(context, hubspot, portalId);
    return saved;
  });
  serve(settingsPrivacy, "admin", ({ portalId }) => privacyOf(context, portalId));
  press(settingsSavePrivacy, "admin", ({ portalId, userId }, { values, revision }) =>
    savePrivacy({ context, catalogue }, { portalId, userId, values, revision }),
  );
  serve(settingsRoles, "admin", async (caller) =>
    rolesOf(context, caller, await teamsOf(context, hubspot, caller.portalId)),
  );
  press(settingsSaveRoles, "admin", ({ portalId, userId, access }, { values, revision }) =>
    saveRoles(context, access.user, { portalId, userId, values, revision }),
  );
}

function alertRoutes({ serve, press }: HubSpotDoor, parts: SettingsRoutesParts): void {
  const { context } = parts;
  const once = secretPresses(context, parts);
  serve(settingsAlerts, "admin", ({ portalId }) => alertsOf(context, portalId));
  press(settingsSaveAlerts, "admin", ({ portalId, userId }, { values, revision }) =>
    saveAlerts(context, { portalId, userId, values, revision }),
  );
  serve(settingsAlertWebhook, "admin", (caller, { do: what, idempotencyKey: key }) =>
    once({
      ...caller,
      action: settingsAlertWebhook.path,
      key,
      make: () => alertWebhook(context, caller, what.what === "set" ? what.url : undefined),
    }),
  );
  press(settingsAlertSwitch, "admin", async (caller, { do: what }) => {
    await switchAlerts(context, caller, what);
    return { kind: "done" };
  });
}

function webhookRoutes({ serve, press }: HubSpotDoor, parts: SettingsRoutesParts): void {
  const { context } = parts;
  const once = secretPresses(context, parts);
  serve(settingsWebhooks, "admin", ({ portalId }) => webhooksOf(context, portalId));
  serve(settingsWebhookSecret, "admin", (caller, { do: what, idempotencyKey: key }) =>
    once({
      ...caller,
      action: settingsWebhookSecret.path,
      key,
      make: () => webhookSecret(context, caller, what),
    }),
  );
  press(settingsWebhookSwitch, "admin", async (caller, asked) => {
    await switchWebhook(context, caller, asked);
    return { kind: "done" };
  });
  press(settingsWebhookTest, "admin", async ({ portalId }, { id }) => {
    const { kind, message } = await tryEndpoint(context, webhookOptions(context), portalId, id);
    return { kind, message };
  });
}
