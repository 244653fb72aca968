/**
 * A press that makes a secret. What is kept of it, so that a repeated request is the same press, is sealed: in the open, the
 * secret is in the answer alone.
 */
import { z } from "zod";
import type { SecretAnswer } from "../../src/app/packages/contract/index.ts";
import { type PressOptions, presses } from "../app-page/once.ts";
import type { Context } from "../context.ts";

const sealedSchema = z.object({ sealed: z.string() });
const column = "page_actions.answer";

export interface SecretPress {
  readonly portalId: string;
  readonly userId: string;
  /** The path of the call. */
  readonly action: string;
  readonly key: string;
  /** Makes it. @returns the secret */
  readonly make: () => Promise<string>;
}

export function secretPresses(context: Context, options: PressOptions): (press: SecretPress) => Promise<SecretAnswer> {
  const pressed = presses(context, options);
  return async ({ make, ...press }) => {
    const sealer = await context.vault.portal(press.portalId);
    const work = async () => ({ sealed: sealer.seal(await make(), column) });
    const seen = await pressed.once({ ...press, answer: sealedSchema, work });
    if (seen.kind === "answered") return { kind: "secret", secret: sealer.open(seen.answer.sealed, column) };
    const message =
      seen.kind === "running"
        ? "It takes longer than usual. Look again in a minute."
        : "The server was interrupted at it. Look how it stands, then press again.";
    return { kind: "error", code: seen.kind === "running" ? "page.busy" : "page.lost", message };
  };
}
