/**
 * What a file is, by its contents: names and declared types are the sender's own words. Signatures of the types that
 * WhatsApp's pickers offer, and of nothing else.
 */
import type { FileType } from "../flow/file-types.ts";

/** The types that these bytes can be, the most exact first; none where nothing fits. */
export function contentTypes(bytes: Uint8Array): readonly FileType[] {
  const simple = signatures.find(({ at, start }) => startsWith(bytes, start, at));
  if (simple) return [simple.type];
  if (startsWith(bytes, latin("RIFF")) && startsWith(bytes, latin("WEBP"), 8)) return ["image/webp"];
  if (startsWith(bytes, latin("ftyp"), 4)) return brandTypes(bytes);
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])) return olderOfficeTypes(bytes);
  if (startsWith(bytes, latin("PK"))) return zipTypes(bytes);
  if (indexOf(bytes.subarray(0, 1024), latin("%PDF-")) >= 0) return ["application/pdf"];
  return isPlainText(bytes) ? ["text/plain"] : [];
}

const latin = (text: string): number[] => [...text].map((character) => character.charCodeAt(0));

const signatures: readonly { type: FileType; at: number; start: readonly number[] }[] = [
  { type: "image/jpeg", at: 0, start: [0xff, 0xd8, 0xff] },
  { type: "image/png", at: 0, start: [0x89, ...latin("PNG\r\n"), 0x1a, 0x0a] },
  { type: "image/gif", at: 0, start: latin("GIF87a") },
  { type: "image/gif", at: 0, start: latin("GIF89a") },
  { type: "image/tiff", at: 0, start: [...latin("II"), 0x2a, 0x00] },
  { type: "image/tiff", at: 0, start: [...latin("MM"), 0x00, 0x2a] },
  { type: "application/gzip", at: 0, start: [0x1f, 0x8b, 0x08] },
  { type: "application/x-7z-compressed", at: 0, start: [...latin("7z"), 0xbc, 0xaf, 0x27, 0x1c] },
  { type: "video/mpeg", at: 0, start: [0x00, 0x00, 0x01, 0xba] },
  { type: "video/mpeg", at: 0, start: [0x00, 0x00, 0x01, 0xb3] },
];

/** ISO media files name what they are in their first box: a main brand, a version, then further brands. */
function brandTypes(bytes: Uint8Array): FileType[] {
  const boxEnd = Math.min(uint32(bytes, 0), bytes.length, 256);
  const brands = [text(bytes, 8, 4)];
  for (let at = 16; at + 4 <= boxEnd; at += 4) brands.push(text(bytes, at, 4));
  const has = (...names: string[]) => names.some((name) => brands.includes(name));
  const [main = ""] = brands;
  const types: FileType[] = [];
  if (has("heic", "heix", "heim", "heis", "hevc", "hevx")) types.push("image/heic");
  if (has("avif", "avis")) types.push("image/avif");
  if (["mif1", "msf1"].includes(main) || types.includes("image/heic")) types.push("image/heif");
  if (types.length === 0 && has("isom", "iso2", "iso4", "iso5", "iso6", "mp41", "mp42", "avc1", "M4V ", "dash")) {
    types.push("video/mp4");
  }
  return types;
}

/** Word, Excel and PowerPoint before 2007 share one container; a stream's name, in UTF-16, tells which. */
function olderOfficeTypes(bytes: Uint8Array): FileType[] {
  const streams: [string, FileType][] = [
    ["WordDocument", "application/msword"],
    ["Workbook", "application/vnd.ms-excel"],
    ["PowerPoint Document", "application/vnd.ms-powerpoint"],
  ];
  const wide = (name: string) => latin(name).flatMap((unit) => [unit, 0]);
  return streams.flatMap(([name, type]) => (indexOf(bytes, wide(name)) >= 0 ? [type] : []));
}

const openDocuments: readonly FileType[] = [
  "application/vnd.oasis.opendocument.presentation",
  "application/vnd.oasis.opendocument.spreadsheet",
  "application/vnd.oasis.opendocument.text",
];

