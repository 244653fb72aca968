/** What the process that never dies and a server process tell each other. */
import { z } from "zod";
import { moments } from "./phases.ts";

/** How a server process is to run; it waits for this with everything loaded. */
export const goSchema = z.object({
  kind: z.literal("go"),
  /** Which of the processes it is. */
  slot: z.number(),
  /** As the environment would name them. */
  settings: z.record(z.string(), z.string()),
  time: z.object({ since: z.number(), factor: z.number(), shift: z.number() }),
});

export const toChildSchema = z.discriminatedUnion("kind", [
  goSchema,
  /** Kill yourself the next time you come there, `skip` times later. */
  z.object({ kind: z.literal("arm"), moment: z.enum(moments), skip: z.number() }),
  z.object({ kind: z.literal("disarm") }),
  z.object({ kind: z.literal("shift"), shift: z.number() }),
]);
export type ToChild = z.infer<typeof toChildSchema>;
export type Go = z.infer<typeof goSchema>;

export const toParentSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("loaded") }),
  /** It serves. */
  z.object({ kind: z.literal("up") }),
  /** It gave up by itself. */
  z.object({ kind: z.literal("failed"), why: z.string() }),
]);
export type ToParent = z.infer<typeof toParentSchema>;

/** Says in a request of a server's, to the stand-ins, which process it comes from. */
export const slotHeader = "x-crash-slot";
