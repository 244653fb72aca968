/** What HubSpot's workflows ask of an action, and what they are answered (HubSpot reference 3.1, 3.2, 3.5). */
import { z } from "zod";

const id = z.union([z.number().int().positive(), z.string().regex(/^\d{1,15}$/)]).transform(String);
const callbackId = z.string().regex(/^[\w.-]{1,200}$/);

export const actionRequestSchema = z.object({
  callbackId,
  origin: z.object({ portalId: id }),
  object: z.object({ objectId: id, objectType: z.string() }),
  /** All values arrive as strings; one that was left empty is absent or null. */
  inputFields: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).default({}),
});
export type ActionRequest = z.infer<typeof actionRequestSchema>;

/** `BLOCK`: the workflow waits until the callback is completed, or until the expiry has passed. */
export type ActionAnswer = {
  readonly outputFields: Readonly<Record<string, string>> & {
    readonly hs_execution_state: "SUCCESS" | "FAIL_CONTINUE" | "BLOCK";
    /** ISO 8601, such as `PT72H`. */
    readonly hs_expiration_duration?: string;
  };
};

export const optionsRequestSchema = z.object({
  origin: z.object({ portalId: id }),
  inputFieldName: z.string().default(""),
  /** What the person has chosen for the other fields so far. */
  inputFields: z.record(z.string(), z.object({ type: z.string(), value: z.unknown().optional() })).default({}),
  fetchOptions: z.object({ q: z.string().nullish(), after: z.string().nullish() }).default({}),
});
export type OptionsRequest = z.infer<typeof optionsRequestSchema>;

export interface ActionOption {
  readonly label: string;
  readonly description: string;
  readonly value: string;
}

export interface OptionsAnswer {
  readonly options: readonly ActionOption[];
  /** Shows a button for more; comes back in `fetchOptions`. */
  readonly after?: string;
  /** Shows a search box, whose text comes back in `fetchOptions`. */
  readonly searchable: boolean;
}
