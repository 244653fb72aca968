import { createHmac } from "node:crypto";
import { describe, expect, it } from "@jest/globals";
import { sign, verifyFlowTokenSignature, verifySignature } from "../../../../connectors/whatsapp/wire/index.ts";

const secret = "test_app_secret";
// Six ASCII characters stand for the ö, as Meta sends it (WhatsApp reference 3.7).
const body = Buffer.from(String.raw`{"hello":"w\u00f6rld"}`);
const header = "sha256=cd953b4be5b0e3318c15db7038e50ae08a310354a76d4e88cda6e86b18be2442";

describe("the signature over a body", () => {
  it("is the documented one", () => {
    expect(sign(body, secret)).toBe(header);
    expect(verifySignature(body, header, [secret])).toBe(true);
    expect(verifySignature(body, header.toUpperCase().replace("SHA256", "sha256"), [secret])).toBe(true);
  });

  it("is accepted under either secret of a rotation, in either order", () => {
    expect(verifySignature(body, header, [secret, "old"])).toBe(true);
    expect(verifySignature(body, header, ["new", secret])).toBe(true);
  });

  it.each<[string, string | undefined, string[]]>([
    ["no header", undefined, [secret]],
    ["an empty header", "", [secret]],
    ["another algorithm", header.replace("sha256", "sha1"), [secret]],
    ["no prefix", header.slice(7), [secret]],
    ["a digest cut off", header.slice(0, -2), [secret]],
    ["a digest with more behind it", `${header}00`, [secret]],
    ["letters that are no digits", `sha256=${"z".repeat(64)}`, [secret]],
    ["what is not ASCII", `sha256=${"é".repeat(64)}`, [secret]],
    ["another secret", header, ["other"]],
    ["no secret", header, []],
  ])("is refused with %s", (_name, given, secrets) => {
    expect(verifySignature(body, given, secrets)).toBe(false);
  });

  it("is refused over any other byte", () => {
    for (let at = 0; at < body.length; at += 1) {
      const changed = Buffer.from(body);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(verifySignature(changed, header, [secret])).toBe(false);
    }
    expect(verifySignature(Buffer.from('{"hello":"wörld"}'), header, [secret])).toBe(false);
  });

  it("is never checked with an empty secret, which everybody knows", () => {
    const forged = `sha256=${createHmac("sha256", "").update(body).digest("hex")}`;
    expect(verifySignature(body, forged, [""])).toBe(false);
  });
});

describe("the signature of a flow token", () => {
  const jwt = "eyJhbGciOiJIUzI1NiJ9.eyJmbG93X3Rva2VuIjoidG9rLTEifQ.DWct0n3a1j2ZarKwI5Mkr7A_oavaPm3jiW088rJ59NA";
  const [head = "", claims = "", signature = ""] = jwt.split(".");

  const made = (alg: string, payload: unknown, key = secret) => {
    const encoded = [{ alg }, payload].map((part) => Buffer.from(JSON.stringify(part)).toString("base64url")).join(".");
    return `${encoded}.${createHmac("sha256", key).update(encoded).digest("base64url")}`;
  };

  it("is the documented one, also during a rotation", () => {
    expect(verifyFlowTokenSignature(jwt, "tok-1", [secret])).toBe(true);
    expect(verifyFlowTokenSignature(jwt, "tok-1", ["new", secret])).toBe(true);
    expect(made("HS256", { flow_token: "tok-1" })).toBe(jwt);
  });

  it.each<[string, string, string, string[]]>([
    ["another token", jwt, "tok-2", [secret]],
    ["another secret", jwt, "tok-1", ["other"]],
    ["an empty secret", made("HS256", { flow_token: "tok-1" }, ""), "tok-1", [""]],
    ["no signature", `${head}.${claims}.`, "tok-1", [secret]],
    ["a signature cut off", jwt.slice(0, -4), "tok-1", [secret]],
    ["two parts", `${head}.${claims}`, "tok-1", [secret]],
    ["four parts", `${jwt}.x`, "tok-1", [secret]],
    ["the algorithm none", made("none", { flow_token: "tok-1" }), "tok-1", [secret]],
    ["no token in it", made("HS256", {}), "tok-1", [secret]],
    ["claims that are no object", made("HS256", "tok-1"), "tok-1", [secret]],
    [
      "claims of another JWT",
      `${head}.${made("HS256", { flow_token: "x" }).split(".")[1]}.${signature}`,
      "x",
      [secret],
    ],
    ["nothing", "", "tok-1", [secret]],
  ])("is refused with %s", (_name, given, token, secrets) => {
    expect(verifyFlowTokenSignature(given, token, secrets)).toBe(false);
  });
});
