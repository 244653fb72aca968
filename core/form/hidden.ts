/** Values that a form carries along without asking for them. */
import type { Form } from "./types.ts";

/** The values that the form itself gives, by name; an empty one is none. */
export function ownHidden({ hidden }: Form): Record<string, string> {
  return Object.fromEntries(hidden.flatMap(({ name, value }): [string, string][] => (value ? [[name, value]] : [])));
}
