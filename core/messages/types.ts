/** What a message in the chat is, beside an answer to a form. */
export type MessageKind =
  | "text"
  | "photo"
  | "video"
  | "voice"
  | "file"
  | "sticker"
  | "place"
  | "contact_card"
  | "order"
  | "other";

/** How the conversation with one person stands. All in epoch milliseconds; absent: never. */
export interface Chat {
  /** When they last wrote. */
  readonly wroteAt?: number | undefined;
  /** When somebody at the business last answered. */
  readonly answeredAt?: number | undefined;
  /** When the contact's owner was last told that somebody waits. */
  readonly toldAt?: number | undefined;
  /** When the automatic reply last went. */
  readonly repliedAt?: number | undefined;
  /** When they last asked for a person. */
  readonly askedAt?: number | undefined;
}

/** What a business chose to happen with messages that are no answer. */
export interface MessageWishes {
  readonly tellOwner: boolean;
  readonly reply: boolean;
}
