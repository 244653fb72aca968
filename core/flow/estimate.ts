/** How long a form takes to fill in on a phone: reading, then tapping or typing. A rough figure, for whoever sends it. */

import type { PlannedQuestion } from "./draft.ts";
import type { PlannedScreen } from "./plan.ts";

/** Seconds for one answer, by component; typing on a phone is slow. */
const answering: Readonly<Record<string, number>> = {
  TextInput: 8,
  TextArea: 30,
  RadioButtonsGroup: 4,
  CheckboxGroup: 6,
  Dropdown: 6,
  DatePicker: 7,
  OptIn: 3,
  PhotoPicker: 20,
  DocumentPicker: 20,
};

/** Characters that people read in a second, and what turning to the next screen takes. */
const readingSpeed = 25;
const perScreen = 2;

/**
 * Seconds for the longest way. What not everybody is asked counts half.
 */
export function estimatedSeconds(screens: readonly PlannedScreen[]): number {
  const longest: number[] = [];
  for (let index = screens.length - 1; index >= 0; index -= 1) {
    const screen = screens[index];
    if (!screen) continue;
    const own =
      perScreen + textIn(screen.intro) / readingSpeed + screen.questions.reduce((sum, one) => sum + secondsFor(one), 0);
    longest[index] = own + Math.max(0, ...screen.routes.map((to) => longest[to] ?? 0));
  }
  return Math.round(longest[0] ?? 0);
}

function secondsFor({ components, condition }: PlannedQuestion): number {
  const inputs = components.reduce((sum, { type }) => sum + (answering[type] ?? 0), 0);
  const all = inputs + textIn(components) / readingSpeed;
  return condition === undefined ? all : all / 2;
}

/** Characters of the texts to read; of lists, nobody reads more than a part. */
function textIn(components: readonly { type: string; text?: unknown; label?: unknown }[]): number {
  return components.reduce((sum, { text, label }) => {
    return sum + (typeof text === "string" ? text.length : 0) + (typeof label === "string" ? label.length : 0);
  }, 0);
}
