/** Files on the headless phone: picked, judged, sealed, uploaded, and named in what is sent. */
import { createDecipheriv, createHash, createHmac } from "node:crypto";
import { describe, expect, it } from "@jest/globals";
import { BrokenFlow, PhoneRefusal, type PickedFile, sealFile } from "../../phone/index.ts";
import { completing, screen, send } from "./flow-json.ts";
import { openRehearsed, rehearse } from "./rehearsed-endpoint.ts";

const photo = (more: object = {}) => ({ type: "PhotoPicker", name: "photo", label: "Your photo", ...more });
const paper = (more: object = {}) => ({ type: "DocumentPicker", name: "paper", label: "Your contract", ...more });
const asking = (picker: object, payload: object = { photo: "${form.photo}" }) => ({
  version: "7.3",
  data_api_version: "3.0",
  routing_model: { ONLY: [] },
  screens: [screen("ONLY", [picker, send(payload)], { terminal: true })],
});
const shown = { clear: { screen: "ONLY", data: {} } };
const success = {
  clear: { screen: "SUCCESS", data: { extension_message_response: { params: { flow_token: "tok-1" } } } },
};

const picked = (name: string, type: string, size = 40): PickedFile => ({
  name,
  type,
  bytes: new Uint8Array(size).fill(7),
});
const jpeg = picked("IMG_1.jpg", "image/jpeg");

/** A CDN that keeps what it is given. */
function cdn(failures = 0) {
  const files: Uint8Array[] = [];
  let left = failures;
  const uploadFile = async (sealed: Uint8Array) => {
    if (left > 0) {
      left -= 1;
      throw new Error("no room");
    }
    files.push(sealed);
    return { mediaId: `m-${files.length}`, url: `https://mmg.whatsapp.net/v/${files.length}` };
  };
  return { files, uploadFile };
}

describe("a picker", () => {
  it("shows its bounds, and is required by its smallest number", async () => {
    const flow = asking(photo({ description: "In daylight", "min-uploaded-photos": 1, "max-file-size-kb": 10 }));
    const phone = await openRehearsed(flow, rehearse(shown));
    expect(phone.read().inputs).toMatchObject([
      {
        type: "PhotoPicker",
        label: "Your photo",
        description: "In daylight",
        required: true,
        value: [],
        limits: { files: { least: 1, most: 30, maxBytes: 10_240, types: ["image/*"] } },
        problem: { code: "required" },
      },
    ]);
    expect(phone.read().footer?.enabled).toBe(false);
    phone.fill({ photo: [jpeg] });
    expect(phone.read().footer?.enabled).toBe(true);
  });

  it.each<[string, object, PickedFile[], string]>([
    ["too many", photo({ "max-uploaded-photos": 1 }), [jpeg, picked("b.jpg", "image/jpeg")], "too_many"],
    ["too few", photo({ "min-uploaded-photos": 2 }), [jpeg], "too_few"],
    ["too large", photo({ "max-file-size-kb": 1 }), [picked("c.jpg", "image/jpeg", 1025)], "file_too_large"],
    ["no picture", photo(), [picked("d.pdf", "application/pdf")], "wrong_file_type"],
  ])("does not take what is %s", async (_, picker, files, code) => {
    const phone = await openRehearsed(asking(picker), rehearse(shown));
    expect(() => phone.fill({ photo: files })).toThrow(PhoneRefusal);
    phone.type("photo", files);
    expect(phone.read().inputs[0]?.problem?.code).toBe(code);
    expect(phone.read().footer?.enabled).toBe(false);
  });

  it("for documents takes the types that are allowed, and without a list any", async () => {
    const only = paper({ "allowed-mime-types": ["application/pdf"] });
    const narrow = await openRehearsed(asking(only, { paper: "${form.paper}" }), rehearse(shown));
    expect(() => narrow.fill({ paper: [jpeg] })).toThrow("IMG_1.jpg cannot be added here");
    narrow.fill({ paper: [picked("a.pdf", "application/pdf")] });
    const wide = await openRehearsed(asking(paper(), { paper: "${form.paper}" }), rehearse(shown));
    wide.fill({ paper: [jpeg] });
  });

  it("takes files and nothing else", async () => {
    const phone = await openRehearsed(asking(photo()), rehearse(shown));
    for (const value of ["IMG_1.jpg", [1], [{ name: "a" }], true])
      expect(() => phone.fill({ photo: value })).toThrow("does not hold such a value");
  });
});

