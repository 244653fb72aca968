import { createPrivateKey, generateKeyPairSync, randomBytes } from "node:crypto";
import { beforeAll, describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import {
  type DecryptionKey,
  generateKeyPair,
  importPrivateKey,
  type KeyPairPem,
  openEnvelope,
  publicKeyId,
} from "../../../../connectors/whatsapp/wire/index.ts";
import { bodyOf, seal, wrap } from "./sealing.ts";
import { bitsOf, careless, fieldsOf, type Part, parts, withBitFlipped, writtenCarelessly } from "./spoiling.ts";

let ours: KeyPairPem;
let key: DecryptionKey;
let old: KeyPairPem;
let oldKey: DecryptionKey;

beforeAll(async () => {
  [ours, old] = await Promise.all([generateKeyPair(), generateKeyPair()]);
  [key, oldKey] = await Promise.all([importPrivateKey(ours.privatePem), importPrivateKey(old.privatePem)]);
});

const ping = '{"version":"3.0","action":"ping"}';

describe("the documented exchange", () => {
  it("opens and answers byte for byte", async () => {
    const aesKey = Buffer.from("000102030405060708090a0b0c0d0e0f", "hex");
    const body = bodyOf({
      encrypted_flow_data: "vryB0w/BTee4OvmgkgEf9dnfQfwZb8iWi7yl5iotFMJeuQl749lOptdzv/L1T2V2PA==",
      encrypted_aes_key: wrap(ours.publicPem, aesKey).toString("base64"),
      initial_vector: "EBESExQVFhcYGRobHB0eHw==",
    });
    const opened = await openEnvelope(body, [key]);
    if (!opened.ok) throw new Error(opened.reason);
    expect(opened.clear).toEqual({ version: "3.0", action: "ping" });
    expect(opened.reply.seal({ data: { status: "active" } })).toBe(
      "IHgL0mWXHJ6FDPLH6+aygF5BfT+mPzwvzktiKvlmYpg8eFKqJX/07YVStaI=",
    );
  });
});

describe("two keys", () => {
  it("opens with the first that fits and says which", async () => {
    const { body } = seal(old.publicPem, ping);
    expect(await openEnvelope(body, [key, oldKey])).toMatchObject({ ok: true, keyId: publicKeyId(old.publicPem) });
    expect(await openEnvelope(body, [oldKey, key])).toMatchObject({ ok: true, keyId: oldKey.id });
  });

  it("tries no third, and none of none", async () => {
    const { body } = seal(old.publicPem, ping);
    expect(await openEnvelope(body, [key, key, oldKey])).toEqual({ ok: false, reason: "wrong_key" });
    expect(await openEnvelope(body, [])).toEqual({ ok: false, reason: "wrong_key" });
    expect(await openEnvelope(body, [key])).toEqual({ ok: false, reason: "wrong_key" });
  });
});

describe("changed bytes", () => {
  it.each<[Part, string]>([
    ["encrypted_aes_key", "wrong_key"],
    ["initial_vector", "tampered"],
    ["encrypted_flow_data", "tampered"],
  ])("refuses every single flipped bit of %s", async (part, reason) => {
    const { body } = seal(ours.publicPem, ping);
    const bits = bitsOf(body, part);
    expect(bits).toBe({ encrypted_aes_key: 2048, initial_vector: 128, encrypted_flow_data: (33 + 16) * 8 }[part]);
    const refused = await Promise.all(
      Array.from({ length: bits }, (_, bit) => openEnvelope(withBitFlipped(body, part, bit), [key])),
    );
    expect(refused).toEqual(Array(bits).fill({ ok: false, reason }));
    expect(await openEnvelope(body, [key])).toMatchObject({ ok: true });
  });

  it("refuses contents under another request's key or IV", async () => {
    const [one, two] = [fieldsOf(seal(ours.publicPem, ping).body), fieldsOf(seal(ours.publicPem, ping).body)];
    const swapped = bodyOf({ ...one, encrypted_aes_key: two.encrypted_aes_key });
    expect(await openEnvelope(swapped, [key])).toEqual({ ok: false, reason: "tampered" });
    const moved = bodyOf({ ...one, initial_vector: two.initial_vector });
    expect(await openEnvelope(moved, [key])).toEqual({ ok: false, reason: "tampered" });
  });
});

describe("base64 that stands for the same bytes", () => {
  const body = () => {
    for (;;) {
      const sealed = seal(ours.publicPem, ping).body;
      if (parts.every((part) => /[+/]/.test(fieldsOf(sealed)[part]))) return sealed;
    }
  };

  it.each(Object.keys(careless))("is refused with %s", async (how) => {
    for (const part of parts) {
      const written = writtenCarelessly(body(), part, how);
      if (!written) throw new Error(`${part} was not written in another way.`);
      expect([part, await openEnvelope(written, [key])]).toEqual([part, { ok: false, reason: "malformed" }]);
    }
  });
});

describe("bodies that are none", () => {
  const good = () => fieldsOf(seal(ours.publicPem, ping).body);
  const base64 = (bytes: number) => randomBytes(bytes).toString("base64");

  it.each<[string, () => Buffer, string]>([
    ["nothing", () => Buffer.alloc(0), "malformed"],
    ["what is not JSON", () => Buffer.from("{"), "malformed"],
    ["what is not UTF-8", () => Buffer.from([0x22, 0xff, 0x22]), "malformed"],
    ["null", () => Buffer.from("null"), "malformed"],
    ["a list", () => Buffer.from("[]"), "malformed"],
    ["a body cut off", () => bodyOf(good()).subarray(0, -1), "malformed"],
    ["a missing key", () => bodyOf({ ...good(), encrypted_aes_key: undefined }), "malformed"],
    ["a number for an IV", () => bodyOf({ ...good(), initial_vector: 16 }), "malformed"],
    ["an IV of 12 bytes", () => bodyOf({ ...good(), initial_vector: base64(12) }), "wrong_size"],
    ["an IV of 17 bytes", () => bodyOf({ ...good(), initial_vector: base64(17) }), "wrong_size"],
    ["an empty IV", () => bodyOf({ ...good(), initial_vector: "" }), "wrong_size"],
    ["a wrapped key of 255 bytes", () => bodyOf({ ...good(), encrypted_aes_key: base64(255) }), "wrong_size"],
    ["a wrapped key of 512 bytes", () => bodyOf({ ...good(), encrypted_aes_key: base64(512) }), "wrong_size"],
    ["contents of a tag alone", () => bodyOf({ ...good(), encrypted_flow_data: base64(16) }), "wrong_size"],
    ["empty contents", () => bodyOf({ ...good(), encrypted_flow_data: "" }), "wrong_size"],
    ["random contents", () => bodyOf({ ...good(), encrypted_flow_data: base64(64) }), "tampered"],
    ["a key wrapped for nobody", () => bodyOf({ ...good(), encrypted_aes_key: base64(256) }), "wrong_key"],
    ["an AES key of 32 bytes", () => seal(ours.publicPem, ping, randomBytes(32)).body, "wrong_size"],
    ["contents that are no JSON", () => seal(ours.publicPem, "ping").body, "not_json"],
    ["contents that are no UTF-8", () => seal(ours.publicPem, Buffer.from([0x22, 0xff, 0x22])).body, "not_json"],
  ])("%s", async (_name, body, reason) => {
    expect(await openEnvelope(body(), [key])).toEqual({ ok: false, reason });
  });

  it("takes any JSON that was sealed, and leaves its meaning to the next", async () => {
    for (const clear of ["null", "0", '""', "[]", "{}"]) {
      expect(await openEnvelope(seal(ours.publicPem, clear).body, [key])).toMatchObject({
        ok: true,
        clear: JSON.parse(clear),
      });
    }
  });

  it("never throws, whatever comes", async () => {
    const noise = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc.json().map((json) => Buffer.from(json)),
      fc
        .record({
          encrypted_flow_data: fc.oneof(fc.base64String(), fc.anything()),
          encrypted_aes_key: fc.oneof(fc.base64String(), fc.anything()),
          initial_vector: fc.oneof(fc.base64String(), fc.anything()),
        })
        .map((fields) => Buffer.from(JSON.stringify(fields, (_key, value) => (typeof value === "bigint" ? 1 : value)))),
    );
    await fc.assert(
      fc.asyncProperty(noise, async (bytes) => {
        expect((await openEnvelope(bytes, [key])).ok).toBe(false);
      }),
      { numRuns: 300, seed: 11 },
    );
  });
});

