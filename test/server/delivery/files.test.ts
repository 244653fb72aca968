/** A photo question against the real endpoint, from the phone to the vault, with nothing of the outside world but a CDN. */
import { afterEach, expect, it } from "@jest/globals";
import { compile } from "../../../core/flow/index.ts";
import type { Form } from "../../../core/form/types.ts";
import { openFlow, type PickedFile } from "../../../phone/index.ts";
import { filesOf, openFile } from "../../../server/delivery/files.ts";
import { type Harness, portalId, post, sampleForm, signed, startHarness } from "../harness.ts";

let harness: Harness | undefined;
afterEach(() => harness?.close());

const form: Form = {
  ...sampleForm,
  sections: [{ id: "you", items: ["photo", "contract"] }],
  fields: {
    photo: {
      id: "photo",
      title: "A photo of you",
      kind: "file",
      accepts: ["image/*"],
      maxFiles: 2,
      maxBytes: 100_000,
      required: true,
      source: { id: "photo", type: "sample" },
    },
    contract: {
      id: "contract",
      title: "Your contract",
      kind: "file",
      accepts: ["application/pdf"],
      required: false,
      source: { id: "contract", type: "sample" },
    },
  },
};

const picked = (name: string, type: string, start: string, size = 1_000): PickedFile => ({
  name,
  type,
  bytes: Uint8Array.from(Buffer.concat([Buffer.from(start, "hex"), Buffer.alloc(size, 0x20)])),
});
const png = picked("me.png", "image/png", "89504e470d0a1a0a");
const jpeg = picked("me.jpg", "image/jpeg", "ffd8ffe0");
const pdf = picked("contract.pdf", "application/pdf", Buffer.from("%PDF-1.7").toString("hex"));

/** Where phones put files, and where the server fetches them. */
function cdn() {
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  const wire: typeof fetch = async (url) => {
    const bytes = files.get(String(url));
    return bytes ? new Response(bytes) : new Response("gone", { status: 404 });
  };
  return {
    wire,
    uploadFile: async (sealed: Uint8Array<ArrayBuffer>) => {
      const url = `https://mmg.whatsapp.net/v/${files.size}`;
      files.set(url, sealed);
      return { mediaId: `m-${files.size}`, url };
    },
  };
}

async function handIn(screens: Record<string, readonly PickedFile[]>[]): Promise<Harness> {
  const { wire, uploadFile } = cdn();
  const started = await startHarness(form, { fetch: wire });
  harness = started;
  const phone = await openFlow({
    flowJson: compile(form).flow,
    flowToken: await started.newToken(),
    mode: "data_exchange",
    transport: (body) => post(`${started.url}${started.endpointPath}`, body, signed(body)),
    publicKey: async () => started.publicKey,
    uploadFile,
  });
  expect(phone.read().inputs.map(({ type }) => type)).toEqual(["PhotoPicker"]);
  for (const answers of screens) {
    phone.fill(answers);
    await phone.press();
  }
  expect(phone.status).toBe("completed");
  await started.server.start();
  await started.server.idle();
  return started;
}

async function seen({ context }: Harness) {
  const { all, db } = context.store.of(portalId);
  const ids = (await all(db.selectFrom("submissions").select("id"))).map(({ id }) => id);
  return [...(await filesOf(context, portalId, ids)).values()].flat();
}

it("photos and a document are fetched, judged by their contents, and kept, whatever becomes of the contact", async () => {
  const { context } = await handIn([{ photo: [png, jpeg] }, { contract: [pdf] }]);
  const files = harness ? await seen(harness) : [];
  expect(files.map(({ fieldId, name, status, type }) => [fieldId, name, status, type])).toEqual([
    ["contract", "contract.pdf", "stored", "application/pdf"],
    ["photo", "me.png", "stored", "image/png"],
    ["photo", "me.jpg", "stored", "image/jpeg"],
  ]);
  const opened = await openFile(context, portalId, files[1]?.id ?? "");
  const parts: Uint8Array[] = [];
  for await (const part of opened?.content ?? []) parts.push(part);
  expect(Buffer.concat(parts).equals(png.bytes)).toBe(true);
  expect(await openFile(context, "another-portal", files[1]?.id ?? "")).toBeUndefined();
});

it("a document among the photos is refused, although the phone called it one", async () => {
  await handIn([{ photo: [{ ...pdf, name: "me.jpg", type: "image/jpeg" }] }, {}]);
  expect(harness && (await seen(harness))).toMatchObject([{ name: "me.jpg", status: "refused", reason: "wrong_type" }]);
});

it("once a person is erased, neither the file nor its name can be read", async () => {
  const { context } = await handIn([{ photo: [png] }, {}]);
  const tenant = context.store.of(portalId);
  const row = await tenant.first(tenant.db.selectFrom("files").select(["id", "person_id"]));
  await context.vault.destroyPersonKey(portalId, row?.person_id ?? "");
  expect(harness && (await seen(harness))).toMatchObject([{ status: "stored", name: undefined }]);
  const opened = await openFile(context, portalId, row?.id ?? "");
  await expect(
    (async () => {
      for await (const part of opened?.content ?? []) expect(part).toBeUndefined();
    })(),
  ).rejects.toThrow();
});
