/** How a Flow is opened on the phone, and what the phone then shows and does. */
import type { PublicKeySource, RecordedExchange, Transport } from "./line.ts";
import type { ScopeOptions } from "./scope.ts";
import type { Random } from "./seal.ts";
import type { UploadFile } from "./upload.ts";
import type { FormValue } from "./values.ts";
import type { ScreenView } from "./view.ts";

export interface OpenFlowOptions {
  /** As text or as parsed JSON. */
  readonly flowJson: unknown;
  readonly flowToken: string;
  /** `data_exchange`: the endpoint gives the first screen (INIT). `navigate`: the message does. */
  readonly mode: "data_exchange" | "navigate";
  /** Only with `navigate`; default the first entry screen. */
  readonly firstScreen?: string | undefined;
  /** Only with `navigate`: the first screen's data. */
  readonly data?: Readonly<Record<string, unknown>> | undefined;
  /** Both are needed by Flows with an endpoint only. */
  readonly transport?: Transport;
  readonly publicKey?: PublicKeySource;
  /** Needed by Flows with pickers only: puts a sealed file on the CDN. */
  readonly uploadFile?: UploadFile;
  /** For data API 4.0: WhatsApp's signature of the flow token (reference 3.4). */
  readonly flowTokenSignature?: string | undefined;
  /** What goes into the chat as the reply: SUCCESS's params, or the `complete` payload with the flow token. */
  readonly onComplete?: (params: Readonly<Record<string, unknown>>) => void | Promise<void>;
  /** The endpoint no longer accepts the flow token (427): the message's button is to be disabled. */
  readonly onTokenRefused?: (message: string | undefined) => void;
  readonly random?: Random;
  /** Of the phone, for its own words: `de`, `pt-BR`; English for those that it does not speak. */
  readonly language?: string | undefined;
  /** Open points of the reference, to be tried both ways. */
  readonly quirks?: Partial<Quirks>;
}

export interface Quirks extends ScopeOptions {
  /** Key of the code in an error notification: the documents disagree (reference 3.3). */
  readonly errorKey: "error" | "error_key";
}

/** `opening`: nothing could be shown yet, pressing tries again. `closed`: ended without an answer. */
export type PhoneStatus = "opening" | "open" | "completed" | "closed";

/** What the customer has before their eyes. Without a screen, the lists are empty. */
export interface PhoneView extends ScreenView {
  readonly status: PhoneStatus;
  readonly screen?: string;
  /** `error_message` of the endpoint's last answer. */
  readonly snackbar?: string;
  /** WhatsApp's own message: something failed, or the form is no longer available. */
  readonly error?: string;
}

/** What went wrong behind the generic error. `code` is one of the error types of reference 3.9. */
export interface PhoneProblem {
  readonly code: string;
  readonly detail: string;
}

export interface FlowOnPhone {
  readonly status: PhoneStatus;
  /** A screen stands before this one; else `back` leaves the Flow. */
  readonly canGoBack: boolean;
  /** Every exchange with the endpoint, error notifications included, in order. */
  readonly exchanges: readonly RecordedExchange[];
  readonly problems: readonly PhoneProblem[];
  /** A choice asks the endpoint: nothing can be pressed until `settle` has brought the answer. */
  readonly isAsking: boolean;
  /** Addresses that links opened in the browser. */
  readonly openedUrls: readonly string[];
  read(): PhoneView;
  /** Puts values in, by input name; a number is typed as text. Throws `PhoneRefusal` and changes nothing if one is not possible. */
  fill(values: Readonly<Record<string, unknown>>): void;
  /**
   * Puts one value in as a keyboard does: it may not fit yet. Then the button stays disabled, and the input's `problem`
   * says why. Throws `PhoneRefusal` for an input that is not shown or is disabled, and for another kind of value.
   */
  type(name: string, value: FormValue): void;
  /**
   * Presses the Footer's button, once the choices before it are settled. Throws `PhoneRefusal` while it is disabled, and
   * where settling has led to another screen.
   */
  press(): Promise<void>;
  /** Taps a link, by its text (an OptIn's link by the OptIn's label). */
  tap(label: string): Promise<void>;
  /** Taps an item of a NavigationList, by the list's name and the item's id. */
  tapItem(list: string, id: string): Promise<void>;
  /** Sends what a choice is to tell the endpoint (`on-select-action`), and shows its answer; else does nothing. */
  settle(): Promise<void>;
  /** The back button; leaves the Flow on its first screen. */
  back(): Promise<void>;
}
