/** What is to become of one submission's answers now. */
import type { Keep, RetentionSettings } from "./settings.ts";

export const dayMs = 24 * 3_600_000;

/** With `nothing`: a phone that heard no reply repeats itself for so long, and gets the same reply. Milliseconds. */
export const settleMs = 3_600_000;

/** With `nothing`: so long somebody can read a message and answer it, which is how long WhatsApp lets one answer. */
export const messageMs = dayMs;

export type Verdict =
  | { readonly kind: "keep"; readonly until: number }
  | { readonly kind: "remove" }
  /** Its time is over, but something of it is still to be delivered. `until`: when it goes all the same. */
  | { readonly kind: "hold"; readonly until: number }
  /** It was held for the longest time; what is still to be delivered is given up. */
  | { readonly kind: "give-up" };

export interface Standing {
  /** When the answers were handed in, or corrected last; epoch milliseconds. */
  readonly handedInAt: number;
  /** Everything that was to be done with them is done, or was found not to be needed. */
  readonly landed: boolean;
}

export function verdictOn(
  { keep, heldDays }: Pick<RetentionSettings, "keep" | "heldDays">,
  { handedInAt, landed }: Standing,
  now: number,
): Verdict {
  const due = handedInAt + keptMs(keep);
  if (now < due) return { kind: "keep", until: due };
  if (landed) return { kind: "remove" };
  const until = due + heldDays * dayMs;
  return now < until ? { kind: "hold", until } : { kind: "give-up" };
}

/** How long answers stay after they were handed in and delivered, in milliseconds. */
export function keptMs(keep: Keep): number {
  return keep === "nothing" ? settleMs : keep * dayMs;
}

/** The same for messages that are no answers. */
export function messagesKeptMs(keep: Keep): number {
  return keep === "nothing" ? messageMs : keep * dayMs;
}
