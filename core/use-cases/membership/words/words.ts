import type { Words } from "../../words.ts";

export type PlanId = "standard" | "reduced" | "family" | "supporting";
export type IntentionId = "transfer" | "direct_debit" | "in_person" | "not_renewing";
export type PayById = "this_week" | "this_month" | "later";
export type BenefitId = "newsletter" | "events" | "magazine" | "partners";

/** Everything that customers read of it. Labels of options have at most 30 characters. */
export interface MembershipWords extends Words {
  readonly duesPage: string;
  readonly plan: string;
  /** With the amount, which the rules know as well: whoever changes one changes the other. */
  readonly plans: Readonly<Record<PlanId, string>>;
  readonly paymentPage: string;
  readonly intention: string;
  readonly intentions: Readonly<Record<IntentionId, string>>;
  readonly payBy: string;
  readonly payBys: Readonly<Record<PayById, string>>;
  readonly leaving: string;
  readonly benefitsPage: string;
  readonly benefits: string;
  readonly benefitsOf: Readonly<Record<BenefitId, string>>;
  readonly receiptPage: string;
  readonly receiptName: string;
  readonly receiptEmail: string;
  /** Written to the customer afterwards; `dues` stands for the amount. */
  readonly renewed: (dues: string) => string;
  readonly left: string;
}
