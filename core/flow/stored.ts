/** Compiled screens as they come back from wherever they were kept as JSON. */
import { z } from "zod";
import type { CompiledScreen } from "./types.ts";

const inputSchema = z.object({
  name: z.string(),
  fieldId: z.string(),
  part: z.string().exactOptional(),
  prefill: z.string().exactOptional(),
  prefillType: z.enum(["string", "array"]).exactOptional(),
  choices: z.string().exactOptional(),
});

/** Keeps every key that the conversation needs; screens kept by an older version lack the optional ones. */
export const compiledScreenSchema: z.ZodType<CompiledScreen> = z.object({
  id: z.string(),
  title: z.string(),
  inputs: z.array(inputSchema),
  fields: z.array(z.string()).exactOptional(),
  next: z.string().exactOptional(),
  routes: z.array(z.string()).exactOptional(),
  resume: z.array(z.string()).exactOptional(),
});
