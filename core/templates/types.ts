/**
 * Message templates: the only messages that reach a person outside the 24 hours (WhatsApp reference 6.2, 6.3). Each is
 * reviewed by Meta and carries one Flow for good.
 */

/** What a template is sent for. It decides the category that is asked for. */
export type TemplatePurpose =
  /** The person asked for the form. */
  | "requested"
  /** The form that the person asked for is still open. */
  | "reminder"
  /** The business asks somebody who did not ask for it. */
  | "invitation";

export const purposes: readonly TemplatePurpose[] = ["requested", "reminder", "invitation"];

export type TemplateCategory = "UTILITY" | "MARKETING";

/** What is handed in for review. */
export interface TemplateText {
  readonly purpose: TemplatePurpose;
  readonly category: TemplateCategory;
  /** Tag of the texts' language, such as `it` or `pt-BR`. */
  readonly language: string;
  /** At most 1024 characters. */
  readonly body: string;
  /** At most 25 characters. */
  readonly button: string;
}

/**
 * Where a template stands. `held` is what Meta names without a meaning that is documented: its own word is shown.
 */
export type TemplateStatus =
  | "in_review"
  | "approved"
  | "rejected"
  | "paused"
  | "disabled"
  | "archived"
  | "deleted"
  | "held";

export interface TemplateLife {
  readonly status: TemplateStatus;
  /** Meta's own word for it, such as `PENDING_DELETION`. */
  readonly word: string;
  /** Meta's code for why, such as `PROMOTIONAL`. */
  readonly reason?: string;
  /** What Meta advises in its own words. */
  readonly advice?: string;
  /** What is billed. */
  readonly category: string;
  /** The category that Meta announced, and when it changes (epoch milliseconds). */
  readonly nextCategory?: string;
  readonly categoryChangesAt?: number;
  /** The category before, where Meta changed it. */
  readonly categoryBefore?: string;
  /** When Meta disables it, where it said so (epoch milliseconds). */
  readonly disabledAt?: number;
  /** Meta warned of its quality; it can still be sent. */
  readonly flagged?: boolean;
  /** `GREEN`, `YELLOW`, `RED`, `UNKNOWN`, or a new word. */
  readonly quality?: string;
  /** When the newest word on its status was said (epoch milliseconds): an older one that comes late changes nothing. */
  readonly statusAt: number;
  readonly categoryAt: number;
}

/** What Meta tells about a template (WhatsApp reference 6.4, 6.9). `at` is epoch milliseconds. */
export type TemplateEvent =
  | {
      readonly kind: "status";
      readonly event: string;
      readonly reason?: string | undefined;
      readonly advice?: string | undefined;
      readonly disableAt?: number | undefined;
      readonly at: number;
    }
  | { readonly kind: "category_announced"; readonly category: string; readonly changesAt?: number; readonly at: number }
  | { readonly kind: "category_changed"; readonly category: string; readonly before?: string; readonly at: number }
  | { readonly kind: "quality"; readonly score: string; readonly at: number };
