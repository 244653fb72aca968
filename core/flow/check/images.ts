/** Images written into the Flow (WhatsApp reference 1.6, 1.7). */
import type { FlowModel } from "./model.ts";
import type { Report } from "./report.ts";

/** Bytes behind a base64 text. */
function bytesOf(base64: string): number {
  const padding = base64.endsWith("==") ? 2 : base64.endsWith("=") ? 1 : 0;
  return Math.floor((base64.length * 3) / 4) - padding;
}

/** FLOWELLA_IMAGE_TOO_LARGE */
export function imagesAreSmallEnough(flow: FlowModel, report: Report): void {
  const { imageBytes, optionImageBytes } = flow.capabilities.limits;
  for (const { rule, key, value, path } of flow.statics) {
    if (rule.format !== "base64" || typeof value !== "string") continue;
    const { value: most, source } = key === "image" ? optionImageBytes : imageBytes;
    if (bytesOf(value) <= most) continue;
    const message = `${bytesOf(value)} bytes where ${most} fit: make the image smaller (${source}).`;
    report("FLOWELLA_IMAGE_TOO_LARGE", path, message);
  }
}

/** How a PNG and a JPEG begin, in base64. */
const beginnings = ["iVBORw0KGgo", "/9j/"];

/** FLOWELLA_IMAGE_KIND */
export function imagesAreJpegOrPng(flow: FlowModel, report: Report): void {
  for (const { ownerName, key, value, path } of flow.statics) {
    if (ownerName !== "Image" || key !== "src" || typeof value !== "string" || value === "") continue;
    // A data: prefix is the format rule's business (formats.ts).
    if (value.startsWith("data:") || beginnings.some((beginning) => value.startsWith(beginning))) continue;
    report("FLOWELLA_IMAGE_KIND", path, "An Image is a JPEG or a PNG in base64: convert it.");
  }
}
