/** Bodies that no phone sends: broken before anything is decrypted. Each must be refused with a 4xx. */
import { type Sealed, withContents } from "../sealed.ts";
import type { Dice } from "./dice.ts";
import { jsonText } from "./values.ts";

export interface FuzzedBody {
  readonly what: string;
  readonly body: string | Uint8Array;
  /** How it is signed: as it should be, not at all, with this header, or as if it were other bytes. */
  readonly signed: "well" | "not" | { readonly header: string } | { readonly as: string };
  readonly headers?: Readonly<Record<string, string>>;
}

type Recipe = (dice: Dice, sealed: Sealed, other: Sealed) => Omit<FuzzedBody, "what" | "signed"> & Partial<FuzzedBody>;

const fieldNames = ["encrypted_flow_data", "encrypted_aes_key", "initial_vector"] as const;

const withField = (sealed: Sealed, name: string, value: string) =>
  `{${Object.entries(sealed.fields)
    .map(([key, text]) => `"${key}":${key === name ? value : JSON.stringify(text)}`)
    .join(",")}}`;

const recipes: Readonly<Record<string, Recipe>> = {
  "random bytes": (dice) => ({ body: dice.bytes(dice.below(2_000)) }),
  "random JSON": (dice) => ({ body: jsonText(dice) }),
  "a body cut off": (dice, { body }) => ({ body: body.slice(0, dice.below(body.length)) }),
  "a control character": (dice, { body }) => {
    const bytes = Buffer.from(body);
    bytes[dice.below(bytes.length)] = dice.below(9);
    return { body: bytes };
  },
  "a field left out": (dice, { fields }) => ({
    body: JSON.stringify({ ...fields, [dice.pick(fieldNames)]: undefined }),
  }),
  "a field of another kind": (dice, sealed) => ({ body: withField(sealed, dice.pick(fieldNames), jsonText(dice)) }),
  "a field of random bytes": (dice, sealed) => {
    const length = dice.pick([0, 1, 12, 15, 16, 17, 32, 255, 256, 257, 512, 4_096]);
    return { body: withField(sealed, dice.pick(fieldNames), JSON.stringify(dice.bytes(length).toString("base64"))) };
  },
  "a changed byte": (dice, sealed) => {
    const name = dice.pick(fieldNames);
    const bytes = Buffer.from(sealed.fields[name], "base64");
    const at = dice.below(bytes.length);
    bytes[at] = (bytes[at] ?? 0) ^ (1 + dice.below(255));
    return { body: withField(sealed, name, JSON.stringify(bytes.toString("base64"))) };
  },
  "another request's part": (dice, sealed, other) => {
    const name = dice.pick(fieldNames);
    return { body: withField(sealed, name, JSON.stringify(other.fields[name])) };
  },
  "contents that are not JSON": (dice, sealed) => ({
    body: withContents(sealed, Buffer.concat([Buffer.from([0xff]), dice.bytes(dice.below(200))])),
  }),
  "the fields inside a prototype": (_dice, { fields }) => ({ body: `{"__proto__":${JSON.stringify(fields)}}` }),
  "ten thousand brackets": (dice) => ({ body: "[".repeat(10_000) + "]".repeat(dice.below(10_001)) }),
  "a long field": (dice, sealed) => ({
    body: withField(sealed, dice.pick(fieldNames), JSON.stringify("A".repeat(dice.below(200_000)))),
  }),
  "random bytes of another kind": (dice) => ({
    body: dice.bytes(dice.below(500)),
    headers: dice.pick([
      { "content-type": "text/xml" },
      { "content-type": "application/json; charset=utf-7" },
      { "content-type": "multipart/form-data; boundary=x" },
      { "content-encoding": "gzip" },
      { "content-encoding": "br" },
    ]),
  }),
  "no signature": (_dice, { body }) => ({ body, signed: "not" }),
  "a made-up signature": (dice, { body }) => ({ body, signed: { header: `sha256=${dice.bytes(32).toString("hex")}` } }),
  "a broken signature": (dice, { body }) => ({
    body,
    signed: { header: dice.pick(["sha256=", "sha1=0", "x", "sha256=zz", `sha256=${"0".repeat(4_000)}`]) },
  }),
  "another body's signature": (_dice, { body }, other) => ({ body, signed: { as: other.body } }),
};

const all = Object.entries(recipes);

export function outside(dice: Dice, sealed: Sealed, other: Sealed): FuzzedBody {
  const [what, recipe] = all[dice.below(all.length)] ?? ["nothing", () => ({ body: "" })];
  return { what, signed: "well", ...recipe(dice, sealed, other) };
}
