/** What a broadcast sends with, and whether it may go on. */
import { gradeOf, type Obstacle, obstacleOf } from "../../core/campaigns/index.ts";
import type { Context } from "../context.ts";
import { limitTable } from "../limits/table.ts";
import type { SendingParts } from "../sending/request.ts";
import { type Sendable, sendable } from "../sending/send.ts";
import { lifeOf, templateRows } from "../templates/store.ts";
import { factsOf, stateRow } from "../whatsapp-account/store.ts";

export type Ground =
  | {
      readonly kind: "ground";
      readonly ready: Sendable;
      /** Messages a second of each number that sends. */
      readonly perSecond: ReadonlyMap<string, number>;
      /** The worst quality of the numbers (core/campaigns/health.ts). */
      readonly grade: number;
      readonly obstacle: Obstacle | undefined;
    }
  | { readonly kind: "none"; readonly because: "flow_not_published" | "not_connected" | "no_sender" };

/** @param before the grade when somebody last let it go on */
export async function groundOf(parts: SendingParts, portalId: string, flowId: string, before: number): Promise<Ground> {
  const { context } = parts;
  const ready = await sendable(parts, portalId, flowId);
  if (ready.kind === "refused") {
    return { kind: "none", because: ready.code === "FLOW_NOT_PUBLISHED" ? "flow_not_published" : "not_connected" };
  }
  const { flow, connection, senders } = ready;
  const { numbers } = factsOf(await stateRow(context, portalId, connection.id));
  const known = senders.map(({ id }) => numbers.find((number) => number.id === id));
  const perSecond = new Map(
    senders.map(({ id }, at) => [id, perSecondOf(context, known[at]?.onPhoneApp ?? false)] as const),
  );
  const rows = await templateRows(context, portalId, flow.id);
  const carrier = rows.find(({ name, language }) => name === flow.template_name && language === flow.template_language);
  const life = carrier && lifeOf(carrier);
  const qualities = known.map((number) => number?.quality);
  const standing = {
    flow: flow.status,
    numbers: qualities,
    ...(life && { template: { status: life.status, quality: life.quality, flagged: life.flagged ?? false } }),
  };
  return { kind: "ground", ready, perSecond, grade: gradeOf(qualities), obstacle: obstacleOf(standing, before) };
}

/** A number that is in a phone app, too, has a limit of its own (WhatsApp reference 8.1). */
const onPhoneAppPerSecond = 20;

function perSecondOf({ config }: Context, onPhoneApp: boolean): number {
  const { calls, windowMs } = config.OUTBOUND_LIMITS.whatsapp_number ?? limitTable.whatsapp_number;
  const perSecond = Math.max(1, Math.floor((calls * 1_000) / windowMs));
  return onPhoneApp ? Math.min(perSecond, onPhoneAppPerSecond) : perSecond;
}
