/** An alert as the receiver of a webhook reads it: envelope and headers are those of Standard Webhooks 1.0. */
import { z } from "zod";
import type { Condition, Notice } from "./types.ts";
import { inWords, type Place } from "./words.ts";

const moment = z.iso.datetime();

export const alertEventSchema = z.object({
  /** `alert.opened` comes again, under another `webhook-id`, while the alert grows. */
  type: z.enum(["alert.opened", "alert.resolved"]),
  timestamp: moment,
  data: z.object({
    alert: z.object({
      /** The same in all events about one alert. */
      id: z.string(),
      kind: z.string(),
      subject: z.string(),
      /** Whether this tells of it for the first time, of its growth, or of its end. */
      notice: z.enum(["opened", "grown", "resolved"]),
      count: z.int(),
      openedAt: moment,
    }),
    portalId: z.string(),
    flows: z.array(z.object({ name: z.string(), count: z.int() })),
    code: z.string().optional(),
    destination: z.string().optional(),
    title: z.string(),
    says: z.string(),
    affected: z.string(),
    fix: z.string(),
  }),
});
export type AlertEvent = z.infer<typeof alertEventSchema>;

export interface Told {
  readonly alertId: string;
  readonly notice: Notice;
  readonly openedAt: number;
  /** When it was decided to tell. */
  readonly at: number;
}

export function alertEvent(place: Place, condition: Condition, told: Told): AlertEvent {
  const { kind, subject, count, details } = condition;
  const { alertId, notice } = told;
  return {
    type: notice === "resolved" ? "alert.resolved" : "alert.opened",
    timestamp: new Date(told.at).toISOString(),
    data: {
      alert: { id: alertId, kind, subject, notice, count, openedAt: new Date(told.openedAt).toISOString() },
      portalId: place.portalId,
      flows: details.flows,
      ...(details.code !== undefined && { code: details.code }),
      ...(details.destination !== undefined && { destination: details.destination }),
      ...inWords(place, condition),
    },
  };
}
