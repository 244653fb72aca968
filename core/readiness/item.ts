/** How an item of the list is written. */
import type { ReadinessItem } from "./types.ts";

/** WhatsApp Manager, where most of it is done (WhatsApp reference 5.13). */
export const manager = {
  href: "https://business.facebook.com/wa/manage/home/",
  text: "Open WhatsApp Manager",
} as const;

type Head = Pick<ReadinessItem, "name" | "title">;
type Link = ReadinessItem["link"];

export function ready(head: Head, says: string): ReadinessItem {
  return { ...head, state: "ready", who: "nobody", says, blocks: false };
}

export function note(head: Head, says: string, who: ReadinessItem["who"] = "nobody"): ReadinessItem {
  return { ...head, state: "note", who, says, blocks: false };
}

export function waiting(head: Head, says: string): ReadinessItem {
  return { ...head, state: "waiting", who: "whatsapp", says, blocks: false };
}

export function act(head: Head, who: ReadinessItem["who"], says: string, link?: Link, blocks = false): ReadinessItem {
  return { ...head, state: "act", who, says, blocks, ...(link && { link }) };
}

/** A word that nobody documented is shown, not hidden. */
export function unknown(head: Head, word: string | undefined): ReadinessItem {
  const says = word === undefined ? "WhatsApp does not say." : `WhatsApp says ${word}. See WhatsApp Manager.`;
  return {
    ...head,
    state: "unknown",
    who: "nobody",
    says,
    blocks: false,
    ...(word !== undefined && { link: manager }),
  };
}

/** The item for this word, whatever its case: Meta's own documents differ (WhatsApp reference 5.17). */
export function judged(
  word: string | undefined,
  items: Readonly<Record<string, ReadinessItem>>,
): ReadinessItem | undefined {
  const key = word?.toUpperCase();
  return key !== undefined && Object.hasOwn(items, key) ? items[key] : undefined;
}
