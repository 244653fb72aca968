import { generateKeyPairSync } from "node:crypto";
import { once } from "node:events";
import { connect } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { sealExchange } from "../../../phone/index.ts";
import { flowTokens } from "../../../server/conversation/tokens.ts";
import { type Harness, post, signed, startHarness } from "../harness.ts";

let house: Harness;
let token: string;
beforeEach(async () => {
  house = await startHarness();
  token = await house.newToken();
});
afterEach(() => house.close());

const first = () => house.screens[0] ?? "";
const last = () => house.screens[1] ?? "";
const init = () => ({ version: "3.0", action: "INIT", screen: "", data: {}, flow_token: token });
const submit = (screen: string, data: Record<string, unknown>) => ({
  version: "3.0",
  action: "data_exchange",
  screen,
  data,
  flow_token: token,
});
const you = { full_name: "Giulia Bellandi", email: "giulia@example.org" };
const success = (submissionId: unknown) => ({
  version: "3.0",
  screen: "SUCCESS",
  data: { extension_message_response: { params: { flow_token: token, submission_id: submissionId } } },
});

describe("a conversation", () => {
  it("answers ping without a token", async () => {
    expect(await house.exchange({ version: "3.0", action: "ping" })).toEqual({
      status: 200,
      clear: { data: { status: "active" } },
    });
  });

  it("goes from INIT over every screen to SUCCESS, and is one submission with one plan", async () => {
    expect(await house.exchange(init())).toMatchObject({ status: 200, clear: { screen: first() } });
    expect(await house.exchange(submit(first(), you))).toMatchObject({ status: 200, clear: { screen: last() } });
    expect(await house.exchange(submit(last(), { topic: "kitchen" }))).toEqual({
      status: 200,
      clear: success(expect.stringMatching(/^sub_/)),
    });
    expect(await house.state()).toMatchObject({
      sessions: [{ state: "accepted" }],
      submissions: [{ session_id: expect.any(String), rung: null }],
      steps: [{ step: "identify" }, { step: "timeline" }],
    });
  });

  it("gives the same reply to the same last answers, and refuses other ones in plain sight", async () => {
    await house.exchange(submit(first(), you));
    const accepted = await house.exchange(submit(last(), { topic: "kitchen" }));
    const after = await house.state();
    expect(await house.exchange(submit(last(), { topic: "kitchen" }))).toEqual(accepted);
    expect(await house.exchange(submit(last(), { topic: "bath" }))).toEqual({
      status: 427,
      clear: { error_msg: expect.any(String) },
    });
    expect(await house.state()).toEqual(after);
  });

  it("accepts once when the last exchange arrives twice at once", async () => {
    await house.exchange(submit(first(), you));
    const both = await Promise.all([1, 2].map(() => house.exchange(submit(last(), { topic: "kitchen" }))));
    expect(both[0]).toEqual(both[1]);
    expect(both[0]).toMatchObject({ clear: { screen: "SUCCESS" } });
    expect(await house.state()).toMatchObject({
      submissions: [expect.anything()],
      steps: [{ step: "identify" }, { step: "timeline" }],
    });
  });

  it("shows the screen again with what was typed when an answer breaks a rule", async () => {
    const answer = await house.exchange(submit(first(), { ...you, email: "no e-mail" }));
    expect(answer).toMatchObject({
      status: 200,
      clear: { screen: first(), data: { error_message: expect.any(String) } },
    });
    expect(JSON.stringify(answer.clear)).toContain("Giulia Bellandi");
  });

  it("keeps no answer readable in the database", async () => {
    await house.exchange(submit(first(), you));
    await house.exchange(submit(last(), { topic: "kitchen" }));
    const { db, all } = house.context.store.everyPortal();
    for (const table of ["sessions", "submissions", "identities", "sends"] as const) {
      expect(JSON.stringify(await all(db.selectFrom(table).selectAll()))).not.toMatch(/Giulia|kitchen|39347/);
    }
  });

  it("hears the phone's error notice", async () => {
    const notice = {
      ...submit(first(), {}),
      data: { error: "payload-schema-error", error_message: "prefill missing" },
    };
    expect(await house.exchange(notice)).toMatchObject({ status: 200, clear: { data: { acknowledged: true } } });
  });
});

