import { Counter, Registry } from "prom-client";

/** What is counted. Labels are outcomes and kinds, never ids of people. */
export interface Metrics {
  readonly registry: Registry;
  /** Every request at the Flow endpoint, by what became of it. */
  exchange(outcome: string): void;
  /** Every update at the webhook, by what became of it. */
  webhook(outcome: string): void;
  /** Every attempt of a delivery step. */
  attempt(step: string, outcome: string): void;
}

export function createMetrics(): Metrics {
  const registry = new Registry();
  const exchanges = new Counter({
    name: "flowella_exchanges_total",
    help: "Requests at the Flow endpoint by outcome",
    labelNames: ["outcome"],
    registers: [registry],
  });
  const webhooks = new Counter({
    name: "flowella_webhook_updates_total",
    help: "Webhook updates by outcome",
    labelNames: ["outcome"],
    registers: [registry],
  });
  const attempts = new Counter({
    name: "flowella_delivery_attempts_total",
    help: "Delivery attempts by step and outcome",
    labelNames: ["step", "outcome"],
    registers: [registry],
  });
  return {
    registry,
    exchange: (outcome) => exchanges.inc({ outcome }),
    webhook: (outcome) => webhooks.inc({ outcome }),
    attempt: (step, outcome) => attempts.inc({ step, outcome }),
  };
}
