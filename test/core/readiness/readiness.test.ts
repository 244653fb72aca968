/** The readiness list: every documented value, who must act, and what still stands in the way of the first message. */
import { describe, expect, it } from "@jest/globals";
import {
  type AccountFacts,
  type NumberFacts,
  type ReadinessItem,
  type ReadinessName,
  readiness,
} from "../../../core/readiness/index.ts";

const now = Date.parse("2026-11-22T08:00:00Z");
const day = 24 * 3_600_000;
const goodAccount: AccountFacts = {
  accountReview: "APPROVED",
  businessVerification: "VERIFIED",
  canSend: "AVAILABLE",
  obstacles: [],
  token: { state: "valid" },
  webhooks: "ours",
  missingFields: [],
  otherApps: 0,
};
const goodNumber: NumberFacts = {
  id: "1",
  displayNumber: "+34 911 00 00 00",
  verifiedName: "Studio",
  status: "CONNECTED",
  verification: "VERIFIED",
  nameStatus: "APPROVED",
  quality: "GREEN",
  platform: "CLOUD_API",
  limit: "TIER_UNLIMITED",
  obstacles: [],
  key: "valid",
};

it("a good account has nothing to do", () => {
  const { state, account, numbers } = readiness(goodAccount, [goodNumber], now);
  expect(state).toBe("ready");
  const all = [...account, ...(numbers[0]?.items ?? [])];
  expect(all.map(({ state: each }) => each)).toEqual(all.map(() => "ready"));
  expect(all.map(({ name }) => name)).toEqual([
    ...["account_review", "business_verified", "payment", "webhooks", "token"],
    ...["verified", "registered", "display_name", "key", "daily_limit", "quality"],
  ]);
});

type Row<Facts> = readonly [
  ReadinessName,
  Partial<Facts>,
  ReadinessItem["state"],
  ReadinessItem["who"],
  boolean,
  RegExp,
];

describe("the account", () => {
  const rows: readonly Row<AccountFacts>[] = [
    ["account_review", { accountReview: "PENDING" }, "waiting", "whatsapp", false, /looking/],
    ["account_review", { accountReview: "REJECTED" }, "act", "you", true, /review/],
    ["account_review", { accountReview: "restricted" }, "act", "you", true, /restricted/],
    ["account_review", { accountReview: "LIMIT_REACHED" }, "act", "you", true, /as many/],
    ["account_review", { accountReview: "NEW_WORD" }, "unknown", "nobody", false, /NEW_WORD/],
    ["account_review", { ban: "DISABLE" }, "act", "you", true, /disabled/],
    ["account_review", { ban: "REINSTATE" }, "ready", "nobody", false, /accepted/],
    ["business_verified", { businessVerification: "PENDING" }, "waiting", "whatsapp", true, /checking/],
    ["business_verified", { businessVerification: "unverified" }, "act", "you", true, /Security Centre/],
    ["business_verified", { businessVerification: "REJECTED" }, "act", "you", true, /did not accept/],
    ["payment", { obstacles: [{ code: 141006, says: "x" }] }, "act", "you", true, /Add payment method/],
    ["webhooks", { webhooks: "missing" }, "act", "flowella", true, /Repair/],
    ["webhooks", { webhooks: "messages-only" }, "note", "you", false, /another tool/],
    ["webhooks", { missingFields: ["flows"] }, "act", "flowella", false, /flows/],
    ["webhooks", { otherApps: 2 }, "ready", "nobody", false, /2 other tools/],
    ["webhooks", { otherApps: 1, otherAppNames: ["Chatty"] }, "ready", "nobody", false, /Another tool.*: Chatty\./],
    ["hubspot_inbox", { otherApps: 1, otherAppNames: ["HubSpot Prod"] }, "act", "you", false, /disconnect the channel/],
    ["token", { token: { state: "refused" } }, "act", "you", true, /again/],
    ["token", { token: { state: "valid", expires: now + 60 * day } }, "ready", "nobody", false, /2027/],
    ["token", { token: { state: "valid", expires: now + 10 * day } }, "act", "you", false, /December 2, 2026/],
    ["other", { obstacles: [{ code: 141014, says: "Banned." }] }, "act", "you", false, /Banned. \(141014\)/],
  ];
  it.each(rows)("%s with %j", (name, change, state, who, blocks, says) => {
    const { account, state: overall } = readiness({ ...goodAccount, ...change }, [goodNumber], now);
    const item = account.find((each) => each.name === name);
    expect(item).toMatchObject({ state, who, blocks, says: expect.stringMatching(says) });
    expect(overall).toBe(blocks ? "blocked" : "ready");
  });
});

