/** Where the phone stands and how it came there: its back button follows this trail (WhatsApp reference 1.3, 1.5). */
import type { CompiledScreen } from "../flow/types.ts";
import type { Place, SessionView } from "./types.ts";

/** The screen that was shown last, as far as the session knows. */
export function lastShown({ place, state }: SessionView): string | undefined {
  return place?.trail.at(-1) ?? (state.kind === "open" ? state.screen : undefined);
}

/** Whether nothing was handed in or gone back from since the Flow was opened on the entry screen. */
export function isJustOpened(session: SessionView, entry: CompiledScreen): boolean {
  return (session.place?.opened ?? true) && (lastShown(session) ?? entry.id) === entry.id;
}

export function opened(screen: CompiledScreen): Place {
  return { trail: [screen.id], opened: true };
}

/**
 * The trail up to `screen`, on which the phone says it is. Going back without asking us is possible, so the screen may be
 * anywhere on it; one that is not on it is taken to have been reached by way of `before`.
 */
export function standingOn(
  place: Place | undefined,
  screen: string,
  before: () => readonly CompiledScreen[],
): string[] {
  const at = place?.trail.lastIndexOf(screen) ?? -1;
  if (place && at >= 0) return place.trail.slice(0, at + 1);
  const ids = before().map(({ id }) => id);
  const known = ids.indexOf(screen);
  return [...(known >= 0 ? ids.slice(0, known) : ids), screen];
}
