import type { BroadcastState } from "@flowella/contract";

/** The colour of each state: yellow where somebody has to decide. */
export const broadcastVariants = {
  collecting: "info",
  checking: "info",
  ready: "warning",
  running: "info",
  deciding: "warning",
  paused: "warning",
  finished: "success",
  stopped: "default",
  failed: "danger",
} as const satisfies Record<BroadcastState, string>;
