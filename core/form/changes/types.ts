/** The words of this folder: what became of a form since it was read before. */
import type { FieldId } from "../field-id.ts";

/**
 * `safe`: nothing that was mapped, written back or decided is touched, so it may be taken over unasked. `decision`: somebody
 * should look at it first.
 */
export type Weight = "safe" | "decision";

export type ChangeKind =
  | "question_added"
  | "question_removed"
  | "question_reworded"
  | "consent_reworded"
  | "type_changed"
  | "now_required"
  | "now_optional"
  | "choice_added"
  | "choice_removed"
  | "choice_renamed"
  | "choice_replaced"
  | "choices_reordered"
  | "other_allowed"
  | "other_ended"
  | "line_added"
  | "line_removed"
  | "line_changed"
  | "checks_wider"
  | "checks_narrower"
  | "scale_changed"
  | "condition_changed"
  | "question_settings"
  | "order"
  | "sections"
  | "rules"
  | "hidden_added"
  | "hidden_removed"
  | "hidden_changed"
  | "form_reworded"
  | "form_settings"
  | "closed"
  | "reopened"
  | "blocked"
  | "unblocked";

export interface FormChange {
  readonly kind: ChangeKind;
  readonly weight: Weight;
  /** The question; absent for what is about the form as a whole. */
  readonly field?: FieldId;
  /** One sentence for whoever owns the form. */
  readonly says: string;
}
