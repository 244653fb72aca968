/** Every step by its name: a new destination's step is added here. */
import type { Step, StepName } from "../step.ts";
import { booking } from "./booking.ts";
import { bookingMessage } from "./booking-message.ts";
import { conflictTask } from "./conflict-task.ts";
import { contact } from "./contact.ts";
import { fileNote } from "./file-note.ts";
import { files } from "./files.ts";
import { formSubmission } from "./form-submission.ts";
import { googleForm } from "./google-form.ts";
import { identify } from "./identify.ts";
import { kycRecord } from "./kyc-record.ts";
import { leadMessage } from "./lead-message.ts";
import { leadOwner } from "./lead-owner.ts";
import { leadTask } from "./lead-task.ts";
import { pipedriveNote } from "./pipedrive-note.ts";
import { pipedrivePerson } from "./pipedrive-person.ts";
import { receipt } from "./receipt.ts";
import { secureLink } from "./secure-link.ts";
import { surveyMonkeyResponse } from "./surveymonkey-response.ts";
import { timeline } from "./timeline.ts";
import { transactionNote } from "./transaction-note.ts";
import { typeformResponse } from "./typeform-response.ts";
import { verdict } from "./verdict.ts";
import { verification } from "./verification.ts";
import { webhook } from "./webhook.ts";
import { workflow } from "./workflow.ts";

export const steps: Readonly<Record<StepName, Step>> = {
  identify,
  booking,
  booking_message: bookingMessage,
  conflict_task: conflictTask,
  contact,
  file_note: fileNote,
  files,
  form_submission: formSubmission,
  kyc_record: kycRecord,
  lead_message: leadMessage,
  lead_owner: leadOwner,
  lead_task: leadTask,
  receipt,
  secure_link: secureLink,
  google_form: googleForm,
  surveymonkey_response: surveyMonkeyResponse,
  typeform_response: typeformResponse,
  pipedrive_person: pipedrivePerson,
  pipedrive_note: pipedriveNote,
  timeline,
  transaction_note: transactionNote,
  verdict,
  verification,
  webhook,
  workflow,
};

export function isStepName(name: string): name is StepName {
  return Object.hasOwn(steps, name);
}
