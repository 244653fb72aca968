import { z } from "zod";
import { fieldIdSchema } from "./field-id.ts";

/**
 * What is typed here is a code that proves something. It is checked when it comes and kept nowhere; left empty, a new one is
 * sent. The question needs an answer wherever the form's rules ask it, so it stands on a screen that asks it of everybody.
 *
 * `person`: that the customer is whose record it is. The code counts only together with the surname typed in `surname`.
 * `number`: that the phone number typed in the question `field` is the customer's. The code is sent to that number.
 */
export const codeQuestionSchema = z.discriminatedUnion("proves", [
  z.object({ proves: z.literal("person"), surname: fieldIdSchema }),
  z.object({ proves: z.literal("number"), field: fieldIdSchema }),
]);
export type CodeQuestion = z.infer<typeof codeQuestionSchema>;
