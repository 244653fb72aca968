import type { Words } from "../../words.ts";

export type ReasonId = "quality" | "price" | "service" | "delivery" | "other";

/** Everything that customers read of it. Limits are those of the screens that it becomes. */
export interface NpsWords extends Words {
  readonly scorePage: string;
  readonly score: string;
  readonly unlikely: string;
  readonly likely: string;
  readonly reasonPage: string;
  readonly reason: string;
  /** At most 30 characters each. */
  readonly reasons: Readonly<Record<ReasonId, string>>;
  readonly commentPage: string;
  readonly comment: string;
  readonly followUp: string;
  readonly yes: string;
  readonly no: string;
  /** Written to the customer afterwards, by what the score says. */
  readonly thanks: Readonly<Record<"promoter" | "passive" | "detractor", string>>;
}
