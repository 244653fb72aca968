/** Light or dark: as the system has it, until the person chooses. */
import { button, ICONS, icon, set } from "../../../phone/screen/index.ts";

const PLACE = "phone-theme";
type Theme = "light" | "dark";

export function applyTheme(): void {
  const kept = localStorage.getItem(PLACE);
  if (kept === "light" || kept === "dark") document.documentElement.dataset["theme"] = kept;
}

/** A switch between the two; its name says what a press does. */
export function themeSwitch(): HTMLElement {
  const element = button({ class: "round" }, () => {
    const next: Theme = current() === "dark" ? "light" : "dark";
    localStorage.setItem(PLACE, next);
    document.documentElement.dataset["theme"] = next;
    draw();
  });
  const draw = () => {
    const dark = current() === "dark";
    set(element, { "aria-label": dark ? "Light colours" : "Dark colours" });
    element.replaceChildren(icon(dark ? ICONS.sun : ICONS.moon));
  };
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
  draw();
  return element;
}

function current(): Theme {
  const chosen = document.documentElement.dataset["theme"];
  if (chosen === "light" || chosen === "dark") return chosen;
  return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}
