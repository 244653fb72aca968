export { type GraphileOptions, graphileWakeups } from "./graphile.ts";
export { timerWakeups } from "./timer.ts";
export type { Periodic, Sleeper, Wakeup, Wakeups, Work } from "./types.ts";
