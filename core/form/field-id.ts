import { z } from "zod";

/** Stable across re-imports: made from the source's own key, never from a title. `^[a-z][a-z0-9_]*$`. */
export const fieldIdSchema = z.string().regex(/^[a-z][a-z0-9_]*$/);
export type FieldId = z.infer<typeof fieldIdSchema>;
