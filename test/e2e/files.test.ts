/** Photos and documents from the customer's phone into the vault, and what the CDN may do to them on the way. */
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { deflateSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { z } from "zod";
import type { PickedFile } from "../../phone/index.ts";
import type { Person } from "../../sandbox/whatsapp/people.ts";
import { flowella } from "./command-line.ts";
import { type PublishedFlow, startWorld, type World } from "./world.ts";

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.close());

const definition = {
  id: "Cla1ms",
  title: "Report a damage",
  fields: [
    { id: "f1", ref: "first", title: "First name", type: "short_text", validations: { required: true } },
    { id: "f2", ref: "photo", title: "A photo of the damage", type: "file_upload", validations: { required: true } },
    { id: "f3", ref: "report", title: "The police report", type: "file_upload" },
  ],
};

const bytesOf = (data: Buffer): Uint8Array<ArrayBuffer> => Uint8Array.from(data);
const photo: PickedFile = {
  name: "IMG_0042.jpg",
  type: "image/jpeg",
  bytes: bytesOf(Buffer.concat([Buffer.from("ffd8ffe000104a464946", "hex"), Buffer.from("A dent. ".repeat(30_000))])),
};
const report: PickedFile = {
  name: "Verbale n. 12.pdf",
  type: "application/pdf",
  bytes: bytesOf(Buffer.concat([Buffer.from("%PDF-1.7\n"), deflateSync("It was dark.")])),
};

const fileSchema = z.object({
  id: z.string(),
  fieldId: z.string(),
  name: z.string(),
  status: z.string(),
  reason: z.string().nullable(),
  type: z.string().nullable(),
  bytes: z.number().nullable(),
  revision: z.number(),
});
const submissionsSchema = z.array(z.object({ id: z.string(), files: z.array(fileSchema) }));

async function files() {
  const [newest] = submissionsSchema.parse(await world.operator("/operator/submissions"));
  return newest?.files ?? [];
}

const openedSchema = z.object({ kind: z.literal("file"), type: z.string(), contents: z.base64() });
async function contentsOf(fileId: string): Promise<Buffer> {
  const opened = openedSchema.parse(await world.operator("/operator/file", { fileId }));
  return Buffer.from(opened.contents, "base64");
}

async function onDisk(): Promise<Buffer[]> {
  const folder = `${world.databaseFile}.blobs`;
  const names = await readdir(folder).catch(() => []);
  return Promise.all(names.map((name) => readFile(path.join(folder, name))));
}

const publish = (): Promise<PublishedFlow> => world.publish({ tool: "typeform", definition });
const answers = { first: "Stella", photo: [photo], report: [report] };

async function handIn(given: Record<string, unknown> = answers): Promise<Person> {
  const customer = world.stranger();
  const phone = await world.fillIn(await publish(), customer, given);
  expect(phone.status).toBe("completed");
  return customer;
}

describe("a photo and a document", () => {
  it("land in the vault, encrypted, and open to the very same bytes", async () => {
    await handIn();
    await world.deliver();
    expect(await world.steps()).toMatchObject({ files: "done", contact: "done: made" });
    expect(await files()).toEqual([
      {
        id: expect.any(String),
        fieldId: "photo",
        name: "IMG_0042.jpg",
        status: "stored",
        reason: null,
        type: "image/jpeg",
        bytes: photo.bytes.length,
        revision: 1,
      },
      expect.objectContaining({ fieldId: "report", name: "Verbale n. 12.pdf", type: "application/pdf" }),
    ]);
    const [first, second] = await files();
    expect((await contentsOf(first?.id ?? "")).equals(photo.bytes)).toBe(true);
    expect((await contentsOf(second?.id ?? "")).equals(report.bytes)).toBe(true);

    const stored = await onDisk();
    expect(stored).toHaveLength(2);
    const database = await readFile(world.databaseFile);
    const log = await readFile(`${world.databaseFile}-wal`).catch(() => Buffer.alloc(0));
    for (const place of [...stored, database, log]) {
      for (const secret of ["A dent.", "%PDF", "JFIF", "IMG_0042", "Verbale", "mmg.whatsapp.net"])
        expect(place.includes(secret)).toBe(false);
    }
    // Neither does WhatsApp's side hold anything but ciphertext.
    for (const { bytes } of world.whatsapp.cdn.files.values()) expect(bytes.includes("A dent.")).toBe(false);
  });

  it("are saved for the operator by the command line, never over another file", async () => {
    await handIn();
    await world.deliver();
    const [first] = await files();
    const out = path.join(path.dirname(world.databaseFile), "dent.jpg");
    const env = { PUBLIC_BASE_URL: world.url, FLOWELLA_OPERATOR_TOKEN: world.operatorToken };
    const save = (file: string, to: string) =>
      flowella(["file", "--portal", world.portalId, "--file", file, "--out", to], { cwd: path.dirname(out), env });
    const saved = await save(first?.id ?? "", out);
    expect(saved).toMatchObject({ code: 0, out: `${out}: image/jpeg, ${photo.bytes.length} bytes.\n` });
    expect((await readFile(out)).equals(photo.bytes)).toBe(true);
    expect(await save(first?.id ?? "", out)).toMatchObject({ code: 1, err: expect.stringContaining("exists already") });
    expect(await save("fil_nobody", `${out}.2`)).toMatchObject({
      code: 1,
      err: expect.stringContaining("no such file"),
    });
  });

  it("that need not be are left out without a trace", async () => {
    await handIn({ first: "Stella", photo: [photo] });
    await world.deliver();
    expect((await files()).map(({ fieldId }) => fieldId)).toEqual(["photo"]);
  });

  it("of a form without files plan no step", async () => {
    const flow = await world.publishForm("feedback");
    await world.fillIn(flow, world.stranger(), { firstname: "Stella", visit_rating: "good" });
    await world.deliver();
    expect(await world.steps()).not.toHaveProperty("files");
  });
});

