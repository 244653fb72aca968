import { generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { sealExchange, UnreadableAnswer, UnusableKey } from "../../phone/index.ts";
import { forgeUnwrap, openWithForge, quickUnwrap, sealWithForge, type Unwrap } from "./forge-envelope.ts";

const { publicKey, privateKey } = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  publicKeyEncoding: { type: "spki", format: "pem" },
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
});

const ALL = process.env["FLOWELLA_TEST_ALL"] === "1";
const quick = quickUnwrap(privateKey);

/** Hands out the reference's bytes: first the AES key, then the IV. */
function referenceBytes() {
  const starts = [0x00, 0x10];
  return (bytes: Uint8Array<ArrayBuffer>) => {
    const start = starts.shift() ?? 0;
    return bytes.map((_, at) => start + at);
  };
}

describe("the known answers of WhatsApp reference 3.2", () => {
  it("seals the ping to the documented bytes", async () => {
    const sealed = await sealExchange(publicKey, { version: "3.0", action: "ping" }, referenceBytes());
    const body: Record<string, string> = JSON.parse(sealed.body);
    expect(Object.keys(body).sort()).toEqual(["encrypted_aes_key", "encrypted_flow_data", "initial_vector"]);
    expect(body["encrypted_flow_data"]).toBe("vryB0w/BTee4OvmgkgEf9dnfQfwZb8iWi7yl5iotFMJeuQl749lOptdzv/L1T2V2PA==");
    expect(body["initial_vector"]).toBe("EBESExQVFhcYGRobHB0eHw==");
    expect(Buffer.from(body["encrypted_aes_key"] ?? "", "base64")).toHaveLength(256);
    expect(Buffer.from(openWithForge(sealed.body, quick).key, "latin1").toString("hex")).toBe(
      "000102030405060708090a0b0c0d0e0f",
    );
  });

  it("opens the documented answer, under the inverted IV", async () => {
    const sealed = await sealExchange(publicKey, {}, referenceBytes());
    const answer = "IHgL0mWXHJ6FDPLH6+aygF5BfT+mPzwvzktiKvlmYpg8eFKqJX/07YVStaI=";
    expect(await sealed.open(answer)).toEqual({ data: { status: "active" } });
  });
});

describe("phone and node-forge", () => {
  const agree = (unwrap: Unwrap, numRuns: number) =>
    fc.assert(
      fc.asyncProperty(fc.jsonValue(), fc.jsonValue(), async (request, response) => {
        const sealed = await sealExchange(publicKey, request);
        const opened = openWithForge(sealed.body, unwrap);
        expect(opened.clear).toEqual(JSON.parse(JSON.stringify(request)));
        expect(await sealed.open(sealWithForge(response, opened))).toEqual(JSON.parse(JSON.stringify(response)));
      }),
      { numRuns, endOnFailure: true },
    );

  it("agree in both directions on 200 random exchanges", () => agree(quick, 200));

  // node-forge's RSA is slow; `npm run test:all` does it 200 times.
  it("agree on the wrapping of the key too", () => agree(forgeUnwrap(privateKey), ALL ? 200 : 5), 600_000);

  it("never use a key or an IV twice", async () => {
    const bodies = await Promise.all(Array.from({ length: 20 }, () => sealExchange(publicKey, {})));
    const opened = bodies.map(({ body }) => openWithForge(body, quick));
    expect(new Set(opened.map(({ key }) => key)).size).toBe(20);
    expect(new Set(opened.map(({ iv }) => iv)).size).toBe(20);
  });
});

describe("what the phone cannot open or use", () => {
  const sealedAnswer = async () => {
    const sealed = await sealExchange(publicKey, {});
    return { sealed, answer: sealWithForge({ ok: true }, openWithForge(sealed.body, quick)) };
  };

  it.each([
    ["quoted", (answer: string) => JSON.stringify(answer)],
    ["cut off", (answer: string) => answer.slice(0, -8)],
    ["changed by one character", (answer: string) => (answer.startsWith("A") ? "B" : "A") + answer.slice(1)],
    ["empty", () => ""],
  ])("refuses an answer that is %s", async (_, spoil) => {
    const { sealed, answer } = await sealedAnswer();
    await expect(sealed.open(spoil(answer))).rejects.toBeInstanceOf(UnreadableAnswer);
  });

  it("refuses an answer under the IV that was not inverted", async () => {
    const sealed = await sealExchange(publicKey, {});
    const { key, iv } = openWithForge(sealed.body, quick);
    const inverted = [...iv].map((byte) => String.fromCharCode(byte.charCodeAt(0) ^ 0xff)).join("");
    await expect(sealed.open(sealWithForge({}, { key, iv: inverted }))).rejects.toBeInstanceOf(UnreadableAnswer);
  });

  it("refuses an answer to another exchange", async () => {
    const { answer } = await sealedAnswer();
    const { sealed } = await sealedAnswer();
    await expect(sealed.open(answer)).rejects.toBeInstanceOf(UnreadableAnswer);
  });

  it.each([
    ["no PEM", "hello"],
    ["an empty PEM", "-----BEGIN PUBLIC KEY-----\n\n-----END PUBLIC KEY-----"],
    [
      "a key of another kind",
      generateKeyPairSync("ed25519").publicKey.export({ type: "spki", format: "pem" }).toString(),
    ],
  ])("refuses %s as a key", async (_, pem) => {
    await expect(sealExchange(pem, {})).rejects.toBeInstanceOf(UnusableKey);
  });
});
