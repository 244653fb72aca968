/** The words of this room: what an alert is about, who hears of it, and how. */
import { z } from "zod";
import { alertNameSchema } from "../../src/app/packages/contract/index.ts";
import type { Row } from "../store/index.ts";

export type AlertKind = Row<"alerts">["kind"];
/** The contract's list, because people mute them in the settings. */
export const alertKinds: readonly AlertKind[] = alertNameSchema.options;

export type Channel = Row<"alert_messages">["channel"];
export type Notice = Row<"alert_messages">["notice"];

const shareSchema = z.object({ hits: z.number(), of: z.number() });

/** What there is to say besides the count. Names of Flows are the business's own; nothing here is about a person. */
export const detailsSchema = z.object({
  /** Affected Flows, the most affected first. */
  flows: z.array(z.object({ name: z.string(), count: z.number() })).default([]),
  /** Such as `hubspot` or `webhook:<id>`. */
  destination: z.string().exactOptional(),
  /** The reason's stable code. */
  code: z.string().exactOptional(),
  /** When it gets worse or better by itself, epoch milliseconds: what is held is erased, a token ends, a limit is over. */
  until: z.number().exactOptional(),
  /** What it is about, as people know it: a number, a template, a question, an account. */
  name: z.string().exactOptional(),
  /** Our id of the Flow, where it is about one. */
  flowId: z.string().exactOptional(),
  /** A vendor's own word for why. */
  reason: z.string().exactOptional(),
  /** How many of so many people got through, or were refused: before it began, and now. */
  figures: z.object({ usual: shareSchema, lately: shareSchema }).exactOptional(),
});
export type Details = z.infer<typeof detailsSchema>;

/** Something that is wrong now, as the tables say. */
export interface Condition {
  readonly kind: AlertKind;
  readonly subject: string;
  /** Deliveries, answers or events that are affected; may be 0, as for a receiver that misses nothing yet. */
  readonly count: number;
  readonly details: Details;
}

/** A kind that is muted, or one thing of it. */
export interface Mute {
  readonly kind: AlertKind;
  /** Absent for all of the kind. */
  readonly subject?: string;
  /** Epoch milliseconds. */
  readonly until: number;
}

/** An alert as it was last written. */
export interface OpenAlert extends Condition {
  readonly id: string;
  readonly revision: number;
  readonly openedAt: number;
  readonly quietSince: number | null;
  readonly toldAt: number | null;
  readonly toldCount: number;
}
