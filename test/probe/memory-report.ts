/** Loaded into a server's process before anything else: tells on request what the process holds once garbage is collected. */
import { setTimeout as sleep } from "node:timers/promises";
import { isMainThread } from "node:worker_threads";

if (isMainThread) {
  process.on("message", async () => {
    // All that can be collected, and pages given back: a plain collection keeps them for the next allocations.
    for (let times = 0; times < 2; times += 1) {
      globalThis.gc?.({ type: "major", execution: "sync", flavor: "last-resort" });
      await sleep(500);
    }
    process.send?.(process.memoryUsage());
  });
  // It never keeps the process alive by itself.
  process.channel?.unref();
}
