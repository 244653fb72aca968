/** What a webhook tells, one by one, in our words. Each update names its account, so that events find their connection. */
import type { SendFailure } from "./errors.ts";
import type { AccountEvent } from "./webhook-accounts.ts";

interface Common {
  /** The WhatsApp Business account: `entry[].id`. `""` where the body names none. */
  wabaId: string;
  /** The same for every delivery of the same event; Meta delivers more than once (WhatsApp reference 7.2). */
  dedupeKey: string;
  /** Epoch milliseconds, as Meta says; missing where it does not. */
  at?: number;
}

interface OfNumber extends Common {
  /** The sender it came to or went from. */
  phoneNumberId?: string;
}

/** The customer wrote, or tapped, or finished a Flow. */
export interface MessageUpdate extends OfNumber {
  kind: "message";
  /** The wamid. */
  messageId: string;
  /** Digits, no `+`. May be missing where the customer uses a user name (WhatsApp reference 7.5). */
  from?: string;
  /** The business-scoped user id. */
  fromUserId?: string;
  profileName?: string;
  /** The message this one answers: for a finished Flow, the one that carried it. */
  replyTo?: string;
  /** The ad or post that the customer came from; told with their first message only. */
  referral?: Referral;
  content: MessageContent;
}

/** What led a customer into the chat (WhatsApp reference 6.6). */
export interface Referral {
  /** Meta's word: `ad` or `post`. */
  kind?: string;
  /** Meta's id of the ad or post. */
  sourceId?: string;
  url?: string;
  headline?: string;
  /** Names the click, for Meta's own reports: `ctwa_clid`. */
  clickId?: string;
}

export type MessageContent =
  | { type: "text"; text: string }
  /** A finished Flow. `response` is missing where its JSON cannot be read. */
  | { type: "flow_reply"; flowToken?: string; response?: Record<string, unknown> }
  /** A tapped button or list row. */
  | { type: "tap"; id: string; title: string }
  /** The person changed number or id. No message of the customer: it opens no window. */
  | { type: "system"; change: string; waId?: string; userId?: string; previousUserId?: string }
  /** Media, reactions, places and whatever comes later, by Meta's name; what was written below a picture, where it was. */
  | { type: "other"; messageType: string; text?: string };

/** What became of a message of ours. */
export interface StatusUpdate extends OfNumber {
  kind: "status";
  messageId: string;
  /** `sent`, `delivered`, `read`, `failed`, `played`: in any order, any may be missing (WhatsApp reference 6.5). */
  status: string;
  recipient?: string;
  recipientUserId?: string;
  /** What we put into the send. */
  callbackData?: string;
  /** What the message counts as: category and type, such as `marketing` and `regular` (WhatsApp reference 6.5). */
  billed?: { category: string; type: string };
  errors: SendFailure[];
}

/** Health of a Flow's endpoint, or a change of its status (WhatsApp reference 3.9). */
export interface FlowUpdate extends Common {
  kind: "flow";
  /** Meta's word, such as `ENDPOINT_LATENCY` or `FLOW_STATUS_CHANGE`. */
  event: string;
  flowId?: string;
  message?: string;
  oldStatus?: string;
  newStatus?: string;
  alertState?: string;
  /** Of rates in per cent, of latencies in milliseconds. */
  threshold?: number;
  /** What was measured, by Meta's names: `error_rate`, `p90_latency`, `availability`, `requests_count`. */
  figures?: Record<string, number>;
  /** The errors behind a rate, such as `TIMEOUT`. */
  errors?: { type: string; count?: number }[];
}

/** Something about the account or one of its numbers: a review, a ban, its name, its quality, its limits. */
export interface AccountUpdate extends Common, AccountEvent {
  kind: "account";
  /** Meta's name of the subscription, such as `account_update`. */
  field: string;
}

/** What is told about a template. `event`: Meta's word for its status, or one of the three below. */
export interface TemplateNews {
  /** `CATEGORY_ANNOUNCED`, `CATEGORY_CHANGED`, `QUALITY`, or a status such as `APPROVED`. */
  event: string;
  templateId: string;
  name: string;
  language: string;
  reason?: string;
  /** What Meta recommends after a rejection, in its own words. */
  advice?: string;
  /** When Meta disables it, epoch milliseconds. */
  disableAt?: number;
  category?: string;
  /** The category before. */
  before?: string;
  /** When an announced category begins, epoch milliseconds. */
  changesAt?: number;
  score?: string;
}

/** A template was approved, refused, paused, put into another category (WhatsApp reference 6.4, 6.9). */
export interface TemplateUpdate extends Common, TemplateNews {
  kind: "template";
}

/** Somebody switched a kind of messages of this business off or on again, in WhatsApp (WhatsApp reference 6.7). */
export interface PreferenceUpdate extends OfNumber {
  kind: "preference";
  /** Meta's word, such as `marketing_messages`. */
  category: string;
  wish: "stop" | "resume";
  /** Digits, no `+`. */
  from?: string;
  fromUserId?: string;
}

/** Anything else. Keep the raw body: there is no way to ask Meta again. */
export interface UnknownUpdate extends OfNumber {
  kind: "unknown";
  /** Meta's name of the subscription, `""` where there is none. */
  field: string;
}

export type WebhookUpdate =
  | MessageUpdate
  | StatusUpdate
  | FlowUpdate
  | TemplateUpdate
  | AccountUpdate
  | PreferenceUpdate
  | UnknownUpdate;
