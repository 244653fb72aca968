/** The app page's list of what needs somebody: what happened, who is affected, what to do. */
import { z } from "zod";
import type { Call } from "./call.ts";
import { alertNameSchema } from "./settings-alerts.ts";
import { errorAnswerSchema, forbiddenAnswerSchema } from "./trouble.ts";

const shareSchema = z.object({ hits: z.number(), of: z.number() });

export const alertShownSchema = z.object({
  id: z.string(),
  kind: alertNameSchema,
  /** What of the kind it is about; the name by which it is muted. */
  subject: z.string(),
  status: z.enum(["open", "over"]),
  /** The same as people know it: a number, a template, a question, a tool, a Flow. */
  about: z.string(),
  /** Affected deliveries, answers, people or whatever the kind counts. */
  count: z.number(),
  /** Affected Flows, the most affected first. */
  flows: z.array(z.object({ name: z.string(), count: z.number() })),
  /** How it was and how it is, of so many people. */
  figures: z.object({ usual: shareSchema, lately: shareSchema }).optional(),
  /** When it gets worse or better by itself. */
  until: z.iso.datetime().optional(),
  openedAt: z.iso.datetime(),
  overAt: z.iso.datetime().optional(),
  /** Nobody is told of it until then. */
  mutedUntil: z.iso.datetime().optional(),
  /** Our id of the Flow that it is about. */
  flowId: z.string().optional(),
  /** In the server's own words, with commands for whoever runs it. */
  says: z.object({ title: z.string(), says: z.string(), affected: z.string(), fix: z.string() }),
});
export type AlertShown = z.infer<typeof alertShownSchema>;

export const pageAlertsRequestSchema = z.object({});
export type PageAlertsRequest = z.infer<typeof pageAlertsRequestSchema>;

export const pageAlertsResponseSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("ready"),
    /** Open ones first, the gravest before the others; then those that ended within a week. */
    alerts: z.array(alertShownSchema),
    /** Whether the reader may mute them. */
    mayMute: z.boolean(),
  }),
  errorAnswerSchema,
  forbiddenAnswerSchema,
]);
export type PageAlertsResponse = z.infer<typeof pageAlertsResponseSchema>;
export type PageAlertsReady = Extract<PageAlertsResponse, { kind: "ready" }>;

export const pageAlerts: Call<PageAlertsRequest, PageAlertsResponse> = {
  path: "/hubspot/page/alerts",
  request: pageAlertsRequestSchema,
  response: pageAlertsResponseSchema,
};
