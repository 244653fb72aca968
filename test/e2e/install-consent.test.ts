/** Every way in which HubSpot's consent can end, and what the person is told: what happened, who must act, what next. */
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { sandboxClientId } from "../../cli/sandbox-world.ts";
import { type Decision, demoPortal } from "../../sandbox/hubspot/index.ts";
import { optionalScopes, requiredScopes } from "../../server/portals/install.ts";
import { checkAll, playedFault } from "../contract/index.ts";
import { addSecondBusiness, second } from "./second-portal.ts";
import { startWorld, type World } from "./world.ts";

let world: World;
beforeEach(async () => {
  world = await startWorld();
  addSecondBusiness(world);
});
afterEach(async () => {
  const { problems } = checkAll(world.hubspot.api.exchanges, "hubspot", { leaveOut: playedFault });
  expect(problems).toEqual([]);
  await world.close();
});

const portals = async (): Promise<string[]> =>
  Object(await world.operator("/operator/portals")).map(({ id }: { id: string }) => id);

interface Begun {
  readonly cookie: string;
  readonly authorize: string;
}

async function begin(query = ""): Promise<Begun> {
  const begun = await fetch(`${world.url}/oauth/install${query}`, { redirect: "manual" });
  const cookie = begun.headers.get("set-cookie")?.split(";")[0] ?? "";
  return { cookie, authorize: begun.headers.get("location") ?? "" };
}

/** Up to HubSpot's answer and through our callback. */
async function end(begun: Begun, decision: Decision = "allow", portalId: number = second.portalId) {
  const back = await world.hubspot.consent(begun.authorize, portalId, decision);
  return land(back, begun.cookie);
}

async function land(back: string, cookie: string) {
  const response = await fetch(back, { headers: { cookie } });
  return { status: response.status, text: await response.text() };
}

describe("the consent page is asked for", () => {
  it("the least that is needed, and for more only where the account has it", async () => {
    const { searchParams } = new URL((await begin()).authorize);
    expect(searchParams.get("scope")?.split(" ")).toEqual(requiredScopes);
    expect(searchParams.get("optional_scope")?.split(" ")).toEqual(optionalScopes);
    expect(requiredScopes.filter((scope) => optionalScopes.includes(scope))).toEqual([]);
  });
});

describe("nothing is installed", () => {
  it.each<[Decision, number, RegExp, RegExp]>([
    ["refuse", 400, /The request was refused/, /Start again/],
    ["allow-in-part", 400, /Some permissions are missing/, /<code>|forms/],
    ["fail", 400, /HubSpot did not allow it/, /server_error/],
  ])("when the person chooses %s, and the page says so", async (decision, status, title, says) => {
    const page = await end(await begin(), decision);
    expect(page.status).toBe(status);
    expect(page.text).toMatch(title);
    expect(page.text).toMatch(says);
    expect(page.text).toMatch(/ask.admin/);
    expect(await portals()).toEqual([String(demoPortal.id)]);
    expect((await end(await begin())).status).toBe(200);
  });

  it("when the account's tier has not what a required permission stands for", async () => {
    world.hubspot.addPortal({ ...demoPortal, id: 7_001, name: "Small", unavailableScopes: ["forms"] });
    const page = await end(await begin(), "allow", 7_001);
    expect([page.status, page.text]).toEqual([400, expect.stringContaining("cannot give what Flowella needs")]);
    expect(page.text).toContain("/oauth/ask-admin");
  });

  it("when the link was for another account; nothing of that one is kept", async () => {
    const begun = await begin("?portal=8001");
    expect(begun.authorize).toContain("/oauth/8001/authorize");
    // The person is logged in elsewhere, and HubSpot's page lets them choose.
    const elsewhere = begun.authorize.replace("/oauth/8001/authorize", "/oauth/authorize");
    const page = await land(await world.hubspot.consent(elsewhere, second.portalId), begun.cookie);
    expect(page.status).toBe(400);
    expect(page.text).toMatch(/was for account 8001, and you allowed it in account 5520881/);
    expect(page.text).toContain("/oauth/install?portal=8001");
    expect(await portals()).toEqual([String(demoPortal.id)]);
    const revoked = world.hubspot.api.exchanges.filter(({ path }) => path.endsWith("/token/revoke"));
    expect(revoked).toHaveLength(1);
  });

  it("when the link was for another account that is connected: its own connection lives on", async () => {
    const begun = await begin(`?portal=${second.portalId}`);
    const elsewhere = begun.authorize.replace(`/oauth/${second.portalId}/authorize`, "/oauth/authorize");
    expect((await land(await world.hubspot.consent(elsewhere, demoPortal.id), begun.cookie)).status).toBe(400);
    expect(world.hubspot.api.exchanges.filter(({ path }) => path.endsWith("/revoke"))).toEqual([]);
    world.passTime(26 * 60_000);
    expect(await world.operator("/operator/connect/repair")).toMatchObject({ kind: "repaired", problems: [] });
  });

  it("when HubSpot's code was used before", async () => {
    const begun = await begin();
    const back = new URL(await world.hubspot.consent(begun.authorize, second.portalId));
    const code = back.searchParams.get("code") ?? "";
    const { HUBSPOT_CLIENT_ID: client_id, HUBSPOT_CLIENT_SECRET: client_secret } = world.config;
    const redirect_uri = `${world.url}/oauth/callback`;
    const body = new URLSearchParams({
      grant_type: "authorization_code",
      client_id,
      client_secret,
      redirect_uri,
      code,
    });
    expect((await fetch(`${world.hubspot.apiUrl}/oauth/2026-03/token`, { method: "POST", body })).status).toBe(200);
    const page = await land(back.href, begun.cookie);
    expect([page.status, page.text]).toEqual([400, expect.stringContaining("code was used before")]);
    expect(await portals()).toEqual([String(demoPortal.id)]);
  });

  it("when HubSpot does not know the app's secret: the operator must act, not the admin", async () => {
    world.hubspot.rotateSecret(sandboxClientId, "the operator did not hear of it");
    const page = await end(await begin());
    expect([page.status, page.text]).toEqual([502, expect.stringContaining("whoever runs this server")]);
    expect(page.text).not.toContain("Start again");
  });

  it("when HubSpot's answer comes back a second time, and a refusal is spent as well", async () => {
    const begun = await begin();
    const back = await world.hubspot.consent(begun.authorize, second.portalId, "refuse");
    expect((await land(back, begun.cookie)).text).toContain("request was refused");
    const replayed = await land(back, begun.cookie);
    expect([replayed.status, replayed.text]).toEqual([400, expect.stringContaining("This installation is over")]);
  });

  it("by a link that nobody began, whatever it says", async () => {
    const words = "Call+0800+123+and+tell+us+your+password";
    const page = await land(`${world.url}/oauth/callback?state=x&error=${words}&error_description=${words}`, "");
    expect(page.text).not.toContain("0800");
    const own = await begin();
    const state = own.cookie.split("=")[1];
    const said = await land(`${world.url}/oauth/callback?state=${state}&error=${words}`, own.cookie);
    expect(said.text).not.toContain("0800");
  });
});

