/**
 * Alerts: what a portal's people must act on, told to them once.
 *
 * Every minute the tables are asked what is wrong (facts.ts, conditions/), and every ten minutes what has to be counted;
 * pure rules say what opens, grows and ends (decide.ts), and one commit writes that down together with the messages to send
 * (store.ts). A sleeper sends them (sleeper.ts).
 */
import { mailerOf } from "../mail/index.ts";
import type { Periodic, Sleeper } from "../wakeups/types.ts";
import type { AlertParts } from "./channels.ts";
import { evaluateAlerts } from "./evaluate.ts";
import { alertSleeper } from "./sleeper.ts";

export type { AlertParts } from "./channels.ts";
export { lookNow } from "./evaluate.ts";
export { type AlertEvent, alertEventSchema } from "./event.ts";
export { type AlertList, type AlertSeen, listAlerts } from "./list.ts";
export { alertsShown, alertsWaiting } from "./page.ts";
export { changeSettings, channelsIn, mute, settingsChangeSchema, settingsOf } from "./settings.ts";
export { alertKinds, type Mute } from "./types.ts";

export interface Alerts {
  /** Sends messages. */
  readonly sleeper: Sleeper;
  /** Look at every portal. */
  readonly periodic: readonly Periodic[];
}

/** @param given `mailer`: the operator's mail server unless another is handed in */
export function alerts(given: Omit<AlertParts, "mailer"> & Partial<Pick<AlertParts, "mailer">>): Alerts {
  const { context } = given;
  return {
    sleeper: alertSleeper({ mailer: mailerOf(context), ...given }),
    periodic: [
      { name: "alerts", everyMinutes: 1, run: () => evaluateAlerts(context) },
      { name: "alert-figures", everyMinutes: 10, run: () => evaluateAlerts(context, "figures") },
    ],
  };
}
