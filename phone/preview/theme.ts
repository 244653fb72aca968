/** Light or dark: as the system has it, until the person chooses. In a frame the choice may not be remembered. */
import { button, ICONS, icon, set } from "../screen/index.ts";
import { WORDS } from "./words.ts";

/** A switch between the two; its name says what a press does. */
export function themeSwitch(): HTMLElement {
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset["theme"] ? root.dataset["theme"] === "dark" : system.matches);
  const element = button({ class: "round" }, () => {
    root.dataset["theme"] = isDark() ? "light" : "dark";
    draw();
  });
  const draw = () => {
    set(element, { "aria-label": isDark() ? WORDS.toLight : WORDS.toDark });
    element.replaceChildren(icon(isDark() ? ICONS.sun : ICONS.moon));
  };
  system.addEventListener("change", draw);
  draw();
  return element;
}