describe("files that are sent", () => {
  it("lie on the CDN encrypted, with what opens them in the exchange", async () => {
    const rehearsal = rehearse(shown, success);
    const { files, uploadFile } = cdn();
    const phone = await openRehearsed(asking(photo()), rehearsal, { uploadFile });
    phone.fill({ photo: [jpeg] });
    await phone.press();
    expect(phone.status).toBe("completed");
    const [, sent] = rehearsal.heard as { data: { photo: Record<string, never>[] } }[];
    expect(sent?.data.photo).toMatchObject([
      { media_id: "m-1", cdn_url: "https://mmg.whatsapp.net/v/1", file_name: "IMG_1.jpg" },
    ]);
    const { encryption_metadata: keys = {} } = sent?.data.photo[0] ?? {};
    expect(opened(files[0] ?? new Uint8Array(), keys)).toEqual(Buffer.from(jpeg.bytes));
  });

  it("are uploaded once, though the exchange is repeated", async () => {
    const { files, uploadFile } = cdn();
    const phone = await openRehearsed(asking(photo()), rehearse(shown, { status: 500, raw: "" }, success), {
      uploadFile,
    });
    phone.fill({ photo: [jpeg] });
    await phone.press();
    expect(phone.read().error).toMatch(/went wrong/);
    await phone.press();
    expect([phone.status, files.length]).toEqual(["completed", 1]);
  });

  it("that cannot be uploaded keep the customer on the screen, and nothing is sent", async () => {
    const rehearsal = rehearse(shown, success);
    const phone = await openRehearsed(asking(photo()), rehearsal, cdn(1));
    phone.fill({ photo: [jpeg] });
    await phone.press();
    expect(phone.problems.map(({ code }) => code)).toEqual(["upload_failed"]);
    expect(phone.read()).toMatchObject({ status: "open", screen: "ONLY", inputs: [{ value: [jpeg] }] });
    expect(rehearsal.heard).toHaveLength(1);
    await phone.press();
    expect(phone.status).toBe("completed");
  });

  it("none are an empty list", async () => {
    const rehearsal = rehearse(shown, success);
    const phone = await openRehearsed(asking(photo()), rehearsal);
    await phone.press();
    expect(rehearsal.heard[1]).toMatchObject({ data: { photo: [] } });
  });

  it("in a reply without an endpoint are named by id", async () => {
    const replies: unknown[] = [];
    const { uploadFile } = cdn();
    const flow = completing([photo({ "max-uploaded-photos": 1 })], { photo: "${form.photo}" });
    const phone = await openRehearsed(flow, rehearse(), {
      mode: "navigate",
      uploadFile,
      onComplete: (params) => void replies.push(params),
    });
    phone.fill({ photo: [jpeg] });
    await phone.press();
    const sha256 = createHash("sha256").update(jpeg.bytes).digest("base64");
    expect(replies).toEqual([
      { flow_token: "tok-1", photo: [{ file_name: "IMG_1.jpg", mime_type: "image/jpeg", sha256, id: "m-1" }] },
    ]);
  });
});

describe("a Flow that sends files where they cannot go", () => {
  it("is broken: below the top of the payload", async () => {
    const phone = await openRehearsed(asking(photo(), { all: { photo: "${form.photo}" } }), rehearse(shown), cdn());
    phone.fill({ photo: [jpeg] });
    await expect(phone.press()).rejects.toThrow(BrokenFlow);
  });

  it("is broken: two pickers in one reply", async () => {
    const twice = completing([photo()], { a: "${form.photo}", b: "${form.photo}" });
    const phone = await openRehearsed(twice, rehearse(), { mode: "navigate", ...cdn() });
    phone.fill({ photo: [jpeg] });
    await expect(phone.press()).rejects.toThrow("one picker");
  });
});

it("sealing known bytes with known keys gives the reference's own example", async () => {
  // The keys of WhatsApp reference 4.1: 0 to 31, 255 down to 224, 64 to 79.
  const keys = [0, 255, 64].map((start, index) => (at: number) => (index === 1 ? start - at : start + at));
  const random = (bytes: Uint8Array<ArrayBuffer>) => {
    const next = keys.shift();
    return bytes.map((_, at) => next?.(at) ?? 0);
  };
  const sealed = await sealFile(new TextEncoder().encode("hello media"), random);
  expect(Buffer.from(sealed.bytes).toString("base64")).toBe("/7Muu9nL3VcXpeKLWXeWe80ZaXVVvEllMZo=");
  expect(sealed.metadata).toEqual({
    encrypted_hash: "O508gpOjDI1EATu84FiktB6lLGby63VirJ9pQV/7ARI=",
    iv: "QEFCQ0RFRkdISUpLTE1OTw==",
    encryption_key: "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
    hmac_key: "//79/Pv6+fj39vX08/Lx8O/u7ezr6uno5+bl5OPi4eA=",
    plaintext_hash: "0o0pVP+XrGgFLEvv+MhK0JYNFAhUD8SGJWzdfNaN0f4=",
  });
});

/** The reference's five steps, by node:crypto. */
function opened(file: Uint8Array, keys: Record<string, string>): Buffer {
  const bytesOf = (name: string) => Buffer.from(keys[name] ?? "", "base64");
  expect(createHash("sha256").update(file).digest()).toEqual(bytesOf("encrypted_hash"));
  const sealed = file.subarray(0, -10);
  const mac = createHmac("sha256", bytesOf("hmac_key")).update(bytesOf("iv")).update(sealed).digest();
  expect(mac.subarray(0, 10)).toEqual(Buffer.from(file.subarray(-10)));
  const decipher = createDecipheriv("aes-256-cbc", bytesOf("encryption_key"), bytesOf("iv"));
  return Buffer.concat([decipher.update(sealed), decipher.final()]);
}
