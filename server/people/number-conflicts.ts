/** What nobody may guess about numbers, and what becomes of it once a person has decided. */
import { z } from "zod";
import type { Context } from "../context.ts";
import { type Row, type Write, write } from "../store/index.ts";
import { VaultError } from "../vault/index.ts";
import { decidePersonWrite } from "./contact-people.ts";
import { moveWrites } from "./number-change.ts";
import { outboxWrites } from "./outbox.ts";
import { addIdentity, findPeople, identitiesOf, identityOf } from "./people.ts";
import { bumpWrite } from "./revision.ts";

export interface Choice {
  /** What to say to choose it. */
  readonly use: string;
  /** What it means, in words. */
  readonly meaning: string;
}

export interface NumberConflict {
  readonly id: string;
  readonly kind: Row<"number_conflicts">["kind"];
  readonly question: string;
  readonly contactId?: string;
  readonly choices: readonly Choice[];
  /** ISO 8601, UTC. */
  readonly since: string;
}

const column = "number_conflicts.details";
const severalSchema = z.object({ contactId: z.string(), people: z.array(z.string()) });
const takenSchema = z.object({ waId: z.string(), userId: z.string().optional() });

/** Open questions, oldest first. */
export async function openNumberConflicts(context: Context, portalId: string): Promise<NumberConflict[]> {
  const tenant = context.store.of(portalId);
  const query = tenant.db.selectFrom("number_conflicts").selectAll().where("status", "=", "open");
  const rows = await tenant.all(query.orderBy("created_at").orderBy("id"));
  const shown = rows.map((row) => unlessErased(() => shownConflict(context, portalId, row)));
  return (await Promise.all(shown)).flatMap((conflict) => conflict ?? []);
}

async function shownConflict(
  context: Context,
  portalId: string,
  row: Row<"number_conflicts">,
): Promise<NumberConflict> {
  const common = { id: row.id, kind: row.kind, since: new Date(row.created_at).toISOString() };
  if (row.kind === "several_numbers") {
    const { contactId, people } = await severalIn(context, portalId, row);
    const numbers = people.map(async (personId) => ({
      personId,
      waId: await unlessErased(() => identityOf(context, portalId, personId, "wa_id")),
    }));
    const choices = (await Promise.all(numbers)).flatMap(({ personId, waId }) =>
      waId === undefined ? [] : [{ use: personId, meaning: `Messages to this contact go to +${waId}.` }],
    );
    const question = "Several WhatsApp numbers belong to this contact. Which one do its messages go to?";
    return { ...common, contactId, question, choices };
  }
  const { waId } = await takenIn(context, portalId, row);
  const before = await identityOf(context, portalId, row.person_id, "wa_id");
  return {
    ...common,
    question: `WhatsApp says that whoever had ${plus(before)} has ${plus(waId)} today. That number is known already.`,
    choices: [
      { use: "same-person", meaning: "Both numbers are of the same human: both histories count for them." },
      { use: "other-person", meaning: "The number changed hands: whoever had it before is somebody else." },
      { use: "keep", meaning: "Leave everything as it is." },
    ],
  };
}

const plus = (digits: string | undefined): string => (digits === undefined ? "another number" : `+${digits}`);

/**
 * @param use one of the conflict's choices
 * @returns false where there is no such open question or no such choice
 */
export async function decideNumberConflict(
  context: Context,
  portalId: string,
  conflictId: string,
  use: string,
): Promise<boolean> {
  const conflict = (await openNumberConflicts(context, portalId)).find(({ id }) => id === conflictId);
  if (!conflict?.choices.some((choice) => choice.use === use)) return false;
  const tenant = context.store.of(portalId);
  const query = tenant.db.selectFrom("number_conflicts").selectAll().where("id", "=", conflictId);
  const row = await tenant.first(query);
  if (!row) return false;
  const writes =
    row.kind === "several_numbers"
      ? await chosenWrites(context, portalId, row, use)
      : await takenWrites(context, portalId, row, use);
  const closed = { status: "decided" as const, decision: use, open_key: row.id, updated_at: context.now() };
  await tenant.commit([
    write(
      tenant.db.updateTable("number_conflicts").set(closed).where("id", "=", row.id).where("status", "=", "open"),
      1,
    ),
    ...writes,
  ]);
  return true;
}

async function chosenWrites(
  context: Context,
  portalId: string,
  row: Row<"number_conflicts">,
  personId: string,
): Promise<Write[]> {
  const { contactId } = await severalIn(context, portalId, row);
  const linked = await findPeople(context, portalId, "contact", contactId);
  return [
    await decidePersonWrite(context, portalId, contactId, personId),
    ...(linked.includes(personId) ? [] : [await addIdentity(context, portalId, personId, "contact", contactId)]),
    bumpWrite(context, portalId, personId),
    ...(await outboxWrites(context, portalId, {
      kind: "number_change",
      key: row.id,
      personId,
      reason: "decided",
      payload: { contactId },
      at: context.now(),
    })),
  ];
}

async function takenWrites(
  context: Context,
  portalId: string,
  row: Row<"number_conflicts">,
  use: string,
): Promise<Write[]> {
  if (use === "keep") return [];
  const { waId, userId } = await takenIn(context, portalId, row);
  const { db } = context.store.of(portalId);
  const [holder] = await findPeople(context, portalId, "wa_id", waId);
  const given: Write[] = [];
  if (holder && holder !== row.person_id) {
    given.push(
      write(db.deleteFrom("identities").where("person_id", "=", holder).where("kind", "=", "wa_id"), 1),
      await addIdentity(context, portalId, holder, "former_wa_id", waId),
      bumpWrite(context, portalId, holder),
    );
    const own = await identitiesOf(context, portalId, row.person_id, "contact");
    const theirs =
      use === "same-person" && own.length === 0 ? await identitiesOf(context, portalId, holder, "contact") : [];
    for (const contactId of theirs)
      given.push(await addIdentity(context, portalId, row.person_id, "contact", contactId));
  }
  return [...given, ...(await moveWrites(context, portalId, row.person_id, { waId, userId, key: row.id }))];
}

async function severalIn({ vault }: Context, portalId: string, { details_sealed }: Row<"number_conflicts">) {
  const portal = await vault.portal(portalId);
  return severalSchema.parse(JSON.parse(portal.open(details_sealed, column)));
}

async function takenIn({ vault }: Context, portalId: string, { details_sealed, person_id }: Row<"number_conflicts">) {
  const person = await vault.person(portalId, person_id);
  return takenSchema.parse(JSON.parse(person.open(details_sealed, column)));
}

/** Of somebody who was erased there is nothing to decide any more. */
async function unlessErased<Found>(find: () => Promise<Found>): Promise<Found | undefined> {
  try {
    return await find();
  } catch (error) {
    if (error instanceof VaultError) return undefined;
    throw error;
  }
}
