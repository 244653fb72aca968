import type { Words } from "../../words.ts";

/** Details that can be changed. */
export type DetailId = "email" | "phone" | "street" | "zip" | "city";

/** Everything that customers read of it. Limits are those of the screens that it becomes. */
export interface ContactUpdateWords extends Words, Readonly<Record<DetailId, string>> {
  readonly whoPage: string;
  readonly surname: string;
  readonly code: string;
  /** At most 80 characters each: below the input. */
  readonly codeHint: string;
  readonly newPage: string;
  readonly leave: string;
  readonly addressPage: string;
  readonly numberPage: string;
  readonly numberCode: string;
  readonly numberHint: string;
  readonly confirmPage: string;
  /** One line of what is about to change, around the new value. */
  readonly changes: Readonly<Record<DetailId, (value: string) => string>>;
  readonly nothing: string;
  /** At most 30 characters: beside the box. */
  readonly confirm: string;
  readonly confirmText: string;
  readonly send: string;
  /** On the phone, once it is handed in; and as a message, once it has landed. */
  readonly thanks: string;
  readonly updated: string;
}
