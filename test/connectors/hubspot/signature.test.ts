import { createHmac } from "node:crypto";
import { Signature } from "@hubspot/api-client";
import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { type SignedRequest, verifyCaller, verifySignature } from "../../../connectors/hubspot/index.ts";

const secret = "yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy";
const body = '{"example_field":"example_value"}';
const now = 1_700_000_300_000;

const post = (changes: Partial<SignedRequest> = {}): SignedRequest => ({
  method: "POST",
  url: "https://www.example.com/webhook_uri",
  body,
  signature: "ZEux4lGY4urKtKJ9fqGCQDJ0FasZeSunWHlJMEoU3Bg=",
  timestamp: "1700000300000",
  ...changes,
});
const check = (request: SignedRequest, secrets = [secret], at = now) => verifySignature(request, { secrets, now: at });
const invalid = (reason: string) => ({ valid: false, reason });

/** As HubSpot signs, straight from the rules; `signed` is the URL after decoding. */
function sign(method: string, signed: string, text: string, timestamp = String(now), key = secret): string {
  return createHmac("sha256", key).update(`${method}${signed}${text}${timestamp}`).digest("base64");
}

describe("the reference's test vectors", () => {
  it.each([
    [
      "POST",
      "https://www.example.com/webhook_uri",
      body,
      "1700000300000",
      "ZEux4lGY4urKtKJ9fqGCQDJ0FasZeSunWHlJMEoU3Bg=",
    ],
    [
      "POST",
      "https://www.example.com/webhook_uri",
      body,
      "1693657560000",
      "oaA3M5dEtt6kFsseJD/Hv/x+JNl1vsoxFj4oxmwP6Go=",
    ],
    [
      "GET",
      "https://api.example.com/hs/options?email=a%40b.co&q=x%2Fy%20z",
      "",
      "1700000300000",
      "m56VDzzZhFhLtKH35n9c9ppD1TZQYJ6eEzcwqnw9yes=",
    ],
  ])("%s %s", (method, url, text, timestamp, signature) => {
    const request = { method, url, body: text, signature, timestamp };
    expect(check(request, [secret], Number(timestamp))).toEqual({ valid: true });
    expect(check({ ...request, body: new TextEncoder().encode(text) }, [secret], Number(timestamp))).toEqual({
      valid: true,
    });
  });
});

