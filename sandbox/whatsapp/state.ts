/** Everything the stand-in knows, as Meta would: apps, accounts, numbers, Flows, templates, messages. */
import { SlidingSeconds } from "./sliding-seconds.ts";
import type { ValidationError } from "./validation/errors.ts";

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

export interface MetaApp {
  readonly id: string;
  readonly name: string;
  /** Signs this app's webhooks and the endpoint requests of Flows connected to it. */
  secret: string;
  /** One callback per app, with the webhook fields it wants (reference 7.2). */
  subscription?: { callbackUrl: string; verifyToken: string; fields: string[] };
}

export interface Account {
  readonly id: string;
  readonly name: string;
  businessVerification: "VERIFIED" | "UNVERIFIED" | "PENDING" | "REJECTED";
  /** Meta's word of its own review; APPROVED where it is left out. */
  review?: string;
  /** Whether the business has left a payment method; it has where this is left out. */
  payment?: "there" | "missing";
  /** The business portfolio that owns it. */
  readonly ownerBusinessId?: string;
  /** Apps that receive this account's webhooks; with their override for message fields, if any (reference 5.16). */
  readonly subscribedApps: Map<string, { overrideUrl?: string }>;
}

export interface PhoneNumber {
  readonly id: string;
  readonly accountId: string;
  readonly displayNumber: string;
  readonly verifiedName: string;
  status: string;
  /** Of the code by SMS or call; VERIFIED where it is left out. */
  verification?: "VERIFIED" | "NOT_VERIFIED" | "EXPIRED";
  /** APPROVED where it is left out. */
  nameStatus?: string;
  quality?: string;
  /** CLOUD_API where it is left out. */
  platform?: string;
  onPhoneApp?: boolean;
  /** TIER_2K where it is left out. */
  limit?: string;
  /** The two-step PIN, once the number was registered with one. */
  pin?: string;
  /** The code on its way to the number's owner. */
  verificationCode?: string;
  /** When it was asked to be registered, in milliseconds since 1970. */
  registrations?: number[];
  /** PEM as it was uploaded; one per number (reference 5.8). */
  publicKey?: string;
  signatureStatus: "VALID" | "MISMATCH";
}

export interface AccessToken {
  readonly token: string;
  readonly appId: string;
  readonly accountIds: readonly string[];
  readonly scopes: readonly string[];
  /** Seconds since 1970; 0 never expires. */
  readonly expiresAt: number;
  valid: boolean;
}

/** One uploaded Flow JSON. */
export interface Revision {
  readonly number: number;
  readonly text: string;
  readonly flowJson: Json;
  readonly errors: readonly ValidationError[];
}

export type FlowStatus = "DRAFT" | "PUBLISHED" | "DEPRECATED" | "BLOCKED" | "THROTTLED";

export interface MetaFlow {
  readonly id: string;
  readonly accountId: string;
  name: string;
  categories: string[];
  status: FlowStatus;
  endpointUri?: string;
  applicationId: string;
  /** The newest upload. */
  draft?: Revision;
  /** What `mode: published` sends; the last five, newest last (reference 5.3). */
  published: Revision[];
  revisions: number;
  previewKey: string;
  previewExpiresAt: number;
  /** One of the older Flows that Meta lets nobody edit (reference 5.3). */
  frozen?: boolean;
}

export interface Template {
  readonly id: string;
  readonly accountId: string;
  readonly name: string;
  readonly language: string;
  category: string;
  components: readonly TemplateComponent[];
  status: TemplateStatus;
  rejectedReason?: string;
  /** When an approved one was edited, in milliseconds since 1970. */
  edits?: number[];
}

/** What a list shows of a template (reference 5.17, 6.4). */
export type TemplateStatus =
  | "PENDING"
  | "APPROVED"
  | "REJECTED"
  | "PAUSED"
  | "DISABLED"
  | "IN_APPEAL"
  | "ARCHIVED"
  | "LIMIT_EXCEEDED"
  | "LOCKED"
  | "PENDING_DELETION"
  | "DELETED";

export interface TemplateComponent {
  readonly type: string;
  readonly text?: string | undefined;
  readonly buttons?: readonly TemplateButton[] | undefined;
  readonly [key: string]: unknown;
}

export interface TemplateButton {
  readonly type: string;
  readonly text: string;
  readonly flow_id?: string | undefined;
  readonly flow_action?: "navigate" | "data_exchange" | undefined;
  readonly navigate_screen?: string | undefined;
  readonly [key: string]: unknown;
}

/** The Flow as one message carries it: it keeps its revision for ever (reference 5.3). */
export interface FlowInMessage {
  readonly flowId: string;
  readonly revision: number;
  readonly flowJson: Json;
  readonly token: string;
  readonly cta: string;
  readonly action: "navigate" | "data_exchange";
  readonly firstScreen?: string | undefined;
  readonly data?: Record<string, unknown> | undefined;
  /** Disabled once the endpoint answered 427. */
  button: "ready" | "disabled";
}

