/** What brought the person to the Flow that they answered: the entry or the ad of that message, or the ad that they last came from. */
import { z } from "zod";
import type { Context } from "../context.ts";
import type { Row } from "../store/index.ts";
import { entryRow } from "./rows.ts";
import { sendKeyOf } from "./send.ts";
import { referralOf, type VisitRow } from "./visits.ts";

export interface Attribution {
  /** The entry's own word, or `ad` (Meta's word for what it was). */
  readonly source: string;
  readonly adId?: string;
  /** Names the click on the ad, for Meta's reports. */
  readonly clickId?: string;
}

export interface Answered {
  readonly personId: string;
  readonly send: Pick<Row<"sends">, "source" | "idempotency_key">;
  /** When the answers were handed in, epoch ms. */
  readonly at: number;
}

/** For so long an ad without an entry counts for what a person fills in after it, in milliseconds. */
const adCountsMs = 7 * 24 * 3_600_000;

export async function attributionOf(
  context: Context,
  portalId: string,
  answered: Answered,
): Promise<Attribution | undefined> {
  const visit = (await visitOfSend(context, portalId, answered)) ?? (await lastAd(context, portalId, answered));
  if (!visit) return undefined;
  const referral = await referralOf(context, portalId, visit);
  if (referral) {
    const { kind = "ad", sourceId: adId, clickId } = referral;
    return { source: kind, ...(adId !== undefined && { adId }), ...(clickId !== undefined && { clickId }) };
  }
  const entry = visit.entry_id ? await entryRow(context, portalId, visit.entry_id) : undefined;
  return entry && { source: entry.source };
}

const ofEntry = z.enum(["entry", "ad"]);

async function visitOfSend(
  { store }: Context,
  portalId: string,
  { send, personId }: Answered,
): Promise<VisitRow | undefined> {
  if (!ofEntry.safeParse(send.source).success) return undefined;
  const tenant = store.of(portalId);
  const id = send.idempotency_key.slice(sendKeyOf("").length);
  const query = tenant.db.selectFrom("entry_visits").selectAll().where("id", "=", id);
  return tenant.first(query.where("person_id", "=", personId));
}

async function lastAd({ store }: Context, portalId: string, { personId, at }: Answered): Promise<VisitRow | undefined> {
  const tenant = store.of(portalId);
  return tenant.first(
    tenant.db
      .selectFrom("entry_visits")
      .selectAll()
      .where("person_id", "=", personId)
      .where("referral_sealed", "is not", null)
      .where("at", "<=", at)
      .where("at", ">", at - adCountsMs)
      .orderBy("at", "desc")
      .limit(1),
  );
}
