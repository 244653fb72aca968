import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { parseWebhook } from "../../../connectors/whatsapp/webhooks.ts";

const wabaId = "204000000000001";
const phoneNumberId = "106000000000001";
const metadata = { display_phone_number: "34911000000", phone_number_id: phoneNumberId };

function webhook(field: string, value: unknown, time = 1767000000) {
  return { object: "whatsapp_business_account", entry: [{ id: wabaId, time, changes: [{ field, value }] }] };
}

function messages(...raw: unknown[]) {
  const contacts = [
    { profile: { name: "Ben" }, wa_id: "34611111111" },
    { profile: { name: "Ana", username: "@ana" }, wa_id: "34600000000", user_id: "ES.1000200030004000" },
  ];
  return webhook("messages", { messaging_product: "whatsapp", metadata, contacts, messages: raw });
}

const from = { from: "34600000000", id: "wamid.IN1", timestamp: "1767000200" };

/** The content of a single message. */
function contentOf(raw: object): unknown {
  const [update] = parseWebhook(messages({ ...from, ...raw }));
  return update?.kind === "message" ? update.content : update;
}

describe("a message", () => {
  it("that finishes a Flow carries its token, its answers and what it replies to", () => {
    const nfm = {
      type: "interactive",
      from_user_id: "ES.1000200030004000",
      context: { from: "34911000000", id: "wamid.X" },
      interactive: {
        type: "nfm_reply",
        nfm_reply: { name: "flow", body: "Sent", response_json: '{"flow_token":"f1.3Qm2","email":"ana@example.org"}' },
      },
    };
    expect(parseWebhook(messages({ ...from, ...nfm }))).toEqual([
      {
        kind: "message",
        wabaId,
        phoneNumberId,
        dedupeKey: "message:wamid.IN1",
        at: 1767000200000,
        messageId: "wamid.IN1",
        from: "34600000000",
        fromUserId: "ES.1000200030004000",
        profileName: "Ana",
        replyTo: "wamid.X",
        content: {
          type: "flow_reply",
          flowToken: "f1.3Qm2",
          response: { flow_token: "f1.3Qm2", email: "ana@example.org" },
        },
      },
    ]);
  });

  const reply = (nfm_reply: object) => ({ type: "interactive", interactive: { type: "nfm_reply", nfm_reply } });

  it.each<[string, object, unknown]>([
    ["text", { type: "text", text: { body: "Hi" } }, { type: "text", text: "Hi" }],
    [
      "a quick reply",
      { type: "button", button: { payload: "P", text: "Yes" } },
      { type: "tap", id: "P", title: "Yes" },
    ],
    [
      "a button",
      { type: "interactive", interactive: { type: "button_reply", button_reply: { id: "b", title: "B" } } },
      { type: "tap", id: "b", title: "B" },
    ],
    [
      "a list row",
      { type: "interactive", interactive: { type: "list_reply", list_reply: { id: "r", title: "R" } } },
      { type: "tap", id: "r", title: "R" },
    ],
    ["a Flow without a token", reply({ name: "flow", response_json: "{}" }), { type: "flow_reply", response: {} }],
    ["a Flow with broken JSON", reply({ name: "flow", response_json: "{" }), { type: "flow_reply" }],
    ["a Flow with JSON that is a list", reply({ name: "flow", response_json: "[]" }), { type: "flow_reply" }],
    ["a Flow without JSON", reply({ name: "flow" }), { type: "flow_reply" }],
    ["a Flow with an object for JSON", reply({ name: "flow", response_json: {} }), { type: "flow_reply" }],
    [
      "another feature's reply",
      reply({ name: "address_message", response_json: "{}" }),
      { type: "other", messageType: "interactive.nfm_reply" },
    ],
    ["a picture", { type: "image", image: { id: "1" } }, { type: "other", messageType: "image" }],
    ["what comes next year", { type: "hologram" }, { type: "other", messageType: "hologram" }],
    ["text without a body", { type: "text" }, { type: "other", messageType: "text" }],
    [
      "a changed number",
      {
        type: "system",
        system: {
          type: "user_changed_number",
          body: "…",
          wa_id: "34611111111",
          user_id: "ES.2",
          previous_user_id: "ES.1",
        },
      },
      { type: "system", change: "user_changed_number", waId: "34611111111", userId: "ES.2", previousUserId: "ES.1" },
    ],
  ])("of %s", (_name, raw, content) => {
    expect(contentOf(raw)).toEqual(content);
  });

  it("from somebody without a number is known by the user id", () => {
    const raw = { id: "wamid.2", from_user_id: "ES.1000200030004000", type: "text", text: { body: "Hi" } };
    const [update] = parseWebhook(messages(raw));
    expect(update).toMatchObject({ fromUserId: "ES.1000200030004000", profileName: "Ana" });
    expect(update).not.toHaveProperty("from");
    expect(update).not.toHaveProperty("at");
  });
});

