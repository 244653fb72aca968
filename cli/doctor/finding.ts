import { z } from "zod";

const stateSchema = z.enum(["ok", "warn", "broken", "skipped"]);

/** One finding, as the server sends it or as this machine made it. */
export const findingSchema = z.object({
  check: z.string(),
  state: stateSchema,
  portalId: z.string().optional(),
  about: z.string().optional(),
  says: z.string(),
  who: z.string().optional(),
  fix: z.string().optional(),
});
export type CliFinding = z.infer<typeof findingSchema>;

export const eventSchema = z.object({
  portalId: z.string(),
  source: z.string(),
  kind: z.string(),
  subject: z.string(),
  subjectId: z.string(),
  state: z.string(),
  details: z.record(z.string(), z.union([z.string(), z.number()])),
  count: z.number(),
  lastAt: z.number(),
});

export const examinationSchema = z.object({
  kind: z.literal("examined"),
  publicUrl: z.string(),
  databaseFile: z.string(),
  findings: z.array(findingSchema),
  events: z.array(eventSchema),
});
export type CliExamination = z.infer<typeof examinationSchema>;
