/**
 * What is due by the clock and by no event. A timer of this process calls it; an engine that wakes several processes
 * may call `run` instead, because every chore looks first whether there is anything to do.
 */
import type { Context } from "./context.ts";
import { forgetOldEvents } from "./health/events.ts";
import type { KeyKeeper } from "./keys/keeper.ts";
import { codeOf } from "./telemetry/code.ts";

export interface Chores {
  /** One round; a chore that fails does not keep the others from their turn. */
  run(): Promise<void>;
  start(): void;
  /** Resolves when nothing of it runs any more. */
  stop(): Promise<void>;
}

const everyMs = 15 * 60_000;

export function chores(context: Context, keeper: KeyKeeper): Chores {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  const list: readonly (readonly [name: string, work: () => Promise<unknown>])[] = [
    ["keys", keeper.tend],
    ["blobs", context.blobs.removeOrphans],
    ["health", () => context.store.everyPortal().commit([forgetOldEvents(context)])],
  ];
  const round = async (): Promise<void> => {
    for (const [chore, work] of list) {
      try {
        await work();
      } catch (error) {
        context.log.error("chore.failed", { chore, code: codeOf(error) });
      }
    }
  };
  const run = (): Promise<void> => {
    running ??= round().finally(() => {
      running = undefined;
    });
    return running;
  };
  return {
    run,
    start: () => {
      timer = setInterval(() => void run(), everyMs).unref();
    },
    stop: async () => {
      clearInterval(timer);
      await running;
    },
  };
}
