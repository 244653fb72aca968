import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { z } from "zod";
import { graphClient, listAll } from "../../../connectors/whatsapp/client.ts";
import { explainCode } from "../../../connectors/whatsapp/errors.ts";
import type { OutsideError } from "../../../core/errors.ts";
import { GraphPeer, type Reply } from "./graph-peer.ts";

let peer: GraphPeer;
beforeAll(async () => {
  peer = await GraphPeer.start();
});
afterAll(() => peer.close());

const answer = z.object({ id: z.string() });
const get = () => peer.graph()({ method: "GET", path: ["1"], answer });
const post = (personal = false) =>
  peer.graph()({ method: "POST", path: ["1", "messages"], body: { json: {} }, answer, personal });

async function failure(call: Promise<unknown>): Promise<OutsideError> {
  return call.then(
    () => Promise.reject(new Error("The call succeeded.")),
    (error: OutsideError) => error,
  );
}

const graphError = (code: number, more: object = {}) => ({ error: { message: "(#1) m", type: "T", code, ...more } });

describe("a call", () => {
  it("goes to the version with the token, and escapes what stands in its path", async () => {
    peer.answer({ json: { id: "9" } });
    const call = { method: "GET" as const, path: ["a/b", "flows"], query: { fields: "id,name" }, answer };
    await expect(peer.graph()(call)).resolves.toEqual({ id: "9" });
    const { method, url, headers, body } = peer.takeOne();
    expect([method, url, body.length]).toEqual(["GET", "/v25.0/a%2Fb/flows?fields=id%2Cname", 0]);
    expect(headers).toMatchObject({ authorization: "Bearer SYSTEM_TOKEN", accept: "application/json" });
    // The pattern of Meta's own description of its API.
    expect(headers["user-agent"]).toMatch(/^[a-zA-Z0-9\-_]+\/[0-9]+\.[0-9]+\.[0-9]+$/);
  });

  it("goes to another version where one is set", async () => {
    peer.answer({ json: { id: "9" } });
    await graphClient({ fetch, baseUrl: peer.url, accessToken: "t", version: "v23.0" })({
      method: "GET",
      path: ["me"],
      answer,
    });
    expect(peer.takeOne().url).toBe("/v23.0/me");
  });
});

describe("what the Graph API refuses", () => {
  it.each<[number, number, object]>([
    [190, 401, { code: "whatsapp.token", remedy: "authorise" }],
    [0, 401, { code: "whatsapp.token", remedy: "authorise" }],
    [10, 403, { code: "whatsapp.permission", remedy: "ask-admin" }],
    [200, 403, { code: "whatsapp.permission", remedy: "ask-admin" }],
    [299, 403, { code: "whatsapp.permission", remedy: "ask-admin" }],
    [3, 500, { code: "whatsapp.permission", remedy: "ask-admin", mayHaveLanded: false }],
    [2, 503, { code: "whatsapp.unavailable", remedy: "retry", mayHaveLanded: true }],
    [2, 400, { code: "whatsapp.unavailable", remedy: "retry", mayHaveLanded: false }],
    [4, 400, { code: "whatsapp.rate_limited", remedy: "retry" }],
    [80007, 400, { code: "whatsapp.rate_limited", remedy: "retry" }],
    [100, 400, { code: "whatsapp.bad_request", remedy: "give-up" }],
    [368, 403, { code: "whatsapp.locked", remedy: "ask-admin" }],
    [130429, 400, { code: "whatsapp.throughput", remedy: "retry" }],
    [131026, 400, { code: "whatsapp.undeliverable", remedy: "give-up" }],
    [131042, 400, { code: "whatsapp.payment", remedy: "ask-admin" }],
    [131047, 400, { code: "whatsapp.window_closed", remedy: "give-up" }],
    [131049, 400, { code: "whatsapp.withheld", remedy: "retry", retryAfterMs: 86_400_000 }],
    [131056, 400, { code: "whatsapp.pair_limit", remedy: "retry", retryAfterMs: 6_000 }],
    [131057, 500, { code: "whatsapp.maintenance", remedy: "retry", mayHaveLanded: false }],
    [132001, 404, { code: "whatsapp.template_unusable", remedy: "ask-admin" }],
    [132068, 400, { code: "whatsapp.flow_unhealthy", remedy: "ask-admin" }],
    [139000, 400, { code: "whatsapp.integrity", remedy: "ask-admin" }],
    [139002, 400, { code: "whatsapp.publish_refused", remedy: "ask-admin" }],
    [987654, 400, { code: "whatsapp.refused", remedy: "give-up", mayHaveLanded: false }],
    [987654, 500, { code: "whatsapp.refused", remedy: "retry", mayHaveLanded: true }],
  ])("code %d with status %d", async (code, status, expected) => {
    peer.answer({ status, json: graphError(code, { fbtrace_id: "A1b2" }) });
    const error = await failure(post());
    expect(error).toMatchObject({ name: "OutsideError", status, correlationId: "A1b2", ...expected });
    expect(error.message).toContain(`(WhatsApp error ${code})`);
  });

  it("waits as long as the other side asks", async () => {
    peer.answer({ status: 400, json: graphError(131056), headers: { "retry-after": "17" } });
    expect(await failure(post())).toMatchObject({ retryAfterMs: 17_000 });
  });

  it("never takes effect when it only reads", async () => {
    peer.answer({ status: 503, json: graphError(2) });
    expect(await failure(get())).toMatchObject({ remedy: "retry", mayHaveLanded: false });
  });

  it("repeats the vendor's words, but none about a person", async () => {
    const json = graphError(131009, { error_subcode: 33, error_data: { details: "Ana, +34600000000" } });
    peer.answer({ status: 400, json }, { status: 400, json });
    expect((await failure(post())).message).toContain("(sub-code 33) WhatsApp says: Ana");
    const { message } = await failure(post(true));
    expect(message).toContain("(WhatsApp error 131009)");
    expect(message).not.toMatch(/Ana|34600/);
  });
});

