/** What is wrong with the consent of a submission (HubSpot reference 6.15). Pure. */
import type { z } from "zod";
import type { SubmissionProblem } from "./errors.ts";
import type { FormDefinition } from "./form-types.ts";
import { consentSchema } from "./submission-schema.ts";

type Consent = z.infer<typeof consentSchema>;

export function consentProblems(form: FormDefinition, given: unknown): SubmissionProblem[] {
  if (given === undefined) return needsProcessingConsent(form) ? [missingConsent] : [];
  const parsed = consentSchema.safeParse(given);
  if (!parsed.success) {
    return [
      problem("INVALID_LEGAL_OPTION_FORMAT", "Send either consent or legitimateInterest, in the documented format"),
    ];
  }
  return "consent" in parsed.data ? ofConsent(form, parsed.data.consent) : ofInterest(parsed.data.legitimateInterest);
}

function ofConsent(
  form: FormDefinition,
  consent: Extract<Consent, { consent: unknown }>["consent"],
): SubmissionProblem[] {
  const communications = consent.communications ?? [];
  const ids = communications.map((communication) => communication.subscriptionTypeId);
  const problems: SubmissionProblem[] = [];
  if (needsProcessingConsent(form) && consent.consentToProcess !== true) problems.push(missingConsent);
  if (consent.consentToProcess && !consent.text) {
    problems.push(problem("MISSING_PROCESSING_CONSENT_TEXT", "The text of the processing consent is missing"));
  }
  if (communications.some((communication) => !communication.text)) {
    problems.push(problem("MISSING_COMMUNICATION_CONSENT_TEXT", "The text of a communication consent is missing"));
  }
  if (new Set(ids).size < ids.length) {
    problems.push(
      problem("DUPLICATE_SUBSCRIPTION_TYPE_ID", "A subscription type stands in communications more than once"),
    );
  }
  return problems;
}

function ofInterest(interest: { text?: string | undefined }): SubmissionProblem[] {
  return interest.text
    ? []
    : [problem("MISSING_LEGITIMATE_INTEREST_TEXT", "The text of the legitimate interest is missing")];
}

const problem = (errorType: string, message: string): SubmissionProblem => ({
  errorType,
  message: `Error in 'legalConsentOptions'. ${message}`,
});

const missingConsent = problem("MISSING_PROCESSING_CONSENT", "The form needs consent to process");

/** Implicit consent is given by submitting; only the explicit kind has a box to tick. */
const needsProcessingConsent = (form: FormDefinition): boolean =>
  form.legalConsentOptions.type === "explicit_consent_to_process";
