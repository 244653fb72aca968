import type { Context } from "../../context.ts";
import type { Noticed } from "./notice.ts";
import { type Learned, nothingNoticed, type Watch } from "./store.ts";

/** What a form that was read says of its watch. Changes that were undone at the tool are over. */
export function learnedFrom(
  { now }: Pick<Context, "now">,
  watch: Watch,
  { changes, state, wentBack }: Pick<Noticed, "changes" | "state" | "wentBack">,
): Learned {
  const looked = { looked_at: now() };
  if (changes.length === 0) return { ...nothingNoticed, ...looked };
  return {
    ...looked,
    changes: JSON.stringify(changes),
    change_count: changes.length,
    state,
    changed_at: watch.changed_at ?? now(),
    ...(wentBack && { dismissed: state }),
    ...(state !== watch.state && { held_back: null }),
  };
}
