/** Files in an exchange: what a picker sends, and what somebody sends who is no picker. */
import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { uploadsIn } from "../../../core/submission/uploads.ts";
import { readScreen } from "../../../core/submission/validate.ts";
import { upload } from "../uploads.ts";
import { type FieldSketch, formOf, screenOf } from "./screens.ts";

const read = (raw: unknown, sketch: Partial<FieldSketch> = {}) =>
  readScreen(formOf({ id: "photo", kind: "file", ...sketch }), screenOf("PAGE", ["photo"]), { photo: raw });
const codeOf = (raw: unknown, sketch: Partial<FieldSketch> = {}) => {
  const reading = read(raw, sketch);
  return reading.ok ? "ok" : reading.problems.map(({ code }) => code).join();
};
const several = (count: number) => Array.from({ length: count }, (_, index) => upload(`${index}.jpg`, `m-${index}`));

describe("files", () => {
  it("are the names for rules and people, with all that is needed to fetch and open them", () => {
    expect(read([upload("Pass – São Paulo.jpg")])).toEqual({
      ok: true,
      answers: [
        {
          fieldId: "photo",
          value: ["Pass – São Paulo.jpg"],
          files: [
            {
              id: "0b5c7e0e-2c2a-4a37-8f2e-6d7b7f1f0a11",
              name: "Pass – São Paulo.jpg",
              url: "https://mmg.whatsapp.net/v/example",
              sealed: {
                hash: "O508gpOjDI1EATu84FiktB6lLGby63VirJ9pQV/7ARI=",
                iv: "QEFCQ0RFRkdISUpLTE1OTw==",
                key: "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
                hmacKey: "//79/Pv6+fj39vX08/Lx8O/u7ezr6uno5+bl5OPi4eA=",
                contentHash: "0o0pVP+XrGgFLEvv+MhK0JYNFAhUD8SGJWzdfNaN0f4=",
              },
            },
          ],
        },
      ],
    });
  });

  it("may be left out unless the form insists, in every spelling of nothing", () => {
    for (const nothing of [undefined, null, "", []]) {
      expect(read(nothing)).toEqual({ ok: true, answers: [] });
      expect(codeOf(nothing, { required: true })).toBe("required");
    }
  });

  it("are counted: the form's own numbers, ten where it names none, never more than WhatsApp takes", () => {
    expect([1, 2, 3, 4].map((count) => codeOf(several(count), { minFiles: 2, maxFiles: 3 }))).toEqual([
      "too_few",
      "ok",
      "ok",
      "too_many",
    ]);
    expect([10, 11].map((count) => codeOf(several(count)))).toEqual(["ok", "too_many"]);
    expect([30, 31].map((count) => codeOf(several(count), { maxFiles: 500 }))).toEqual(["ok", "wrong_type"]);
    expect(codeOf([upload(), upload()])).toBe("wrong_type");
  });

  it("have names that can be shown anywhere", () => {
    const shown = (name: string) => {
      const reading = read([upload(name)]);
      return reading.ok ? reading.answers[0]?.value : reading;
    };
    expect(shown("../../etc/passwd")).toEqual([".._.._etc_passwd"]);
    expect(shown("a\u0000b\u001b[31m\r\n\u202egpj.exe")).toEqual(["ab[31mgpj.exe"]);
    expect(shown(" \u200b ")).toEqual(["file"]);
  });

  it("are equal answers when they are equal, whatever came with them", () => {
    const { file_name, ...rest } = upload();
    expect(read([{ extra: 1, ...rest, file_name }])).toEqual(read([upload()]));
  });
});

describe("what is no file", () => {
  const { encryption_metadata: metadata } = upload();
  const sealed = (change: object) => ({ ...upload(), encryption_metadata: { ...metadata, ...change } });

  it.each([
    ["http", { ...upload(), cdn_url: "http://mmg.whatsapp.net/v/1" }],
    ["another scheme", { ...upload(), cdn_url: "file:///etc/passwd" }],
    ["an address by number", { ...upload(), cdn_url: "https://169.254.169.254/latest/meta-data" }],
    ["a number in disguise", { ...upload(), cdn_url: "https://2130706433/v/1" }],
    ["an IPv6 address", { ...upload(), cdn_url: "https://[::1]/v/1" }],
    ["this machine", { ...upload(), cdn_url: "https://localhost/v/1" }],
    ["an inner network", { ...upload(), cdn_url: "https://db.internal/v/1" }],
    ["credentials", { ...upload(), cdn_url: "https://a:b@mmg.whatsapp.net/v/1" }],
    ["another port", { ...upload(), cdn_url: "https://mmg.whatsapp.net:22/v/1" }],
    ["an address without end", { ...upload(), cdn_url: `https://mmg.whatsapp.net/${"a".repeat(2_000)}` }],
    ["a name without end", upload("a".repeat(256))],
    ["an id without end", upload("a.jpg", "a".repeat(201))],
    ["an id with a space", upload("a.jpg", "a b")],
    ["no id", { ...upload(), media_id: undefined }],
    ["a short key", sealed({ encryption_key: "AAECAwQFBgcICQoLDA0ODw==" })],
    ["base64 for URLs", sealed({ hmac_key: metadata.hmac_key.replaceAll("/", "_") })],
    ["base64 that is not canonical", sealed({ iv: "QEFCQ0RFRkdISUpLTE1OTx==" })],
    ["a missing hash", sealed({ plaintext_hash: undefined })],
    ["no keys", { ...upload(), encryption_metadata: null }],
    ["a text", "photo.jpg"],
  ])("(%s) is refused in words", (_, raw) => {
    const reading = read([raw]);
    expect(reading).toMatchObject({ ok: false, problems: [{ fieldId: "photo", code: "wrong_type" }] });
    expect(uploadsIn([raw])).toBeUndefined();
  });

  it("never throws, and never passes", () => {
    fc.assert(
      fc.property(fc.anything(), (raw) => {
        const reading = read(raw);
        if (reading.ok) expect(reading.answers).toEqual([]);
      }),
    );
  });
});
