/** Every public door has a limit and says no in its caller's own way; every page says to browsers what they may do with it. */
import { createHmac } from "node:crypto";
import { once } from "node:events";
import { createServer as createHttpServer } from "node:http";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "@jest/globals";
import express from "express";
import { sealExchange } from "../../phone/index.ts";
import { createServer } from "../../server/app.ts";
import { isTrustProxy } from "../../server/http/limits/address.ts";
import { refuse } from "../../server/http/limits/refusals.ts";
import { elsewhere, limitOf, type Shape } from "../../server/http/limits/table.ts";
import { type Route, routesOf } from "../isolation/routes.ts";
import { testContext } from "../server/context.ts";
import { appSecret, type Harness, sampleForm, startHarness } from "../server/harness.ts";

let house: Harness | undefined;
const closing: (() => Promise<void>)[] = [];
const started = async (settings: Readonly<Record<string, unknown>> = {}): Promise<Harness> => {
  house = await startHarness(sampleForm, { settings });
  closing.push(house.close);
  return house;
};
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const get = (url: string, headers: Readonly<Record<string, string>> = {}, method = "GET") =>
  fetch(url, { method, headers, redirect: "manual", ...(method === "POST" && { body: "{}" }) });

/** The last of so many. Those before go fifty at a time: one by one, thousands may take longer than the minute they count in. */
async function lastOf(times: number, ask: (number: number) => Promise<Response>): Promise<Response> {
  for (let first = 1; first < times; first += 50) {
    const group = Array.from({ length: Math.min(50, times - first) }, (_, at) => first + at);
    await Promise.all(group.map(async (number) => (await ask(number)).arrayBuffer()));
  }
  return ask(times);
}

