/** Fetching a customer's file from WhatsApp's CDN, and everything that can go wrong with it. */
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { fetchFile, type MediaSettings } from "../../../connectors/whatsapp/media.ts";
import { OutsideError } from "../../../core/errors.ts";
import type { HandedFile } from "../../../core/submission/types.ts";
import { sealFile } from "../../../phone/index.ts";
import { type CdnFault, startWhatsApp, type WhatsAppStandIn } from "../../../sandbox/whatsapp/index.ts";

let whatsapp: WhatsAppStandIn;
beforeAll(async () => {
  whatsapp = await startWhatsApp();
});
afterAll(() => whatsapp.close());

const contents = new TextEncoder().encode("A passport. ".repeat(20_000));

async function handOver(bytes = contents): Promise<HandedFile> {
  const { bytes: sealed, metadata } = await sealFile(bytes);
  const { mediaId: id, url } = whatsapp.cdn.store(sealed);
  return {
    id,
    name: "passport.txt",
    url,
    sealed: {
      hash: metadata.encrypted_hash,
      iv: metadata.iv,
      key: metadata.encryption_key,
      hmacKey: metadata.hmac_key,
      contentHash: metadata.plaintext_hash,
    },
  };
}

const settings = (more: Partial<MediaSettings> = {}): MediaSettings => ({
  fetch,
  hosts: ["whatsapp.net"],
  baseUrl: whatsapp.mediaUrl,
  ...more,
});

async function failureOf(work: Promise<unknown>): Promise<OutsideError> {
  const failure = await work.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (failure instanceof OutsideError) return failure;
  throw new Error(`Not an OutsideError: ${String(failure)}`);
}

const asked = () => whatsapp.exchanges.filter(({ path }) => path.startsWith("/_sandbox/cdn")).length;

describe("a file on the CDN", () => {
  it("comes back as the phone sealed it, whatever its size", async () => {
    for (const length of [1, 15, 16, 17, 65_536]) {
      const bytes = contents.slice(0, length);
      const fetched = await fetchFile(settings(), await handOver(bytes), length);
      expect(fetched.ok && Buffer.from(bytes).equals(fetched.bytes)).toBe(true);
    }
  });

  it("is asked for without a token, and its own host is asked where no other is set", async () => {
    const calls: { url: string; init: RequestInit | undefined }[] = [];
    const file = await handOver();
    const wire: typeof fetch = async (url, init) => {
      calls.push({ url: String(url), init });
      return new Response(null, { status: 404 });
    };
    await failureOf(fetchFile(settings({ fetch: wire, baseUrl: undefined }), file, 1_000_000));
    expect(calls.map(({ url }) => url)).toEqual([file.url]);
    expect(calls[0]?.init?.redirect).toBe("manual");
    expect(Object.keys(calls[0]?.init?.headers ?? {})).not.toContain("authorization");
  });

  it("larger than it may be is refused, told or not, and not read to its end", async () => {
    const file = await handOver();
    expect(await fetchFile(settings(), file, contents.length - 16)).toEqual({ ok: false, reason: "too_large" });
    whatsapp.cdn.failNext("endless");
    expect(await fetchFile(settings(), file, contents.length)).toEqual({ ok: false, reason: "too_large" });
  });
});

describe("a file that was spoiled on its way", () => {
  it.each(["short", "wrong bytes"] as const)("(%s) is fetched once more", async (fault) => {
    const file = await handOver();
    whatsapp.cdn.failNext(fault);
    expect((await fetchFile(settings(), file, contents.length)).ok).toBe(true);
  });

  it("twice is refused, and not asked for a third time", async () => {
    const file = await handOver();
    const before = asked();
    whatsapp.cdn.failNext("wrong bytes", "wrong bytes");
    expect(await fetchFile(settings(), file, contents.length)).toEqual({ ok: false, reason: "wrong_file" });
    expect(asked() - before).toBe(2);
  });

  it.each([
    ["hmacKey", "tampered"],
    ["contentHash", "wrong_contents"],
  ] as const)("with another %s is refused as %s", async (key, reason) => {
    const [file, other] = [await handOver(), await handOver()];
    const changed = { ...file, sealed: { ...file.sealed, [key]: other.sealed.hash } };
    expect(await fetchFile(settings(), changed, contents.length)).toEqual({ ok: false, reason });
  });
});

describe("a failure of the CDN", () => {
  it.each<[CdnFault, string, string, string]>([
    ["gone", "whatsapp.media_gone", "give-up", "Ask the customer for it again"],
    ["busy", "whatsapp.media_refused", "retry", "tried again"],
    ["cut", "whatsapp.media_unreachable", "retry", "tried again"],
    ["elsewhere", "whatsapp.media_moved", "give-up", "sends us elsewhere"],
  ])("(%s) is %s", async (fault, code, remedy, words) => {
    const file = await handOver();
    const before = asked();
    whatsapp.cdn.failNext(fault);
    const failure = await failureOf(fetchFile(settings(), file, contents.length));
    expect(failure).toMatchObject({ code, remedy });
    expect(failure.message).toContain(words);
    expect(failure.message).not.toContain(file.url);
    // A redirect is not followed.
    expect(whatsapp.exchanges.some(({ path }) => path === "/_sandbox/elsewhere")).toBe(false);
    expect(asked() - before).toBe(1);
  });

  it("that never answers is a time-out", async () => {
    const file = await handOver();
    whatsapp.cdn.failNext("silent");
    const failure = await failureOf(fetchFile(settings({ timeoutMs: 200 }), file, contents.length));
    expect(failure).toMatchObject({ code: "whatsapp.media_timeout", remedy: "retry" });
  });

  it("is 404 after twenty days", async () => {
    const file = await handOver();
    whatsapp.passTime(21 * 86_400_000);
    expect(await failureOf(fetchFile(settings(), file, contents.length))).toMatchObject({
      code: "whatsapp.media_gone",
    });
  });
});

describe("an address that is not WhatsApp's", () => {
  it.each([
    "https://evil.example/v/1",
    "https://whatsapp.net.evil.example/v/1",
    "https://notwhatsapp.net/v/1",
    "http://mmg.whatsapp.net/v/1",
    "https://mmg.whatsapp.net:8443/v/1",
    "https://user:secret@mmg.whatsapp.net/v/1",
    "https://127.0.0.1/v/1",
    "file:///etc/passwd",
    "not an address",
  ])("%s is never asked", async (url) => {
    const never: typeof fetch = () => Promise.reject(new Error("It was asked."));
    const failure = await failureOf(fetchFile(settings({ fetch: never }), { ...(await handOver()), url }, 1_000_000));
    expect(failure).toMatchObject({ code: "whatsapp.media_host", remedy: "ask-admin" });
    expect(failure.message).toContain("META_MEDIA_HOSTS");
  });
});
