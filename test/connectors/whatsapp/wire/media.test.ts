import { createCipheriv, createHash, createHmac, randomBytes } from "node:crypto";
import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import forge from "node-forge";
import {
  type EncryptionMetadata,
  encryptionMetadataSchema,
  openMedia,
  sealedBytes,
} from "../../../../connectors/whatsapp/wire/media.ts";

/** The documented vector. */
const documented = {
  file: Buffer.from("/7Muu9nL3VcXpeKLWXeWe80ZaXVVvEllMZo=", "base64"),
  metadata: {
    encrypted_hash: "O508gpOjDI1EATu84FiktB6lLGby63VirJ9pQV/7ARI=",
    iv: "QEFCQ0RFRkdISUpLTE1OTw==",
    encryption_key: "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
    hmac_key: "//79/Pv6+fj39vX08/Lx8O/u7ezr6uno5+bl5OPi4eA=",
    plaintext_hash: "0o0pVP+XrGgFLEvv+MhK0JYNFAhUD8SGJWzdfNaN0f4=",
  },
};

interface Sealed {
  file: Buffer;
  metadata: EncryptionMetadata;
}

const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("base64");

/** A phone's side by node-forge alone: it shares no code with node:crypto. */
function sealWithForge(contents: Uint8Array): Sealed {
  const binary = (bytes: Uint8Array) => Buffer.from(bytes).toString("binary");
  const [key, hmacKey, iv] = [32, 32, 16].map((length) => binary(randomBytes(length))) as [string, string, string];
  const cipher = forge.cipher.createCipher("AES-CBC", key);
  cipher.start({ iv });
  cipher.update(forge.util.createBuffer(binary(contents)));
  cipher.finish();
  const sealed = cipher.output.getBytes();
  const hmac = forge.hmac.create();
  hmac.start("sha256", hmacKey);
  hmac.update(iv + sealed);
  const file = sealed + hmac.digest().getBytes().slice(0, 10);
  const hash = (text: string) => forge.util.encode64(forge.md.sha256.create().update(text).digest().getBytes());
  return {
    file: Buffer.from(file, "binary"),
    metadata: {
      encrypted_hash: hash(file),
      iv: forge.util.encode64(iv),
      encryption_key: forge.util.encode64(key),
      hmac_key: forge.util.encode64(hmacKey),
      plaintext_hash: hash(binary(contents)),
    },
  };
}

/** The MAC and the outer hash made again over changed bytes, as somebody who holds the keys could. */
function resealed(ciphertext: Buffer, metadata: EncryptionMetadata, overIv = true): Sealed {
  const hmac = createHmac("sha256", Buffer.from(metadata.hmac_key, "base64"));
  if (overIv) hmac.update(Buffer.from(metadata.iv, "base64"));
  const file = Buffer.concat([ciphertext, hmac.update(ciphertext).digest().subarray(0, 10)]);
  return { file, metadata: { ...metadata, encrypted_hash: sha256(file) } };
}

function flipped(bytes: Uint8Array, bit: number): Buffer {
  const changed = Buffer.from(bytes);
  changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  return changed;
}

describe("the documented file", () => {
  it("opens to the documented text", () => {
    const opened = openMedia(documented.file, documented.metadata);
    expect(opened.ok && opened.bytes.toString("ascii")).toBe("hello media");
  });

  it.each([0, 1, 15, 16, 17, 70_000])("has the size that contents of %i bytes make", (length) => {
    const { file } = sealWithForge(randomBytes(length));
    expect(file.length).toBe(sealedBytes(length));
  });

  it("is refused when every bit of file, keys and hashes is flipped in turn", () => {
    for (let bit = 0; bit < documented.file.length * 8; bit += 1) {
      const opened = openMedia(flipped(documented.file, bit), documented.metadata);
      expect([bit, opened]).toEqual([bit, { ok: false, reason: "wrong_file" }]);
    }
    const reasons = {
      encrypted_hash: ["wrong_file"],
      iv: ["tampered"],
      hmac_key: ["tampered"],
      encryption_key: ["wrong_padding", "wrong_contents"],
      plaintext_hash: ["wrong_contents"],
    };
    for (const [name, allowed] of Object.entries(reasons)) {
      const bytes = Buffer.from(documented.metadata[name as keyof EncryptionMetadata], "base64");
      for (let bit = 0; bit < bytes.length * 8; bit += 1) {
        const metadata = { ...documented.metadata, [name]: flipped(bytes, bit).toString("base64") };
        const opened = openMedia(documented.file, metadata);
        expect([name, bit, opened.ok]).toEqual([name, bit, false]);
        expect(allowed).toContain(opened.ok ? "opened" : opened.reason);
      }
    }
  });

  it("is refused when every bit of ciphertext and MAC is flipped and the outer hash made to fit", () => {
    for (let bit = 0; bit < documented.file.length * 8; bit += 1) {
      const file = flipped(documented.file, bit);
      const opened = openMedia(file, { ...documented.metadata, encrypted_hash: sha256(file) });
      expect([bit, opened]).toEqual([bit, { ok: false, reason: "tampered" }]);
    }
  });

  it("is refused under a MAC that leaves the IV out", () => {
    const { file, metadata } = resealed(documented.file.subarray(0, -10), documented.metadata, false);
    expect(openMedia(file, metadata)).toEqual({ ok: false, reason: "tampered" });
  });
});

