import type { Words } from "../../words.ts";

export type InterestId = "purchase" | "renewal" | "advice" | "other";
export type NeedId = "quality" | "price" | "speed" | "service" | "sustainability";
export type BudgetId = "up_to_1000" | "up_to_5000" | "up_to_20000" | "over_20000" | "unknown";
export type TimingId = "now" | "three_months" | "half_year" | "later";
export type ReachId = "whatsapp" | "phone_morning" | "phone_afternoon" | "email";
export type GradeId = "hot" | "warm" | "cold";

/** Everything that customers read of it. Labels of options have at most 30 characters. */
export interface LeadWords extends Words {
  readonly interestPage: string;
  readonly interest: string;
  readonly interests: Readonly<Record<InterestId, string>>;
  readonly needsPage: string;
  readonly needs: string;
  readonly needsOf: Readonly<Record<NeedId, string>>;
  readonly details: string;
  readonly budgetPage: string;
  readonly budget: string;
  readonly budgets: Readonly<Record<BudgetId, string>>;
  readonly timing: string;
  readonly timings: Readonly<Record<TimingId, string>>;
  readonly handOverPage: string;
  readonly reach: string;
  readonly reaches: Readonly<Record<ReachId, string>>;
  readonly email: string;
  /** Written to the customer afterwards, by how soon somebody gets in touch. */
  readonly thanks: Readonly<Record<GradeId, string>>;
}
