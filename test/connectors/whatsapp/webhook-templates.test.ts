/** Events about templates, taken apart: decisions with advice, categories, quality, and what cannot be read. */
import { expect, it } from "@jest/globals";
import { parseWebhook } from "../../../connectors/whatsapp/webhooks.ts";

const named = {
  message_template_id: 14_000_000_000_001,
  message_template_name: "lead_form_invite",
  message_template_language: "it",
};
const read = (field: string, value: object) =>
  parseWebhook({ object: "x", entry: [{ id: "204", time: 1_767_000_000, changes: [{ field, value }] }] })[0];
const ours = { templateId: "14000000000001", name: "lead_form_invite", language: "it", at: 1_767_000_000_000 };

it.each([
  [
    "a rejection with advice",
    "message_template_status_update",
    { event: "REJECTED", reason: "SCAM", rejection_info: { reason: "SCAM", recommendation: "Say who you are." } },
    { event: "REJECTED", reason: "SCAM", advice: "Say who you are." },
  ],
  [
    "a day on which it is disabled",
    "message_template_status_update",
    { event: "FLAGGED", disable_info: { disable_date: 1_768_000_000 } },
    { event: "FLAGGED", disableAt: 1_768_000_000_000 },
  ],
  [
    "a date in a form that nobody documented",
    "message_template_status_update",
    { event: "FLAGGED", disable_info: { disable_date: "soon" } },
    { event: "FLAGGED" },
  ],
  [
    "an announced category",
    "template_category_update",
    { correct_category: "MARKETING", category_update_timestamp: 1_768_000_000 },
    { event: "CATEGORY_ANNOUNCED", category: "MARKETING", changesAt: 1_768_000_000_000 },
  ],
  [
    "a category that was changed",
    "template_category_update",
    { previous_category: "UTILITY", new_category: "MARKETING" },
    { event: "CATEGORY_CHANGED", category: "MARKETING", before: "UTILITY" },
  ],
  ["a quality", "message_template_quality_update", { new_quality_score: "RED" }, { event: "QUALITY", score: "RED" }],
])("%s", (_, field, value, expected) => {
  const { dedupeKey, wabaId, ...update } = Object(read(field, { ...named, ...value }));
  expect(update).toEqual({ kind: "template", ...ours, ...expected });
  expect([wabaId, dedupeKey]).toEqual(["204", expect.stringContaining(field)]);
});

it.each([
  ["template_category_update", { ...named }],
  ["message_template_quality_update", { ...named }],
  ["message_template_status_update", { event: "APPROVED" }],
])("%s without what it is about is kept as it is", (field, value) => {
  expect(read(field, value)).toMatchObject({ kind: "unknown", field });
});

it("an event for partners is about the account that it names", () => {
  const value = { event: "PARTNER_APP_UNINSTALLED", waba_info: { waba_id: "999", owner_business_id: "330" } };
  expect(read("account_update", value)).toMatchObject({ kind: "account", wabaId: "999" });
});
