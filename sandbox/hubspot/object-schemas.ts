/** Request bodies of the objects API (HubSpot reference 6.3; required keys as the 2026-03 spec has them). */
import { z } from "zod";

const values = z.record(z.string(), z.string());

export const associationSpecSchema = z.object({ associationCategory: z.string(), associationTypeId: z.int() });

const associationSchema = z.object({ to: z.object({ id: z.string() }), types: z.array(associationSpecSchema) });
export type NewAssociation = z.infer<typeof associationSchema>;

export const createSchema = z.object({ properties: values, associations: z.array(associationSchema) });

export const updateSchema = z.object({ properties: values });

const batch = <T extends z.ZodType>(input: T) => z.object({ inputs: z.array(input).min(1).max(100) });
const traceId = { objectWriteTraceId: z.string().optional() };
const existing = z.object({ id: z.string(), idProperty: z.string().optional(), properties: values, ...traceId });

export const batchCreateSchema = batch(createSchema.extend(traceId));
export const batchUpdateSchema = batch(existing);
export const batchUpsertSchema = batch(existing);
export const batchArchiveSchema = batch(z.object({ id: z.string() }));
export const batchReadSchema = batch(z.object({ id: z.string() })).extend({
  idProperty: z.string().optional(),
  properties: z.array(z.string()).default([]),
});

export const mergeSchema = z.object({ primaryObjectId: z.string(), objectIdToMerge: z.string() });
export const privacyDeleteSchema = z.object({ objectId: z.string(), idProperty: z.string().optional() });
