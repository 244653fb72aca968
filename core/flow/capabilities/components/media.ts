/** Images, and files that the customer hands over (WhatsApp reference 1.7). */
import { fileTypes } from "../../file-types.ts";
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
      "allowed-mime-types": { kinds: ["strings"], enum: [...fileTypes], min: 1, dynamic: true },
    },
  },
};
