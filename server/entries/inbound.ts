/**
 * A message that asks for a Flow, of all messages that come in. The Flow is a free-form answer inside the 24 hours that the
 * message opened; it goes in a moment, by the outbox, once for a message however often its webhook comes.
 */
import { z } from "zod";
import { readWish } from "../../core/consent/index.ts";
import { chooseEntry } from "../../core/entries/index.ts";
import { asksForPerson } from "../../core/hand-over/index.ts";
import type { Context } from "../context.ts";
import { eventWrites } from "../insight/events.ts";
import { outboxWrites } from "../people/outbox.ts";
import type { Write } from "../store/index.ts";
import { entryRows, signsOf } from "./rows.ts";
import { type KnownReferral, paceFor, referralSchema, visitWrite } from "./visits.ts";

const writtenSchema = z.object({
  kind: z.literal("message"),
  messageId: z.string(),
  phoneNumberId: z.string(),
  referral: referralSchema.optional(),
  content: z.discriminatedUnion("type", [
    z.object({ type: z.literal("text"), text: z.string() }),
    z.object({ type: z.literal("other"), text: z.string().optional() }),
  ]),
});

export interface Entered {
  readonly writes: readonly Write[];
  /** The message has its answer; otherwise it is one like any other. */
  readonly answered: boolean;
}

const nothing: Entered = { writes: [], answered: false };

/** @param body an update as the inbox kept it */
export async function enteredBy(
  context: Context,
  portalId: string,
  personId: string | undefined,
  body: unknown,
): Promise<Entered> {
  const written = writtenSchema.safeParse(body);
  if (!written.success || personId === undefined) return nothing;
  const { messageId, phoneNumberId: senderId, referral, content } = written.data;
  const { text = "" } = content;
  // STOP is STOP, and who asks for a person gets one, whatever an entry would make of it.
  if (readWish(text) || asksForPerson(text)) return nothing;
  const came: Came = { personId, messageId, senderId, referral };
  const rows = await entryRows(context, portalId);
  const connectionId = await connectionOfSender(context, portalId, senderId);
  const signs = rows.map((row) => signsOf(row, connectionId, context.now()));
  const choice = chooseEntry({ text, adId: referral?.sourceId }, signs);
  const row = choice.kind === "entry" ? rows.find(({ id }) => id === choice.entryId) : undefined;
  if (choice.kind === "none" || !row) return referral ? fromAd(context, portalId, came) : nothing;
  const pace = await paceFor(context, portalId, personId, row.flow_id);
  const visit = await visitWrite(context, portalId, {
    ...visitOf(context, came),
    entry_id: row.id,
    flow_id: row.flow_id,
    told_by: choice.by,
    outcome: pace === "open" ? "asked" : pace,
  });
  const seen = eventWrites(context, portalId, { person_id: personId, flow_id: row.flow_id }, [
    { kind: "entered", details: { code: row.id } },
  ]);
  context.log.info("entry.entered", { portal: portalId, entry: row.id, by: choice.by, pace });
  if (pace !== "open") return { writes: [visit.write, ...seen], answered: pace === "repeated" };
  const asked = { key: messageId, personId, reason: "asked", payload: { visitId: visit.id }, at: context.now() };
  const sending = await outboxWrites(context, portalId, { kind: "entry_flow", ...asked });
  return { writes: [visit.write, ...seen, ...sending], answered: true };
}

interface Came {
  readonly personId: string;
  readonly messageId: string;
  readonly senderId: string;
  readonly referral: KnownReferral | undefined;
}

function visitOf({ now }: Context, { personId, messageId, senderId, referral }: Came) {
  return { person_id: personId, sender_id: senderId, messageId, at: now(), referral };
}

/** Meta tells the ad with this message alone: it is kept for what they fill in next. */
async function fromAd(context: Context, portalId: string, came: Came): Promise<Entered> {
  const visit = { ...visitOf(context, came), entry_id: null, flow_id: null, told_by: "ad", outcome: "kept" } as const;
  return { writes: [(await visitWrite(context, portalId, visit)).write], answered: false };
}

async function connectionOfSender({ store }: Context, portalId: string, senderId: string): Promise<string | undefined> {
  const tenant = store.of(portalId);
  const query = tenant.db.selectFrom("senders").select("connection_id").where("id", "=", senderId);
  return (await tenant.first(query))?.connection_id;
}
