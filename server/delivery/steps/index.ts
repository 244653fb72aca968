/** Every step by its name: a new destination's step is added here. */
import type { Step, StepName } from "../step.ts";
import { conflictTask } from "./conflict-task.ts";
import { contact } from "./contact.ts";
import { formSubmission } from "./form-submission.ts";
import { identify } from "./identify.ts";

export const steps: Readonly<Record<StepName, Step>> = {
  identify,
  conflict_task: conflictTask,
  contact,
  form_submission: formSubmission,
};

export function isStepName(name: string): name is StepName {
  return Object.hasOwn(steps, name);
}
