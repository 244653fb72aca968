import type { Component } from "../types.ts";

/** Components that the phone shows while the condition holds (WhatsApp reference 1.7, If; 2.3). */
export function shownIf(condition: string, components: readonly Component[]): Component {
  // biome-ignore lint/suspicious/noThenProperty: Flow JSON's own name, and nobody awaits a component.
  return { type: "If", condition, then: [...components] };
}
