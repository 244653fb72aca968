import { z } from "zod";

const lookSchema = z.looseObject({ window: z.enum(["open", "closed"]).optional() });

/**
 * Waits until the server has read what this customer wrote, so that an answer may go without consent.
 * @param ask the operator's route `/operator/consent/person`
 */
export async function windowOpens(
  ask: (body: { readonly to: { readonly phone: string } }) => Promise<unknown>,
  waId: string,
): Promise<void> {
  for (let tries = 0; tries < 2_000; tries += 1) {
    if (lookSchema.parse(await ask({ to: { phone: `+${waId}` } })).window === "open") return;
  }
  throw new Error("The server never read the customer's message.");
}
