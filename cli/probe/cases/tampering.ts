/** Sealed parts that were changed, or sealed for somebody else, and signed again afterwards (WhatsApp reference 3.2). */
import { randomBytes } from "node:crypto";
import { changedFields, type Finding, flipped, type ProbeCase, ping, refusedWith } from "../case.ts";
import type { Fields } from "../sealed.ts";

const why = "A changed request that is taken for good lets somebody write answers in the customer's name.";

export const tamperingCases: readonly ProbeCase[] = [
  flip("tampered-ciphertext", "One bit of the ciphertext flipped", "encrypted_flow_data", 0),
  flip("tampered-tag", "One bit of the tag flipped", "encrypted_flow_data", -1),
  flip("tampered-iv", "One bit of the initial vector flipped", "initial_vector", 7),
  flip("tampered-key", "One bit of the wrapped key flipped", "encrypted_aes_key", 128),
  changedFields({ id: "tag-cut-off", what: "The ciphertext without its tag", why }, ({ fields }) => ({
    encrypted_flow_data: Buffer.from(fields.encrypted_flow_data, "base64").subarray(0, -16).toString("base64"),
  })),
  changedFields({ id: "swapped-key", what: "The wrapped key of another request", why }, async (_sealed, line) => ({
    encrypted_aes_key: (await line.seal(ping)).fields.encrypted_aes_key,
  })),
  {
    id: "stale-key",
    what: "A request sealed for a public key that is not the endpoint's",
    why: "421 is the only answer after which a phone fetches the new key: with any other one, customers who cached the old key stay locked out after a rotation.",
    expected: "421 with an empty body",
    run: async (line) => refusedWith(421, await line.post((await line.sealForNobody(ping)).body)),
  },
];

function flip(id: string, what: string, name: keyof Fields, at: number): ProbeCase {
  return changedFields({ id, what, why }, ({ fields }) => flipped(fields, name, at));
}

const sloppy = "Two readers of one text that see different bytes are how checks are passed by; phones never write it.";

/** Base64 that a careless decoder takes. No document forbids it, so that taking it is a warning. */
export const base64Cases: readonly ProbeCase[] = [
  base64("base64-line-break", "with a line break", ({ initial_vector }) => ({ initial_vector: `${initial_vector}\n` })),
  base64("base64-space", "with a space inside", ({ initial_vector: iv }) => ({
    initial_vector: `${iv.slice(0, 4)} ${iv.slice(4)}`,
  })),
  base64("base64-no-padding", "without its padding", ({ initial_vector }) => ({
    initial_vector: initial_vector.replaceAll("=", ""),
  })),
  base64("base64-url", "in the alphabet for URLs", ({ encrypted_aes_key }) => ({
    encrypted_aes_key: encrypted_aes_key.replaceAll("+", "-").replaceAll("/", "_"),
  })),
  base64("base64-stray-bits", "with stray bits before its padding", ({ initial_vector: iv }) => ({
    initial_vector: `${iv.slice(0, -3)}${afterwards(iv.at(-3) ?? "A")}==`,
  })),
];

function base64(id: string, what: string, change: (fields: Fields) => Partial<Fields>): ProbeCase {
  return {
    id,
    what: `Base64 ${what}`,
    why: sloppy,
    expected: "421 with an empty body",
    run: async (line): Promise<Finding> => {
      const sealed = await line.seal(ping);
      const reply = await line.post(JSON.stringify({ ...sealed.fields, ...change(sealed.fields) }));
      const finding = refusedWith(421, reply, true);
      return reply.kind === "answer" && reply.status === 200 ? { ...finding, verdict: "warn" } : finding;
    },
  };
}

/** The next letter of the alphabet: the same 16 bytes, with a bit set that they do not use. */
function afterwards(letter: string): string {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  return alphabet[alphabet.indexOf(letter) + 1] ?? "B";
}

const sizes =
  "A part of a size that it cannot have must be a refusal; in many libraries it is an exception, and a 500.";

export const sizeCases: readonly ProbeCase[] = [
  sized("iv-of-12-bytes", "An initial vector of 12 bytes", ({ initial_vector }) => ({
    initial_vector: Buffer.from(initial_vector, "base64").subarray(0, 12).toString("base64"),
  })),
  sized("iv-empty", "An empty initial vector", () => ({ initial_vector: "" })),
  sized("key-of-255-bytes", "A wrapped key of 255 bytes", () => ({
    encrypted_aes_key: randomBytes(255).toString("base64"),
  })),
  sized("key-of-512-bytes", "A wrapped key of 512 bytes", () => ({
    encrypted_aes_key: randomBytes(512).toString("base64"),
  })),
  sized("key-empty", "An empty wrapped key", () => ({ encrypted_aes_key: "" })),
  sized("data-of-15-bytes", "Data shorter than a tag", () => ({
    encrypted_flow_data: randomBytes(15).toString("base64"),
  })),
  sized("data-empty", "Empty data", () => ({ encrypted_flow_data: "" })),
];

function sized(id: string, what: string, change: (fields: Fields) => Partial<Fields>): ProbeCase {
  return changedFields({ id, what, why: sizes, lenient: true }, ({ fields }) => change(fields));
}
