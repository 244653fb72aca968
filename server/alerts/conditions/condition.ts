/** Conditions made of counted Flows. */
import type { AlertKind, Condition, Details } from "../types.ts";

export interface Counted {
  readonly name: string;
  readonly count: number;
}

export function conditionOf(
  kind: AlertKind,
  subject: string,
  flows: readonly Counted[],
  details: Omit<Details, "flows"> = {},
): Condition {
  const count = flows.reduce((sum, each) => sum + each.count, 0);
  return { kind, subject, count, details: { flows: flows.toSorted(mostFirst), ...details } };
}

/** About something that is no Flow's alone. */
export function conditionWithout(
  kind: AlertKind,
  subject: string,
  count: number,
  details: Omit<Details, "flows"> = {},
): Condition {
  return { kind, subject, count, details: { flows: [], ...details } };
}

/** PostgreSQL counts in texts. */
export const asCounted = ({ name, count }: Counted): Counted => ({ name, count: Number(count) });

const mostFirst = (one: Counted, other: Counted): number => other.count - one.count || (one.name < other.name ? -1 : 1);
