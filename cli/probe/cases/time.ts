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
    const { slowestMs, timedOut } = line.times();
    if (timedOut) return { verdict: "fail", got: "a request was not answered in time" };
    const verdict = slowestMs > deadlineMs ? "fail" : slowestMs > alertMs ? "warn" : "pass";
    return { verdict, got: `${Math.round(slowestMs)} ms for the slowest` };
  },
};
