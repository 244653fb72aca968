/** Which files a question takes: the form's own wishes, within what WhatsApp's pickers offer (WhatsApp reference 1.7). */
import type { FieldOf } from "../form/types.ts";

/** Every media type that a DocumentPicker can be told to allow. */
export const fileTypes = [
  "application/gzip",
  "application/msword",
  "application/pdf",
  "application/vnd.ms-excel",
  "application/vnd.ms-powerpoint",
  "application/vnd.oasis.opendocument.presentation",
  "application/vnd.oasis.opendocument.spreadsheet",
  "application/vnd.oasis.opendocument.text",
  "application/vnd.openxmlformats-officedocument.presentationml.presentation",
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  "application/x-7z-compressed",
  "application/zip",
  "image/avif",
  "image/gif",
  "image/heic",
  "image/heif",
  "image/jpeg",
  "image/png",
  "image/tiff",
  "image/webp",
  "text/plain",
  "video/mp4",
  "video/mpeg",
] as const;
export type FileType = (typeof fileTypes)[number];

/** The most that a picker takes: files, and bytes of one file. */
export const mostFiles = 30;
export const mostFileBytes = 25_600 * 1024;

/** How many files are taken where the form names no number: all of them are fetched, decrypted and kept. */
export const usualFiles = 10;

export interface FileLimits {
  picker: "PhotoPicker" | "DocumentPicker";
  /** Empty where WhatsApp offers none of the types that the form asks for. */
  types: readonly FileType[];
  /** How many files an answer has, at least and at most. */
  least: number;
  most: number;
  /** Size of one file. */
  maxBytes: number;
}

/** What counts for the phone, for the check of an answer, and for the check of the contents alike. */
export function fileLimits(field: FieldOf<"file">): FileLimits {
  const wanted = wantedTypes(field.accepts);
  // A PhotoPicker cannot be told a type: what camera and gallery give must be welcome.
  const photos = wanted.includes("image/jpeg") && wanted.every(isPicture);
  return {
    picker: photos ? "PhotoPicker" : "DocumentPicker",
    types: photos ? fileTypes.filter(isPicture) : wanted,
    least: Math.max(1, field.minFiles ?? 1),
    most: Math.min(mostFiles, field.maxFiles ?? usualFiles),
    maxBytes: Math.min(mostFileBytes, field.maxBytes ?? mostFileBytes),
  };
}

/** `accepts` holds media types such as `application/pdf`, or all of a kind: `image/*`. */
function wantedTypes(accepts: readonly string[] | undefined): readonly FileType[] {
  if (!accepts) return fileTypes;
  return fileTypes.filter((type) => accepts.some((wish) => covers(wish, type)));
}

/** Whether a wish of the form covers this type. */
export function covers(wish: string, type: FileType): boolean {
  const plain = wish.trim().toLowerCase();
  return plain === type || plain === "*/*" || (plain.endsWith("/*") && type.startsWith(plain.slice(0, -1)));
}

export function isPicture(type: FileType): boolean {
  return type.startsWith("image/");
}