describe("a status", () => {
  it("carries our own data and why it failed, in our words", () => {
    const status = {
      id: "wamid.X",
      status: "failed",
      timestamp: "1767000123",
      recipient_id: "34600000000",
      recipient_user_id: "ES.1000200030004000",
      biz_opaque_callback_data: "inv_902",
      errors: [{ code: 131047, title: "Re-engagement message", error_data: { details: "more than 24 hours" } }],
    };
    expect(parseWebhook(webhook("messages", { metadata, statuses: [status] }))).toEqual([
      {
        kind: "status",
        wabaId,
        phoneNumberId,
        dedupeKey: "status:wamid.X:failed",
        at: 1767000123000,
        messageId: "wamid.X",
        status: "failed",
        recipient: "34600000000",
        recipientUserId: "ES.1000200030004000",
        callbackData: "inv_902",
        errors: [
          {
            metaCode: 131047,
            code: "whatsapp.window_closed",
            remedy: "give-up",
            message: expect.stringContaining("send a template"),
          },
        ],
      },
    ]);
  });

  it("is one event per message and status", () => {
    const each = ["sent", "delivered", "read"].map((status) => ({ id: "wamid.X", status, timestamp: "1" }));
    const keys = parseWebhook(webhook("messages", { metadata, statuses: [...each, each[0]] })).map((u) => u.dedupeKey);
    expect(keys).toEqual([
      "status:wamid.X:sent",
      "status:wamid.X:delivered",
      "status:wamid.X:read",
      "status:wamid.X:sent",
    ]);
  });
});

describe("events of Flows and templates", () => {
  const latency = {
    event: "ENDPOINT_LATENCY",
    flow_id: "710000000000001",
    message: "p90 above threshold",
    p90_latency: 5400,
    threshold: 5000,
    alert_state: "ACTIVATED",
  };

  it("tell what happened to which Flow, and are the same event when they come again", () => {
    const [first, again, later] = [latency, latency, { ...latency, alert_state: "DEACTIVATED" }].map(
      (value) => parseWebhook(webhook("flows", value))[0],
    );
    expect(first).toEqual({
      kind: "flow",
      wabaId,
      dedupeKey: expect.stringMatching(/^flows:[0-9a-f]{32}$/),
      at: 1767000000000,
      event: "ENDPOINT_LATENCY",
      flowId: "710000000000001",
      message: "p90 above threshold",
      alertState: "ACTIVATED",
      threshold: 5000,
      figures: { p90_latency: 5400 },
    });
    expect(again?.dedupeKey).toBe(first?.dedupeKey);
    expect(later?.dedupeKey).not.toBe(first?.dedupeKey);
    const [tomorrow] = parseWebhook(webhook("flows", latency, 1767086400));
    expect(tomorrow?.dedupeKey).not.toBe(first?.dedupeKey);
  });

  it("tell of a Flow's new status", () => {
    const value = { event: "FLOW_STATUS_CHANGE", flow_id: "7", message: "m", new_status: "DRAFT" };
    expect(parseWebhook(webhook("flows", value))).toMatchObject([{ kind: "flow", newStatus: "DRAFT" }]);
  });

  it("keep the figures and the kinds of errors behind an alert, and nothing that is not a figure", () => {
    const value = {
      event: "CLIENT_ERROR_RATE",
      flow_id: "7",
      error_rate: 14.28,
      threshold: "10",
      alert_state: "ACTIVATED",
      errors: [{ error_type: "TIMEOUT", error_rate: 100, error_count: 3 }],
    };
    expect(parseWebhook(webhook("flows", value))).toMatchObject([
      { kind: "flow", figures: { error_rate: 14.28 }, errors: [{ type: "TIMEOUT", count: 3 }] },
    ]);
    expect(parseWebhook(webhook("flows", value))[0]).not.toHaveProperty("threshold");
  });

  it("tell of an account and of its numbers, in code words only", () => {
    const banned = {
      event: "DISABLED_UPDATE",
      ban_info: { waba_ban_state: "SCHEDULE_FOR_DISABLE", waba_ban_date: "1 May" },
    };
    const named = { display_phone_number: "34911000000", decision: "REJECTED", rejection_reason: "because of Ana" };
    expect(
      [
        ["account_update", banned],
        ["phone_number_name_update", named],
        ["business_capability_update", { max_daily_conversations_per_business: "TIER_2K", max_phone_numbers: 2 }],
      ].map(([field, value]) => parseWebhook(webhook(String(field), value))[0]),
    ).toMatchObject([
      { kind: "account", wabaId, event: "DISABLED_UPDATE", words: { waba_ban_state: "SCHEDULE_FOR_DISABLE" } },
      { kind: "account", event: "REJECTED", displayNumber: "34911000000", words: { decision: "REJECTED" } },
      { kind: "account", event: "CHANGED", words: { max_daily_conversations_per_business: "TIER_2K" } },
    ]);
    expect(JSON.stringify(parseWebhook(webhook("phone_number_name_update", named)))).not.toContain("Ana");
  });

  it("tell of a template's fate", () => {
    const value = {
      event: "REJECTED",
      message_template_id: 55,
      message_template_name: "lead_form_invite",
      message_template_language: "en_US",
      reason: "PROMOTIONAL",
    };
    expect(parseWebhook(webhook("message_template_status_update", value))).toMatchObject([
      { kind: "template", event: "REJECTED", templateId: "55", name: "lead_form_invite", reason: "PROMOTIONAL" },
    ]);
  });
});