describe("what is no answer", () => {
  it.each<[string, Reply, object]>([
    [
      "500 without a body",
      { status: 500, text: "" },
      { code: "whatsapp.unavailable", remedy: "retry", mayHaveLanded: true },
    ],
    [
      "429 from a gateway",
      { status: 429, text: "slow", headers: { "retry-after": "3" } },
      { code: "whatsapp.rate_limited", remedy: "retry", retryAfterMs: 3000, mayHaveLanded: false },
    ],
    ["a page of HTML", { status: 404, text: "<html>" }, { code: "whatsapp.unexpected_answer", remedy: "ask-admin" }],
    [
      "a redirect",
      { status: 302, text: "", headers: { location: "http://127.0.0.1:1/" } },
      { code: "whatsapp.unexpected_answer" },
    ],
    [
      "200 with something else",
      { json: { ok: 1 } },
      { code: "whatsapp.unexpected_answer", remedy: "give-up", mayHaveLanded: true },
    ],
    ["200 with no JSON", { text: "OK" }, { code: "whatsapp.unexpected_answer", mayHaveLanded: true }],
    ["an answer cut off", "cut", { code: "whatsapp.unreachable", remedy: "retry", mayHaveLanded: true }],
  ])("%s", async (_name, reply, expected) => {
    peer.answer(reply);
    expect(await failure(post())).toMatchObject({ name: "OutsideError", ...expected });
  });

  it("gives up waiting, and says that the call may have landed", async () => {
    peer.answer("silent");
    const call = { method: "POST" as const, path: ["1"], body: { json: {} }, answer };
    const error = await failure(peer.graph({ timeoutMs: 50 })(call));
    expect(error).toMatchObject({ code: "whatsapp.timeout", remedy: "retry", mayHaveLanded: true });
  });

  it("knows that nothing left when nobody listens", async () => {
    const dead = await GraphPeer.start();
    await dead.close();
    const error = await failure(dead.graph()({ method: "POST", path: ["1"], answer }));
    expect(error).toMatchObject({ code: "whatsapp.unreachable", remedy: "retry", mayHaveLanded: false });
  });

  it("shows neither token nor address in a message", async () => {
    peer.answer("cut", { status: 404, text: "" });
    for (const error of [await failure(get()), await failure(get())]) {
      expect(error.message).not.toMatch(/SYSTEM_TOKEN|127\.0\.0\.1/);
    }
  });
});

describe("a list", () => {
  it("is read page by page", async () => {
    peer.received.length = 0;
    peer.answer(
      { json: { data: [{ id: "1" }], paging: { cursors: { after: "c1" }, next: "http://elsewhere/?access_token=t" } } },
      { json: { data: [{ id: "2" }], paging: { cursors: { after: "c2" } } } },
    );
    await expect(listAll(peer.graph(), ["7", "flows"], { fields: "id" }, answer)).resolves.toEqual([
      { id: "1" },
      { id: "2" },
    ]);
    expect(peer.received.map(({ url }) => url)).toEqual([
      "/v25.0/7/flows?fields=id",
      "/v25.0/7/flows?fields=id&after=c1",
    ]);
  });

  it("that never ends is given up", async () => {
    const page = { json: { data: [], paging: { cursors: { after: "same" }, next: "x" } } };
    peer.answer(...Array<Reply>(101).fill(page));
    expect(await failure(listAll(peer.graph(), ["7"], {}, answer))).toMatchObject({ remedy: "give-up" });
  });
});

it("explains the codes of status webhooks in the same words", () => {
  expect(explainCode(131047)).toEqual({
    code: "whatsapp.window_closed",
    remedy: "give-up",
    message: "More than 24 hours have passed: send a template. (WhatsApp error 131047)",
  });
});
