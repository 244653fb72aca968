/** A destination that nothing is wrong with, as its row says it. */
export const well = {
  state: "well" as const,
  failures: 0,
  reason: null,
  paused_since: null,
  probes: 0,
  probe_at: 0,
};
