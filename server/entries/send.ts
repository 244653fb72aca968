/** Sends the Flow that somebody asked for by an entry; where it cannot go, their message waits for a person like any other. */
import { z } from "zod";
import type { Context } from "../context.ts";
import type { HiddenValues } from "../conversation/hidden.ts";
import { type Ended, outboxWrites, type Work } from "../people/outbox.ts";
import { identityOf } from "../people/people.ts";
import { findPortal } from "../portals/store.ts";
import type { SendingParts } from "../sending/request.ts";
import { type RefusalCode, sendUnlessHeld } from "../sending/send.ts";
import { windowOf } from "../sending/window.ts";
import { entryRow } from "./rows.ts";
import { type KnownReferral, referralOf, type VisitRow, visitById, visitEndWrite } from "./visits.ts";

const askedSchema = z.object({ visitId: z.string() });

/** The caller's own key of the send that a visit asks for. */
export const sendKeyOf = (visitId: string): string => `entry:${visitId}`;

/** @throws OutsideError to be tried again */
export function entryFlowWork(parts: SendingParts): Work {
  const { context } = parts;
  return async (portalId, { person_id: personId }, payload) => {
    const { visitId } = askedSchema.parse(payload);
    const visit = await visitById(context, portalId, visitId);
    const entry = visit?.entry_id ? await entryRow(context, portalId, visit.entry_id) : undefined;
    if (!visit || !entry) return { status: "ended", reason: "no_entry" };
    const waId = await identityOf(context, portalId, personId, "wa_id");
    if (waId === undefined) return notSent(context, portalId, visit, "NO_NUMBER");
    // A template would be no answer any more.
    const window = await windowOf(context, portalId, personId, visit.sender_id);
    if (window.state === "closed") return notSent(context, portalId, visit, "WINDOW_CLOSED");
    const referral = await referralOf(context, portalId, visit);
    const result = await sendUnlessHeld(parts, portalId, {
      flowId: entry.flow_id,
      to: { phone: `+${waId}` },
      senderId: visit.sender_id,
      idempotencyKey: sendKeyOf(visit.id),
      source: referral ? "ad" : "entry",
      hidden: hiddenOf(entry, referral),
    });
    if (result.kind === "hold") return { status: "waiting", reason: result.because, at: result.until, planned: true };
    if (result.kind === "refused") return notSent(context, portalId, visit, result.code);
    const end = { outcome: "sent", send_id: result.sendId } as const;
    await context.store.of(portalId).commit([visitEndWrite(context, portalId, visit.id, end)]);
    return { status: "done", reason: result.status };
  };
}

/** What the form's rules may look at, and what comes with the answers. */
function hiddenOf(
  { name, source }: { readonly name: string; readonly source: string },
  referral: KnownReferral | undefined,
): HiddenValues {
  return {
    entry: name,
    source: referral ? (referral.kind ?? "ad") : source,
    ...(referral?.sourceId !== undefined && { ad_id: referral.sourceId }),
    ...(referral?.clickId !== undefined && { ctwa_clid: referral.clickId }),
  };
}

/** Never silence: somebody is told, and the customer hears that somebody will read it, as the portal wishes. */
async function notSent(
  context: Context,
  portalId: string,
  visit: VisitRow,
  reason: RefusalCode | "WINDOW_CLOSED",
): Promise<Ended> {
  context.log.warn("entry.not_sent", { portal: portalId, visit: visit.id, code: reason });
  const wishes = (await findPortal(context, portalId))?.settings.messages;
  const { person_id: personId, sender_id: senderId, at } = visit;
  const row = { key: sendKeyOf(visit.id), personId, reason: "entry_not_sent", at: context.now() };
  const tell = wishes?.tellOwner
    ? await outboxWrites(context, portalId, { ...row, kind: "owner_task", payload: { senderId, at } })
    : [];
  const reply =
    wishes?.reply && reason !== "OPTED_OUT"
      ? await outboxWrites(context, portalId, { ...row, kind: "auto_reply", payload: { senderId } })
      : [];
  const end = visitEndWrite(context, portalId, visit.id, { outcome: "not_sent", reason });
  await context.store.of(portalId).commit([end, ...tell, ...reply]);
  return { status: "ended", reason };
}
