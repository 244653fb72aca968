/** What a customer handed in, as it lies sealed in `submissions.answers`: read here alone. */
import { z } from "zod";
import { choiceSchema } from "../../core/form/types.ts";
import type { Answer } from "../../core/submission/types.ts";
import type { Sealer } from "../vault/index.ts";

export const answersSchema: z.ZodType<Answer[]> = z.array(
  z.object({
    fieldId: z.string(),
    part: z.string().exactOptional(),
    value: z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]),
    chosen: z.array(choiceSchema).exactOptional(),
  }),
);

const handedInSchema = z.object({
  answers: answersSchema,
  /** What the form's rules made of the answers. */
  variables: z.record(z.string(), z.union([z.string(), z.number()])),
  ending: z.string().exactOptional(),
  /** What came with the message. */
  hidden: z.record(z.string(), z.string()).default({}),
});
export type HandedIn = z.infer<typeof handedInSchema>;

/** @throws VaultError when the person was erased */
export function openHandedIn(sealer: Sealer, sealed: string): HandedIn {
  return handedInSchema.parse(JSON.parse(sealer.open(sealed, "submissions.answers")));
}
