import { z } from "zod";
import { readyAnswersSchema } from "../../core/hand-over/index.ts";
import { kycNamesSchema } from "../../core/kyc/index.ts";
import { rescueSettingsSchema } from "../../core/rescue/index.ts";
import { retentionSettingsSchema } from "../../core/retention/index.ts";
import { accessSettingsSchema } from "../../core/rights/index.ts";

/** Settings are read with every message, and asking costs more than reading them. */
const timeZones = new Set<string>();

function isTimeZone(name: string): boolean {
  if (timeZones.has(name)) return true;
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    timeZones.add(name);
    return true;
  } catch {
    return false;
  }
}

const amounts = ["none", "last_four", "full"] as const;

/** What a portal may choose. Every key has a default that works. */
export const portalSettingsSchema = z.object({
  /** ISO country for numbers written without a country code. */
  defaultCountry: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .optional(),
  /**
   * What HubSpot sees first of an unknown person with an e-mail. `form-first`: the form submission makes the contact,
   * so that its source is the form; `contact-first`: the API makes it, filed under offline sources.
   */
  unknownPerson: z.enum(["form-first", "contact-first"]).default("form-first"),
  /**
   * Where identity checks are kept in HubSpot: `auto` (a custom object of our own where the account has them, else the
   * contact), `contacts`, or the name or type id of a custom object of the customer's.
   */
  identityRecords: z
    .string()
    .regex(/^(auto|contacts|[A-Za-z0-9_-]{1,100})$/)
    .default("auto"),
  /** In an object of the customer's: which of its properties take what. What is not named goes where ours has it. */
  identityProperties: kycNamesSchema.partial().prefault({}),
  /**
   * What each destination gets of answers from the secure page; whatever it is, the vault keeps them. HubSpot's ordinary
   * properties are no place for numbers of accounts and documents: it gets the last four characters at most.
   */
  secureAnswers: z
    .strictObject({
      hubspot: z.enum(["none", "last_four"]).default("last_four"),
      webhook: z.enum(amounts).default("none"),
      surveymonkey: z.enum(amounts).default("none"),
      google: z.enum(amounts).default("none"),
    })
    .prefault({}),
  /** Who may do what, of the portal's HubSpot users. */
  access: accessSettingsSchema.prefault({}),
  /** Whether messages, answers and what customers write stand on the contact's timeline in HubSpot. */
  timeline: z.boolean().default(true),
  /** For how many days files that came with answers lie in HubSpot, attached to a note; 0: they stay here alone. */
  fileDays: z.int().min(0).max(365).default(90),
  /** What happens when a customer writes something that is no answer; it is kept in any case. */
  messages: z
    .strictObject({
      /** A task for the contact's owner, once until somebody answered. */
      tellOwner: z.boolean().default(true),
      /** One automatic reply in 24 hours. */
      reply: z.boolean().default(true),
      /** Whom else to turn to, as the reply says it: a phone number or a link. */
      person: z.string().trim().min(1).max(200).optional(),
    })
    .prefault({}),
  /** Templates of the portal's own for reminders outside the 24 hours, by kind; see reminders/templates.ts. */
  reminderTemplates: z
    .partialRecord(
      z.enum(["event", "appointment", "unfinished"]),
      z.strictObject({
        name: z.string().regex(/^[a-z0-9_]{1,512}$/),
        /** By language as Meta writes it: how many variables the body has. */
        languages: z.record(z.string(), z.int().min(0)),
      }),
    )
    .prefault({}),
  /** What happens when somebody stops half-way through a Flow. */
  rescue: rescueSettingsSchema.prefault({}),
  /** Answers of its own for whoever answers customers from a card. */
  readyAnswers: readyAnswersSchema.default([]),
  /** How long what customers handed in is kept here. */
  retention: retentionSettingsSchema.prefault({}),
  /** IANA time zone in which customers read a moment, such as when they answered. */
  timeZone: z.string().refine(isTimeZone, "is no time zone; write it as Europe/Rome").default("UTC"),
});
export type PortalSettings = z.infer<typeof portalSettingsSchema>;
