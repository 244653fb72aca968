/**
 * Submitting a form for somebody, and reading what was submitted (HubSpot reference 6.15).
 *
 * A submission has no idempotency key and its answer no id: after a call that may have landed, `listSubmissions` is
 * the only way to know. HubSpot matches the contact by e-mail alone.
 */
import type { HubSpotClient } from "./client.ts";
import { submissionListSchema, submitAnswerSchema } from "./types.ts";

export interface SubmittedField {
  /** Property name. */
  readonly name: string;
  /** Multi-select values joined with `;`, checkboxes `"true"` or `"false"`. */
  readonly value: string;
  /** Default `0-1`, the contact. */
  readonly objectTypeId?: string;
}

/** The texts are the ones that the person saw. */
export type FormConsent =
  | {
      readonly kind: "consent";
      readonly consentToProcess: boolean;
      readonly text: string;
      readonly communications: readonly {
        readonly value: boolean;
        readonly subscriptionTypeId: number;
        readonly text: string;
      }[];
    }
  | {
      readonly kind: "legitimate_interest";
      readonly subscriptionTypeId: number;
      readonly legalBasis: "CUSTOMER" | "LEAD";
      readonly text: string;
    };

export interface NewSubmission {
  readonly formId: string;
  /** 1 to 1,000. */
  readonly fields: readonly SubmittedField[];
  /** Epoch ms, at most a month ago. */
  readonly submittedAt: number;
  readonly pageName: string;
  readonly pageUri?: string;
  readonly consent?: FormConsent;
}

export interface ListedSubmission {
  readonly conversionId?: string;
  /** Epoch ms. */
  readonly submittedAt: number;
  readonly values: readonly SubmittedField[];
  readonly pageUrl?: string;
}

export interface SubmissionPage {
  /** Newest first. */
  readonly submissions: readonly ListedSubmission[];
  readonly after?: string;
}

/** No visitor cookie and no address go along: a shared cookie merges people, and the address would be our server's. */
export async function submitForm(
  client: HubSpotClient,
  { formsBase, portalId }: { formsBase: string; portalId: string },
  submission: NewSubmission,
): Promise<void> {
  const { formId, fields, submittedAt, pageName, pageUri, consent } = submission;
  await client.call({
    method: "POST",
    base: formsBase,
    path: `/submissions/v3/integration/secure/submit/${encodeURIComponent(portalId)}/${encodeURIComponent(formId)}`,
    json: {
      submittedAt: String(submittedAt),
      fields: fields.map(({ name, value, objectTypeId = "0-1" }) => ({ objectTypeId, name, value })),
      context: { pageName, ...(pageUri === undefined ? {} : { pageUri }) },
      ...(consent === undefined ? {} : { legalConsentOptions: legalConsentOptions(consent) }),
    },
    answer: submitAnswerSchema,
  });
}

/** `limit` 1 to 50. */
export async function listSubmissions(
  client: HubSpotClient,
  formId: string,
  { limit = 20, after }: { limit?: number; after?: string } = {},
): Promise<SubmissionPage> {
  const path = `/form-integrations/v1/submissions/forms/${encodeURIComponent(formId)}`;
  const { results, paging } = await client.call({
    method: "GET",
    path,
    query: { limit, after },
    answer: submissionListSchema,
  });
  return {
    submissions: results.map(({ conversionId, submittedAt, values, pageUrl }) => ({
      ...(conversionId === undefined ? {} : { conversionId }),
      submittedAt,
      values: values.map(({ name, value, objectTypeId }) => ({
        name,
        value,
        ...(objectTypeId === undefined ? {} : { objectTypeId }),
      })),
      ...(pageUrl === undefined ? {} : { pageUrl }),
    })),
    ...(paging?.next ? { after: paging.next.after } : {}),
  };
}

function legalConsentOptions(consent: FormConsent) {
  const { kind, ...given } = consent;
  return kind === "consent" ? { consent: given } : { legitimateInterest: { value: true, ...given } };
}
