import { z } from "zod";
import { fieldIdSchema } from "../form/field-id.ts";

/** HubSpot's id of an owner, and of a team. */
const ownerSchema = z.string().regex(/^\d{1,20}$/);
const teamSchema = z.string().regex(/^\d{1,20}$/);

/** Who takes turns: these owners, and everybody of these teams. */
const circle = { owners: z.array(ownerSchema).max(200).default([]), teams: z.array(teamSchema).max(50).default([]) };

/** How a lead is handed over to a person of the business, once the answers stand on the contact. */
export const leadSettingsSchema = z.strictObject({
  /** The lifecycle stage that the contact has reached with it; one that is further already stays. */
  stage: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,100}$/)
    .optional(),
  /** Who takes over, one after the other. A contact that has an owner keeps it. */
  owner: z
    .strictObject({
      ...circle,
      /** The first of these that fits stands above the others: who takes over what. */
      rules: z
        .array(
          z.strictObject({
            /** Ids of choices, one of which was answered to this question. */
            question: fieldIdSchema.optional(),
            is: z.array(z.string().min(1).max(200)).max(100).default([]),
            /** Ids of endings, one of which the form came to. */
            ending: z.array(z.string().min(1).max(200)).max(100).default([]),
            ...circle,
          }),
        )
        .max(50)
        .default([]),
      /** Whether somebody takes over from the owner that a contact has. */
      replace: z.boolean().default(false),
    })
    .optional(),
  /** A task for the owner. */
  task: z.strictObject({ withinHours: z.int().min(1).max(720).default(24) }).optional(),
  /** A message to the owner: to their own WhatsApp where they wrote to the business within a day, else by e-mail. */
  message: z
    .strictObject({
      /** WhatsApp numbers with country code, by owner. */
      numbers: z.record(ownerSchema, z.string().regex(/^\+\d{6,15}$/)).default({}),
      mail: z.boolean().default(true),
    })
    .optional(),
});
export type LeadSettings = z.infer<typeof leadSettingsSchema>;
/** As somebody writes them, with what may be left out. */
export type LeadWishes = z.input<typeof leadSettingsSchema>;
