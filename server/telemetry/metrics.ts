/**
 * What is counted, timed and measured, by the names that docs/operations.md explains. Labels are outcomes and kinds: never
 * ids of people, and never so many values that they could be.
 */
import { Counter, collectDefaultMetrics, Histogram, Registry } from "prom-client";
import type { Boundary } from "./boundaries.ts";
import { createGauges, type Gauges } from "./gauges.ts";

export interface Metrics {
  readonly registry: Registry;
  /** What is read from the database when somebody looks (state.ts). */
  readonly gauges: Gauges;
  /** Every request at the Flow endpoint, by what became of it. @param seconds where it got as far as being opened */
  exchange(outcome: string, seconds?: number): void;
  /** Every request at any other boundary. @param status `2xx`, or `aborted` where nobody waited for the answer */
  request(boundary: Boundary, status: string, seconds: number): void;
  /** Every update at the webhook, by what became of it. */
  webhook(outcome: string): void;
  /** From when its sender says that something happened until we had it. */
  webhookLag(source: string, seconds: number): void;
  /** From when we had an update until it was handled, or until a try at it failed. */
  handled(source: string, outcome: "done" | "failed", seconds: number): void;
  /** Every call to WhatsApp that sends a Flow. */
  send(outcome: string): void;
  /** Every attempt of a delivery step. */
  attempt(step: string, outcome: string, seconds: number): void;
  /** Every call to an outside system. */
  call(system: string, outcome: string, seconds: number): void;
  /** Every commit. */
  commit(outcome: "done" | "conflict" | "failed", seconds: number): void;
}

/** @param given `process`: with figures about the process itself, such as memory and the event loop's delay */
export function createMetrics({ process: ofProcess = false }: { readonly process?: boolean } = {}): Metrics {
  const registry = new Registry();
  if (ofProcess) collectDefaultMetrics({ register: registry, prefix: "flowella_" });
  const counter = <Label extends string>(name: string, help: string, labelNames: Label[]) =>
    new Counter({ name, help, labelNames, registers: [registry] });
  const histogram = <Label extends string>(name: string, help: string, labelNames: Label[], buckets: number[]) =>
    new Histogram({ name, help, labelNames, buckets, registers: [registry] });

  const exchanges = counter("flowella_exchanges_total", "Requests at the Flow endpoint by outcome", ["outcome"]);
  const exchangeTime = histogram(
    "flowella_exchange_duration_seconds",
    "Time that the Flow endpoint took for exchanges it could open",
    [],
    [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
  );
  const requests = histogram(
    "flowella_http_request_duration_seconds",
    "Requests at the other boundaries by boundary and class of status",
    ["boundary", "status"],
    [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15],
  );
  const webhooks = counter("flowella_webhook_updates_total", "Webhook updates by outcome", ["outcome"]);
  const lag = histogram(
    "flowella_webhook_lag_seconds",
    "From when the sender says that something happened until it was received",
    ["source"],
    [1, 2, 5, 10, 30, 60, 300, 1_800, 7_200, 86_400],
  );
  const handling = histogram(
    "flowella_inbox_handling_seconds",
    "From receiving a webhook's update until it was handled, or a try failed",
    ["source", "outcome"],
    [0.05, 0.25, 1, 5, 30, 120, 600, 3_600, 86_400],
  );
  const sends = counter("flowella_sends_total", "Messages with a Flow by what WhatsApp made of the call", ["outcome"]);
  const attempts = counter("flowella_delivery_attempts_total", "Delivery attempts by step and outcome", [
    "step",
    "outcome",
  ]);
  const attemptTime = histogram(
    "flowella_delivery_attempt_duration_seconds",
    "Time that a delivery attempt took by step",
    ["step"],
    [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60],
  );
  const calls = histogram(
    "flowella_outgoing_call_duration_seconds",
    "Calls to outside systems by system and outcome",
    ["system", "outcome"],
    [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20],
  );
  const commits = histogram(
    "flowella_commit_duration_seconds",
    "Commits to the database by outcome",
    ["outcome"],
    [0.001, 0.0025, 0.005, 0.01, 0.025, 0.1, 0.5, 2.5],
  );
  const known = { outcome: bounded(), source: bounded(), step: bounded(), system: bounded() };

  return {
    registry,
    gauges: createGauges(registry),
    exchange: (outcome, seconds) => {
      exchanges.inc({ outcome: known.outcome(outcome) });
      if (seconds !== undefined) exchangeTime.observe(seconds);
    },
    request: (boundary, status, seconds) => requests.observe({ boundary, status }, seconds),
    webhook: (outcome) => webhooks.inc({ outcome: known.outcome(outcome) }),
    webhookLag: (source, seconds) => lag.observe({ source: known.source(source) }, Math.max(seconds, 0)),
    handled: (source, outcome, seconds) => handling.observe({ source: known.source(source), outcome }, seconds),
    send: (outcome) => sends.inc({ outcome: known.outcome(outcome) }),
    attempt: (step, outcome, seconds) => {
      attempts.inc({ step: known.step(step), outcome: known.outcome(outcome) });
      attemptTime.observe({ step: known.step(step) }, seconds);
    },
    call: (system, outcome, seconds) =>
      calls.observe({ system: known.system(system), outcome: known.outcome(outcome) }, seconds),
    commit: (outcome, seconds) => commits.observe({ outcome }, seconds),
  };
}

/** More values than any of our words have; whatever else comes is `other`. */
const mostValues = 100;
const labelWord = /^[a-z][a-z0-9]*(?:[._-][a-z0-9]+)*$/;

/** A label's values, which stay few and are words of ours whatever is handed in. */
function bounded(): (value: string) => string {
  const seen = new Set<string>();
  return (value) => {
    if (seen.has(value)) return value;
    if (seen.size >= mostValues || value.length > 60 || !labelWord.test(value)) return "other";
    seen.add(value);
    return value;
  };
}
