/**
 * Batches that wake somebody are committed one group after the other: those that arrive while one group is on its way
 * make the next one, in one transaction.
 *
 * To ask for a wake-up is to NOTIFY, and PostgreSQL lets transactions with a NOTIFY commit one at a time, flush and
 * all: each for itself, they are as slow as the disk is. A group pays for one flush. Its wake-ups come last, all in one
 * statement and in order, so that the groups of several processes do not wait for each other in circles.
 */
import { type CompiledWrite, DatabaseAway, type EngineWrite, inOrder } from "./engine.ts";

type WakingBatch = readonly EngineWrite[];

export interface CommitGroups {
  commit(batch: WakingBatch): Promise<void>;
}

interface Waiting {
  readonly batch: WakingBatch;
  readonly resolve: () => void;
  readonly reject: (reason: unknown) => void;
}

/** Rows stay locked until the whole group is written. */
const mostTogether = 50;

/** @param run writes all of it or nothing, in one transaction */
export function commitGroups(run: (statements: readonly CompiledWrite[]) => Promise<void>): CommitGroups {
  let waiting: Waiting[] = [];
  let busy = false;

  const runGroup = async (group: readonly Waiting[]): Promise<void> => {
    try {
      await run(asOne(group.map(({ batch }) => batch)));
    } catch (reason) {
      // What may have been written must not be written twice; else each batch gets its own answer.
      if (group.length === 1 || reason instanceof DatabaseAway) for (const { reject } of group) reject(reason);
      else for (const one of group) await runGroup([one]);
      return;
    }
    for (const { resolve } of group) resolve();
  };

  const work = async (): Promise<void> => {
    busy = true;
    while (waiting.length > 0) {
      const group = waiting.slice(0, mostTogether);
      waiting = waiting.slice(mostTogether);
      await runGroup(group);
    }
    busy = false;
  };

  return {
    commit: (batch) =>
      new Promise((resolve, reject) => {
        waiting.push({ batch, resolve, reject });
        if (!busy) void work();
      }),
  };
}

function asOne(batches: readonly WakingBatch[]): CompiledWrite[] {
  const all = batches.flat();
  const wakes = all.filter((part) => "wakeups" in part);
  const [first] = wakes;
  return [...inOrder(all), ...(first?.statements(wakes.flatMap(({ wakeups }) => wakeups)) ?? [])];
}
