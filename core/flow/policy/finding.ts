import type { FieldId, PolicyChoice } from "../../form/types.ts";
import type { PolicyKind } from "./patterns.ts";

/** A question that WhatsApp's policy concerns. */
export interface PolicyFinding {
  fieldId: FieldId;
  kind: PolicyKind;
  /** What can be decided about it. */
  choices: PolicyChoice[];
  /** What was decided, where that is one of them. */
  chosen?: PolicyChoice;
}
