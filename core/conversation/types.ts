/**
 * One exchange: what the phone asks, what the session knows, and what to answer. All of it is data, so that a decision
 * can be made, tested and replayed without a server.
 */
import type { CompiledScreen, Json } from "../flow/types.ts";
import type { Form } from "../form/types.ts";
import type { Answer } from "../submission/types.ts";

/** A Flow version as the conversation needs it. */
export interface ConversationFlow {
  form: Form;
  /** The first is the entry screen; the others are reached through `next`. */
  screens: CompiledScreen[];
  /** Stands in the answer when a request names no version of its own. */
  dataApiVersion: string;
}

/** What the customer handed in on one screen: input name -> value, as it came. Hold only what `keep` gave. */
export type ScreenPayload = Record<string, Json>;

/** One filling-in, as far as it got. */
export interface SessionView {
  /** By screen id. A screen that was never handed in is missing. */
  payloads: Record<string, ScreenPayload>;
  state: SessionState;
}

export type SessionState =
  /** `screen`: the one shown last; missing before the first exchange. */
  | { kind: "open"; screen?: string | undefined }
  /** The answers stand, exactly as `payloads` holds them. */
  | { kind: "accepted"; submissionId: string }
  /** Too old. */
  | { kind: "expired" }
  /** Ended by the business: the form is no longer asked. */
  | { kind: "closed" };

/** A request of the phone. `version` is the data API version it speaks. */
export type Exchange = Open | Submit | Back | ErrorNotice;

interface Common {
  version?: string;
  /** Missing on some phones (WhatsApp reference 3.3). */
  flowToken?: string;
  /** A JWT over the token, from data API 4.0 on (WhatsApp reference 3.4). */
  flowTokenSignature?: string;
}

/** The customer opened the message (`INIT`). */
export interface Open extends Common {
  kind: "open";
}

/** A screen's button was pressed (`data_exchange`). */
export interface Submit extends Common {
  kind: "submit";
  /** `""` where the phone named none. */
  screen: string;
  data: Record<string, unknown>;
}

/** Back was pressed on `screen` (`BACK`); `""` where the phone named none. */
export interface Back extends Common {
  kind: "back";
  screen: string;
}

/** The phone could not use our last answer and says so afterwards. */
export interface ErrorNotice extends Common {
  kind: "error";
  screen: string;
  /** Meta's code, such as `payload-schema-error`; `""` where it gave none. */
  error: string;
  message: string;
}

/** What to answer. `keep` is to be stored in the session before the answer goes out. */
export type Decision = Show | Refuse | Acknowledge | Accept | Repeat;

/** What the customer handed in on a screen, read and found good: replaces what the session held for it. */
export interface Keep {
  screen: string;
  payload: ScreenPayload;
}

export interface Show {
  kind: "show";
  screen: string;
  /** Every declared key of the screen's data model, never null. */
  data: Record<string, string | string[]>;
  /** Shown as a passing notice over the screen. */
  errorMessage?: string;
  keep?: Keep;
}

export type RefusalReason = "unknown_token" | "expired" | "closed" | "already_accepted";

/** Closes the Flow, shows the message, and disables the button of the chat message (status 427). */
export interface Refuse {
  kind: "refuse";
  reason: RefusalReason;
  message: string;
}

/** The phone's error notice was heard. */
export interface Acknowledge {
  kind: "acknowledge";
}

/** Every screen has good answers: commit them, then answer `SUCCESS`. */
export interface Accept {
  kind: "accept";
  answers: Answer[];
  keep: Keep;
}

/** The last exchange once more, with the same answers: nothing to write, the same reply. */
export interface Repeat {
  kind: "repeat";
  submissionId: string;
}
