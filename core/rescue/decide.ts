import type { RescueSettings } from "./settings.ts";

/** How things stand with somebody who began a Flow. Times are epoch milliseconds. */
export interface Standing {
  readonly session: "sent" | "open" | "accepted";
  /** They handed in the same Flow by another message since. */
  readonly finishedElsewhere: boolean;
  /** When the phone asked for something last. */
  readonly lastSeenAt: number;
  /** Until when the message can be opened. */
  readonly expiresAt: number;
  readonly flow: "published" | "paused" | "closed";
}

export type Stage =
  /** Nothing more will happen. */
  | { readonly kind: "over"; readonly because: "finished" | "finished_elsewhere" | "expired" }
  /** Looked at again at `until`. */
  | { readonly kind: "busy"; readonly until: number }
  | { readonly kind: "stopped" };

/** Whether somebody stopped: silence for as long as the portal says. */
export function stageOf(
  standing: Standing,
  { afterMinutes }: Pick<RescueSettings, "afterMinutes">,
  now: number,
): Stage {
  const { session, finishedElsewhere, lastSeenAt, expiresAt } = standing;
  if (session === "accepted") return { kind: "over", because: "finished" };
  if (finishedElsewhere) return { kind: "over", because: "finished_elsewhere" };
  const quiet = lastSeenAt + afterMinutes * 60_000;
  if (now < quiet && now < expiresAt) return { kind: "busy", until: Math.min(quiet, expiresAt) };
  return { kind: "stopped" };
}

/** Why nobody is reminded, or not now. */
export type NoReminder =
  | "switched_off"
  | "reminded_before"
  | "expired"
  | "flow_paused"
  | "flow_closed"
  | "window_closed"
  | "no_template"
  | "not_connected"
  | "opted_out"
  | "no_consent"
  | "not_on_whatsapp"
  | "failed";

export interface ReminderFacts {
  readonly reminder: RescueSettings["reminder"];
  /** A reminder about this Flow went to this person already, for this stop or another one of late. */
  readonly remindedBefore: boolean;
  readonly expiresAt: number;
  readonly flow: Standing["flow"];
  /** The 24 hours after the person last wrote to the number that sent the Flow. */
  readonly window: "open" | "closed";
  /** Whether the Flow has an approved template for reminders that asks for the first screen when it is opened. */
  readonly hasTemplate: boolean;
}

export type ReminderWay =
  | { readonly kind: "none"; readonly because: NoReminder }
  | { readonly kind: "remind"; readonly by: "message" | "template" };

/** A message that can hardly be opened any more helps nobody. */
const worthwhileMs = 30 * 60_000;

/** By which way a reminder goes; whether the person may be written to now is asked afterwards (core/consent). */
export function reminderWay(facts: ReminderFacts, now: number): ReminderWay {
  const { reminder, remindedBefore, expiresAt, flow, window, hasTemplate } = facts;
  if (remindedBefore) return none("reminded_before");
  if (reminder === "off") return none("switched_off");
  if (expiresAt - now < worthwhileMs) return none("expired");
  if (flow !== "published") return none(flow === "paused" ? "flow_paused" : "flow_closed");
  if (window === "open") return { kind: "remind", by: "message" };
  if (reminder === "free") return none("window_closed");
  return hasTemplate ? { kind: "remind", by: "template" } : none("no_template");
}

function none(because: NoReminder): ReminderWay {
  return { kind: "none", because };
}

/** For whoever looks at the list of those who stopped. */
export const noReminderInWords: Readonly<Record<NoReminder, string>> = {
  switched_off: "Reminders are switched off.",
  reminded_before: "They were reminded of this Flow already.",
  expired: "The time in which they could go on is over.",
  flow_paused: "The Flow is paused.",
  flow_closed: "The Flow has closed.",
  window_closed: "They did not write to you within 24 hours, and reminders by template are switched off.",
  no_template: "The Flow has no approved reminder template in their language.",
  not_connected: "The WhatsApp number that sent the Flow is not connected any more.",
  opted_out: "They asked for no more messages.",
  no_consent: "Nothing says that they agreed to be written to.",
  not_on_whatsapp: "Their number is not on WhatsApp any more.",
  failed: "WhatsApp refused the message.",
};

const soonestMs = 60 * 60_000;

/**
 * When to look again at somebody who stopped and may go on: often at first, and after a quarter of their silence more each
 * time, so that a message which can be opened for months costs few looks.
 * @returns epoch ms; the expiry at the latest
 */
export function nextLook({ lastSeenAt, expiresAt }: Pick<Standing, "lastSeenAt" | "expiresAt">, now: number): number {
  return Math.min(now + Math.max(Math.ceil((now - lastSeenAt) / 4), soonestMs), expiresAt);
}
