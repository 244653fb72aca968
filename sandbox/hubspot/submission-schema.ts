/** The body of a form submission (HubSpot reference 6.15). */
import { z } from "zod";

const communicationSchema = z.object({
  value: z.boolean(),
  subscriptionTypeId: z.number(),
  text: z.string().optional(),
});

/** Loose on purpose: wrong consent has error types of its own, which `submission-consent.ts` gives. */
export const consentSchema = z.union([
  z.strictObject({
    consent: z.object({
      consentToProcess: z.boolean().optional(),
      text: z.string().optional(),
      communications: z.array(communicationSchema).optional(),
    }),
  }),
  z.strictObject({
    legitimateInterest: z.object({
      value: z.boolean(),
      subscriptionTypeId: z.number(),
      legalBasis: z.enum(["CUSTOMER", "LEAD"]),
      text: z.string().optional(),
    }),
  }),
]);

export const submissionSchema = z.object({
  /** Epoch ms, as text or number. */
  submittedAt: z.union([z.string().regex(/^\d+$/), z.int()]).optional(),
  fields: z.array(z.object({ objectTypeId: z.string().default("0-1"), name: z.string(), value: z.string() })).min(1),
  context: z
    .object({
      hutk: z.string().optional(),
      ipAddress: z.string().optional(),
      pageName: z.string().optional(),
      pageUri: z.string().optional(),
      pageId: z.string().optional(),
    })
    .default({}),
  legalConsentOptions: z.unknown().optional(),
  skipValidation: z.boolean().optional(),
});
export type SubmissionBody = z.infer<typeof submissionSchema>;
