/** Every step by its name: a new destination's step is added here. */
import type { Step, StepName } from "../step.ts";
import { conflictTask } from "./conflict-task.ts";
import { contact } from "./contact.ts";
import { files } from "./files.ts";
import { formSubmission } from "./form-submission.ts";
import { googleForm } from "./google-form.ts";
import { identify } from "./identify.ts";
import { receipt } from "./receipt.ts";
import { surveyMonkeyResponse } from "./surveymonkey-response.ts";
import { webhook } from "./webhook.ts";

export const steps: Readonly<Record<StepName, Step>> = {
  identify,
  conflict_task: conflictTask,
  contact,
  files,
  form_submission: formSubmission,
  receipt,
  google_form: googleForm,
  surveymonkey_response: surveyMonkeyResponse,
  webhook,
};

export function isStepName(name: string): name is StepName {
  return Object.hasOwn(steps, name);
}