describe("keys", () => {
  it("makes pairs in the formats that Meta and the vault take", () => {
    expect(ours.publicPem).toMatch(/^-----BEGIN PUBLIC KEY-----\n/);
    expect(ours.privatePem).toMatch(/^-----BEGIN PRIVATE KEY-----\n/);
    expect(createPrivateKey(ours.privatePem).asymmetricKeyDetails?.modulusLength).toBe(2048);
    expect(ours.privatePem).not.toBe(old.privatePem);
  });

  it("takes PKCS#1 as well, and knows it as the same key", async () => {
    const pkcs1 = createPrivateKey(ours.privatePem).export({ type: "pkcs1", format: "pem" }).toString();
    const imported = await importPrivateKey(pkcs1);
    expect(imported.id).toBe(publicKeyId(ours.publicPem));
    expect(await openEnvelope(seal(ours.publicPem, ping).body, [imported])).toMatchObject({ ok: true });
  });

  it.each<[string, () => string]>([
    ["a public key", () => ours.publicPem],
    ["text", () => "not a key"],
    ["a key that lost its line breaks", () => ours.privatePem.replaceAll("\n", "\\n")],
    ["an elliptic key", () => pemOf(generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey)],
    ["a short RSA key", () => pemOf(generateKeyPairSync("rsa", { modulusLength: 1024 }).privateKey)],
    [
      "one with a passphrase",
      () =>
        createPrivateKey(ours.privatePem)
          .export({ type: "pkcs8", format: "pem", cipher: "aes-256-cbc", passphrase: "x" })
          .toString(),
    ],
  ])("refuses %s in words", async (_name, pem) => {
    await expect(importPrivateKey(pem())).rejects.toMatchObject({ name: "RefusedInput", code: "whatsapp.private_key" });
  });

  const pemOf = (privateKey: ReturnType<typeof createPrivateKey>) =>
    privateKey.export({ type: "pkcs8", format: "pem" }).toString();
});
