import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { sortHubSpotError } from "../../../connectors/hubspot/errors.ts";
import { isConflict, isDisconnected, isMissingProperty, isNotFound } from "../../../connectors/hubspot/index.ts";

const sort = (status: number, body: unknown = {}, headers: Record<string, string> = {}, writes = true) =>
  sortHubSpotError({ status, headers: new Headers(headers), body, writes });

describe("sortHubSpotError", () => {
  it.each<[number, unknown, string, string]>([
    [400, { category: "VALIDATION_ERROR" }, "hubspot.invalid", "give-up"],
    [401, { category: "EXPIRED_AUTHENTICATION" }, "hubspot.token_expired", "authorise"],
    [401, { category: "INVALID_AUTHENTICATION" }, "hubspot.token_invalid", "authorise"],
    [403, { category: "MISSING_SCOPES" }, "hubspot.forbidden", "ask-admin"],
    [404, {}, "hubspot.not_found", "give-up"],
    [408, {}, "hubspot.unavailable", "retry"],
    [409, {}, "hubspot.conflict", "give-up"],
    [414, {}, "hubspot.refused", "give-up"],
    [415, {}, "hubspot.refused", "give-up"],
    [423, {}, "hubspot.locked", "retry"],
    [429, {}, "hubspot.rate_limited", "retry"],
    [477, {}, "hubspot.migrating", "retry"],
    [500, {}, "hubspot.unavailable", "retry"],
    [502, "<html>", "hubspot.unavailable", "retry"],
    [524, undefined, "hubspot.unavailable", "retry"],
    [302, {}, "hubspot.refused", "give-up"],
    [400, { status: "BAD_REFRESH_TOKEN", error: "invalid_grant" }, "hubspot.disconnected", "ask-admin"],
    [400, { status: "BAD_AUTH_CODE" }, "hubspot.bad_code", "give-up"],
    [400, { status: "BAD_CLIENT_SECRET" }, "hubspot.app_settings", "ask-admin"],
    [400, { status: "MISMATCH_REDIRECT_URI_AUTH_CODE" }, "hubspot.app_settings", "ask-admin"],
    [400, { errors: [{ errorType: "FORM_HAS_RECAPTCHA_ENABLED" }] }, "hubspot.recaptcha", "ask-admin"],
    [400, { errors: [{ errorType: "BLOCKED_EMAIL" }] }, "hubspot.submission_refused", "give-up"],
  ])("%s %j is %s: %s", (status, body, code, remedy) => {
    expect(sort(status, body)).toMatchObject({ code, remedy, status });
  });

  it("waits as long as it is told, or as the full window takes", () => {
    expect(sort(429, { policyName: "TEN_SECONDLY_ROLLING" }).retryAfterMs).toBe(10_000);
    expect(sort(429, { policyName: "SECONDLY" }).retryAfterMs).toBe(1_000);
    expect(sort(429, { policyName: "DAILY" }).retryAfterMs).toBe(3_600_000);
    expect(sort(429, {}).retryAfterMs).toBe(10_000);
    expect(sort(429, { policyName: "SECONDLY" }, { "retry-after": "3" }).retryAfterMs).toBe(3_000);
    expect(sort(423).retryAfterMs).toBe(2_000);
    expect(sort(423, {}, { "retry-after": "9" }).retryAfterMs).toBe(9_000);
    expect(sort(477, {}, { "retry-after": "86400" }).retryAfterMs).toBe(86_400_000);
    expect(sort(503, {}, { "retry-after": "5" }).retryAfterMs).toBe(5_000);
    expect(sort(503).retryAfterMs).toBeUndefined();
  });

  it("says what may have landed: a write that HubSpot failed on, and nothing else", () => {
    expect(sort(500).mayHaveLanded).toBe(true);
    expect(sort(408).mayHaveLanded).toBe(true);
    expect(sort(500, {}, {}, false).mayHaveLanded).toBe(false);
    expect(sort(429).mayHaveLanded).toBe(false);
    expect(sort(400).mayHaveLanded).toBe(false);
  });

  it("reads the existing record out of a conflict", () => {
    const error = sort(409, { message: "Contact already exists. Existing ID: 12345" });
    expect(isConflict(error)).toBe(true);
    expect(error.problem.existingId).toBe("12345");
    expect(error.message).toContain("12345");
    expect(sort(409, { message: "It exists." }).problem.existingId).toBeUndefined();
  });

  it("knows a missing property by its code, and a unique one by the sentence", () => {
    expect(isMissingProperty(sort(400, { errors: [{ code: "PROPERTY_DOESNT_EXIST" }] }))).toBe(true);
    expect(isMissingProperty(sort(400, { message: "non-unique 0-1 property" }))).toBe(true);
    expect(isMissingProperty(sort(400, { errors: [{ code: "INVALID_INTEGER" }] }))).toBe(false);
    expect(isMissingProperty(sort(500, { errors: [{ code: "PROPERTY_DOESNT_EXIST" }] }))).toBe(false);
  });

  it("names properties, codes and scopes for the person who must act", () => {
    const errors = [{ message: "m", code: "INVALID_INTEGER", context: { propertyName: ["age"] } }];
    expect(sort(400, { errors }).message).toContain("INVALID_INTEGER, age");
    const scopes = [{ message: "m", context: { requiredGranularScopes: ["files", "files.write"] } }];
    expect(sort(403, { errors: scopes }).message).toContain("files, files.write");
  });

  it("tells its predicates apart", () => {
    expect([404, 400, 409].map((status) => isNotFound(sort(status)))).toEqual([true, false, false]);
    expect(isDisconnected(sort(400, { status: "BAD_REFRESH_TOKEN" }))).toBe(true);
    expect(isDisconnected(sort(401))).toBe(false);
    for (const other of [undefined, null, "409", new Error("409"), { status: 409 }]) {
      expect([isConflict(other), isNotFound(other), isMissingProperty(other), isDisconnected(other)]).not.toContain(
        true,
      );
    }
  });

  it("never throws and never repeats a sentence of HubSpot's, whatever comes", () => {
    const secret = "giulia.bellandi@example.com";
    const text = fc.constantFrom(secret, `Value ${secret} is not valid`, "x");
    const body = fc.oneof(
      fc.anything(),
      fc.record({
        status: text,
        message: text,
        category: text,
        errors: fc.array(fc.record({ message: text, code: text, errorType: text, in: text })),
      }),
    );
    fc.assert(
      fc.property(fc.integer({ min: 300, max: 599 }), body, (status, given) => {
        const error = sort(status, given);
        expect(error.message).not.toContain(secret);
        expect(error.code).toMatch(/^hubspot\.[a-z_]+$/);
      }),
    );
  });
});
