/**
 * Files in an exchange: a picker's payload names where each file lies, encrypted, and what opens it (WhatsApp reference
 * 4.1). Nothing here has seen a file: type, size and hashes are checked when it is fetched.
 */
import { z } from "zod";
import type { FileLimits } from "../flow/file-types.ts";
import { type Reading, refuse } from "./reading.ts";
import type { HandedFile } from "./types.ts";

/** Canonical base64: 32 bytes are 43 characters and "=", 16 bytes are 22 and "==". */
const bytes32 = z.string().regex(/^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$/);
const bytes16 = z.string().regex(/^[A-Za-z0-9+/]{21}[AQgw]==$/);

/** One entry of a picker's payload, as the phone sends it. */
export const uploadSchema = z.object({
  media_id: z.string().regex(/^[\x21-\x7e]{1,200}$/),
  cdn_url: z.string().max(2_000).refine(isPublicHttps, "must be https at a public host"),
  file_name: z.string().max(255),
  encryption_metadata: z.object({
    encrypted_hash: bytes32,
    iv: bytes16,
    encryption_key: bytes32,
    hmac_key: bytes32,
    plaintext_hash: bytes32,
  }),
});
export type Upload = z.infer<typeof uploadSchema>;

/** A picker's value as it may be kept, with nothing in it that is not an upload's; undefined for everything else. */
export function uploadsIn(raw: unknown): Upload[] | undefined {
  return Array.isArray(raw) && raw.length <= 30 ? z.array(uploadSchema).safeParse(raw).data : undefined;
}

/** The files' names, each file once; `files` says the rest. */
export function readFiles({ least, most }: FileLimits, raw: unknown): Reading<string[]> {
  const uploads = uploadsIn(raw);
  if (!uploads || new Set(uploads.map(({ media_id }) => media_id)).size < uploads.length) return refuse("wrong_type");
  if (uploads.length < least) return refuse("too_few", least);
  if (uploads.length > most) return refuse("too_many", most);
  const files = uploads.map(handedFile);
  return { ok: true, value: files.map(({ name }) => name), files };
}

function handedFile({ media_id, cdn_url, file_name, encryption_metadata: sealed }: Upload): HandedFile {
  return {
    id: media_id,
    name: nameFrom(file_name),
    url: cdn_url,
    sealed: {
      hash: sealed.encrypted_hash,
      iv: sealed.iv,
      key: sealed.encryption_key,
      hmacKey: sealed.hmac_key,
      contentHash: sealed.plaintext_hash,
    },
  };
}

/** The name is the customer's own text: nothing in it may steer a terminal, turn a line around or name a folder. */
function nameFrom(text: string): string {
  const plain = text
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, "")
    .replace(/[/\\]/g, "_")
    .trim();
  return plain || "file";
}

const hostName = /^(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/;
const privateEnds = /\.(?:local|localhost|internal|lan|home|corp|test|invalid|onion|arpa)$/;

/** By name, at the usual port, without credentials: whether the host is WhatsApp's is known by whoever fetches. */
function isPublicHttps(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, port, username, password } = new URL(text);
  if (protocol !== "https:" || port || username || password) return false;
  return hostName.test(hostname) && !privateEnds.test(hostname);
}
