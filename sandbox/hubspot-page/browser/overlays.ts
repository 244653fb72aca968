/** Which modals and panels are open. A modal can be over a panel; each closes by its button, by Escape or by its id. */
import { el } from "../../../phone/screen/index.ts";
import type { Drawing, Overlays } from "./component.ts";
import { CLOSE } from "./components/overlays.ts";
import type { RemoteFragment } from "./remote-node.ts";

interface Known {
  readonly fragment: RemoteFragment;
  readonly draw: Drawing["draw"];
}

/** Overlays of one extension, drawn into `place`. */
export function makeOverlays(place: HTMLElement): Overlays {
  const known = new Map<string, Known>();
  const open = new Map<string, () => void>();

  const idsIn = ({ children }: RemoteFragment): string[] =>
    children.flatMap((child) => {
      const id = child.kind === 1 ? child.props["id"] : undefined;
      return typeof id === "string" ? [id] : [];
    });
  const close = (id: string) => {
    open.get(id)?.();
    open.delete(id);
  };
  const show = (id: string, { fragment, draw }: Known) => {
    if (open.has(id)) return;
    const slot = el("div", { class: "overlay" });
    place.append(slot);
    slot.addEventListener(CLOSE, () => close(id));
    const stop = draw(fragment, slot);
    open.set(id, () => {
      stop();
      slot.remove();
    });
  };

  return {
    keep: (fragment, draw) => {
      for (const id of idsIn(fragment)) known.set(id, { fragment, draw });
    },
    openIn: (fragment) => {
      for (const id of idsIn(fragment)) {
        const one = known.get(id);
        if (one) show(id, one);
      }
    },
    open: (id) => {
      const one = known.get(id);
      if (one) show(id, one);
    },
    close,
  };
}