describe("what the customer hands over", () => {
  it("is judged by its contents, and refused with the reason, while the rest is kept", async () => {
    const program: PickedFile = {
      name: "photo.jpg",
      type: "image/jpeg",
      bytes: bytesOf(Buffer.from("MZ\u0090\0\u0003\0")),
    };
    await handIn({ first: "Stella", photo: [program], report: [report] });
    await world.deliver();
    expect(await files()).toMatchObject([
      { fieldId: "photo", name: "photo.jpg", status: "refused", reason: "wrong_type", type: null, bytes: null },
      { fieldId: "report", status: "stored" },
    ]);
    expect(await world.steps()).toMatchObject({ files: "done: refused:wrong_type", contact: "done: made" });
    expect(await onDisk()).toHaveLength(1);
    const [refused] = await files();
    expect(await world.operator("/operator/file", { fileId: refused?.id })).toMatchObject({ code: "unknown_file" });
  });

  it("is refused when it is empty, or not what the phone sealed", async () => {
    const empty: PickedFile = { name: "empty.txt", type: "text/plain", bytes: new Uint8Array() };
    world.whatsapp.cdn.failNext("wrong bytes", "wrong bytes");
    await handIn({ first: "Stella", photo: [photo], report: [empty] });
    await world.deliver();
    expect((await files()).map(({ status, reason }) => `${status} ${reason}`)).toEqual([
      "refused wrong_file",
      "refused empty",
    ]);
    expect(await onDisk()).toHaveLength(0);
  });
});

describe("when WhatsApp's servers fail", () => {
  it("for a while, the files come later, and nobody waits for them", async () => {
    const outage = Array.from({ length: 100 }, (_, index) => (index % 2 === 0 ? "busy" : "cut"));
    world.whatsapp.cdn.failNext(...outage);
    await handIn();
    await world.settle();
    expect((await files()).map(({ status }) => status)).toEqual(["waiting", "waiting"]);
    expect(await world.steps()).toMatchObject({ identify: "done: unknown-person", contact: "done: made" });
    world.whatsapp.cdn.heal();
    await world.deliver();
    expect((await files()).map(({ status }) => status)).toEqual(["stored", "stored"]);
    expect(await onDisk()).toHaveLength(2);
  });

  it("with one of two, the other is kept, and fetched only once", async () => {
    world.whatsapp.cdn.failNext("busy");
    await handIn();
    await world.deliver();
    expect((await files()).map(({ status }) => status)).toEqual(["stored", "stored"]);
    const downloads = world.whatsapp.exchanges.filter((exchange) => exchange.path.startsWith("/_sandbox/cdn"));
    expect(downloads).toHaveLength(3);
  });

  it("for good, somebody is told: a dead letter in words, and the rest is delivered", async () => {
    world.whatsapp.cdn.failNext("gone");
    await handIn({ first: "Stella", photo: [photo] });
    await world.deliver();
    expect(await world.steps()).toMatchObject({ files: "dead: whatsapp.media_gone", contact: "done: made" });
    expect(await files()).toMatchObject([{ status: "waiting", reason: null }]);
    // It was there after all: whoever is told can try again.
    await world.operator("/operator/replay");
    await world.deliver();
    expect(await files()).toMatchObject([{ status: "stored" }]);
    expect(await world.steps()).toMatchObject({ files: "done" });
  });

  it("while the server is away, the files come when it is back", async () => {
    world.whatsapp.cdn.failNext("busy", "busy");
    await handIn();
    await world.settle();
    await world.stop();
    await world.start();
    await world.deliver();
    expect((await files()).map(({ status }) => status)).toEqual(["stored", "stored"]);
  });
});

it("a correction with another file fetches that one, and keeps the one before", async () => {
  const flow = await publish();
  const settings = { reopen: { kind: "change", until: world.now() + 86_400_000 } };
  await world.operator("/operator/flows/settings", { flowId: flow.flowId, settings });
  const customer = world.stranger();
  await world.fillIn(flow, customer, { first: "Stella", photo: [photo] });
  await world.deliver();
  const again = await customer.openFlow();
  const other: PickedFile = { ...photo, name: "IMG_0043.jpg" };
  for (const given of [{}, { photo: [other] }, {}]) {
    again.fill(given);
    await again.press();
  }
  expect(again.status).toBe("completed");
  await world.deliver();
  expect(await files()).toMatchObject([
    { name: "IMG_0042.jpg", status: "stored", revision: 1 },
    { name: "IMG_0043.jpg", status: "stored", revision: 2 },
  ]);
  expect(await onDisk()).toHaveLength(2);
});
