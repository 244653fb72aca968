/** All components of Flow JSON (WhatsApp reference 1.7). */
import { choiceComponents } from "./components/choices.ts";
import { dateComponents } from "./components/dates.ts";
import { inputComponents } from "./components/inputs.ts";
import { mediaComponents } from "./components/media.ts";
import { structureComponents } from "./components/structure.ts";
import { textComponents } from "./components/text.ts";
import type { ComponentDefinition } from "./types.ts";

export const components: Readonly<Record<string, ComponentDefinition>> = {
  ...textComponents,
  ...inputComponents,
  ...choiceComponents,
  ...dateComponents,
  ...mediaComponents,
  ...structureComponents,
};
