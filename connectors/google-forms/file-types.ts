/** Google's groups of file types as media types (form-tools reference 9). */
import type { Notice } from "../../core/form/types.ts";

const openDocument = "application/vnd.oasis.opendocument";
const openXml = "application/vnd.openxmlformats-officedocument";

const groups: ReadonlyMap<string, readonly string[]> = new Map([
  [
    "DOCUMENT",
    [
      "application/msword",
      `${openXml}.wordprocessingml.document`,
      `${openDocument}.text`,
      "text/plain",
      "application/pdf",
    ],
  ],
  [
    "PRESENTATION",
    ["application/vnd.ms-powerpoint", `${openXml}.presentationml.presentation`, `${openDocument}.presentation`],
  ],
  ["SPREADSHEET", ["application/vnd.ms-excel", `${openXml}.spreadsheetml.sheet`, `${openDocument}.spreadsheet`]],
  ["PDF", ["application/pdf"]],
  ["IMAGE", ["image/*"]],
  ["VIDEO", ["video/*"]],
  ["AUDIO", ["audio/*"]],
  ["DRAWING", ["application/vnd.google-apps.drawing"]],
]);

/** Absent `accepts`: any file. A group without a counterpart on WhatsApp stays named, so that the compiler can refuse it. */
export function acceptsOf(types: readonly string[]): {
  accepts?: string[];
  told: Pick<Notice, "level" | "code" | "message">[];
} {
  if (types.length === 0 || types.includes("ANY") || types.includes("FILE_TYPE_UNSPECIFIED")) return { told: [] };
  const accepts = [...new Set(types.flatMap((type) => groups.get(type) ?? []))];
  const lost = types.filter((type) => type === "AUDIO" || type === "DRAWING" || !groups.has(type));
  return {
    ...(accepts.length > 0 ? { accepts } : {}),
    told: lost.length === 0 ? [] : [{ level: "warn", code: "file.type_lost", message: lostMessage }],
  };
}

const lostMessage =
  "The question takes sound recordings, drawings or other files that customers cannot choose on WhatsApp; the other types stay.";
