/**
 * What a webhook's receiver gets, as documented in docs/webhooks.md: its tables are made from these schemas.
 *
 * The envelope (`type`, `timestamp`, `data`) and the headers are those of Standard Webhooks 1.0. Keys may be added; none
 * changes its meaning.
 */
import { z } from "zod";

const moment = z.iso.datetime().describe("ISO 8601 in UTC, such as `2026-03-05T14:05:00.000Z`.");

const answerSchema = z.object({
  field: z.string().describe("Stable id of the question in this form."),
  part: z
    .string()
    .optional()
    .describe(
      "For a question asked in several inputs: the matrix row, the part of an address, the place in a ranking.",
    ),
  source: z
    .object({
      id: z.string().describe("The form tool's own id of the question: HubSpot property name, Typeform field id."),
      ref: z.string().optional().describe("The tool's second key, where it has one: Typeform `ref`."),
    })
    .describe("How the form tool names the question."),
  kind: z.string().describe("Kind of question, such as `short_text`, `single_choice`, `date`."),
  title: z.string().describe("The question as the form asks it."),
  partTitle: z.string().optional().describe("What the form calls the part."),
  value: z
    .union([z.string(), z.number(), z.boolean(), z.array(z.string())])
    .describe("The answer. Dates are `YYYY-MM-DD`; options are their ids, several as a list."),
  chosen: z
    .array(
      z.object({
        id: z.string().describe("Id of the option, as in `value`."),
        label: z.string().describe("The option as the customer read it."),
        value: z.string().describe("The form tool's own value of the option."),
      }),
    )
    .optional()
    .describe("The chosen options, for questions with options."),
  label: z.string().optional().describe("The answer to a yes/no question as the customer read it."),
});

const fileSchema = z.object({
  id: z.string().describe("Our id of the file."),
  field: z.string().describe("The question that it answers."),
  name: z.string().optional().describe("As the customer's phone calls it."),
  status: z
    .enum(["waiting", "stored", "refused"])
    .describe("`waiting`: not fetched from WhatsApp yet; `refused`: it was not what the question asks for."),
  type: z.string().optional().describe("Media type by its contents, such as `image/jpeg`, once it is stored."),
  bytes: z.int().optional().describe("Size, once it is stored."),
});

export const submissionDataSchema = z.object({
  submission: z.object({
    id: z.string().describe("Stays the same over all corrections: your key for this submission."),
    revision: z.int().min(1).describe("Of these answers: 1, and one more with each correction. Keep the highest."),
    acceptedAt: moment.describe("When the customer first handed the answers in."),
  }),
  flow: z.object({
    id: z.string().describe("The Flow, for life."),
    name: z.string().describe("Its name."),
    version: z.int().min(1).describe("The version that the customer filled in."),
  }),
  form: z.object({
    tool: z.string().describe("`hubspot`, `typeform`, `google-forms`, `surveymonkey` or `use-case`."),
    id: z.string().describe("The form tool's own id of the form."),
    revision: z.string().describe("Changes whenever the form's definition does."),
    title: z.string().describe("The form's title."),
    language: z.string().describe("BCP 47."),
  }),
  customer: z.object({
    id: z.string().describe("Our id of the person; the same for all their submissions."),
    whatsapp: z.string().describe("The number that the answers came from: digits, country code first."),
  }),
  answers: z.array(answerSchema).describe("One per answered question or part; what was not answered is missing."),
  variables: z
    .record(z.string(), z.union([z.string(), z.number()]))
    .describe("What the form's rules calculated, such as a score, by name."),
  ending: z
    .object({ id: z.string().describe("The form's id of the ending."), title: z.string().describe("Its title.") })
    .optional()
    .describe("The ending that the rules chose, where the form has several."),
  hidden: z.record(z.string(), z.string()).describe("The form's hidden values and those of the message, by name."),
  files: z
    .array(fileSchema)
    .describe("What was handed over, without contents and without addresses: files stay in the vault."),
});

export const submissionEventSchema = z.object({
  type: z.enum(["submission.accepted", "submission.corrected"]).describe("What happened."),
  timestamp: moment.describe("When the customer handed in what this event tells of; the same in every attempt."),
  data: submissionDataSchema,
});
export type SubmissionEvent = z.infer<typeof submissionEventSchema>;

export const testEventSchema = z.object({
  type: z.literal("webhook.test").describe("Somebody tries the endpoint; there is no submission."),
  timestamp: moment,
  data: z.object({ message: z.string().describe("A sentence for whoever reads it.") }),
});
export type TestEvent = z.infer<typeof testEventSchema>;

export const identityCheckEventSchema = z.object({
  type: z.literal("identity.check").describe("An identity check is to be verified; answer it (see below)."),
  timestamp: moment.describe("When the customer handed in what is to be checked; the same in every attempt."),
  data: submissionDataSchema.extend({
    check: z.object({
      id: z.string().describe("Name it in your answer."),
      answerTo: z.url().describe("Where your answer goes."),
    }),
    risk: z
      .object({
        level: z.enum(["low", "medium", "high"]).describe("That of the most serious flag."),
        flags: z.array(z.string()).describe("What the risk rules found, as code words such as `under_age`."),
      })
      .optional()
      .describe("Where the Flow has risk rules."),
    documents: z
      .array(
        z.object({
          id: z.string().describe("The file, as in `files`."),
          url: z.url().describe("`POST` to it, without a body, and the answer is the document. It opens once."),
          until: moment.describe("Until when it opens."),
        }),
      )
      .describe("The documents that were handed over. Every attempt brings new addresses."),
  }),
});
export type IdentityCheckEvent = z.infer<typeof identityCheckEventSchema>;

/** What an identity-verification provider answers, signed like what it was sent. */
export const identityAnswerSchema = z.object({
  type: z.literal("identity.verified"),
  timestamp: moment.optional(),
  data: z.object({
    check: z.string().min(1).max(200).describe("The `check.id` that was asked about."),
    decision: z.enum(["approved", "rejected"]).describe("The state that the record gets."),
    code: z
      .string()
      .regex(/^[A-Za-z0-9_.:-]{1,60}$/)
      .optional()
      .describe("Your own word for why, such as `face_mismatch`. No personal data."),
  }),
});
export type IdentityAnswer = z.infer<typeof identityAnswerSchema>;

export const personErasedEventSchema = z.object({
  type: z.literal("person.erased").describe("A customer was erased: delete what you hold of them."),
  timestamp: moment.describe("When they were erased; the same in every attempt."),
  data: z.object({
    customer: z.object({ id: z.string().describe("Our id of the person, as in the events before.") }),
    submissions: z.array(z.string()).describe("Ids of their submissions, as in the events before."),
  }),
});
export type PersonErasedEvent = z.infer<typeof personErasedEventSchema>;

/** Everything that may arrive at an endpoint. */
export const webhookEventSchema = z.discriminatedUnion("type", [
  submissionEventSchema,
  testEventSchema,
  identityCheckEventSchema,
  personErasedEventSchema,
]);
export type WebhookEvent = z.infer<typeof webhookEventSchema>;

/** What an endpoint may ask for. */
export const eventTypeSchema = z.enum([...submissionEventSchema.shape.type.options, "identity.check"]);
export type EventType = z.infer<typeof eventTypeSchema>;
