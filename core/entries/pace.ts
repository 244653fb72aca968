/** How often one person gets Flows by entries: who scans a code again has the Flow in the chat already. */

export interface Visit {
  readonly flowId: string;
  /** Epoch ms. */
  readonly at: number;
}

/** A second message for the same Flow within this time opens nothing new, in milliseconds. */
export const sameFlowMs = 2 * 60_000;
/** So many Flows in this time; then people look at what comes. */
const most = 5;
export const withinMs = 3_600_000;

export type Pace =
  | "open"
  /** The Flow that they ask for has just gone to them. */
  | "repeated"
  /** Too many: the message is one like any other. */
  | "limited";

/** @param before the Flows that this person was given by entries */
export function paceOf(flowId: string, before: readonly Visit[], now: number): Pace {
  const recent = before.filter(({ at }) => at > now - withinMs);
  if (recent.some((visit) => visit.flowId === flowId && visit.at > now - sameFlowMs)) return "repeated";
  return recent.length >= most ? "limited" : "open";
}
