/**
 * Who was gained, and who said STOP since: from everything that a person ever said about being written to. Both count on the
 * day on which they were gained.
 */
import { counterKey } from "./contribution.ts";

export interface Said {
  readonly id: string;
  readonly state: "given" | "declined" | "withdrawn" | "resumed";
  /** Where it was said. */
  readonly via: string;
  /** Of the message with the form in which it was said; empty where it was in none. */
  readonly source: string;
  /** Empty likewise. */
  readonly flowId: string;
  readonly day: string;
  readonly at: number;
}

export interface OptInCount {
  readonly flowId: string;
  readonly day: string;
  readonly key: string;
}

/** Each entry counts one. */
export function optInCounts(said: readonly Said[]): OptInCount[] {
  const counts: OptInCount[] = [];
  let gained: Said | undefined;
  let stoppedAt = -1;
  for (const each of said.toSorted((one, other) => one.at - other.at || (one.id < other.id ? -1 : 1))) {
    if (each.state === "given" && (!gained || stoppedAt >= 0)) {
      gained = each;
      stoppedAt = -1;
      counts.push(counted("gained", each));
    }
    if (each.state === "withdrawn" && gained && stoppedAt < 0) stoppedAt = counts.push(counted("stopped", gained)) - 1;
    // START takes the STOP back: they were not lost.
    if (each.state === "resumed" && stoppedAt >= 0) {
      counts.splice(stoppedAt, 1);
      stoppedAt = -1;
    }
  }
  return counts;
}

function counted(what: "gained" | "stopped", { flowId, day, via, source }: Said): OptInCount {
  return { flowId, day, key: counterKey([what, via, source]) };
}
