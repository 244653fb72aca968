import type { MessageKind } from "./types.ts";

/** Meta's names of what customers send (WhatsApp reference 7.3), in our words. */
const kinds: Readonly<Record<string, MessageKind>> = {
  text: "text",
  image: "photo",
  audio: "voice",
  video: "video",
  document: "file",
  sticker: "sticker",
  location: "place",
  contacts: "contact_card",
  order: "order",
};

/** @returns undefined for what nobody has to read: a thumb up below a message of ours */
export function messageKindOf(type: string): MessageKind | undefined {
  if (type === "reaction") return undefined;
  return kinds[type] ?? "other";
}

/** For people, behind "The customer sent". */
export const kindInWords: Readonly<Record<MessageKind, string>> = {
  text: "a message",
  photo: "a photo",
  video: "a video",
  voice: "a voice message",
  file: "a file",
  sticker: "a sticker",
  place: "a place",
  contact_card: "a contact card",
  order: "an order",
  other: "a message of a kind that only WhatsApp can show",
};