/** How a message is laid out in the chat. */
export interface MessageParts {
  readonly header?: string | undefined;
  readonly body: string;
  readonly footer?: string | undefined;
}

export interface SentMessage {
  readonly id: string;
  readonly phoneNumberId: string;
  /** Digits, as the message's statuses name the person. */
  readonly waId: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly type: string;
  /** What the person reads in the chat. */
  readonly text: string;
  readonly parts: MessageParts;
  readonly opaque?: string | undefined;
  readonly flow?: FlowInMessage | undefined;
  readonly template?: Template | undefined;
  /** Statuses reached so far, in order. */
  readonly statuses: string[];
  /** The body as the business sent it. */
  readonly body: unknown;
}

/** What customers send beside texts, as far as this stand-in tells of it (reference 7.3). */
export type MediaType = "image" | "audio" | "video" | "document" | "reaction";

export interface InboundMessage {
  readonly id: string;
  readonly phoneNumberId: string;
  readonly waId: string;
  readonly at: number;
  readonly type: "text" | "nfm_reply" | MediaType;
  /** Of a picture or a file, what was written below it; empty where nothing was. */
  readonly text: string;
  /** The nfm_reply's `response_json`, as it went out. */
  readonly responseJson?: string;
  readonly contextId?: string;
  /** As Meta writes it, on the first message that began at an ad (reference 6.6). */
  readonly referral?: AdReferral;
}

export interface AdReferral {
  readonly source_type: "ad" | "post";
  readonly source_id: string;
  readonly source_url: string;
  readonly headline?: string;
  readonly body?: string;
  readonly media_type?: "image" | "video";
  readonly ctwa_clid?: string;
}

const families = { flow: "71", template: "14", account: "2049", number: "1069", business: "33" } as const;

/** Stored facts and nothing else; every decision is elsewhere. */
export class State {
  readonly apps = new Map<string, MetaApp>();
  readonly accounts = new Map<string, Account>();
  readonly numbers = new Map<string, PhoneNumber>();
  readonly tokens = new Map<string, AccessToken>();
  readonly flows = new Map<string, MetaFlow>();
  /** Codes of Embedded Signup that nobody has exchanged yet (reference 5.12). */
  readonly signupCodes = new Map<
    string,
    { readonly appId: string; readonly accountIds: string[]; readonly at: number }
  >();
  /** Accounts that businesses shared with an app by the hosted signup, by business (reference 5.12). */
  readonly sharedBusinesses = new Map<
    string,
    { readonly appId: string; readonly accountIds: string[]; token?: string }
  >();
  /** Who switched off the offers of which account: `account:person`, digits (reference 6.7). */
  readonly marketingOff = new Set<string>();
  /** Login configurations of Embedded Signup: id to app. */
  readonly signupConfigurations = new Map<string, string>();
  readonly templates = new Map<string, Template>();
  readonly sent = new Map<string, SentMessage>();
  /** How densely messages arrived. */
  readonly pace = new SlidingSeconds();
  readonly inbound: InboundMessage[] = [];
  readonly #clock: () => number;
  readonly #counters = new Map<string, number>();
  #shiftMs = 0;

  /** `clock` gives milliseconds since 1970. */
  constructor(clock: () => number) {
    this.#clock = clock;
  }

  now(): number {
    return this.#clock() + this.#shiftMs;
  }

  /** Lets time pass, so that a 24-hour window closes in a moment. */
  passTime(ms: number): void {
    this.#shiftMs += ms;
  }

  /** Like Meta's own (observed in its samples): bytes in base64 that begin with the customer's number, in clear. */
  nextMessageId(waId: string): string {
    const place = this.#next("message").toString(16).toUpperCase().padStart(18, "0");
    const bytes = [0x1c, 0x18, waId.length, ...Buffer.from(waId), 0x15, 0x02, 0x00, 0x11, 0x18, 0x12];
    return `wamid.${Buffer.from([...bytes, ...Buffer.from(place), 0x00]).toString("base64")}`;
  }

  #next(kind: string): number {
    const count = (this.#counters.get(kind) ?? 0) + 1;
    this.#counters.set(kind, count);
    return count;
  }

  /** Ids look like Meta's: digits, a family of their own for each kind. */
  nextId(kind: "flow" | "template" | "trace" | "preview" | "account" | "number" | "business"): string {
    const count = this.#next(kind);
    if (kind === "trace" || kind === "preview") return `${kind}${count}`;
    return `${families[kind]}${String(count).padStart(13, "0")}`;
  }

  numbersOf(accountId: string): PhoneNumber[] {
    return [...this.numbers.values()].filter((number) => number.accountId === accountId);
  }
}
