/**
 * What a business looks out for in an identity check. Flags tell its people where to look; they decide nothing, and the customer
 * never sees them.
 */
import { z } from "zod";
import { fieldIdSchema } from "../form/field-id.ts";
import { conditionSchema } from "../form/rules.ts";

export const riskLevels = ["low", "medium", "high"] as const;
export type RiskLevel = (typeof riskLevels)[number];

/** A flag is at least this serious. */
const raised = z.enum(["medium", "high"]);

export const riskRulesSchema = z.strictObject({
  /** The shipped rules: each counts where its question is named. */
  age: z
    .strictObject({
      /** The question for the date of birth. */
      field: fieldIdSchema,
      /** Years: younger people are flagged. */
      least: z.int().min(0).max(120).default(18),
      /** Years: older ones are flagged, as a date of birth that is hard to believe. */
      most: z.int().min(1).max(150).default(110),
      level: raised.default("high"),
    })
    .optional(),
  country: z
    .strictObject({
      /** The question for a country, whose options' values are ISO codes such as `IT`. */
      field: fieldIdSchema,
      flagged: z.array(z.string().regex(/^[A-Z]{2}$/, "must be an ISO code such as IT")).max(250),
      level: raised.default("high"),
    })
    .optional(),
  expiry: z
    .strictObject({
      /** The question for the day on which the document expires. */
      field: fieldIdSchema,
      /** One that expires within so many days is flagged, too, as medium. */
      withinDays: z.int().min(0).max(3_650).default(30),
      level: raised.default("high"),
    })
    .optional(),
  /** The business's own: a condition as rules of forms have it. */
  own: z
    .array(
      z.strictObject({
        code: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, "must be lower case letters, digits and _"),
        level: raised,
        /** For the people who read the record; no answer is filled in. */
        says: z.string().trim().min(1).max(200),
        when: conditionSchema,
      }),
    )
    .max(50)
    .default([]),
});
export type RiskRules = z.infer<typeof riskRulesSchema>;

export interface RiskFlag {
  /** `under_age`, `unlikely_age`, `country`, `expired`, `expires_soon`, or one of the business's own. */
  readonly code: string;
  readonly level: Exclude<RiskLevel, "low">;
  /** A sentence without an answer in it. */
  readonly says: string;
}

export interface Risk {
  /** That of the most serious flag; `low` without any. */
  readonly level: RiskLevel;
  readonly flags: readonly RiskFlag[];
}
