/** A round mark with initials, the same colour for the same name. */
import { el } from "../../../phone/screen/index.ts";

export function avatar(name: string): HTMLElement {
  const initials = name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => [...word][0]?.toLocaleUpperCase() ?? "")
    .join("");
  const element = el("span", { class: "avatar", "aria-hidden": "true" }, initials);
  const hue = [...name].reduce((sum, character) => (sum * 31 + (character.codePointAt(0) ?? 0)) % 360, 7);
  element.style.setProperty("--hue", String(hue));
  return element;
}
