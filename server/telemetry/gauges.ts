/** How things stand, as figures; state.ts reads them from the database. With many processes each one tells the same. */
import { Gauge, type Registry } from "prom-client";

export type Gauges = ReturnType<typeof createGauges>;

export function createGauges(registry: Registry) {
  const gauge = <Label extends string = never>(name: string, help: string, labelNames: Label[] = []) =>
    new Gauge({ name: `flowella_${name}`, help, labelNames, registers: [registry] });
  return {
    readable: gauge("database_readable", "1 while these figures could be read from the database"),
    steps: gauge("steps", "Delivery steps that are not over, by status", ["status"]),
    oldestStep: gauge("steps_oldest_ready_seconds", "Since when the answers of the oldest step that is ready wait"),
    stepOverdue: gauge("steps_overdue_seconds", "For how long the step that is due longest was not taken up"),
    inbox: gauge("inbox_updates", "Webhook updates that are not handled, by status", ["status"]),
    oldestUpdate: gauge("inbox_oldest_waiting_seconds", "Since when the oldest update in the inbox waits"),
    outboxDue: gauge("outbox_due", "Things to do for people (replies, reminders, tasks) whose time has come"),
    outboxOverdue: gauge("outbox_overdue_seconds", "For how long the one that is due longest was not done"),
    pausedDestinations: gauge("destinations_paused", "Destinations that are paused because they failed"),
    keyAge: gauge("flow_key_age_seconds", "Age of the oldest Flow encryption key in use"),
    keysAmiss: gauge(
      "numbers_without_our_key",
      "WhatsApp numbers whose published Flows do not open because of the key",
    ),
    tokenExpiry: gauge("token_expiry_seconds", "Until the first access token that has an end runs out", ["system"]),
    tokensRefused: gauge("tokens_refused", "WhatsApp accounts whose access token Meta refuses"),
    connections: gauge("connections", "Connected outside accounts by system and status", ["system", "status"]),
    alerts: gauge("alerts_open", "Alerts that portals' people were told of and that are open, by kind", ["kind"]),
  };
}
