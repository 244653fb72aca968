/** The outgoing webhook: submissions to any address of the business, signed as Standard Webhooks says. */
export { type IdentityFacts, identityCheckEvent, type SubmissionFacts, submissionEvent } from "./adapter.ts";
export { type Delivery, deliver, type Taken, type WebhookOptions } from "./client.ts";
export { newSecret, secretSchema } from "./secrets.ts";
export { type SignedHeaders, whySignatureFails } from "./signature.ts";
export {
  type EventType,
  eventTypeSchema,
  type IdentityAnswer,
  type IdentityCheckEvent,
  identityAnswerSchema,
  identityCheckEventSchema,
  type PersonErasedEvent,
  personErasedEventSchema,
  type SubmissionEvent,
  submissionEventSchema,
  type TestEvent,
  testEventSchema,
  type WebhookEvent,
  webhookEventSchema,
} from "./types.ts";
export { refusedAttempts } from "./verdicts.ts";

/** What this connector is and can do; settings screens and the command line read it. */
export const webhook = {
  id: "webhook",
  label: "Webhook",
  can: {
    readsForms: "no",
    noticesChanges: "no",
    writesSubmissions: "supported",
    listsAudiences: "no",
    books: "no",
  },
} as const;
