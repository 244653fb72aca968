import { describe, expect, it } from "@jest/globals";
import { parseExchange } from "../../../core/conversation/parse-exchange.ts";
import { refuse } from "../../../core/conversation/refusals.ts";
import { renderDecision, renderPing } from "../../../core/conversation/render.ts";

describe("a phone's request", () => {
  it.each<[string, unknown, unknown]>([
    ["a ping", { version: "3.0", action: "ping" }, { kind: "ping", version: "3.0" }],
    ["a ping with nothing else", { action: "ping" }, { kind: "ping" }],
    [
      "opening",
      { version: "3.0", action: "INIT", screen: "", data: {}, flow_token: "f1.3Qm2" },
      { kind: "open", version: "3.0", flowToken: "f1.3Qm2" },
    ],
    ["opening, with everything left out", { action: "INIT" }, { kind: "open" }],
    ["opening, with nulls", { action: "INIT", screen: null, data: null, flow_token: null }, { kind: "open" }],
    [
      "a button",
      {
        version: "4.0",
        action: "data_exchange",
        screen: "START",
        data: { a: "b" },
        flow_token: "t",
        flow_token_signature: "j",
      },
      { kind: "submit", version: "4.0", screen: "START", data: { a: "b" }, flowToken: "t", flowTokenSignature: "j" },
    ],
    [
      "a choice in an input",
      { action: "data_exchange", screen: "S", data: { on_select: "plan", plan: "b" }, flow_token: "t" },
      { kind: "select", screen: "S", input: "plan", data: { plan: "b" }, flowToken: "t" },
    ],
    ["back", { action: "BACK", screen: "REVIEW", flow_token: "t" }, { kind: "back", screen: "REVIEW", flowToken: "t" }],
    [
      "an error notice",
      {
        action: "data_exchange",
        screen: "START",
        data: { error: "timeout_error", error_message: "10 s" },
        flow_token: "t",
      },
      { kind: "error", screen: "START", error: "timeout_error", message: "10 s", flowToken: "t" },
    ],
    [
      "an error notice by its other key",
      { action: "INIT", data: { error_key: "x" } },
      { kind: "error", screen: "", error: "x", message: "" },
    ],
    [
      "an error notice while navigating",
      { action: "navigate", data: { error_message: "y" } },
      { kind: "error", screen: "", error: "", message: "y" },
    ],
    [
      "a payload of ours that also holds such a key",
      { action: "data_exchange", screen: "S", data: { error: "x", email: "a" } },
      { kind: "submit", screen: "S", data: { error: "x", email: "a" } },
    ],
  ])("%s", (_name, clear, exchange) => {
    expect(parseExchange(clear)).toEqual({ ok: true, exchange });
  });

  it.each<[string, unknown]>([
    ["nothing", undefined],
    ["null", null],
    ["a text", "ping"],
    ["a list", [{ action: "ping" }]],
    ["no action", { version: "3.0" }],
    ["data that is no object", { action: "data_exchange", data: ["x"] }],
    ["a screen that is no text", { action: "BACK", screen: 5 }],
    ["a token that is no text", { action: "INIT", flow_token: {} }],
  ])("%s is no request", (_name, clear) => {
    expect(parseExchange(clear)).toEqual({ ok: false, reason: "not_a_request" });
  });

  it("names an action that it does not know", () => {
    expect(parseExchange({ action: "navigate", data: {} })).toEqual({ ok: false, reason: "unknown_action" });
  });
});

describe("our answer", () => {
  const place = { trail: [], opened: false };
  const context = { version: "3.0", flowToken: "f1.3Qm2", submissionId: "sub_81" };

  it("shows a screen", () => {
    expect(renderDecision({ kind: "show", screen: "COMPANY", data: { a: "" }, place }, context)).toEqual({
      status: 200,
      body: { version: "3.0", screen: "COMPANY", data: { a: "" } },
    });
  });

  it("shows a screen with its complete data beside an error", () => {
    const decision = {
      kind: "show",
      screen: "START",
      data: { a: "b", c: [] },
      errorMessage: "Work address",
      place,
    } as const;
    expect(renderDecision({ ...decision, data: { a: "b", c: [] } }, context)).toEqual({
      status: 200,
      body: { version: "3.0", screen: "START", data: { a: "b", c: [], error_message: "Work address" } },
    });
  });

  it("completes with the token and the submission, for an acceptance and for its repetition", () => {
    const body = {
      version: "3.0",
      screen: "SUCCESS",
      data: { extension_message_response: { params: { flow_token: "f1.3Qm2", submission_id: "sub_81" } } },
    };
    const keep = { screen: "S", payload: {} };
    expect(renderDecision({ kind: "accept", answers: [], variables: {}, keep }, context)).toEqual({
      status: 200,
      body,
    });
    const correct = { kind: "correct" as const, submissionId: "sub_81", answers: [], variables: {}, keep };
    expect(renderDecision(correct, { version: "3.0", flowToken: "f1.3Qm2" })).toEqual({ status: 200, body });
    const repeat = { kind: "repeat", submissionId: "sub_81" } as const;
    expect(renderDecision(repeat, { version: "3.0", flowToken: "f1.3Qm2" })).toEqual({ status: 200, body });
  });

  it("refuses with 427 and a message", () => {
    expect(renderDecision(refuse("expired"), context)).toEqual({
      status: 427,
      body: { error_msg: "This form has expired. Please ask us for a new one." },
    });
  });

  it("acknowledges and answers a ping exactly as documented", () => {
    expect(renderDecision({ kind: "acknowledge" }, context)).toEqual({
      status: 200,
      body: { data: { acknowledged: true } },
    });
    expect(renderPing()).toEqual({ status: 200, body: { data: { status: "active" } } });
  });
});
