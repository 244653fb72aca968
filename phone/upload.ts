/**
 * Files on their way out: sealed as WhatsApp seals them, put on its CDN, and named in the exchange (WhatsApp reference
 * 4.1); in a reply without an endpoint, named by id (4.2). WebCrypto only, so that it runs in Node and in a browser.
 */
import { toBase64 } from "./base64.ts";
import { isObject } from "./screen-data.ts";
import type { Random } from "./seal.ts";
import { type PickedFile, pickedFiles } from "./values.ts";

/** Puts a sealed file where the business can fetch it. Throws when it cannot. */
export type UploadFile = (
  sealed: Uint8Array<ArrayBuffer>,
) => Promise<{ readonly mediaId: string; readonly url: string }>;

/** The file could not be uploaded: nothing is sent, and the person may try again. */
export class UploadFailed extends Error {
  override readonly name = "UploadFailed";
}

export interface SealedFile {
  /** AES-256-CBC, then the first ten bytes of an HMAC-SHA256 over IV and ciphertext. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly metadata: Readonly<
    Record<"encrypted_hash" | "iv" | "encryption_key" | "hmac_key" | "plaintext_hash", string>
  >;
}

export async function sealFile(contents: Uint8Array<ArrayBuffer>, random: Random = usualRandom): Promise<SealedFile> {
  const { subtle } = crypto;
  const [key, hmacKey, iv] = [random(new Uint8Array(32)), random(new Uint8Array(32)), random(new Uint8Array(16))];
  const aes = await subtle.importKey("raw", key, "AES-CBC", false, ["encrypt"]);
  const sealed = new Uint8Array(await subtle.encrypt({ name: "AES-CBC", iv }, aes, contents));
  const signing = await subtle.importKey("raw", hmacKey, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  const mac = new Uint8Array(await subtle.sign("HMAC", signing, joined(iv, sealed)));
  const bytes = joined(sealed, mac.subarray(0, 10));
  return {
    bytes,
    metadata: {
      encrypted_hash: await sha256(bytes),
      iv: toBase64(iv),
      encryption_key: toBase64(key),
      hmac_key: toBase64(hmacKey),
      plaintext_hash: await sha256(contents),
    },
  };
}

const usualRandom: Random = (bytes) => crypto.getRandomValues(bytes);

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return toBase64(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)));
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(first.length + second.length);
  bytes.set(first);
  bytes.set(second, first.length);
  return bytes;
}

interface Uploaded extends Pick<SealedFile, "metadata"> {
  readonly mediaId: string;
  readonly url: string;
}

/** Remembers what it uploaded: a file that is sent once more, after a failed exchange, is not uploaded again. */
export class Uploads {
  readonly #upload: UploadFile | undefined;
  readonly #random: Random | undefined;
  readonly #done = new WeakMap<PickedFile, Promise<Uploaded>>();

  constructor(upload: UploadFile | undefined, random: Random | undefined) {
    this.#upload = upload;
    this.#random = random;
  }

  /** The payload with what stands for its files. Throws `UploadFailed`. */
  async replaceIn(
    payload: Readonly<Record<string, unknown>>,
    to: "endpoint" | "message",
  ): Promise<Record<string, unknown>> {
    const entries = Object.entries(payload).map(async ([key, value]): Promise<[string, unknown]> => {
      const files = pickedFiles(value);
      if (!files) return [key, value];
      return [key, await Promise.all(files.map((file) => this.#named(file, to)))];
    });
    return Object.fromEntries(await Promise.all(entries));
  }

  async #named(file: PickedFile, to: "endpoint" | "message"): Promise<Record<string, unknown>> {
    const { mediaId, url, metadata } = await this.#uploaded(file);
    if (to === "endpoint")
      return { media_id: mediaId, cdn_url: url, file_name: file.name, encryption_metadata: metadata };
    return { file_name: file.name, mime_type: file.type, sha256: metadata.plaintext_hash, id: mediaId };
  }

  #uploaded(file: PickedFile): Promise<Uploaded> {
    const known = this.#done.get(file);
    if (known) return known;
    const uploaded = this.#sealAndUpload(file).catch((cause: unknown) => {
      this.#done.delete(file);
      throw new UploadFailed("The file could not be uploaded.", { cause });
    });
    this.#done.set(file, uploaded);
    return uploaded;
  }

  async #sealAndUpload(file: PickedFile): Promise<Uploaded> {
    if (!this.#upload) throw new Error("This phone was given nowhere to upload files to: give it uploadFile.");
    const { bytes, metadata } = await sealFile(file.bytes, this.#random);
    return { ...(await this.#upload(bytes)), metadata };
  }
}

/** Whether a picker's files stand anywhere but as the whole value of a key at the top (WhatsApp reference 1.7). */
export function filesInside(payload: Readonly<Record<string, unknown>>): boolean {
  const hidden = (value: unknown): boolean => {
    if (pickedFiles(value)) return true;
    if (Array.isArray(value)) return value.some(hidden);
    return isObject(value) && Object.values(value).some(hidden);
  };
  return Object.values(payload).some((value) => !pickedFiles(value) && hidden(value));
}
