/** Connect links: who may make them, that each opens once, and what its cookie opens. */
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { z } from "zod";
import { sandboxClientId } from "../../cli/sandbox-world.ts";
import { demoPortal } from "../../sandbox/hubspot/index.ts";
import { connectLink } from "../../src/app/packages/contract/index.ts";
import { bytesOf, readable } from "./database.ts";
import { installSecondPortal, second } from "./second-portal.ts";
import { startWorld, type World } from "./world.ts";

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.close());

const linkSchema = z.object({ kind: z.literal("link"), url: z.url(), expiresAt: z.iso.datetime() });
const mint = async (body: Record<string, unknown> = {}) =>
  linkSchema.parse(await world.operator("/operator/connect/link", { page: "hubspot", ...body }));

async function open(url: string, method = "GET") {
  const response = await fetch(url, { method, redirect: "manual" });
  const cookie = response.headers.get("set-cookie") ?? "";
  return { status: response.status, to: response.headers.get("location"), cookie, text: await response.text() };
}

const visit = async (path: string, cookie: string, init: RequestInit = {}) => {
  const headers = { ...init.headers, cookie: cookie.split(";")[0] ?? "" };
  const response = await fetch(`${world.url}${path}`, { redirect: "manual", ...init, headers });
  return { status: response.status, text: await response.text() };
};

describe("a link is made", () => {
  it("for the portal and the user that HubSpot signed for", async () => {
    const answer = connectLink.response.parse(
      await (await world.cardCall(connectLink.path, { page: "hubspot" })).json(),
    );
    if (answer.kind !== "link") throw new Error("No link was made.");
    expect(Date.parse(answer.expiresAt) - world.now()).toBeLessThanOrEqual(10 * 60_000);
    const opened = await open(answer.url);
    expect((await visit("/connect/hubspot", opened.cookie)).text).toContain(`HubSpot account ${demoPortal.id}`);
  });

  it("for nobody else: unsigned, of a portal that did not install, of a page that is not there", async () => {
    const body = JSON.stringify({ page: "hubspot" });
    const unsigned = `${world.url}${connectLink.path}?portalId=${demoPortal.id}&userId=1`;
    expect((await fetch(unsigned, { method: "POST", body })).status).toBe(401);
    expect((await world.cardCall(connectLink.path, { page: "hubspot" }, { portalId: second.portalId })).status).toBe(
      403,
    );
    expect(await (await world.cardCall(connectLink.path, { page: "operator" })).json()).toMatchObject({
      kind: "error",
    });
    expect(await world.operator("/operator/connect/link", { page: "operator" })).toMatchObject({ kind: "refused" });
    expect(await world.operator("/operator/connect/link", { page: "hubspot", portalId: "1" })).toMatchObject({
      code: "unknown_portal",
    });
  });
});

describe("a link opens", () => {
  it("once, into a cookie for its own page that no script can read", async () => {
    const { url } = await mint();
    const first = await open(url);
    expect([first.status, first.to]).toEqual([303, "/connect/hubspot"]);
    expect(first.cookie).toMatch(/HttpOnly/i);
    expect(first.cookie).toMatch(/SameSite=Lax/i);
    expect(first.cookie).toMatch(/Path=\/connect\/hubspot(;|$)/i);
    expect(first.cookie).not.toContain(url.split("/").at(-1) ?? "");
    const again = await open(url);
    expect([again.status, again.cookie, again.text]).toEqual([410, "", expect.stringContaining("opened before")]);
    expect((await visit("/connect/hubspot", first.cookie)).status).toBe(200);
  });

  it("for one of two who open it at once", async () => {
    const { url } = await mint();
    const statuses = (await Promise.all([open(url), open(url), open(url)])).map(({ status }) => status);
    expect(statuses.sort()).toEqual([303, 410, 410]);
  });

  it("within ten minutes", async () => {
    const { url } = await mint();
    world.passTime(10 * 60_000 + 1_000);
    expect(await open(url)).toMatchObject({ status: 410, text: expect.stringContaining("too old") });
  });

  it("not for what only looks at it", async () => {
    const { url } = await mint();
    expect((await open(url, "HEAD")).status).toBe(204);
    expect((await fetch(url, { redirect: "manual", headers: { "sec-purpose": "prefetch" } })).status).toBe(204);
    expect((await open(url)).status).toBe(303);
  });

  it("never when somebody made it up", async () => {
    for (const token of ["x", "A".repeat(43)]) {
      expect(await open(`${world.url}/connect/open/${token}`)).toMatchObject({ status: 404, cookie: "" });
    }
  });

  it("not once the portal has left", async () => {
    const { url } = await mint();
    const opened = await open((await mint()).url);
    await world.operator("/operator/connect/disconnect");
    expect(await open(url)).toMatchObject({ status: 410, text: expect.stringContaining("not connected") });
    expect((await visit("/connect/hubspot", opened.cookie)).status).toBe(401);
  });

  it("after a restart of the server as before", async () => {
    const opened = await open((await mint()).url);
    const { url } = await mint();
    await world.stop();
    await world.start();
    expect((await open(url)).status).toBe(303);
    expect((await visit("/connect/hubspot", opened.cookie)).status).toBe(200);
  });
});

