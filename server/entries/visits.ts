/** Who came by an entry or from an ad, and what became of it. */
import { z } from "zod";
import { type Pace, paceOf, sameFlowMs, type Visit, withinMs } from "../../core/entries/index.ts";
import { type Context, newId } from "../context.ts";
import { type Row, type Write, write } from "../store/index.ts";

export type VisitRow = Row<"entry_visits">;

const column = "entry_visits.referral";
/** As the WhatsApp connector reads it. */
export const referralSchema = z.object({
  kind: z.string().optional(),
  sourceId: z.string().optional(),
  url: z.string().optional(),
  headline: z.string().optional(),
  clickId: z.string().optional(),
});
export type KnownReferral = z.infer<typeof referralSchema>;

export interface NewVisit extends Pick<VisitRow, "person_id" | "entry_id" | "flow_id" | "sender_id" | "told_by"> {
  readonly outcome: VisitRow["outcome"];
  /** WhatsApp's id of the message. */
  readonly messageId: string;
  readonly at: number;
  readonly referral?: KnownReferral | undefined;
}

/** Fails with StoreConflict where another process gives this person the same Flow in this moment. */
export async function visitWrite(
  context: Context,
  portalId: string,
  { messageId, referral, ...given }: NewVisit,
): Promise<{ readonly id: string; readonly write: Write }> {
  const id = newId(context, "vis");
  const slot =
    given.outcome === "asked"
      ? `${given.person_id}/${given.flow_id}/${Math.floor(given.at / sameFlowMs)}`
      : `message/${messageId}`;
  const sealed =
    referral && (await context.vault.person(portalId, given.person_id)).seal(JSON.stringify(referral), column);
  const row: VisitRow = { ...given, id, slot, reason: null, send_id: null, referral_sealed: sealed ?? null };
  return { id, write: write(context.store.of(portalId).db.insertInto("entry_visits").values(row), 1) };
}

/** How soon this person may get this Flow by an entry again. */
export async function paceFor(
  { store, now }: Context,
  portalId: string,
  personId: string,
  flowId: string,
): Promise<Pace> {
  const tenant = store.of(portalId);
  const rows = await tenant.all(
    tenant.db
      .selectFrom("entry_visits")
      .select(["flow_id", "at"])
      .where("person_id", "=", personId)
      .where("outcome", "in", ["asked", "sent"])
      .where("at", ">", now() - withinMs),
  );
  const before = rows.map(({ flow_id, at }): Visit => ({ flowId: flow_id ?? "", at }));
  return paceOf(flowId, before, now());
}

export async function visitById({ store }: Context, portalId: string, id: string): Promise<VisitRow | undefined> {
  const tenant = store.of(portalId);
  return tenant.first(tenant.db.selectFrom("entry_visits").selectAll().where("id", "=", id));
}

export function visitEndWrite(
  { store }: Context,
  portalId: string,
  id: string,
  end: Partial<Pick<VisitRow, "outcome" | "reason" | "send_id">>,
): Write {
  return write(store.of(portalId).db.updateTable("entry_visits").set(end).where("id", "=", id));
}

export async function referralOf(
  { vault }: Context,
  portalId: string,
  { person_id, referral_sealed }: Pick<VisitRow, "person_id" | "referral_sealed">,
): Promise<KnownReferral | undefined> {
  if (referral_sealed === null) return undefined;
  return referralSchema.parse(JSON.parse((await vault.person(portalId, person_id)).open(referral_sealed, column)));
}
