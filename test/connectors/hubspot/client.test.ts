/** What can go wrong between us and HubSpot, against small servers that misbehave. */
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "@jest/globals";
import { createHubSpot, type HubSpot } from "../../../connectors/hubspot/index.ts";
import { OutsideError } from "../../../core/errors.ts";
import { failure } from "./world.ts";

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

type Handle = (request: IncomingMessage, response: ServerResponse) => void;

async function serve(handle: Handle): Promise<string> {
  const server = createServer(handle).listen(0, "127.0.0.1");
  await once(server, "listening");
  open.push(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, "close");
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const connect = (apiBase: string, more: { timeoutMs?: number; accessToken?: () => Promise<string> } = {}): HubSpot =>
  createHubSpot({ accessToken: async () => "token", apiBase, formsBase: apiBase, portalId: "1", ...more });

const json = (response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}) =>
  response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));

const read = (hubspot: HubSpot) => hubspot.contacts.get("1");
const write = (hubspot: HubSpot) => hubspot.contacts.create({ firstname: "Ana" });

describe("a call", () => {
  it("carries a token that is asked for each time, as JSON, on the dated path", async () => {
    const seen: string[] = [];
    const base = await serve((request, response) => {
      seen.push(`${request.method} ${request.url} ${request.headers.authorization}`);
      json(response, 200, { id: "1", properties: {} });
    });
    let asked = 0;
    const hubspot = connect(`${base}/`, { accessToken: async () => `token-${++asked}` });
    await hubspot.contacts.get("1/2");
    await hubspot.contacts.update("1", { firstname: "Ana" });
    expect(seen[0]).toMatch(/^GET \/crm\/objects\/2026-03\/contacts\/1%2F2\?properties=email%2C.* Bearer token-1$/);
    expect(seen[1]).toBe("PATCH /crm/objects/2026-03/contacts/1 Bearer token-2");
  });

  it("is sent once, however it fails", async () => {
    let calls = 0;
    const base = await serve((_, response) => {
      calls += 1;
      json(response, 503, {});
    });
    await failure(write(connect(base)));
    expect(calls).toBe(1);
  });

  it("is not sent when there is no token", async () => {
    const refused = new OutsideError("No.", { code: "hubspot.not_connected", remedy: "ask-admin" });
    let calls = 0;
    const base = await serve((_, response) => {
      calls += 1;
      response.end();
    });
    const hubspot = connect(base, {
      accessToken: async () => {
        throw refused;
      },
    });
    expect(await failure(read(hubspot))).toBe(refused);
    expect(calls).toBe(0);
  });
});

describe("silence", () => {
  it("ends after the time-out; a write may have landed, a read has not", async () => {
    const base = await serve(() => undefined);
    const hubspot = connect(base, { timeoutMs: 50 });
    const expected = { code: "hubspot.timeout", remedy: "retry" };
    expect(await failure(read(hubspot))).toMatchObject({ ...expected, mayHaveLanded: false });
    expect(await failure(write(hubspot))).toMatchObject({ ...expected, mayHaveLanded: true });
    expect(await failure(hubspot.contacts.findByEmail("a@example.com"))).toMatchObject({ mayHaveLanded: false });
  });

  it("counts in the middle of an answer, too", async () => {
    const base = await serve((_, response) => {
      response.writeHead(200, { "content-type": "application/json" });
      response.write('{"id":');
    });
    expect(await failure(write(connect(base, { timeoutMs: 100 })))).toMatchObject({
      code: "hubspot.timeout",
      mayHaveLanded: true,
    });
  });
});

describe("a broken connection", () => {
  it("may have landed once it stood", async () => {
    const base = await serve((request) => request.socket.destroy());
    expect(await failure(write(connect(base)))).toMatchObject({
      code: "hubspot.cut_off",
      remedy: "retry",
      mayHaveLanded: true,
    });
    expect(await failure(read(connect(base)))).toMatchObject({ code: "hubspot.cut_off", mayHaveLanded: false });
  });

  it("has not landed where nobody listens", async () => {
    const base = await serve(() => undefined);
    await open.pop()?.();
    expect(await failure(write(connect(base)))).toMatchObject({
      code: "hubspot.unreachable",
      remedy: "retry",
      mayHaveLanded: false,
    });
  });
});

describe("an answer that is not what the documentation says", () => {
  it.each([
    ["no JSON", "<html>maintenance</html>"],
    ["another shape", '{"contact":{"id":"1"}}'],
    ["a wrong type", '{"id":1,"properties":{}}'],
    ["a property that is no text", '{"id":"1","properties":{"age":7}}'],
    ["nothing", ""],
  ])("%s is an error without the answer in it", async (_, body) => {
    const base = await serve((_, response) => response.end(body));
    const error = await failure(write(connect(base)));
    expect(error).toMatchObject({ code: "hubspot.unexpected_answer", remedy: "give-up", mayHaveLanded: true });
    expect(String(error)).not.toContain("maintenance");
    expect(await failure(read(connect(base)))).toMatchObject({ mayHaveLanded: false });
  });

  it("may have more keys", async () => {
    const base = await serve((_, response) =>
      json(response, 200, { id: "1", properties: {}, archived: false, later: {} }),
    );
    expect(await read(connect(base))).toEqual({ id: "1", properties: {} });
  });
});

describe("a refusal", () => {
  it("keeps Retry-After and the correlation id", async () => {
    const body = { status: "error", errorType: "RATE_LIMIT", policyName: "DAILY", correlationId: "0d9a" };
    const base = await serve((_, response) => json(response, 429, body, { "retry-after": "7" }));
    expect(await failure(write(connect(base)))).toMatchObject({
      code: "hubspot.rate_limited",
      remedy: "retry",
      retryAfterMs: 7_000,
      correlationId: "0d9a",
      mayHaveLanded: false,
    });
  });

  it("in a batch is one for the whole question, unless it only says that nobody was found", async () => {
    const batch = (category: string) => ({ status: "COMPLETE", results: [], errors: [{ category, message: "m" }] });
    const missing = await serve((_, response) => json(response, 207, batch("OBJECT_NOT_FOUND")));
    expect(await connect(missing).contacts.findByEmail("a@example.com")).toEqual([]);
    const wrong = await serve((_, response) => json(response, 207, batch("VALIDATION_ERROR")));
    expect(await failure(connect(wrong).contacts.findByEmail("a@example.com"))).toMatchObject({
      code: "hubspot.invalid",
    });
  });
});
