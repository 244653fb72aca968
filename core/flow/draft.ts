import type { Field, Section } from "../form/types.ts";
import type { Asked } from "./components/types.ts";
import type { Component, Json } from "./types.ts";

export interface PlannedQuestion extends Asked {
  field: Field;
  /** What `If` shows it by; absent: it is always there. */
  condition?: string;
  /** The data key that `condition` reads, where the endpoint decides. */
  flag?: string;
  /** Stays on the screen of the question before. */
  joined?: boolean;
  /** Asked on our own secure page: here a sentence says so. */
  secure?: boolean;
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

/** Whether its screen needs to be told something by the endpoint before it is shown. */
export function needsData({ flag, texts }: Pick<PlannedQuestion, "flag" | "texts">): boolean {
  return flag !== undefined || texts !== undefined;
}

/** A screen that can be empty is passed over then: everything on it is asked only of some. */
export function canBePassed({ questions }: Pick<Draft, "questions">): boolean {
  return questions.length > 0 && questions.every(({ flag }) => flag !== undefined);
}

/** All components, those inside `If` and `Switch` counted too (WhatsApp reference 1.6). */
export function countComponents(components: readonly Component[]): number {
  let count = 0;
  for (const component of components) {
    count += 1;
    mapInside(component, (inner) => {
      count += countComponents([inner]);
      return inner;
    });
  }
  return count;
}

/** The component with what stands inside it changed. */
export function mapInside(component: Component, change: (inner: Component) => Component): Component {
  if (component.type !== "If" && component.type !== "Switch") return component;
  const mapped = (value: Json): Json =>
    Array.isArray(value) ? value.map((each) => (isComponent(each) ? change(each) : each)) : value;
  const entries = Object.entries(component).map(([key, value]): [string, Json] => {
    if (key === "then" || key === "else") return [key, mapped(value)];
    if (key !== "cases" || typeof value !== "object" || Array.isArray(value)) return [key, value];
    return [key, Object.fromEntries(Object.entries(value).map(([name, branch]) => [name, mapped(branch)]))];
  });
  return { ...Object.fromEntries(entries), type: component.type };
}

function isComponent(value: Json): value is Component {
  return typeof value === "object" && !Array.isArray(value) && typeof value["type"] === "string";
}
