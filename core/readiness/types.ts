/**
 * What Meta and we know about a WhatsApp account, and what it means for sending. Every value is Meta's own word, read
 * leniently: one that is new is shown as it is (WhatsApp reference 5.17).
 */

/** What stands in the way, as Meta's overall judgement names it. */
export interface Obstacle {
  /** Meta's number, such as 141006. */
  readonly code?: number;
  readonly says: string;
}

export interface AccountFacts {
  readonly name?: string;
  readonly accountReview?: string;
  readonly businessVerification?: string;
  /** What Meta told of a ban: `DISABLE`, `SCHEDULE_FOR_DISABLE`; `REINSTATE` ends it (WhatsApp reference 5.15). */
  readonly ban?: string;
  /** Meta's judgement: `AVAILABLE`, `LIMITED`, `BLOCKED`. */
  readonly canSend?: string;
  readonly obstacles: readonly Obstacle[];
  /** `refused`: Meta does not take it any more. `expires`: epoch milliseconds, where it ends. */
  readonly token: { readonly state: "valid" | "refused" | "unknown"; readonly expires?: number };
  /**
   * `ours`: everything comes here. `messages-only`: another tool has the app's callback, so events about templates and
   * the account do not come. `missing`: the app is not subscribed to the account.
   */
  readonly webhooks: "ours" | "messages-only" | "missing" | "unknown";
  /** Subscriptions that the app's callback lacks. */
  readonly missingFields: readonly string[];
  /** Other apps that receive this account's events. */
  readonly otherApps: number;
  /** Their names, where Meta gives them. */
  readonly otherAppNames?: readonly string[];
  /** Who stands between WhatsApp and us, and what has to be done by hand because of it. */
  readonly partner?: {
    readonly name: string;
    readonly cannot: readonly { readonly title: string; readonly says: string; readonly instead: string }[];
  };
}

export interface NumberFacts {
  readonly id: string;
  readonly displayNumber: string;
  readonly verifiedName?: string;
  readonly status?: string;
  readonly verification?: string;
  readonly nameStatus?: string;
  /** Why a name was declined, in Meta's word. */
  readonly nameReason?: string;
  readonly quality?: string;
  readonly platform?: string;
  /** In the WhatsApp Business app on a phone; with the platform `CLOUD_API`, in both (WhatsApp reference 5.14). */
  readonly onPhoneApp?: boolean;
  /**
   * What Meta told of a number in both (WhatsApp reference 5.15). `removed`: disconnected in the app. `offboarded`: WhatsApp
   * suspended it, as after a change of phone, until it is back by itself.
   */
  readonly away?: "removed" | "offboarded";
  /** Such as `TIER_2K`; one limit for the whole business (WhatsApp reference 8.3). */
  readonly limit?: string;
  readonly obstacles: readonly Obstacle[];
  /** Of our encryption key at this number. */
  readonly key: "none" | "valid" | "mismatch" | "foreign" | "failed";
}

export type ReadinessName =
  | "account_review"
  | "business_verified"
  | "payment"
  | "token"
  | "webhooks"
  | "by_hand"
  | "other"
  | "verified"
  | "registered"
  | "phone_app"
  | "hubspot_inbox"
  | "display_name"
  | "key"
  | "quality"
  | "daily_limit";

export interface ReadinessItem {
  readonly name: ReadinessName;
  readonly title: string;
  /** `ready`, `note`: nothing to do. `waiting`: somebody decides. `act`: somebody must do something. */
  readonly state: "ready" | "note" | "waiting" | "act" | "unknown";
  /** Who must act, or decides. */
  readonly who: "nobody" | "you" | "whatsapp" | "flowella";
  readonly says: string;
  /** Whether nothing can be sent while this stands. */
  readonly blocks: boolean;
  readonly link?: { readonly href: string; readonly text: string };
  /** What Flowella can do about it at a press. */
  readonly action?: "register" | "repair" | "take-key" | "reconnect";
}
