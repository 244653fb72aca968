/**
 * One exchange: what the phone asks, what the session knows, and what to answer. All of it is data, so that a decision
 * can be made, tested and replayed without a server.
 */
import type { CompiledScreen, Json } from "../flow/types.ts";
import type { Choice, CodeQuestion, FieldId, Form } from "../form/types.ts";
import type { VariableValue } from "../rules/index.ts";
import type { Answer, AnswerProblemCode, Offered } from "../submission/types.ts";
import type { Claim, Places } from "./capacity.ts";
import type { ConversationSettings } from "./settings.ts";

/** A Flow version as the conversation needs it. Settings that are absent are the defaults. */
export interface ConversationFlow extends ConversationSettings {
  form: Form;
  /** The first is the entry screen; the form's rules lead to the others. */
  screens: CompiledScreen[];
  /** Stands in the answer when a request names no version of its own. */
  dataApiVersion: string;
}

/** What the customer handed in on one screen: input name -> value, as it came. Hold only what `keep` gave. */
export type ScreenPayload = Record<string, Json>;
/** By screen id. A screen that was never handed in is missing. */
export type Payloads = Record<string, ScreenPayload>;

/** One filling-in, as far as it got. */
export interface SessionView {
  /** What was handed in last, screen by screen; after acceptance, corrections under way stand here too. */
  payloads: Payloads;
  state: SessionState;
  /** As the last `Show` gave it. */
  place?: Place | undefined;
  /** Every `offered` of this session, a later one over an earlier one. */
  offered?: Offered | undefined;
  /** Hidden values that came with the message, by name. */
  hidden?: Readonly<Record<string, string>> | undefined;
  /** By field id: what the contact's record holds, as it stood when the session began. */
  known?: Readonly<Record<FieldId, string>> | undefined;
}

/** Where the phone stands. Store it as it is. */
export interface Place {
  /** The phone's way back, as far as it is known; the screen shown is the last. */
  trail: string[];
  /** The Flow was just opened: only then does the next screen skip what is answered. Later, the customer walks. */
  opened: boolean;
}

export type SessionState =
  /** `screen`: the one shown last; missing before the first exchange. */
  | { kind: "open"; screen?: string | undefined }
  | Accepted
  /** Too old. */
  | { kind: "expired" }
  /** Held up by the business for a while: nothing typed is lost. */
  | { kind: "paused" }
  /** Ended by the business or by a date: the form is no longer asked. */
  | { kind: "closed" };

/** Wins over the other states: a customer who was told "accepted" must hear the same again. */
export interface Accepted {
  kind: "accepted";
  submissionId: string;
  /** What was accepted, where corrections under way have changed the session's `payloads`; absent: those. */
  payloads?: Payloads | undefined;
  /** As the customer reads it, in their language and time zone. */
  answeredAt?: string | undefined;
  /** No correction and no new round any more, and why. */
  over?: "expired" | "paused" | "closed" | undefined;
}

/** A request of the phone. `version` is the data API version it speaks. */
export type Exchange = Open | Submit | Select | Back | ErrorNotice;

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

/** A screen's button was pressed (`data_exchange`). Only this validates and goes on. */
export interface Submit extends Common {
  kind: "submit";
  /** `""` where the phone named none. */
  screen: string;
  data: Record<string, unknown>;
}

/**
 * Something was chosen in the input `input` (`data_exchange` of an on-select action, told by `on_select` in its payload).
 * The same screen is shown again with what stands on it; it may come more than once (WhatsApp reference 2.4).
 */