describe("verifySignature", () => {
  it("agrees with HubSpot's own helper where nothing is escaped", () => {
    const plain = fc.stringMatching(/^[a-z0-9]{0,12}$/);
    fc.assert(
      fc.property(fc.constantFrom("GET", "POST", "PUT"), plain, fc.string(), (method, path, text) => {
        const url = `https://app.example.com/${path}?portalId=1`;
        const options = { clientSecret: secret, requestBody: text, url, method, timestamp: now };
        const signature = Signature.getSignature(method, "v3", { ...options, signature: "", signatureVersion: "v3" });
        expect(check({ method, url, body: text, signature, timestamp: String(now) })).toEqual({ valid: true });
      }),
    );
  });

  it("accepts either secret while one replaces the other, and no empty one", () => {
    expect(check(post(), ["new", secret])).toEqual({ valid: true });
    expect(check(post(), ["new"])).toEqual(invalid("signature_mismatch"));
    expect(check(post(), [])).toEqual(invalid("signature_mismatch"));
    const empty = sign("POST", "https://www.example.com/webhook_uri", body, String(now), "");
    expect(check(post({ signature: empty }), [""])).toEqual(invalid("signature_mismatch"));
  });

  it("takes the method in any case and the body as bytes", () => {
    expect(check(post({ method: "post" }))).toEqual({ valid: true });
    const bytes = new Uint8Array([0xff, 0x00, 0xc3]);
    const signature = createHmac("sha256", secret)
      .update("POSThttps://www.example.com/webhook_uri")
      .update(bytes)
      .update(String(now))
      .digest("base64");
    expect(check(post({ body: bytes, signature }))).toEqual({ valid: true });
  });

  it.each<[string, Partial<SignedRequest>, string]>([
    ["no signature", { signature: undefined }, "signature_missing"],
    ["an empty signature", { signature: "" }, "signature_missing"],
    ["another signature", { signature: "oaA3M5dEtt6kFsseJD/Hv/x+JNl1vsoxFj4oxmwP6Go=" }, "signature_mismatch"],
    ["a shorter signature", { signature: "ZEux" }, "signature_mismatch"],
    [
      "a signature that is no ASCII",
      { signature: "ZEux4lGY4urKtKJ9fqGCQDJ0FasZeSunWHlJMEoU3Bgé" },
      "signature_mismatch",
    ],
    ["a changed body", { body: `${body} ` }, "signature_mismatch"],
    ["another method", { method: "PUT" }, "signature_mismatch"],
    ["another path", { url: "https://www.example.com/webhook_uri/" }, "signature_mismatch"],
    ["another host", { url: "https://evil.example.com/webhook_uri" }, "signature_mismatch"],
    ["no timestamp", { timestamp: undefined }, "timestamp_missing"],
    ["a timestamp that is no number", { timestamp: "NaN" }, "timestamp_missing"],
    ["a fraction of a timestamp", { timestamp: "1700000300000.5" }, "timestamp_missing"],
    ["a changed timestamp", { timestamp: "1700000300001" }, "signature_mismatch"],
  ])("refuses %s", (_, changes, reason) => {
    expect(check(post(changes))).toEqual(invalid(reason));
  });

  it("refuses what is older or younger than five minutes", () => {
    expect(check(post(), [secret], now + 300_000)).toEqual({ valid: true });
    expect(check(post(), [secret], now - 300_000)).toEqual({ valid: true });
    expect(check(post(), [secret], now + 300_001)).toEqual(invalid("timestamp_outside_window"));
    expect(check(post(), [secret], now - 300_001)).toEqual(invalid("timestamp_outside_window"));
  });

  it("decodes exactly the escapes that HubSpot decodes, in either case", () => {
    const url = "https://a.example/x?v=%3A%2f%3F%40%21%24%27%28%29%2A%2c%3B%20%25%26%3D%2B";
    const signed = "https://a.example/x?v=:/?@!$'()*,;%20%25%26%3D%2B";
    const signature = sign("GET", signed, "");
    expect(check({ method: "GET", url, body: "", signature, timestamp: String(now) })).toEqual({ valid: true });
  });

  it("never throws, whatever comes", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), fc.string(), (method, url, signature, timestamp) => {
        expect(check({ method, url, body, signature, timestamp }).valid).toBe(false);
        expect(verifyCaller({ method, url, body, signature, timestamp }, { secrets: [secret], now }).valid).toBe(false);
      }),
    );
  });
});

describe("verifyCaller", () => {
  const call = (query: string, signed = query) => {
    const base = "https://app.example.com/cards/sends";
    const signature = sign("POST", `${base}?${signed}`, body);
    return verifyCaller(
      { method: "POST", url: `${base}?${query}`, body, signature, timestamp: String(now) },
      { secrets: [secret], now },
    );
  };

  it("says for whom a signed call speaks", () => {
    expect(
      call(
        "userId=61&portalId=4417203&userEmail=p%40e.co&appId=9",
        "userId=61&portalId=4417203&userEmail=p@e.co&appId=9",
      ),
    ).toEqual({
      valid: true,
      portalId: "4417203",
      userId: "61",
      userEmail: "p@e.co",
      appId: "9",
    });
    expect(call("portalId=1&userId=2")).toEqual({ valid: true, portalId: "1", userId: "2" });
  });

  it.each(["portalId", "userId", "userEmail", "appId"])("refuses %s twice", (key) => {
    expect(call(`${key}=7&portalId=1&userId=2&userEmail=a&appId=3`)).toEqual(invalid("query_ambiguous"));
  });

  it.each([
    "userId=2",
    "portalId=1",
    "portalId=&userId=2",
    "portalId=1x&userId=2",
    "portalId=-1&userId=2",
    "portalId=01&userId=2",
  ])("refuses %s", (query) => {
    expect(call(query)).toEqual(invalid("query_incomplete"));
  });

  it("believes nothing before the signature", () => {
    expect(call("portalId=2&userId=2", "portalId=1&userId=2")).toEqual(invalid("signature_mismatch"));
  });
});