describe("the limits", () => {
  it("are declared for every route that the server has", async () => {
    const { context } = await testContext();
    const server = createServer(context);
    const routes = routesOf(server.app);
    await server.stop();
    await context.store.close();
    expect(routes.length).toBeGreaterThan(150);
    // Meta's exchanges are limited once they are opened, by token and portal: below.
    const without = routes.filter(({ path }) => !path.startsWith("/flow/") && limitOf(path) === elsewhere);
    expect(without.map(({ path }) => path)).toEqual([]);
  });

  it.each([
    ["/secure/a-link", 60, /tried too often.*lang="en"|lang="en".*tried too often/s],
    ["/kyc/document/a-link", 30, /Too many requests/],
    ["/connect/open/a-link", 30, /Too many requests/],
    ["/oauth/ask-admin", 120, /Too many requests/],
    ["/entry-files/a-link/poster.svg", 120, /^This was asked for too often/],
  ])("%s is answered so often in a minute, and then with words", async (path, often, says) => {
    const { url } = await started();
    const allowed = await lastOf(often, () => get(url + path));
    expect(allowed.status).not.toBe(429);
    const refused = await get(url + path);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(Number(refused.headers.get("retry-after"))).toBeLessThanOrEqual(60);
    expect(await refused.text()).toMatch(says);
    expect(refused.headers.get("content-security-policy")).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
  });

  it("of one link leave other links alone", async () => {
    const { url } = await started();
    expect((await lastOf(61, () => get(`${url}/secure/one`))).status).toBe(429);
    expect((await get(`${url}/secure/another`)).status).toBe(404);
    // In whichever letters its door is written.
    expect((await get(`${url}/SECURE/one`)).status).toBe(429);
  });

  it("say it to a customer in the browser's language", async () => {
    const { url } = await started();
    const refused = await lastOf(61, () => get(`${url}/secure/x`, { "accept-language": "it-IT,it;q=0.9" }));
    expect(await refused.text()).toMatch(/lang="it"/);
  });

  it("count wrong operator tokens, and let the right one in from elsewhere", async () => {
    const { url, context } = await started({ TRUST_PROXY: "loopback" });
    const ask = (token: string, from: string) =>
      get(`${url}/operator/portals`, { authorization: `Bearer ${token}`, "x-forwarded-for": from }, "POST");
    expect((await lastOf(30, () => ask("wrong", "198.51.100.7"))).status).toBe(401);
    const refused = await ask("wrong", "198.51.100.7");
    expect([refused.status, await refused.json()]).toEqual([
      429,
      { kind: "refused", code: "too_many_requests", message: expect.stringContaining("Wait a minute") },
    ]);
    expect((await ask(context.config.FLOWELLA_OPERATOR_TOKEN, "198.51.100.8")).status).toBe(200);
  });

  it("count wrong operator tokens of a crowd, too", async () => {
    const { url, context } = await started();
    const ask = (token: string, from?: string) =>
      get(
        `${url}/operator/portals`,
        { authorization: `Bearer ${token}`, ...(from && { "x-forwarded-for": from }) },
        "POST",
      );
    const guess = (number: number) => ask("wrong", `198.51.100.${number % 250}`);
    expect((await lastOf(600, guess)).status).toBe(401);
    expect((await guess(1)).status).toBe(429);
    const { FLOWELLA_OPERATOR_TOKEN: right } = context.config;
    expect((await ask(right, "203.0.113.1")).status).toBe(429);
    // The operator who reaches the server without a proxy is no part of that crowd.
    expect((await ask(right)).status).toBe(200);
  }, 60_000);

  it("count people by their own address where the proxy is known, IPv6 by its network", async () => {
    const { url } = await started({ TRUST_PROXY: "loopback" });
    const from = (address: string) => get(`${url}/oauth/ask-admin`, { "x-forwarded-for": address });
    expect((await lastOf(121, () => from("198.51.100.7"))).status).toBe(429);
    expect((await from("198.51.100.8")).status).toBe(200);
    expect((await lastOf(121, (number) => from(`2001:db8:1:2::${number}`))).status).toBe(429);
    expect((await from("2001:db8:1:3::1")).status).toBe(200);
  });

  it("believe no address that is only claimed, and do not lock a crowd out for one of it", async () => {
    const { url } = await started();
    const from = (address: string) => get(`${url}/oauth/ask-admin`, { "x-forwarded-for": address });
    // Behind a proxy that nobody told us of there are many people: twenty times as much, and no more.
    expect((await lastOf(2_400, (number) => from(`198.51.100.${number % 250}`))).status).toBe(200);
    expect((await from("203.0.113.1")).status).toBe(429);
  }, 60_000);

  it.each<[Shape, string, unknown]>([
    ["silent", "2", ""],
    ["workflow", "1000", { message: expect.any(String) }],
    ["hubspot", "2", { kind: "error", code: "page.too_many", message: expect.any(String) }],
    ["message", "2", { message: expect.any(String) }],
    ["preview", "2", { message: expect.any(String) }],
  ])("speak %s", async (shape, retryAfter, body) => {
    const app = express().use((request, response) => refuse(request, response, shape, 1_500));
    const http = createHttpServer(app).listen(0, "127.0.0.1");
    closing.push(async () => void http.close());
    await once(http, "listening");
    const address = http.address();
    const port = typeof address === "object" && address ? address.port : 0;
    const response = await get(`http://127.0.0.1:${port}/`, { accept: "application/json" });
    const text = await response.text();
    expect([response.status, response.headers.get("retry-after")]).toEqual([429, retryAfter]);
    expect(text === "" ? "" : JSON.parse(text)).toEqual(body);
  });

  it.each([
    ["off", true],
    ["1", true],
    ["loopback, 10.0.0.0/8", true],
    ["2001:db8::/32", true],
    ["true", false],
    ["0", false],
    ["everybody", false],
    ["", false],
  ])("take %s for a proxy's place: %s", (text, fits) => expect(isTrustProxy(text)).toBe(fits));
});

