import type { Words } from "../../words.ts";

export type PurposeId = "first" | "advice" | "offer" | "other";

/** Everything that customers read of it. Limits are those of the screens that it becomes. */
export interface AppointmentWords extends Words {
  readonly aboutPage: string;
  readonly purpose: string;
  /** At most 30 characters each. */
  readonly purposes: Readonly<Record<PurposeId, string>>;
  readonly note: string;
  /** Asked of whoever has an appointment. */
  readonly change: string;
  /** At most 30 characters each. */
  readonly changes: Readonly<Record<"move" | "cancel", string>>;
  readonly whoPage: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly whenPage: string;
  readonly slot: string;
  readonly slotHint: string;
  /** Offered while the calendar does not answer; at most 30 characters each. */
  readonly wishes: Readonly<Record<"any" | "morning" | "afternoon", string>>;
  readonly confirmPage: string;
  readonly summary: (slot: string) => string;
  readonly send: string;
  readonly thanks: Readonly<Record<"booked" | "cancelled", string>>;
}