describe("the secret of the HubSpot app changes", () => {
  it("installing and renewing go on with either of two, before and after HubSpot has changed it", async () => {
    await world.stop();
    await world.start({
      HUBSPOT_CLIENT_SECRET: "new",
      HUBSPOT_CLIENT_SECRET_PREVIOUS: world.config.HUBSPOT_CLIENT_SECRET,
    });
    expect((await end(await begin())).status).toBe(200);
    world.hubspot.rotateSecret(sandboxClientId, "new");
    world.passTime(26 * 60_000);
    expect(await world.operator("/operator/connect/repair")).toMatchObject({ kind: "repaired", problems: [] });
    expect((await end(await begin(), "allow", demoPortal.id)).status).toBe(200);
  });
});

describe("the page at the end", () => {
  it("leads to the app's page on the host of the account's own data centre", async () => {
    for (const [id, uiDomain] of [
      [9_001, "app.hubspot.com"],
      [9_002, "app-eu1.hubspot.com"],
      [9_003, "app-na2.hubspot.com"],
    ] as const) {
      world.hubspot.addPortal({ ...demoPortal, id, uiDomain });
      const page = await end(await begin(), "allow", id);
      expect(page.text).toContain(`href="https://${uiDomain}/app/${id}/7700001"`);
    }
  });

  it("never leads to a host that is not HubSpot's", async () => {
    world.hubspot.addPortal({ ...demoPortal, id: 9_004, uiDomain: "app.hubspot.com.evil.example" });
    const page = await end(await begin(), "allow", 9_004);
    expect(page.text).toContain('href="https://app-eu1.hubspot.com/app/9004/7700001"');
    expect(page.text).not.toContain("evil.example");
  });

  it("says what could not be made, although the installation stands", async () => {
    const { catalogue } = world.hubspot.portal(second.portalId).contacts;
    catalogue.addGroup({ name: "theirs", label: "Theirs", displayOrder: 0, archived: false });
    const [email] = catalogue.list();
    if (!email) throw new Error("The stand-in has no properties.");
    catalogue.add({
      ...email,
      name: "flowella_last_score",
      type: "string",
      hasUniqueValue: false,
      groupName: "theirs",
    });
    const page = await end(await begin());
    expect(page.status).toBe(200);
    expect(page.text).toContain("One thing needs you");
    expect(page.text).toMatch(/flowella_last_score.*of type string.*of type number/s);
    expect(await portals()).toContain(String(second.portalId));
  });

  it("says it when the account cannot be asked at all, and the next look makes everything", async () => {
    world.hubspot.api.failNext({ path: /\/crm\/properties/, answer: { kind: "status", status: 503 } });
    const page = await end(await begin());
    expect([page.status, page.text]).toEqual([200, expect.stringContaining("HubSpot is failing")]);
    world.passTime(61 * 60_000);
    await world.chores();
    const { catalogue } = world.hubspot.portal(second.portalId).contacts;
    expect(catalogue.get("flowella_wa_id")).toMatchObject({ hasUniqueValue: true });
  });
});

it("the page for somebody who may not install has a link to forward, for their own account where it is known", async () => {
  const page = await (await fetch(`${world.url}/oauth/ask-admin?portal=8001`)).text();
  expect(page).toContain(`${world.url}/oauth/install?portal=8001`);
  expect(page).toMatch(/href="mailto:\?subject=[^"]+8001/);
  const strange = await (await fetch(`${world.url}/oauth/ask-admin?portal=%22%3E%3Cscript%3E`)).text();
  expect(strange).not.toContain("<script>");
  expect(strange).toContain(`${world.url}/oauth/install<`);
});