describe("the Flow endpoint's limits", () => {
  const init = (token: string) => ({ version: "3.0", action: "INIT", screen: "", data: {}, flow_token: token });
  const ping = { version: "3.0", action: "ping" };

  it("are a portal's, and no signed ping is ever put off", async () => {
    const one = await started({ FLOW_EXCHANGES_PER_SECOND: 10 });
    const statuses: number[] = [];
    for (let number = 1; number <= 101; number += 1) {
      statuses.push((await one.exchange(init(`nobodys-token-number-${number}`))).status);
    }
    expect([...new Set(statuses.slice(0, 100))]).toEqual([427]);
    expect(statuses[100]).toBe(429);
    expect(await one.counted("too_many")).toBe(1);
    const sealed = await sealExchange(one.publicKey, init("nobodys"));
    const signature = `sha256=${createHmac("sha256", appSecret).update(sealed.body).digest("hex")}`;
    const headers = { "x-hub-signature-256": signature, "content-type": "application/json" };
    const refused = await fetch(one.url + one.endpointPath, { method: "POST", headers, body: sealed.body });
    expect([refused.status, await refused.text()]).toEqual([429, ""]);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    for (let number = 0; number < 150; number += 1) {
      expect(await one.exchange(ping)).toEqual({ status: 200, clear: { data: { status: "active" } } });
    }
  });

  it("are one token's, and leave other customers alone", async () => {
    const one = await started();
    const [hasty, calm] = [await one.newToken(), await one.newToken()];
    const statuses = new Set<number>();
    for (let number = 0; number < 1_000; number += 50) {
      const some = await Promise.all(Array.from({ length: 50 }, () => one.exchange(init(hasty))));
      for (const { status } of some) statuses.add(status);
    }
    expect([...statuses]).toEqual([200]);
    expect((await one.exchange(init(hasty))).status).toBe(429);
    expect((await one.exchange(init(calm))).status).toBe(200);
  }, 60_000);
});

describe("the headers", () => {
  let routes: readonly Route[];
  let base: string;
  let end: () => Promise<void>;
  beforeAll(async () => {
    // As for real portals: the sandbox's stand-in for HubSpot may frame previews, too.
    const { context } = await testContext();
    const server = createServer({ ...context, world: "live" });
    routes = routesOf(server.app);
    const http = createHttpServer(server.app).listen(0, "127.0.0.1");
    await once(http, "listening");
    const address = http.address();
    base = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
    end = async () => {
      http.closeAllConnections();
      http.close();
      await server.stop();
      await context.store.close();
    };
  });
  afterAll(() => end());

  it("of every page let nothing run that is not ours, and nobody frame it but HubSpot what it has to", async () => {
    const html: string[] = [];
    for (const { method, path } of routes.filter(({ method }) => method === "GET" || method === "POST")) {
      const response = await get(base + path.replaceAll(/:\w+/g, "x"), { accept: "text/html,*/*" }, method);
      await response.arrayBuffer();
      const policy = response.headers.get("content-security-policy") ?? "";
      const said = { path, poweredBy: response.headers.get("x-powered-by") };
      expect(said).toEqual({ path, poweredBy: null });
      if (path.startsWith("/flow/")) continue;
      expect([path, response.headers.get("x-content-type-options")]).toEqual([path, "nosniff"]);
      const framing = path.startsWith("/preview")
        ? "frame-ancestors 'self' https://*.hubspot.com"
        : "frame-ancestors 'none'";
      expect([path, policy.includes(framing)]).toEqual([path, true]);
      expect([path, /default-src 'none'/.test(policy)]).toEqual([path, true]);
      expect([path, /script-src[^;]*'unsafe-(inline|eval)'/.test(policy)]).toEqual([path, false]);
      if (!response.headers.get("content-type")?.startsWith("text/html")) continue;
      html.push(path);
      expect([path, response.headers.get("referrer-policy")]).toEqual([
        path,
        expect.stringMatching(/^(no-referrer|same-origin)$/),
      ]);
    }
    // That it met pages of every kind.
    for (const path of [
      "/oauth/callback",
      "/secure/:token",
      "/kyc/document/:token",
      "/connect/whatsapp",
      "/preview/:token",
    ])
      expect(html).toContain(path);
  });
});
