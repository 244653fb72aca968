/**
 * What WhatsApp says about who somebody is: ids that come with messages, and that a person has another number or id
 * today (WhatsApp reference 7.5). Sessions, consent and opt-out follow the person; the old number may be a stranger's.
 */
import { z } from "zod";
import { suppressionKeys, suppressionsOf, suppressWrites } from "../consent/suppression.ts";
import type { Context } from "../context.ts";
import { type Write, write } from "../store/index.ts";
import { conflictWrite } from "./number-questions.ts";
import { outboxWrites } from "./outbox.ts";
import { addIdentity, findPeople, identitiesOf, identityOf } from "./people.ts";
import { bumpWrite } from "./revision.ts";

const updateSchema = z.object({
  kind: z.literal("message"),
  messageId: z.string(),
  from: z.string().optional(),
  fromUserId: z.string().optional(),
  content: z.looseObject({ type: z.string() }),
});

const changeSchema = z.object({
  type: z.literal("system"),
  change: z.enum(["user_changed_number", "user_changed_user_id"]),
  waId: z.string().regex(/^\d+$/).optional(),
  userId: z.string().optional(),
  previousUserId: z.string().optional(),
});
type Change = z.infer<typeof changeSchema>;

/** @param body an update as the inbox kept it */
export async function identityWrites(
  context: Context,
  portalId: string,
  personId: string | undefined,
  body: unknown,
): Promise<Write[]> {
  const update = updateSchema.safeParse(body);
  if (!update.success) return [];
  const { content, from, fromUserId, messageId } = update.data;
  const change = changeSchema.safeParse(content);
  if (change.success) return changeWrites(context, portalId, change.data, from, messageId);
  if (content.type === "system") {
    context.log.info("people.unknown_change", { portal: portalId });
    return [];
  }
  if (!personId) return [];
  const number = await identityOf(context, portalId, personId, "wa_id");
  if (number === undefined && from)
    return moveWrites(context, portalId, personId, { waId: from, userId: fromUserId, key: messageId });
  return fromUserId ? newUserId(context, portalId, personId, fromUserId) : [];
}

async function newUserId(context: Context, portalId: string, personId: string, userId: string): Promise<Write[]> {
  const known = await findPeople(context, portalId, "user_id", userId);
  return known.length > 0 ? [] : [await addIdentity(context, portalId, personId, "user_id", userId)];
}

async function changeWrites(
  context: Context,
  portalId: string,
  { change, waId, userId, previousUserId }: Change,
  from: string | undefined,
  messageId: string,
): Promise<Write[]> {
  // The old number stands in `from` only where the number is told; else the previous id alone can be believed.
  const old = change === "user_changed_number" ? from : undefined;
  const [byId] = previousUserId ? await findPeople(context, portalId, "user_id", previousUserId) : [];
  const [byNumber] = old ? await findPeople(context, portalId, "wa_id", old) : [];
  const personId = byId ?? byNumber;
  if (!personId) return [];
  const [holder] = waId ? await findPeople(context, portalId, "wa_id", waId) : [];
  if (waId && holder && holder !== personId)
    return [await numberTaken(context, portalId, { personId, holder, waId, userId })];
  context.log.info("people.number_changed", { portal: portalId, person: personId, told: waId ? "yes" : "no" });
  return moveWrites(context, portalId, personId, { waId, userId, key: messageId });
}

export interface Move {
  /** The number that they have today; absent where WhatsApp does not share it. */
  readonly waId?: string | undefined;
  readonly userId?: string | undefined;
  /** Of what told it. */
  readonly key: string;
}

/** The person is found under the new number from now on, and no longer under the old one. */
export async function moveWrites(context: Context, portalId: string, personId: string, move: Move): Promise<Write[]> {
  const { waId, userId, key } = move;
  const { db } = context.store.of(portalId);
  const before = await identityOf(context, portalId, personId, "wa_id");
  if (before !== undefined && before === waId) return userId ? newUserId(context, portalId, personId, userId) : [];
  // The one that the contact still carries.
  const replaced = before ?? (await identityOf(context, portalId, personId, "former_wa_id"));
  const userIds = await identitiesOf(context, portalId, personId, "user_id");
  const wishes = await suppressionsOf(
    context,
    portalId,
    await suppressionKeys(context, portalId, { waId: before, userIds }),
  );
  const keysNow = await suppressionKeys(context, portalId, { waId, userIds: userId ? [userId] : [] });
  return [
    write(db.deleteFrom("identities").where("person_id", "=", personId).where("kind", "=", "wa_id")),
    ...(before === undefined ? [] : [await addIdentity(context, portalId, personId, "former_wa_id", before)]),
    ...(waId === undefined ? [] : [await addIdentity(context, portalId, personId, "wa_id", waId)]),
    ...(userId ? await newUserId(context, portalId, personId, userId) : []),
    ...wishes.flatMap(({ scope, via, since }) => suppressWrites(context, portalId, keysNow, { scope, via, since })),
    // The new number wrote nothing yet: outside the 24 hours, as far as is known, only templates go.
    write(db.deleteFrom("windows").where("person_id", "=", personId)),
    bumpWrite(context, portalId, personId),
    ...(waId === undefined || replaced === undefined
      ? []
      : await outboxWrites(context, portalId, {
          kind: "number_change",
          key,
          personId,
          reason: "number_changed",
          payload: { from: replaced },
          at: context.now(),
        })),
  ];
}

interface Taken {
  readonly personId: string;
  readonly holder: string;
  readonly waId: string;
  readonly userId: string | undefined;
}

/** The new number is known as somebody else: the same human with two numbers, or a stranger who had it before. */
async function numberTaken(context: Context, portalId: string, taken: Taken): Promise<Write> {
  const { personId, holder, waId, userId } = taken;
  const portal = await context.vault.portal(portalId);
  const person = await context.vault.person(portalId, personId);
  context.log.warn("people.number_taken", { portal: portalId, person: personId });
  return conflictWrite(context, portalId, {
    kind: "number_taken",
    person_id: personId,
    other_person_id: holder,
    subject: portal.lookup(`number_taken:${waId}`),
    details_sealed: person.seal(JSON.stringify({ waId, userId }), "number_conflicts.details"),
  });
}
