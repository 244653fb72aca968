/** Where a message with a Flow came from, as figures name it. */

export const sources = [
  "card",
  "workflow",
  "broadcast",
  "qr",
  "keyword",
  "ad",
  "booking",
  "operator",
  "resend",
  "other",
] as const;
export type Source = (typeof sources)[number];

export interface SourceOfSend {
  /** What asked for the send (`sends.source`). */
  readonly source: string;
  /** By what a message that came by an entry was known (`entry_visits.told_by`). */
  readonly toldBy?: string | undefined;
}

/** `qr`: a code, link or button; which of the three a customer used cannot be told, because all carry the same code. */
export function sourceOf({ source, toldBy }: SourceOfSend): Source {
  if (source === "entry") {
    if (toldBy === "keyword") return "keyword";
    return toldBy === "ad" ? "ad" : "qr";
  }
  return sources.find((known) => known === source) ?? "other";
}
