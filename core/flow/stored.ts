/** Compiled screens as they come back from wherever they were kept as JSON. */
import { z } from "zod";
import type { FrozenEntry } from "./entry.ts";
import type { CompiledScreen, DataProperty, Json } from "./types.ts";

const inputSchema = z.object({
  name: z.string(),
  fieldId: z.string(),
  part: z.string().exactOptional(),
  prefill: z.string().exactOptional(),
  prefillType: z.enum(["string", "array"]).exactOptional(),
  choices: z.string().exactOptional(),
  role: z.enum(["list", "group", "other"]).exactOptional(),
  group: z.string().exactOptional(),
});

const textSchema = z.object({
  key: z.string(),
  fieldId: z.string().exactOptional(),
  section: z.string().exactOptional(),
  of: z.enum(["title", "description"]),
});

/** Keeps every key that the conversation needs; screens kept by an older version lack the optional ones. */
export const compiledScreenSchema: z.ZodType<CompiledScreen> = z.object({
  id: z.string(),
  title: z.string(),
  inputs: z.array(inputSchema),
  fields: z.array(z.string()).exactOptional(),
  secure: z.array(z.string()).exactOptional(),
  conditional: z.array(z.string()).exactOptional(),
  shownBy: z.record(z.string(), z.string()).exactOptional(),
  texts: z.array(textSchema).exactOptional(),
  next: z.string().exactOptional(),
  routes: z.array(z.string()).exactOptional(),
  resume: z.array(z.string()).exactOptional(),
  spare: z.record(z.string(), z.enum(["string", "array"])).exactOptional(),
});

const jsonSchema: z.ZodType<Json> = z.lazy(() =>
  z.union([z.string(), z.number(), z.boolean(), z.array(jsonSchema), z.record(z.string(), jsonSchema)]),
);

const propertySchema: z.ZodType<DataProperty> = z.intersection(
  z.record(z.string(), jsonSchema),
  z.object({ type: z.enum(["string", "number", "boolean", "object", "array"]), __example__: jsonSchema }),
);

const withEntrySchema = z.object({
  screens: z.tuple([z.object({ id: z.string(), data: z.record(z.string(), propertySchema).default({}) })], z.unknown()),
});

/** The entry screen of Flow JSON that was kept; undefined for what is none. */
export function frozenEntryOf(flow: unknown): FrozenEntry | undefined {
  return withEntrySchema.safeParse(flow).data?.screens[0];
}