describe("against node-forge", () => {
  it("opens what forge seals, of every length around the blocks and larger ones", () => {
    const lengths = [...Array.from({ length: 50 }, (_, length) => length), 4095, 4096, 100_000];
    for (const length of lengths) {
      const contents = randomBytes(length);
      const { file, metadata } = sealWithForge(contents);
      expect(openMedia(file, metadata)).toEqual({ ok: true, bytes: contents });
    }
  });

  it("refuses another file's keys", () => {
    const [one, two] = [sealWithForge(Buffer.from("one")), sealWithForge(Buffer.from("two"))];
    expect(openMedia(one.file, two.metadata)).toEqual({ ok: false, reason: "wrong_file" });
    const mixed = { ...two.metadata, encrypted_hash: one.metadata.encrypted_hash };
    expect(openMedia(one.file, mixed)).toEqual({ ok: false, reason: "tampered" });
  });
});

describe("files that are none", () => {
  const { metadata } = documented;
  const key = Buffer.from(metadata.encryption_key, "base64");
  const iv = Buffer.from(metadata.iv, "base64");

  it.each([0, 1, 9, 10, 11, 25, 27, 41])("of %d bytes", (length) => {
    const file = randomBytes(length);
    const opened = openMedia(file, { ...metadata, encrypted_hash: sha256(file) });
    expect(opened).toEqual({ ok: false, reason: "wrong_size" });
  });

  it("with a MAC that fits over contents whose padding is none", () => {
    const cipher = createCipheriv("aes-256-cbc", key, iv).setAutoPadding(false);
    const unpadded = Buffer.concat([cipher.update(Buffer.alloc(16, 0x41)), cipher.final()]);
    const { file, metadata: fitting } = resealed(unpadded, metadata);
    expect(openMedia(file, fitting)).toEqual({ ok: false, reason: "wrong_padding" });
  });

  it("with a MAC that fits over contents that the phone did not seal", () => {
    const cipher = createCipheriv("aes-256-cbc", key, iv);
    const other = Buffer.concat([cipher.update("hello other"), cipher.final()]);
    const { file, metadata: fitting } = resealed(other, metadata);
    expect(openMedia(file, fitting)).toEqual({ ok: false, reason: "wrong_contents" });
  });

  it("whatever bytes and texts come", () => {
    const text = fc.oneof(fc.string(), fc.base64String(), fc.constantFrom(...Object.values(metadata)));
    const anyMetadata = fc.record({
      encrypted_hash: text,
      iv: text,
      encryption_key: text,
      hmac_key: text,
      plaintext_hash: text,
    });
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), anyMetadata, fc.boolean(), (file, given, fits) => {
        const opened = openMedia(file, fits ? { ...metadata, encrypted_hash: sha256(file) } : given);
        expect(opened.ok).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });
});

describe("metadata that is none", () => {
  it.each([
    ["a missing key", { hmac_key: undefined }],
    ["a number", { iv: 16 }],
    ["a short IV", { iv: "QEFCQw==" }],
    ["a key of 16 bytes", { encryption_key: "AAECAwQFBgcICQoLDA0ODw==" }],
    ["base64 for URLs", { hmac_key: "__79_Pv6-fj39vX08_Lx8O_u7ezr6uno5-bl5OPi4eA=" }],
    ["base64 without its padding", { plaintext_hash: "0o0pVP+XrGgFLEvv+MhK0JYNFAhUD8SGJWzdfNaN0f4" }],
    ["base64 with a line break", { encrypted_hash: `${documented.metadata.encrypted_hash}\n` }],
  ])("%s", (_name, change) => {
    const metadata = { ...documented.metadata, ...change };
    expect(encryptionMetadataSchema.safeParse(metadata).success).toBe(false);
    expect(openMedia(documented.file, metadata as EncryptionMetadata)).toEqual({ ok: false, reason: "bad_metadata" });
  });
});
