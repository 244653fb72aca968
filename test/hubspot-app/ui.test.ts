import { describe, expect, it } from "@jest/globals";
import { idempotencyKeySchema } from "../../src/app/packages/contract/index.ts";
import {
  cardDictionaries,
  formatTime,
  inLanguage,
  newIdempotencyKey,
  serverOrigin,
} from "../../src/app/packages/ui/index.ts";

describe("newIdempotencyKey", () => {
  it.each([
    ["with crypto", undefined],
    ["in a worker without it", {}],
  ])("%s makes different keys that the contract accepts", (_case, source) => {
    const keys = Array.from({ length: 100 }, () => newIdempotencyKey(source));
    for (const key of keys) expect(idempotencyKeySchema.safeParse(key).success).toBe(true);
    expect(new Set(keys).size).toBe(100);
  });
});

describe("serverOrigin", () => {
  it.each([
    ["https://a.example.com", "https://a.example.com"],
    ["https://a.example.com/", "https://a.example.com"],
    ["https://a.example.com:8443", "https://a.example.com:8443"],
    ["http://a.example.com", undefined],
    ["https://a.example.com/path", undefined],
    ["https://user@a.example.com", undefined],
    ["a.example.com", undefined],
    ["", undefined],
    [7, undefined],
  ])("of %s is %s", (value, expected) => {
    expect(serverOrigin({ SERVER_ORIGIN: value })).toBe(expected);
  });

  it("of no variables at all is undefined", () => {
    expect(serverOrigin(undefined)).toBeUndefined();
  });
});

describe("formatTime", () => {
  it("uses the reader's locale and the account's time zone", () => {
    expect(formatTime("2026-11-01T23:05:00.000Z", "de_DE", "Europe/Madrid")).toBe("02.11.2026, 00:05");
  });

  it("falls back where HubSpot names a locale or zone that the browser does not know", () => {
    expect(formatTime("2026-11-01T23:05:00.000Z", "not a locale", "Nowhere/Here")).toContain("Nov 1, 2026");
  });
});

describe("inLanguage", () => {
  it.each([undefined, "en", "en-GB", "EN_us", "xx"])(
    "%s finds English until there is another dictionary",
    (language) => {
      expect(inLanguage(cardDictionaries, language).send).toBe("Send Flow");
    },
  );
});
