import type { Words } from "../../words.ts";

export type EventId = "evening" | "afternoon" | "none";
export type FoodId = "vegetarian" | "vegan" | "no_pork" | "gluten_free" | "lactose_free" | "other";

/** Everything that customers read of it. Limits are those of the screens that it becomes. */
export interface RsvpWords extends Words {
  readonly eventPage: string;
  readonly event: string;
  /** At most 30 characters each. A business writes its own events over the first two. */
  readonly events: Readonly<Record<EventId, string>>;
  readonly party: string;
  readonly needsPage: string;
  readonly food: string;
  /** At most 30 characters each. */
  readonly foods: Readonly<Record<FoodId, string>>;
  readonly access: string;
  readonly confirmPage: string;
  /** Above the last button: what is handed in, around the answers. */
  readonly summary: (event: string, party: string) => string;
  readonly unable: string;
  /** Beside the box, at most 30 characters; and what it agrees to, in full. */
  readonly remindMe: string;
  readonly remindText: string;
  readonly send: string;
  readonly thanks: Readonly<Record<"coming" | "unable", string>>;
}
