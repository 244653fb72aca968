/**
 * A file's bytes, sealed piece by piece, so that neither side ever holds the whole file.
 *
 * `FLB1`, a random salt of 32 bytes, then pieces of 64 KiB, each followed by its AES-256-GCM tag. The key is made for
 * this one file, so a counter is nonce enough; it also carries whether the piece is the last, so that a file which was
 * cut off, or whose pieces changed places, does not open.
 */
import { createCipheriv, createDecipheriv } from "node:crypto";
import { VaultError } from "./sealer.ts";

const magic = Buffer.from("FLB1");
const saltBytes = 32;
const pieceBytes = 64 * 1024;
const tagBytes = 16;

export const blobHeaderBytes = magic.length + saltBytes;

export function blobHeader(salt: Uint8Array): Buffer {
  return Buffer.concat([magic, salt]);
}

/** The salt in a file's header. @throws VaultError when it is none */
export function saltOf(header: Uint8Array): Uint8Array {
  if (header.length !== blobHeaderBytes || !magic.equals(header.subarray(0, magic.length))) {
    throw new VaultError("The blob's file is not one of ours, or it is cut off.");
  }
  return header.subarray(magic.length);
}

/** What follows the header, piece by piece. */
export async function* sealPieces(content: AsyncIterable<Uint8Array>, key: Uint8Array): AsyncGenerator<Buffer> {
  let index = 0;
  let waiting: Buffer = Buffer.alloc(0);
  for await (const bytes of content) {
    waiting = Buffer.concat([waiting, bytes]);
    // The last piece is known only at the end: one whole piece always waits.
    while (waiting.length > pieceBytes) {
      yield sealPiece(waiting.subarray(0, pieceBytes), key, index, false);
      waiting = waiting.subarray(pieceBytes);
      index += 1;
    }
  }
  yield sealPiece(waiting, key, index, true);
}

/** The contents, each piece checked before it is given away. @throws VaultError when the file was changed or cut off */
export async function* openPieces(sealed: AsyncIterable<Uint8Array>, key: Uint8Array): AsyncGenerator<Buffer> {
  const whole = pieceBytes + tagBytes;
  let index = 0;
  let waiting: Buffer = Buffer.alloc(0);
  for await (const bytes of sealed) {
    waiting = Buffer.concat([waiting, bytes]);
    while (waiting.length > whole) {
      yield openPiece(waiting.subarray(0, whole), key, index, false);
      waiting = waiting.subarray(whole);
      index += 1;
    }
  }
  yield openPiece(waiting, key, index, true);
}

function sealPiece(piece: Uint8Array, key: Uint8Array, index: number, last: boolean): Buffer {
  const cipher = createCipheriv("aes-256-gcm", key, nonce(index, last));
  return Buffer.concat([cipher.update(piece), cipher.final(), cipher.getAuthTag()]);
}

function openPiece(piece: Uint8Array, key: Uint8Array, index: number, last: boolean): Buffer {
  const broken = (cause?: unknown) => new VaultError("The blob's file was changed or cut off.", { cause });
  if (piece.length < tagBytes) throw broken();
  const decipher = createDecipheriv("aes-256-gcm", key, nonce(index, last));
  decipher.setAuthTag(piece.subarray(-tagBytes));
  try {
    return Buffer.concat([decipher.update(piece.subarray(0, -tagBytes)), decipher.final()]);
  } catch (cause) {
    throw broken(cause);
  }
}

function nonce(index: number, last: boolean): Buffer {
  const bytes = Buffer.alloc(12);
  bytes.writeUInt32BE(index, 7);
  bytes.writeUInt8(last ? 1 : 0, 11);
  return bytes;
}
