/**
 * KYC: what HubSpot is told of an identity check. Only what is not sensitive (HubSpot reference 4.5, 2.6): state, time, kind
 * of document, the last four characters of its number. The number and the documents stay in the vault.
 */
import { z } from "zod";
import { fieldIdSchema } from "../form/field-id.ts";
import { riskRulesSchema } from "../risk/index.ts";

/** Where the record of a check stands in HubSpot, the best first. */
export type KycTier =
  /** In a custom object of the customer's own. */
  | "custom-object-chosen"
  /** In a custom object that the app made. */
  | "custom-object-ours"
  /** In properties of the contact, which tell of the latest check, and a note for each. */
  | "contact-and-note";

/** What a record holds; each value goes into a property of its own. */
export const kycValues = [
  "submissionId",
  "status",
  "receivedAt",
  "documentType",
  "maskedNumber",
  "viewLink",
  "risk",
  "riskFlags",
] as const;
export type KycValue = (typeof kycValues)[number];

export const kycStates = ["received", "approved", "rejected"] as const;

/** HubSpot's property names by value; what has none is not written. The submission's id is the record's key. */
export const kycNamesSchema = z.strictObject({
  submissionId: z.string().min(1),
  status: z.string().min(1).optional(),
  receivedAt: z.string().min(1).optional(),
  documentType: z.string().min(1).optional(),
  maskedNumber: z.string().min(1).optional(),
  viewLink: z.string().min(1).optional(),
  risk: z.string().min(1).optional(),
  riskFlags: z.string().min(1).optional(),
});
export type KycNames = z.infer<typeof kycNamesSchema>;

/** What makes a Flow an identity check; left out, the questions are found by their words. */
export const kycFlowSchema = z.strictObject({
  /** The question for the document's number. Its answer leaves with its last four characters only, whatever it is called. */
  number: fieldIdSchema.optional(),
  /** The question for what document it is. */
  documentType: fieldIdSchema.optional(),
  /** What to look out for in the answers; the record says what was found. */
  risk: riskRulesSchema.optional(),
  /**
   * Once an identity-verification provider has decided, the documents that were handed over are destroyed: they are in the
   * vault and nowhere else.
   */
  destroyDocuments: z.boolean().optional(),
});
export type KycFlow = z.infer<typeof kycFlowSchema>;
