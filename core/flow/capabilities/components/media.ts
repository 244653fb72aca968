/** Images, and files that the customer hands over (WhatsApp reference 1.7). */
import { conflict, flag, inBranches, name, oneOf, reference, required, text, whole } from "../properties.ts";
import type { ComponentDefinition, PropertyDefinition } from "../types.ts";

const picker = (what: "photos" | "documents"): Record<string, PropertyDefinition> => ({
  name,
  label: text(30, { ...required, source: conflict("80 or 30") }),
  description: text(300),
  "max-file-size-kb": whole(1, 25_600),
  [`min-uploaded-${what}`]: whole(0, 30),
  [`max-uploaded-${what}`]: whole(1, 30),
  enabled: flag,
  visible: flag,
  "error-message": { kinds: ["string", "map"], dynamic: true },
});

const mimeTypes = [
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
];

export const mediaComponents: Readonly<Record<string, ComponentDefinition>> = {
  Image: {
    ...inBranches,
    source: `${reference}, Image`,
    properties: {
      src: text(undefined, { ...required, format: "base64" }),
      width: whole(0),
      height: whole(0),
      "scale-type": oneOf("contain", "cover"),
      "aspect-ratio": { kinds: ["number"], dynamic: true },
      "alt-text": text(undefined),
      visible: flag,
    },
  },
  ImageCarousel: {
    since: "7.1",
    source: `${reference}, ImageCarousel`,
    properties: {
      images: { kinds: ["list"], required: true, min: 1, max: 3, shape: "CarouselImage", dynamic: true },
      "aspect-ratio": oneOf("4:3", "16:9"),
      "scale-type": oneOf("contain", "cover"),
      visible: flag,
    },
  },
  PhotoPicker: {
    input: true,
    source: `${reference}, PhotoPicker and DocumentPicker`,
    properties: { ...picker("photos"), "photo-source": oneOf("camera_gallery", "camera", "gallery") },
  },
  DocumentPicker: {
    input: true,
    source: `${reference}, PhotoPicker and DocumentPicker`,
    properties: {
      ...picker("documents"),
      "allowed-mime-types": { kinds: ["strings"], enum: mimeTypes, min: 1, dynamic: true },
    },
  },
};
