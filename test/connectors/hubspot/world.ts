/** A HubSpot account on loopback with the app installed, and the connector talking to it. */
import { expect } from "@jest/globals";
import { createHubSpot, type HubSpot, type HubSpotOptions } from "../../../connectors/hubspot/index.ts";
import { demoPortal, type HubSpotApp, type HubSpotStandIn, startHubSpot } from "../../../sandbox/hubspot/index.ts";
import { checkAll, playedFault } from "../../contract/index.ts";

export const app: HubSpotApp = {
  appId: 90_001,
  name: "Flowella",
  clientId: "11111111-2222-3333-4444-555555555555",
  clientSecret: "66666666-7777-8888-9999-000000000000",
  redirectUris: ["http://localhost:3000/oauth/callback"],
  requiredScopes: [
    "oauth",
    "crm.objects.contacts.read",
    "crm.objects.contacts.write",
    "crm.schemas.contacts.read",
    "crm.schemas.contacts.write",
    "forms",
  ],
};

export const portalId = String(demoPortal.id);

export interface World {
  readonly standIn: HubSpotStandIn;
  readonly hubspot: HubSpot;
  /** Another connector to the same account, with something changed. */
  readonly connect: (changes?: Partial<HubSpotOptions>) => HubSpot;
  readonly close: () => Promise<void>;
}

/** An account that holds nothing but its own defaults. */
export async function startWorld({ scopes = app.requiredScopes }: { scopes?: readonly string[] } = {}): Promise<World> {
  const standIn = await startHubSpot({ apps: [app], portals: [demoPortal] });
  const { accessToken } = standIn.install(app.clientId, demoPortal.id, scopes);
  const connect = (changes: Partial<HubSpotOptions> = {}) =>
    createHubSpot({
      accessToken: async () => accessToken,
      apiBase: standIn.apiUrl,
      formsBase: standIn.formsUrl,
      portalId,
      ...changes,
    });
  return { standIn, hubspot: connect(), connect, close: () => standIn.close() };
}

/** Everything said so far keeps HubSpot's documented contract. */
export function expectContract({ standIn }: World): void {
  const exchanges = [...standIn.api.exchanges, ...standIn.forms.exchanges];
  const { problems } = checkAll(exchanges, "hubspot", { leaveOut: playedFault });
  expect(problems).toEqual([]);
}

/** The error that a call ends in. */
export async function failure(call: Promise<unknown>): Promise<unknown> {
  try {
    await call;
  } catch (error) {
    return error;
  }
  throw new Error("The call was expected to fail.");
}
