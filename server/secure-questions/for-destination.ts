/**
 * What a destination gets of the answers from the secure page: as the portal chose, and unasked nothing but the last four
 * characters to HubSpot. Everything else about a submission is read from `submissions`, where these answers never are.
 */
import { policyKindOf } from "../../core/flow/policy/concerns.ts";
import type { Form } from "../../core/form/types.ts";
import { lastFourOf } from "../../core/submission/last-four.ts";
import type { Answer } from "../../core/submission/types.ts";
import type { Context } from "../context.ts";
import type { StepName } from "../delivery/step.ts";
import type { PortalSettings } from "../portals/settings.ts";
import type { Portal } from "../portals/store.ts";
import { answersIn, fieldsOf, type SecureRow, secureQuestionsOf } from "./records.ts";

type Destination = keyof PortalSettings["secureAnswers"];

/** Steps that deliver answers; the others get none of these. */
const destinations: ReadonlyMap<string, Destination> = new Map<StepName, Destination>([
  ["contact", "hubspot"],
  ["form_submission", "hubspot"],
  ["kyc_record", "hubspot"],
  ["webhook", "webhook"],
  ["surveymonkey_response", "surveymonkey"],
  ["google_form", "google"],
]);

export async function secureAnswersFor(
  context: Context,
  portal: Portal,
  step: string,
  { submissionId, form }: { readonly submissionId: string; readonly form: Form },
): Promise<Answer[]> {
  const destination = destinations.get(step);
  if (!destination || portal.settings.secureAnswers[destination] === "none") return [];
  if (!hasSecureQuestions(form)) return [];
  const row = await secureQuestionsOf(context, portal.id, submissionId);
  if (!row || row.answers_sealed === null) return [];
  return given(portal, destination, form, row, await answersIn(context, portal.id, row));
}

/** Whether a destination gets anything of these answers; `identify` begins the way to HubSpot. */
export function isForStep(
  portal: Portal,
  step: StepName,
  form: Form,
  row: SecureRow,
  answers: readonly Answer[],
): boolean {
  const destination = step === "identify" ? "hubspot" : destinations.get(step);
  return destination !== undefined && given(portal, destination, form, row, answers).length > 0;
}

function given(
  { settings }: Portal,
  destination: Destination,
  form: Form,
  row: SecureRow,
  answers: readonly Answer[],
): Answer[] {
  const amount = settings.secureAnswers[destination];
  if (amount === "none") return [];
  const asked = new Set(fieldsOf(row));
  const now = answers.filter(({ fieldId }) => asked.has(fieldId));
  return amount === "full" ? now : now.flatMap((answer) => endOf(form, answer));
}

/** Only a number has a harmless end: nothing about somebody's health has, nor any part of an address or a name. */
function endOf({ fields }: Form, { fieldId, part, value }: Answer): Answer[] {
  const field = fields[fieldId];
  const kind = field && part === undefined ? policyKindOf(field) : undefined;
  const lastFour = kind === "bank" || kind === "identity" ? lastFourOf(value) : undefined;
  return lastFour === undefined ? [] : [{ fieldId, value: lastFour }];
}

function hasSecureQuestions({ fields }: Form): boolean {
  return Object.values(fields).some(({ policy }) => policy === "secure_page");
}
