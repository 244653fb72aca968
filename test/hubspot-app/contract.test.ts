import { describe, expect, it } from "@jest/globals";
import {
  type CancelHeldResponse,
  type ContactCardReady,
  type ContactCardResponse,
  cancelHeld,
  contactCard,
  type SendFlowResponse,
  sendFlow,
} from "../../src/app/packages/contract/index.ts";

const full: ContactCardReady = {
  kind: "ready",
  flows: [
    { id: "f1", name: "Book a visit", status: "published", languages: ["en", "pt-BR"], senders: ["106", "107"] },
    { id: "f2", name: "Details", status: "draft" },
  ],
  sender: { displayNumber: "+34 600 000 001" },
  senders: [
    { id: "106", displayNumber: "+34 600 000 001", window: "open", windowUntil: "2026-11-02T10:00:00.000Z" },
    { id: "107", displayNumber: "+34 600 000 002", window: "closed" },
  ],
  waiting: [{ id: "out_1", flowName: "Details", because: "quiet-hours", until: "2026-11-02T07:00:00.000Z" }],
  contact: { phone: "+34 6•• ••• 123", reachable: "yes", window: "open", windowUntil: "2026-11-02T10:00:00.000Z" },
  sends: [
    {
      id: "s1",
      flowName: "Book a visit",
      status: "answering",
      at: "2026-11-01T09:05:00.000Z",
      screen: { number: 1, of: 3, title: "When" },
    },
    { id: "s2", flowName: "Details", status: "failed", at: "2026-11-01T09:00:00Z", reason: "Not on WhatsApp." },
  ],
};

const overTheWire = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe("the contact card's call", () => {
  it.each<[string, ContactCardResponse]>([
    ["ready", full],
    ["not-connected", { kind: "not-connected", reason: "No number.", connectUrl: "https://a.example.com/connect" }],
    ["not-connected without a page", { kind: "not-connected", reason: "No number." }],
    ["error", { kind: "error", code: "hubspot.rate_limited", message: "Try again." }],
  ])("%s survives the wire", (_kind, value) => {
    expect(contactCard.response.parse(overTheWire(value))).toEqual(value);
  });

  it("may come from a server that tells of one number only", () => {
    const { senders: _, waiting: __, ...older } = full;
    expect(contactCard.response.parse(older)).toEqual(older);
  });

  it("drops what a newer server adds", () => {
    expect(contactCard.response.parse({ ...full, novelty: true })).toEqual(full);
  });

  it.each<[string, unknown]>([
    ["an unknown kind", { ...full, kind: "maybe" }],
    ["no kind", { flows: [] }],
    ["an unknown status of a Flow", { ...full, flows: [{ id: "f", name: "F", status: "live" }] }],
    [
      "an unknown status of a send",
      { ...full, sends: [{ id: "s", flowName: "F", status: "lost", at: "2026-11-01T09:00:00Z" }] },
    ],
    ["a time without a zone", { ...full, sends: [{ id: "s", flowName: "F", status: "sent", at: "2026-11-01 09:00" }] }],
    [
      "a screen number 0",
      {
        ...full,
        sends: [
          {
            id: "s",
            flowName: "F",
            status: "answering",
            at: "2026-11-01T09:00:00Z",
            screen: { number: 0, of: 3, title: "" },
          },
        ],
      },
    ],
    ["a contact with an unknown window", { ...full, contact: { reachable: "yes", window: "ajar" } }],
    ["no sender", { ...full, sender: undefined }],
    ["an unknown reason to wait", { ...full, waiting: [{ ...full.waiting?.[0], because: "mood" }] }],
    ["a link that is a script", { kind: "not-connected", reason: "No number.", connectUrl: "javascript:alert(1)" }],
    ["an error without a sentence", { kind: "error", code: "x", message: "" }],
    ["null", null],
  ])("refuses %s", (_case, value) => {
    expect(contactCard.response.safeParse(value).success).toBe(false);
  });

  it.each([{ contactId: "501" }, { contactId: "18446744073709551615" }])("asks with %j", (request) => {
    expect(contactCard.request.parse(overTheWire(request))).toEqual(request);
  });

  it.each([{}, { contactId: 501 }, { contactId: "" }, { contactId: "50 1" }, { contactId: "../1" }])(
    "refuses to ask with %j",
    (request) => {
      expect(contactCard.request.safeParse(request).success).toBe(false);
    },
  );
});

describe("the call that sends", () => {
  const request = { contactId: "501", flowId: "f1", idempotencyKey: "0123456789abcdef" };

  it("carries its request", () => {
    expect(sendFlow.request.parse(overTheWire(request))).toEqual(request);
    const chosen = { ...request, senderId: "107", mayWait: true };
    expect(sendFlow.request.parse(overTheWire(chosen))).toEqual(chosen);
  });

  it.each([
    ["no key", { ...request, idempotencyKey: undefined }],
    ["a short key", { ...request, idempotencyKey: "1" }],
    ["an endless key", { ...request, idempotencyKey: "a".repeat(65) }],
    ["a key with other characters", { ...request, idempotencyKey: "0123456789abcde'" }],
    ["no Flow", { ...request, flowId: "" }],
  ])("refuses %s", (_case, value) => {
    expect(sendFlow.request.safeParse(value).success).toBe(false);
  });

  it.each<[string, SendFlowResponse]>([
    ["sent", { kind: "sent", sendId: "s1", channel: "template" }],
    ["held", { kind: "held", heldId: "out_1", because: "frequency-cap", until: "2026-11-02T07:00:00.000Z" }],
    ["refused", { kind: "refused", code: "OPTED_OUT", message: "This person opted out." }],
  ])("%s survives the wire", (_kind, value) => {
    expect(sendFlow.response.parse(overTheWire(value))).toEqual(value);
  });

  it.each([
    ["an unknown kind", { kind: "queued", sendId: "s1" }],
    ["an unknown channel", { kind: "sent", sendId: "s1", channel: "pigeon" }],
    ["an unknown code", { kind: "refused", code: "BECAUSE", message: "No." }],
  ])("refuses %s", (_case, value) => {
    expect(sendFlow.response.safeParse(value).success).toBe(false);
  });
});

describe("the call that takes a waiting send back", () => {
  it.each<CancelHeldResponse>([
    { kind: "cancelled" },
    { kind: "too-late" },
    { kind: "error", code: "x", message: "Try again." },
  ])("%j survives the wire", (value) => {
    expect(cancelHeld.response.parse(overTheWire(value))).toEqual(value);
    expect(cancelHeld.request.parse(overTheWire({ heldId: "out_1" }))).toEqual({ heldId: "out_1" });
  });

  it.each([{}, { heldId: "" }, { heldId: 7 }])("refuses %j", (value) => {
    expect(cancelHeld.request.safeParse(value).success).toBe(false);
  });
});

it("the paths are those that the server serves and HubSpot signs", () => {
  expect([contactCard.path, sendFlow.path, cancelHeld.path]).toEqual([
    "/hubspot/card/contact",
    "/hubspot/card/send",
    "/hubspot/card/cancel",
  ]);
});
