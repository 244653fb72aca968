/** Tokens among several processes: one renews, the others wait; a refusal is told apart from an outage. */
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { demoPortal, type HubSpotStandIn, startHubSpot } from "../../../sandbox/hubspot/index.ts";
import type { Context } from "../../../server/context.ts";
import { saveConnection } from "../../../server/portals/connections.ts";
import { type HubSpotAccess, hubspotAccess } from "../../../server/portals/hubspot.ts";
import { findPortal, savePortal } from "../../../server/portals/store.ts";
import { type Harness, portalId as harnessPortal, startHarness } from "../harness.ts";
import { app } from "./app.ts";

let harness: Harness;
let hubspot: HubSpotStandIn;
let context: Context;
const portalId = String(demoPortal.id);

beforeEach(async () => {
  harness = await startHarness();
  hubspot = await startHubSpot({ apps: [app], portals: [demoPortal], now: harness.context.now });
  const config = { ...harness.context.config, HUBSPOT_API_BASE: hubspot.apiUrl, HUBSPOT_FORMS_BASE: hubspot.formsUrl };
  context = { ...harness.context, config };
  await install("client");
});
afterEach(async () => {
  await hubspot.close();
  await harness.close();
});

/** Installed, with a token that is about to end. */
async function install(clientId: string): Promise<void> {
  const { accessToken, refreshToken } = hubspot.install(app.clientId, demoPortal.id);
  const key = portalId === harnessPortal ? undefined : context.vault.newPortalKey(portalId);
  const sealer = key?.sealer ?? (await context.vault.portal(portalId));
  const secrets = { accessToken, refreshToken, expiresAt: context.now() + 60_000, scopes: [] };
  const connection = {
    id: "con_hs",
    portalId,
    system: "hubspot" as const,
    externalId: portalId,
    metaAppId: null,
    secrets,
  };
  await context.store
    .everyPortal()
    .commit([
      ...(key ? [key.write] : []),
      savePortal(context, { id: portalId, world: "sandbox", uiDomain: "x", installerSealed: null, clientId }),
      saveConnection(context, connection, sealer),
    ]);
}

const refreshes = () => hubspot.api.exchanges.filter(({ path }) => path === "/oauth/2026-03/token").length;
const nodes = (count: number): HubSpotAccess[] => Array.from({ length: count }, () => hubspotAccess(context));

describe("a token that is about to end", () => {
  it("is renewed once, however many processes and calls need it in the same moment", async () => {
    const answers = await Promise.all(
      nodes(4).flatMap((node) => [node.of(portalId).account(), node.of(portalId).account()]),
    );
    expect(answers.map((account) => account.portalId)).toEqual(Array(8).fill(portalId));
    expect(refreshes()).toBe(1);
    expect(hubspot.api.exchanges.filter(({ status }) => status === 401)).toEqual([]);
  });

  it("is renewed once even where each renewal ends the token before it", async () => {
    hubspot.behaviour.rotateRefreshTokens = true;
    await Promise.all(nodes(3).map((node) => node.of(portalId).account()));
    expect(refreshes()).toBe(1);
  });

  it("is left to the next one when HubSpot fails: the portal stays", async () => {
    hubspot.api.failNext({ path: /\/token$/, answer: { kind: "status", status: 503 } });
    const results = await Promise.allSettled(nodes(2).map((node) => node.of(portalId).account()));
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(results.find(({ status }) => status === "rejected")).toMatchObject({
      reason: { code: "hubspot.unavailable" },
    });
    expect(refreshes()).toBe(2);
    expect((await findPortal(context, portalId))?.status).toBe("active");
  });

  it("whose renewal is held by a process that died is renewed once its lease ends", async () => {
    const tenant = context.store.of(portalId);
    const held = { refreshing_until: context.now() + 60_000 };
    await tenant.commit([{ query: tenant.db.updateTable("connections").set(held).compile() }]);
    const [node] = nodes(1);
    const waiting = node?.of(portalId).account();
    harness.passTime(60_001);
    await expect(waiting).resolves.toMatchObject({ portalId });
    expect(refreshes()).toBe(1);
  });
});

describe("a token that died early", () => {
  it("is not renewed again by those who were refused with the one before", async () => {
    const [first, second] = nodes(2);
    const refusedAt = context.now();
    harness.passTime(1_000);
    await first?.renew(portalId, refusedAt);
    await second?.renew(portalId, refusedAt);
    expect(refreshes()).toBe(1);
    harness.passTime(1_000);
    await second?.renew(portalId, context.now());
    expect(refreshes()).toBe(2);
  });
});

describe("a refused renewal", () => {
  it("means that the portal left: nobody asks HubSpot again", async () => {
    const gone: string[] = [];
    hubspot.uninstall(app.clientId, demoPortal.id);
    const node = hubspotAccess(context, (id) => gone.push(id));
    await expect(node.of(portalId).account()).rejects.toMatchObject({ code: "hubspot.disconnected" });
    await expect(node.of(portalId).account()).rejects.toMatchObject({ code: "hubspot.not_connected" });
    expect((await findPortal(context, portalId))?.status).toBe("gone");
    expect(gone).toEqual([portalId]);
    expect(refreshes()).toBe(1);
  });

  it("is not even asked for with another app's client id: HubSpot would say the same of every portal", async () => {
    await install("the client id of another app");
    const [node] = nodes(1);
    await expect(node?.of(portalId).account()).rejects.toMatchObject({ code: "hubspot.app_settings" });
    expect(refreshes()).toBe(0);
    expect((await findPortal(context, portalId))?.status).toBe("active");
  });
});
