import { describe, expect, it } from "@jest/globals";
import { demoPortal, SANDBOX_PREFIX, seedPortal } from "../../../sandbox/hubspot/index.ts";
import { contactsPath, errorSchema, pageSchema, useBench } from "./harness.ts";

const bench = useBench();

describe("what every path has in common", () => {
  it("an unknown path is 404 in HubSpot's shape", async () => {
    const reply = await bench.api("GET", "/crm/v9/everything");
    expect(reply.status).toBe(404);
    expect(reply.as(errorSchema)).toMatchObject({
      status: "error",
      correlationId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
  });

  it("a body that is no JSON is 400, another content type 415, a broken escape in the path 400", async () => {
    const malformed = await bench.api("POST", contactsPath, '{"properties":');
    expect([malformed.status, malformed.as(errorSchema).category]).toEqual([400, "VALIDATION_ERROR"]);
    expect((await bench.api("POST", contactsPath, "a=b", { "content-type": "text/plain" })).status).toBe(415);
    expect((await bench.api("GET", `${contactsPath}/%E0%A4%A`)).status).toBe(400);
  });

  it("answers carry rate headers, and the window rolls", async () => {
    bench.hubspot.behaviour.callsPerTenSeconds = 3;
    const first = await bench.api("GET", contactsPath);
    expect(first.headers.get("x-hubspot-ratelimit-max")).toBe("3");
    expect(first.headers.get("x-hubspot-ratelimit-remaining")).toBe("2");
    expect(first.headers.get("x-hubspot-ratelimit-interval-milliseconds")).toBe("10000");
    bench.clock.now += 6_000;
    for (const status of [200, 200, 429]) expect((await bench.api("GET", contactsPath)).status).toBe(status);
    bench.clock.now += 4_000;
    expect((await bench.api("GET", contactsPath)).status).toBe(200);
    const full = await bench.api("GET", contactsPath);
    expect(full.body).toMatchObject({ errorType: "RATE_LIMIT", policyName: "TEN_SECONDLY_ROLLING" });
  });

  it("can be told to fail, with the effect landed", async () => {
    bench.hubspot.api.failNext({
      method: "POST",
      path: /contacts$/,
      answer: {
        kind: "status",
        status: 502,
        landed: true,
        body: { message: "x", category: "INTERNAL_ERROR", correlationId: crypto.randomUUID() },
      },
    });
    const lost = await bench.api("POST", contactsPath, { properties: { firstname: "Ada" }, associations: [] });
    expect(lost.status).toBe(502);
    expect((await bench.api("GET", contactsPath)).as(pageSchema).results).toHaveLength(1);
  });
});

describe("the account", () => {
  it("tells its details, with the offset of the season", async () => {
    const details = async () => (await bench.api("GET", "/account-info/2026-03/details")).body;
    expect(await details()).toMatchObject({
      portalId: demoPortal.id,
      accountType: "STANDARD",
      uiDomain: "app-eu1.hubspot.com",
      dataHostingLocation: "eu1",
      timeZone: "Europe/Rome",
      utcOffset: "+01:00",
      utcOffsetMilliseconds: 3_600_000,
    });
    bench.clock.now = Date.UTC(2026, 6, 1);
    bench.token = bench.hubspot.install("client-a", demoPortal.id).accessToken;
    expect(await details()).toMatchObject({ utcOffset: "+02:00" });
  });

  it("lists owners and finds them by e-mail, id and user id", async () => {
    const [paola] = demoPortal.users;
    const all = (await bench.api("GET", "/crm/owners/2026-03")).as(pageSchema).results;
    expect(all.map((owner) => owner["id"])).toEqual(demoPortal.users.map((user) => user.ownerId));
    const found = await bench.api("GET", `/crm/owners/2026-03?email=${encodeURIComponent(paola.email.toUpperCase())}`);
    expect(found.as(pageSchema).results).toMatchObject([{ id: paola.ownerId, userId: paola.userId, type: "PERSON" }]);
    expect((await bench.api("GET", `/crm/owners/2026-03/${paola.userId}?idProperty=userId`)).body).toMatchObject({
      email: paola.email,
    });
    expect((await bench.api("GET", "/crm/owners/2026-03/1")).status).toBe(404);
  });
});

describe("inspection", () => {
  it("shows what is held, without a token, and changes nothing", async () => {
    const facts = seedPortal(bench.hubspot.portal(demoPortal.id));
    bench.token = "";
    const look = (path: string) => bench.api("GET", `${SANDBOX_PREFIX}/portals${path}`);
    expect((await look("")).body).toMatchObject({ results: [{ portalId: demoPortal.id, records: { contacts: 200 } }] });
    const { contactId, email } = facts.customer;
    expect((await look(`/${demoPortal.id}/records/contacts/${contactId}`)).body).toMatchObject({
      properties: { email },
    });
    expect((await look(`/${demoPortal.id}/records/tasks`)).body).toEqual({ results: [] });
    expect((await look(`/${demoPortal.id}/forms`)).as(pageSchema).results).toHaveLength(3);
    expect((await look("/1")).status).toBe(404);
    expect((await bench.api("POST", `${SANDBOX_PREFIX}/portals`, {})).status).toBe(404);
  });
});