/** A zip file with its table of contents at the end; Office and OpenDocument files are ones with known contents. */
function zipTypes(bytes: Uint8Array): FileType[] {
  const names = namesInZip(bytes);
  if (!names) return [];
  const types: FileType[] = [];
  // Its first entry is `mimetype`, stored as it is.
  if (text(bytes, 30, 8) === "mimetype") {
    const length = uint32le(bytes, 18);
    const found = openDocuments.find((type) => text(bytes, 38, Math.min(length, 80)) === type);
    if (found) types.push(found);
  }
  if (names.includes("[Content_Types].xml")) {
    const inside = (folder: string) => names.some((name) => name.startsWith(folder));
    const office = "application/vnd.openxmlformats-officedocument";
    if (inside("word/")) types.push(`${office}.wordprocessingml.document`);
    if (inside("xl/")) types.push(`${office}.spreadsheetml.sheet`);
    if (inside("ppt/")) types.push(`${office}.presentationml.presentation`);
  }
  return [...types, "application/zip"];
}

/** Entries that are looked at; an Office file has its folders long before. */
const mostEntries = 5_000;

/** Undefined where the table of contents is not there: cut off, or no zip file. */
function namesInZip(bytes: Uint8Array): string[] | undefined {
  const end = lastIndexOf(bytes.subarray(-65_557), [...latin("PK"), 5, 6]);
  if (end < 0) return undefined;
  const record = Math.max(0, bytes.length - 65_557) + end;
  const names: string[] = [];
  let at = uint32le(bytes, record + 16);
  while (names.length < mostEntries && startsWith(bytes, [...latin("PK"), 1, 2], at)) {
    const [name, extra, comment] = [28, 30, 32].map((offset) => uint16le(bytes, at + offset));
    names.push(text(bytes, at + 46, name ?? 0));
    at += 46 + (name ?? 0) + (extra ?? 0) + (comment ?? 0);
  }
  return names;
}

/** UTF-8 without control characters, or UTF-16 with its mark. */
function isPlainText(bytes: Uint8Array): boolean {
  const wide = startsWith(bytes, [0xff, 0xfe]) ? "utf-16le" : startsWith(bytes, [0xfe, 0xff]) ? "utf-16be" : undefined;
  try {
    const decoded = new TextDecoder(wide ?? "utf-8", { fatal: true }).decode(bytes);
    return decoded !== "" && !/[^\P{Cc}\t\n\f\r]/u.test(decoded);
  } catch {
    return false;
  }
}

function startsWith(bytes: Uint8Array, start: readonly number[], at = 0): boolean {
  return at >= 0 && at + start.length <= bytes.length && start.every((byte, index) => bytes[at + index] === byte);
}

function indexOf(bytes: Uint8Array, wanted: readonly number[]): number {
  const [first = 0] = wanted;
  for (let at = bytes.indexOf(first); at >= 0; at = bytes.indexOf(first, at + 1)) {
    if (startsWith(bytes, wanted, at)) return at;
  }
  return -1;
}

function lastIndexOf(bytes: Uint8Array, wanted: readonly number[]): number {
  const [first = 0] = wanted;
  for (let at = bytes.lastIndexOf(first); at >= 0; at = at > 0 ? bytes.lastIndexOf(first, at - 1) : -1) {
    if (startsWith(bytes, wanted, at)) return at;
  }
  return -1;
}

function text(bytes: Uint8Array, at: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + length));
}

const uint16le = (bytes: Uint8Array, at: number): number => (bytes[at] ?? 0) + (bytes[at + 1] ?? 0) * 0x100;
const uint32le = (bytes: Uint8Array, at: number): number => uint16le(bytes, at) + uint16le(bytes, at + 2) * 0x1_0000;
const uint32 = (bytes: Uint8Array, at: number): number =>
  [0, 1, 2, 3].reduce((sum, offset) => sum * 0x100 + (bytes[at + offset] ?? 0), 0);
