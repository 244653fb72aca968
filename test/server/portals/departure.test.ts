/** Telling installers while the database is away: what goes on in the background ends no process. */
import { afterEach, beforeEach, expect, it } from "@jest/globals";
import { demoPortal, type HubSpotStandIn, startHubSpot } from "../../../sandbox/hubspot/index.ts";
import { saveConnection } from "../../../server/portals/connections.ts";
import { findPortal } from "../../../server/portals/store.ts";
import { DatabaseAway, type EveryPortal } from "../../../server/store/index.ts";
import type { Fields } from "../../../server/telemetry/log.ts";
import { type Harness, portalId, sampleForm, startHarness } from "../harness.ts";
import { app } from "./app.ts";

let hubspot: HubSpotStandIn;
let harness: Harness;
beforeEach(async () => {
  hubspot = await startHubSpot({ apps: [app], portals: [demoPortal] });
  const settings = { HUBSPOT_API_BASE: hubspot.apiUrl, HUBSPOT_FORMS_BASE: hubspot.formsUrl };
  harness = await startHarness(sampleForm, { settings });
});
afterEach(async () => {
  await harness.close();
  await hubspot.close();
});

it("is one line in the log, and the installer is told by the next round", async () => {
  const { context, server } = harness;
  const { accessToken, refreshToken } = hubspot.install(app.clientId, demoPortal.id);
  const secrets = { accessToken, refreshToken, expiresAt: context.now() + 1_800_000, scopes: [] };
  const connection = { id: "con_hs", portalId, system: "hubspot" as const, externalId: portalId, metaAppId: null };
  const sealer = await context.vault.portal(portalId);
  await context.store.of(portalId).commit([saveConnection(context, { ...connection, secrets }, sealer)]);

  const lines: [event: string, fields: Fields | undefined][] = [];
  Object.assign(context.log, { error: (event: string, fields?: Fields) => lines.push([event, fields]) });
  const { everyPortal } = context.store;
  let asked = 0;
  const all: EveryPortal["all"] = (query) => {
    if (!/"installer_sealed".*"told" is null/.test(query.compile().sql)) return everyPortal().all(query);
    asked += 1;
    return asked === 1 ? Promise.reject(new DatabaseAway("away")) : everyPortal().all(query);
  };
  Object.assign(context.store, { everyPortal: () => ({ ...everyPortal(), all }) });

  expect(await harness.operator("connect/disconnect", {})).toEqual({ kind: "disconnected" });
  await server.idle();
  expect(lines).toEqual([["background.failed", { code: "internal.DatabaseAway", at: expect.any(String) }]]);
  expect(await findPortal(context, portalId)).toMatchObject({ status: "gone" });

  await server.chores();
  expect(asked).toBe(2);
  expect(lines.at(-1)).toEqual(["portal.installer_not_told", { portal: portalId, told: "no-address" }]);
});
