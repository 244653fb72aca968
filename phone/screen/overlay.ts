/** Puts something in front of everything else, for the eye, the keyboard and the screen reader alike. */

const FOCUSABLE = "a[href], button:not([disabled]), input:not([disabled]), textarea:not([disabled]), [tabindex='0']";

/**
 * Shows `overlay` in `host` and makes the rest of the page inert. Answers how to take it away again, which also gives the
 * focus back to where it was.
 */
export function putInFront(host: HTMLElement, overlay: HTMLElement, onEscape: () => void): () => void {
  const before = document.activeElement;
  host.append(overlay);
  const behind = siblingsUpTo(overlay).filter((element) => !element.inert);
  for (const element of behind) element.inert = true;
  overlay.addEventListener("keydown", (event) => {
    if (event.key === "Tab") keepInside(overlay, event);
    if (event.key !== "Escape") return;
    event.stopPropagation();
    onEscape();
  });
  return () => {
    overlay.remove();
    for (const element of behind) element.inert = false;
    if (before instanceof HTMLElement && before.isConnected) before.focus();
  };
}

/** Everything that is neither the element nor around it. */
function siblingsUpTo(element: HTMLElement): HTMLElement[] {
  const found: HTMLElement[] = [];
  for (let at: HTMLElement | null = element; at && at !== document.body; at = at.parentElement)
    for (const sibling of at.parentElement?.children ?? [])
      if (sibling !== at && sibling instanceof HTMLElement) found.push(sibling);
  return found;
}

function keepInside(overlay: HTMLElement, event: KeyboardEvent): void {
  const stops = [...overlay.querySelectorAll<HTMLElement>(FOCUSABLE)].filter(
    (element) => element.closest("[inert]") === null && element.checkVisibility(),
  );
  const edge = event.shiftKey ? stops[0] : stops.at(-1);
  const inside = stops.some((element) => element === document.activeElement);
  if (inside && document.activeElement !== edge) return;
  event.preventDefault();
  (event.shiftKey ? stops.at(-1) : stops[0])?.focus();
}
