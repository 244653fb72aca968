/**
 * Reminders: one message, later, to one person, about one submission or session. Whoever needs one puts `reminderWrites`
 * into the commit that it follows from.
 */

/** `event`: an event begins; `appointment`: a booked time comes; `unfinished`: a form was left half-way. */
export const reminderKinds = ["event", "appointment", "unfinished"] as const;
export type ReminderKind = (typeof reminderKinds)[number];

/** What it is about, for whoever looks it up. */
export type ReminderSubject = { readonly submissionId: string } | { readonly sessionId: string };

/** Together with its kind the reminder's own name: there is one, which is put, moved and cancelled by it. */
export interface ReminderName {
  readonly kind: ReminderKind;
  /** The caller's own, such as `submission:<id>`; holds no personal data. */
  readonly key: string;
}

export interface Reminder extends ReminderName {
  readonly personId: string;
  readonly subject: ReminderSubject;
  readonly flowId: string;
  readonly versionId: string;
  /** The number that it comes from. */
  readonly senderId: string;
  /** When it is to go, epoch milliseconds. One that is past goes at once. */
  readonly dueAt: number;
  /** From when on it helps nobody any more, epoch milliseconds: the event has begun. It does not go then. */
  readonly until: number;
  /** As it goes inside the 24 hours, at most 4096 characters. */
  readonly text: string;
  /**
   * For the variables of the template that the portal named for this kind, in order: it goes outside the 24 hours. A template
   * may use fewer. Texts of one line, at most 60 characters.
   */
  readonly values: readonly string[];
  /** The form's language, by its tag: which of the portal's templates is taken. */
  readonly language: string;
}

/**
 * `waiting`: for its time; `sending`: WhatsApp was asked, or is about to be; `sent`: WhatsApp has it. `ended`: it did not go, or
 * nobody knows (`unconfirmed`); `reason` says why.
 */
export type ReminderStatus = "waiting" | "sending" | "sent" | "cancelled" | "ended";

/** A reminder as it stands, without what it says. */
export interface ReminderSeen extends ReminderName {
  readonly id: string;
  readonly status: ReminderStatus;
  /** Why it waits, or how it ended: `due_later`, `quiet_hours`, `no_template`, `opted_out`, ... */
  readonly reason: string;
  /** Epoch milliseconds. */
  readonly dueAt: number;
  /** Counts from 1: every move, cancellation and putting again is one more. */
  readonly revision: number;
  /** The message, once there is one. */
  readonly sendId: string | undefined;
}