describe("what is refused changes nothing and is counted", () => {
  const refusals: [string, string, () => Promise<{ status: number; body: string }>][] = [
    ["an unsigned body", "bad_signature", async () => send(await sealed(), undefined)],
    ["a wrong signature", "bad_signature", async () => send(await sealed(), signed(await sealed(), "another-secret"))],
    ["a body changed after signing", "bad_signature", async () => changedAfterSigning()],
    ["a body that is not JSON", "malformed", async () => sendSigned("{")],
    ["an empty body", "malformed", async () => sendSigned("")],
    [
      "a changed ciphertext, signed again",
      "tampered",
      async () => sendSigned(flipped(await sealed(), "encrypted_flow_data")),
    ],
    [
      "a changed initial vector, signed again",
      "tampered",
      async () => sendSigned(flipped(await sealed(), "initial_vector")),
    ],
    ["a changed key, signed again", "wrong_key", async () => sendSigned(flipped(await sealed(), "encrypted_aes_key"))],
    [
      "a body sealed for another key",
      "wrong_key",
      async () => sendSigned((await sealExchange(otherKey(), submit(first(), you))).body),
    ],
  ];
  const status = { bad_signature: 432, malformed: 421, tampered: 421, wrong_key: 421 };

  it.each(refusals)("%s", async (_name, outcome, refusedBy) => {
    const before = await house.state();
    const answer = await refusedBy();
    expect(answer).toEqual({ status: status[outcome as keyof typeof status], body: "" });
    expect(await house.state()).toEqual(before);
    expect(await house.counted(outcome)).toBe(1);
  });

  it.each([
    ["a token that nobody issued", () => "made-up"],
    ["a missing token", () => undefined],
    ["a signed token without a session", () => flowTokens(house.context).issue()],
    ["a token with one letter changed", () => `${token.startsWith("A") ? "B" : "A"}${token.slice(1)}`],
  ])("%s", async (_name, wrongToken) => {
    const before = await house.state();
    const answer = await house.exchange({ ...submit(first(), you), flow_token: wrongToken() });
    expect(answer).toEqual({ status: 427, clear: { error_msg: expect.stringMatching(/\w/) } });
    expect(await house.state()).toEqual(before);
    expect(await house.counted("unknown_token")).toBe(1);
  });

  it("a token whose time is over", async () => {
    house.passTime(3_600_001);
    const before = await house.state();
    expect(await house.exchange(init())).toMatchObject({ status: 427, clear: { error_msg: expect.any(String) } });
    expect(await house.state()).toEqual(before);
    expect(await house.counted("expired")).toBe(1);
  });

  it("an oversized body", async () => {
    const before = await house.state();
    const body = JSON.stringify({ encrypted_flow_data: "A".repeat(3 * 1024 * 1024) });
    expect(await send(body, signed(body))).toEqual({ status: 413, body: "" });
    expect(await house.state()).toEqual(before);
    expect(await house.counted("too_large")).toBe(1);
  });

  it("a body cut off on its way", async () => {
    const before = await house.state();
    const body = await sealed();
    const socket = connect(Number(new URL(house.url).port), "127.0.0.1");
    await once(socket, "connect");
    const head = [
      `POST ${house.endpointPath} HTTP/1.1`,
      "Host: flows.example.com",
      "Content-Type: application/json",
      `X-Hub-Signature-256: ${signed(body)}`,
      `Content-Length: ${Buffer.byteLength(body)}`,
    ];
    socket.write(`${head.join("\r\n")}\r\n\r\n${body.slice(0, 100)}`);
    const closed = once(socket, "close");
    socket.end();
    socket.resume();
    await closed;
    while ((await house.counted("bad_request")) === 0) await new Promise((resolve) => setImmediate(resolve));
    expect(await house.state()).toEqual(before);
    expect(await house.exchange({ version: "3.0", action: "ping" })).toMatchObject({ status: 200 });
  });

  it("an address that is no Flow's", async () => {
    const body = await sealed();
    const answer = await post(`${house.url}/flow/ep_unknown`, body, signed(body));
    expect(answer.status).toBe(404);
    expect(await house.counted("unknown_endpoint")).toBe(1);
  });

  async function sealed(): Promise<string> {
    return (await sealExchange(house.publicKey, submit(first(), you))).body;
  }

  const send = (body: string, signature: string | undefined) =>
    post(`${house.url}${house.endpointPath}`, body, signature);

  const sendSigned = (body: string) => send(body, signed(body));

  async function changedAfterSigning() {
    const body = await sealed();
    return send(flipped(body, "encrypted_flow_data"), signed(body));
  }

  function flipped(body: string, field: string): string {
    const parts = JSON.parse(body);
    const bytes = Buffer.from(parts[field], "base64");
    bytes[5] = (bytes[5] ?? 0) ^ 1;
    return JSON.stringify({ ...parts, [field]: bytes.toString("base64") });
  }

  function otherKey(): string {
    return generateKeyPairSync("rsa", { modulusLength: 2048 })
      .publicKey.export({ type: "spki", format: "pem" })
      .toString();
  }
});
