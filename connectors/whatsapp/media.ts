/**
 * Files that a customer handed over in a Flow, fetched from WhatsApp's CDN and opened (WhatsApp reference 4.1). They lie
 * there for at most 20 days, encrypted, and no token is needed. Where they lie comes from the phone, so only hosts that
 * are known to be WhatsApp's are asked, over https, and no redirect is followed.
 */
import { OutsideError, type OutsideErrorDetails } from "../../core/errors.ts";
import type { HandedFile } from "../../core/submission/types.ts";
import { type MediaFailure, openMedia, sealedBytes } from "./wire/media.ts";

export interface MediaSettings {
  fetch: typeof globalThis.fetch;
  /** Domains that files may lie on, such as `whatsapp.net`; their subdomains count. */
  hosts: readonly string[];
  /** Asked in place of the file's own scheme and host, without a slash at the end: a proxy, or a stand-in. */
  baseUrl?: string | undefined;
  timeoutMs?: number;
}

export type FetchedFile =
  | { ok: true; bytes: Buffer }
  /** This file will never be good, whatever is tried. */
  | { ok: false; reason: MediaFailure | "too_large" };

const usualTimeoutMs = 60_000;

/**
 * The file's contents, every hash and the HMAC verified. A file that is not what the phone sealed is fetched once more:
 * the way here may have spoiled it.
 *
 * @param maxBytes size of the contents; more is not read
 * @throws OutsideError `whatsapp.media_…`
 */
export async function fetchFile(settings: MediaSettings, file: HandedFile, maxBytes: number): Promise<FetchedFile> {
  const first = await fetchAndOpen(settings, file, maxBytes);
  return !first.ok && first.reason === "wrong_file" ? fetchAndOpen(settings, file, maxBytes) : first;
}

async function fetchAndOpen(settings: MediaSettings, file: HandedFile, maxBytes: number): Promise<FetchedFile> {
  const sealed = await download(settings, file.url, sealedBytes(maxBytes));
  if (!sealed) return { ok: false, reason: "too_large" };
  const { hash, iv, key, hmacKey, contentHash } = file.sealed;
  return openMedia(sealed, {
    encrypted_hash: hash,
    iv,
    encryption_key: key,
    hmac_key: hmacKey,
    plaintext_hash: contentHash,
  });
}

/** Undefined where there is more than may be read. */
async function download(settings: MediaSettings, url: string, maxBytes: number): Promise<Buffer | undefined> {
  const address = addressOf(settings, url);
  const signal = AbortSignal.timeout(settings.timeoutMs ?? usualTimeoutMs);
  let response: Response | undefined;
  try {
    response = await settings.fetch(address, {
      headers: { accept: "*/*", "accept-encoding": "identity", "user-agent": "Flowella/0.1.0" },
      redirect: "manual",
      signal,
    });
    const refusal = refusalOf(response);
    if (refusal) throw refusal;
    return await read(response, maxBytes);
  } catch (failure) {
    if (failure instanceof OutsideError) throw failure;
    // The failure itself is left out: its text may hold the address.
    throw failed(signal.aborted ? "timeout" : "unreachable");
  } finally {
    // What was not read must not keep the connection.
    await response?.body?.cancel().catch(() => undefined);
  }
}

async function read(response: Response, maxBytes: number): Promise<Buffer | undefined> {
  if (Number(response.headers.get("content-length") ?? 0) > maxBytes) return undefined;
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function addressOf({ hosts, baseUrl }: MediaSettings, text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const known = hosts.some((host) => url?.hostname === host || url?.hostname.endsWith(`.${host}`));
  const plain = url?.protocol === "https:" && !url.port && !url.username && !url.password;
  if (!url || !known || !plain) throw failed("host");
  return baseUrl === undefined ? url.href : `${baseUrl}${url.pathname}${url.search}`;
}

function refusalOf({ status, headers }: Response): OutsideError | undefined {
  if (status === 200) return undefined;
  if (status === 404 || status === 410) return failed("gone", { status });
  if (status >= 300 && status < 400) return failed("moved", { status });
  const seconds = Number(headers.get("retry-after") ?? Number.NaN);
  return failed("refused", { status, ...(seconds > 0 && { retryAfterMs: seconds * 1000 }) });
}

const failures = {
  host: {
    remedy: "ask-admin",
    message:
      "The file lies on a host that is not known to be WhatsApp's. If it is, add it to META_MEDIA_HOSTS and replay.",
  },
  gone: {
    remedy: "give-up",
    message: "The file is not on WhatsApp's servers any more. Ask the customer for it again.",
  },
  moved: { remedy: "give-up", message: "WhatsApp's server sends us elsewhere for the file, which is not followed." },
  refused: { remedy: "retry", message: "WhatsApp's server did not give the file. It will be tried again." },
  timeout: { remedy: "retry", message: "WhatsApp's server did not give the file in time. It will be tried again." },
  unreachable: { remedy: "retry", message: "WhatsApp's server could not be reached. It will be tried again." },
} as const;

function failed(what: keyof typeof failures, more: Partial<OutsideErrorDetails> = {}): OutsideError {
  const { remedy, message } = failures[what];
  return new OutsideError(message, { code: `whatsapp.media_${what}`, remedy, ...more });
}
