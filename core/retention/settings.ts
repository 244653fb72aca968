/** How long a business keeps what its customers handed in. */
import { z } from "zod";

/** `nothing`: nothing once it was delivered. Else so many days after it was handed in. */
export const keepSchema = z.union([z.literal("nothing"), z.int().min(1).max(3_650)]);
export type Keep = z.infer<typeof keepSchema>;

export const retentionSettingsSchema = z.strictObject({
  /** For every Flow that does not say otherwise, and for messages that are no answers. */
  keep: keepSchema.default(365),
  /** So many days longer for answers that could not be delivered everywhere; after that they go, too. */
  heldDays: z.int().min(7).max(365).default(90),
  /** Where Meta keeps the numbers' messages, as it was given when they were registered: an ISO country. Meta does not tell it. */
  metaRegion: z
    .string()
    .regex(/^[A-Z]{2}$/, "is no country; write it as DE")
    .optional(),
});
export type RetentionSettings = z.infer<typeof retentionSettingsSchema>;
