import type { Finding, ProbeCase } from "../case.ts";

const deadlineMs = 10_000;
/** Meta's first latency alert (WhatsApp reference 3.9). */
const alertMs = 1_000;

export const timeCase: ProbeCase = {
  id: "answer-time",
  what: "Every answer of this probe came in time",
  why: "A phone gives up after 10 s. From 1 s on (at the 90th percentile) Meta raises alerts, and throttles the Flow later.",
  expected: "every answer within 10 s, best within 1 s",
  run: async (line): Promise<Finding> => {
    const slowest = line.slowest();
    const got = Number.isFinite(slowest) ? `${Math.round(slowest)} ms for the slowest` : "a request was not answered in time";
    return { verdict: slowest > deadlineMs ? "fail" : slowest > alertMs ? "warn" : "pass", got };
  },
};
