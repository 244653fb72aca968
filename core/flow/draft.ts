import type { Field, Section } from "../form/types.ts";
import type { Asked } from "./components/types.ts";

export interface PlannedQuestion extends Asked {
  field: Field;
}

/** One screen before it has its title. `questions` is empty only on a screen that introduces the form. */
export interface Draft {
  section: Section;
  /** The first screen of its section carries the section's words. */
  first: boolean;
  questions: PlannedQuestion[];
}

/** Whether the customer hands over files here: such a question has a screen of its own. */
export function takesFiles({ components }: Pick<Asked, "components">): boolean {
  return components.some(({ type }) => type === "PhotoPicker" || type === "DocumentPicker");
}

/** Whether the options are fetched from a data source each time the question is shown. */
export function isDynamic({ inputs }: Pick<Asked, "inputs">): boolean {
  return inputs.some(({ choices }) => choices !== undefined);
}