export interface Select extends Common {
  kind: "select";
  screen: string;
  input: string;
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

/** What the moment knows and no session holds. */
export interface Situation {
  /** Epoch milliseconds. Without it, nothing can be changed until a date. */
  now?: number;
  /** Results of what earlier decisions needed for this same exchange, by `effect.key`. */
  effects?: Readonly<Record<string, EffectResult>>;
  /** The result of `capacity`: which places are taken, and which of them by this session. `failed`: nobody knows. */
  places?: Places | "failed";
  /** What became of codes, by `effect.key`. */
  codes?: Readonly<Record<string, CodeResult>>;
}

/** The choices that a data source has now; `failed`: it gave none in time. */
export type EffectResult = readonly Choice[] | "failed";

/** One exchange being decided. */
export interface Talk {
  flow: ConversationFlow;
  session: SessionView;
  entry: CompiledScreen;
  /** Undefined where the caller can do no effects: then data sources count as failed. */
  situation: Situation | undefined;
}

/** What to answer. `keep` is to be stored in the session before the answer goes out. */
export type Decision = Show | Refuse | Acknowledge | Accept | Correct | Repeat;

/** Do this, then decide again with its result; nothing is stored before. */
export interface Need {
  kind: "need";
  effect: ChoicesEffect | CapacityEffect | CodeEffect;
}

export interface ChoicesEffect {
  kind: "choices";
  key: string;
  fieldId: FieldId;
  source: string;
}

/** Which places of this Flow are taken. */
export interface CapacityEffect {
  kind: "capacity";
  key: "places";
}

/** A code that proves something is checked or sent; both are counted, so each is done once. */
export interface CodeEffect {
  kind: "code";
  key: string;
  fieldId: FieldId;
  proves: CodeQuestion["proves"];
  /** `have`: one that is on its way already is enough. `send`: the customer asks for a new one. */
  wish: "have" | "send" | "check";
  /** `check`: as it came. */
  typed: string;
  /** The surname that was typed with it, or the number that is proved; "" where it is not known yet. */
  about: string;
}

/**
 * `right`, `wrong`: checked, and nothing tells whether it was the code or the surname. `on_its_way`: a code was sent,
 * wherever one can be sent. `wait`: the last one was sent a moment ago. `not_ready`: there is none yet that could be checked.
 * `too_many`: codes or tries. `failed`: nobody could look.
 */
export type CodeResult = "right" | "wrong" | "on_its_way" | "wait" | "not_ready" | "too_many" | "failed";

/** What the customer handed in on a screen, read and found good: replaces what the session held for it. */
export interface Keep {
  screen: string;
  payload: ScreenPayload;
  /** Code questions of this screen that were answered right just now: what they prove is spent in the same commit. */
  proved?: FieldId[];
}

/** One answer that broke a rule of the form, or whose places are taken. */
export interface Rejection {
  fieldId: FieldId;
  part?: string;
  code: AnswerProblemCode | "taken" | "code";
}

export interface Show {
  kind: "show";
  screen: string;
  /** Every declared key of the screen's data model, never null. */
  data: Record<string, Json>;
  /** Shown as a passing notice over the screen. */
  errorMessage?: string;
  keep?: Keep;
  place: Place;
  /** Options that are shown now: store them over those of the session, the answer is held against them. */
  offered?: Offered;
  /** Why the same screen is shown again. */
  rejected?: Rejection[];
  /** A further round of an accepted session begins: empty its answers and what was offered, then store this. */
  newRound?: true;
}

export type RefusalReason = "unknown_token" | "expired" | "paused" | "closed" | "full" | "already_accepted";

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

/** What is handed in: the answers on the way that the rules chose, what they calculated, and the form's ending. */
export interface HandedIn {
  /** Answers of fields that the way leaves out are not among them. */
  answers: Answer[];
  variables: Record<string, VariableValue>;
  /** The ending's id, where the form has endings. */
  ending?: string;
  /** Questions on this way that are asked on our own secure page afterwards. */
  secure?: FieldId[];
  /** The places that these answers take, where the Flow limits any. */
  claims?: Claim[];
  keep: Keep;
}

/** Every screen has good answers: commit them, then answer `SUCCESS`. */
export interface Accept extends HandedIn {
  kind: "accept";
}

/** The accepted answers, changed: commit them as the submission's next revision, then answer `SUCCESS`. */
export interface Correct extends HandedIn {
  kind: "correct";
  submissionId: string;
}

/** The last exchange once more, with the same answers: nothing to write, the same reply. */
export interface Repeat {
  kind: "repeat";
  submissionId: string;
}