describe("the cookie", () => {
  it("opens its own page and no other, for half an hour", async () => {
    const whatsapp = await open((await mint({ page: "whatsapp" })).url);
    expect(whatsapp.to).toBe("/connect/whatsapp");
    expect((await visit("/connect/hubspot", whatsapp.cookie)).status).toBe(401);
    const opened = await open((await mint()).url);
    world.passTime(29 * 60_000);
    expect((await visit("/connect/hubspot", opened.cookie)).status).toBe(200);
    world.passTime(2 * 60_000);
    expect(await visit("/connect/hubspot", opened.cookie)).toMatchObject({
      status: 401,
      text: expect.stringContaining("time on this page is over"),
    });
  });

  it("shows its own portal's page, never another's", async () => {
    await installSecondPortal(world);
    const first = await open((await mint()).url);
    const other = await open((await mint({ portalId: String(second.portalId) })).url);
    expect((await visit("/connect/hubspot", first.cookie)).text).not.toContain(String(second.portalId));
    expect((await visit("/connect/hubspot", other.cookie)).text).not.toContain(String(demoPortal.id));
  });

  it("changes nothing for a form that another site sends", async () => {
    const { cookie } = await open((await mint()).url);
    for (const headers of [
      { origin: "https://elsewhere.example" },
      { origin: "null" },
      { "sec-fetch-site": "same-site" },
    ]) {
      const init = { method: "POST", headers };
      expect((await visit("/connect/hubspot/disconnect", cookie, init)).status).toBe(403);
    }
    expect((await visit("/connect/hubspot", cookie)).status).toBe(200);
    expect((await visit("/connect/hubspot/disconnect", "", { method: "POST" })).status).toBe(401);
  });
});

it("neither a link nor a cookie can be read in the database", async () => {
  const made = await mint();
  const { cookie } = await open(made.url);
  await world.stop();
  const secrets = [made.url.split("/").at(-1) ?? "", cookie.split(";")[0]?.split("=")[1] ?? ""];
  expect(secrets.every((secret) => secret.length > 40)).toBe(true);
  expect(readable(await bytesOf(world.databaseFile), secrets)).toEqual([]);
  await world.start();
});

describe("disconnecting on the page", () => {
  const disconnect = async () => {
    const { cookie } = await open((await mint()).url);
    return visit("/connect/hubspot/disconnect", cookie, { method: "POST", headers: { origin: world.url } });
  };
  const status = async () => Object(await world.operator("/operator/portals"))[0].status;

  it("removes the app at HubSpot and keeps nothing of its tokens; installing again brings everything back", async () => {
    const flow = await world.publishForm("consultation");
    expect(await disconnect()).toMatchObject({ status: 200, text: expect.stringContaining("Install again") });
    expect(await status()).toBe("gone");
    const calls = world.hubspot.api.exchanges.filter(({ method }) => method === "DELETE");
    expect(calls).toMatchObject([{ path: "/appinstalls/2026-03/external-install", status: 204 }]);
    expect(await world.operator("/operator/connect/repair")).toMatchObject({ kind: "refused", code: "portal.gone" });
    expect((await world.install()).status).toBe(200);
    expect(await status()).toBe("active");
    expect((await world.publishForm("consultation")).metaFlowId).toBe(flow.metaFlowId);
  });

  it("changes nothing where HubSpot fails, and works afterwards", async () => {
    world.hubspot.api.failNext({ path: /external-install/, answer: { kind: "status", status: 503 } });
    expect(await disconnect()).toMatchObject({ status: 502, text: expect.stringContaining("still connected") });
    expect(await status()).toBe("active");
    expect((await disconnect()).status).toBe(200);
  });

  it("is done as well when HubSpot removed the app and its answer was lost", async () => {
    world.hubspot.uninstall(sandboxClientId, demoPortal.id);
    expect((await disconnect()).status).toBe(200);
    expect(await status()).toBe("gone");
  });
});
