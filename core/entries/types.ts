/** A way to a Flow, and what a customer sent who may have come by it. */

export interface EntrySigns {
  readonly id: string;
  readonly flowId: string;
  /** Switched on, and its Flow can be sent. What is meant for one that is not opens no other one instead. */
  readonly usable: boolean;
  readonly code: string;
  /** What customers send, without the code. */
  readonly sentence: string;
  readonly keywords: readonly string[];
  /** Ids of ads. */
  readonly ads: readonly string[];
}

export interface Said {
  readonly text: string;
  /** The ad that the message came from. */
  readonly adId?: string | undefined;
}

/** What told the entry: its code, the code with one slip, a keyword, the ad, or the sentence without its code. */
export type Sign = "code" | "near_code" | "keyword" | "ad" | "sentence";

export type Choice =
  | { readonly kind: "entry"; readonly entryId: string; readonly by: Sign }
  /** The message is about something else. */
  | { readonly kind: "none" };