describe("preferences", () => {
  const preference = { wa_id: "34600000000", category: "marketing_messages", value: "stop", timestamp: 1_767_000_200 };

  it("tell who switched what off or on, one by one", () => {
    const resumed = { ...preference, user_id: "ES.1000200030004000", value: "resume", timestamp: "1767000300" };
    const value = { metadata, user_preferences: [preference, resumed, { ...preference, value: "perhaps" }] };
    const updates = parseWebhook(webhook("user_preferences", value));
    const common = { wabaId, phoneNumberId: metadata.phone_number_id, category: "marketing_messages" };
    expect(updates).toMatchObject([
      { kind: "preference", ...common, from: "34600000000", wish: "stop", at: 1_767_000_200_000 },
      { kind: "preference", fromUserId: "ES.1000200030004000", wish: "resume", at: 1_767_000_300_000 },
      { kind: "unknown", field: "user_preferences", wabaId },
    ]);
    expect(new Set(updates.map(({ dedupeKey }) => dedupeKey)).size).toBe(3);
    expect(parseWebhook(webhook("user_preferences", value))).toEqual(updates);
  });
});

describe("what is not known", () => {
  it("keeps its field and its account, and leaves its neighbours alone", () => {
    const body = {
      object: "whatsapp_business_account",
      entry: [
        { id: "1", changes: [{ field: "user_preferences", value: { event: "STOP" } }, "?", { field: "flows" }] },
        "?",
        {
          id: "2",
          changes: [
            {
              field: "messages",
              value: { metadata, messages: [{ type: "text" }, { ...from, type: "text", text: { body: "Hi" } }] },
            },
          ],
        },
        { id: "3", changes: [{ field: "messages", value: { metadata, errors: [{ code: 131051 }] } }] },
        { id: "4", changes: [{ field: "flows", value: {} }] },
      ],
    };
    expect(
      parseWebhook(body).map(({ kind, wabaId: of, ...rest }) => [kind, of, "field" in rest ? rest.field : ""]),
    ).toEqual([
      ["unknown", "1", "user_preferences"],
      ["unknown", "1", ""],
      ["unknown", "1", ""],
      ["unknown", "", ""],
      ["unknown", "2", "messages"],
      ["message", "2", ""],
      ["unknown", "3", "messages"],
      ["unknown", "4", "flows"],
    ]);
  });

  it("never throws, and never loses a body without a trace", () => {
    const json = fc.oneof(
      fc.jsonValue(),
      fc.record({
        entry: fc.array(fc.record({ id: fc.string(), changes: fc.array(fc.jsonValue(), { minLength: 1 }) }), {
          minLength: 1,
        }),
      }),
      fc
        .record({
          field: fc.constantFrom("messages", "flows", "x"),
          value: fc.dictionary(
            fc.constantFrom("messages", "statuses", "metadata", "contacts", "event"),
            fc.jsonValue(),
          ),
        })
        .map(({ field, value }) => webhook(field, value)),
    );
    fc.assert(
      fc.property(json, (body) => {
        const updates = parseWebhook(body);
        const empty =
          typeof body === "object" &&
          body !== null &&
          "entry" in body &&
          Array.isArray(body.entry) &&
          body.entry.length === 0;
        expect(updates.length > 0 || empty).toBe(true);
        expect(updates.every(({ dedupeKey }) => dedupeKey.length > 0)).toBe(true);
      }),
      { numRuns: 500, seed: 5 },
    );
  });
});