describe("a number", () => {
  const rows: readonly Row<NumberFacts>[] = [
    ["verified", { verification: "NOT_VERIFIED" }, "act", "you", true, /code/],
    ["verified", { verification: "EXPIRED" }, "note", "nobody", false, /expired/],
    ["registered", { status: "PENDING" }, "act", "flowella", true, /Register/],
    ["registered", { status: "DISCONNECTED" }, "act", "flowella", true, /Register/],
    ["registered", { status: "FLAGGED" }, "note", "you", false, /quality/],
    ["registered", { status: "RESTRICTED" }, "act", "you", true, /restricted/],
    ["registered", { status: "SOMETHING" }, "unknown", "nobody", false, /SOMETHING/],
    ["registered", { platform: "NOT_APPLICABLE", onPhoneApp: true }, "act", "you", true, /phone/],
    ["registered", { onPhoneApp: true }, "ready", "nobody", false, /send and receive/],
    ["phone_app", { onPhoneApp: true }, "note", "nobody", false, /as well.*20 messages a second/],
    ["registered", { onPhoneApp: true, status: "DISCONNECTED" }, "act", "you", true, /cannot be registered here/],
    ["registered", { onPhoneApp: true, away: "removed" }, "act", "you", true, /disconnected in the WhatsApp/],
    ["registered", { onPhoneApp: true, away: "offboarded" }, "waiting", "whatsapp", true, /takes it back/],
    ["display_name", { nameStatus: "PENDING_REVIEW" }, "waiting", "whatsapp", false, /“Studio”/],
    [
      "display_name",
      { nameStatus: "DECLINED", nameReason: "NAME_NOT_RELATED" },
      "act",
      "you",
      false,
      /NAME_NOT_RELATED/,
    ],
    ["display_name", { nameStatus: "NONE" }, "act", "you", false, /no display name/],
    ["key", { key: "none" }, "act", "flowella", true, /Repair/],
    ["key", { key: "mismatch" }, "act", "flowella", true, /Repair/],
    ["key", { key: "foreign" }, "act", "you", true, /Another tool/],
    ["daily_limit", { limit: "TIER_250" }, "note", "nobody", false, /250 people.*2,000 once/],
    ["daily_limit", { limit: "tier_10k" }, "note", "nobody", false, /10,000/],
    ["daily_limit", { limit: "TIER_NOT_SET" }, "unknown", "nobody", false, /TIER_NOT_SET/],
    ["quality", { quality: "YELLOW" }, "note", "you", false, /Medium/],
    ["quality", { quality: "RED" }, "act", "you", false, /Low/],
    ["quality", { quality: "NA" }, "note", "nobody", false, /Not rated/],
  ];
  it.each(rows)("%s with %j", (name, change, state, who, blocks, says) => {
    const { numbers, state: overall } = readiness(goodAccount, [{ ...goodNumber, ...change }], now);
    const item = numbers[0]?.items.find((each) => each.name === name);
    expect(item).toMatchObject({ state, who, blocks, says: expect.stringMatching(says) });
    expect(overall).toBe(blocks ? "blocked" : "ready");
  });

  it("that works is enough, whatever the others do", () => {
    const other: NumberFacts = { ...goodNumber, id: "2", status: "PENDING" };
    expect(readiness(goodAccount, [other, goodNumber], now).state).toBe("ready");
    expect(readiness(goodAccount, [other], now).state).toBe("blocked");
    expect(readiness(goodAccount, [], now).state).toBe("blocked");
  });
});

it("what WhatsApp does not say is said to be unknown, and blocks nothing", () => {
  const { account, numbers } = readiness(
    { obstacles: [], token: { state: "unknown" }, webhooks: "unknown", missingFields: [], otherApps: 0 },
    [{ id: "1", displayNumber: "+1", obstacles: [], key: "valid" }],
    now,
  );
  const all = [...account, ...(numbers[0]?.items ?? [])].filter(({ name }) => name !== "key");
  expect(all.map(({ state, blocks }) => ({ state, blocks }))).toEqual(
    all.map(() => ({ state: "unknown", blocks: false })),
  );
});
