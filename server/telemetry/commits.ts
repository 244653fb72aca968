import { type Engine, StoreConflict } from "../store/index.ts";
import type { Metrics } from "./metrics.ts";

/** A database whose commits are timed. */
export function measuredEngine(engine: Engine, metrics: Metrics): Engine {
  return {
    ...engine,
    commit: async (batch) => {
      const startedAt = performance.now();
      const over = (outcome: "done" | "conflict" | "failed"): void =>
        metrics.commit(outcome, (performance.now() - startedAt) / 1000);
      try {
        await engine.commit(batch);
        over("done");
      } catch (error) {
        over(error instanceof StoreConflict ? "conflict" : "failed");
        throw error;
      }
    },
  };
}
