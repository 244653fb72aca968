/** Short ways to write the lines that many components share (WhatsApp reference 1.7). */
import type { PropertyDefinition, Since } from "./types.ts";

/** Text that may be bound to data, with at most `max` characters. */
export function text(max: number | undefined, extra: Partial<PropertyDefinition> = {}): PropertyDefinition {
  return { kinds: ["string"], dynamic: true, ...(max === undefined ? {} : { max }), ...extra };
}

/** Every source of the component table begins like this. */
export const reference = "WhatsApp reference 1.7";

export function conflict(chosen: string): string {
  return `WhatsApp reference 1.7 and 12: sources disagree (${chosen}), the smaller`;
}

/** May stand inside If and Switch. */
export const inBranches = { inIf: "4.0", inSwitch: "4.0" } as const;

export const required = { required: true } as const;

/** `true`, `false` or a reference to a boolean. */
export const flag: PropertyDefinition = { kinds: ["boolean"], dynamic: true };

/** The key of an input's value: always static. */
export const name: PropertyDefinition = { kinds: ["string"], required: true, format: "input-name" };

export function oneOf(...values: Since<string>[]): PropertyDefinition {
  return { kinds: ["string"], enum: values, dynamic: true };
}

/** A whole number, or a reference to a number. */
export function whole(min: number, max?: number): PropertyDefinition {
  return { kinds: ["integer"], dynamic: true, min, ...(max === undefined ? {} : { max }) };
}

/** A length that may be written as a number or as a numeric string. */
export const length: PropertyDefinition = { kinds: ["integer", "numeric-string"], min: 0, dynamic: true };

export function options(min: number, max: number, shape: string, source?: string): PropertyDefinition {
  return { kinds: ["options"], required: true, min, max, shape, dynamic: true, ...(source ? { source } : {}) };
}

export function action(...names: Since<string>[]): PropertyDefinition {
  return { kinds: ["action"], actions: names };
}

export const navigate = "navigate";
export const dataExchange = "data_exchange";
export const complete = "complete";
export const updateData = { value: "update_data", since: "6.0" } as const;
export const openUrl = { value: "open_url", since: "6.0" } as const;

/** What every input may have. */
export const inputFlags = { required: flag, enabled: flag, visible: flag } as const;

/** The actions of a list when something in it is chosen (WhatsApp reference 2.4). */
export const listActions = {
  "on-select-action": action(dataExchange, updateData),
  "on-unselect-action": { ...action(updateData), since: "6.0" },
} as const;
