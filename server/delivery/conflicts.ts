/** Answers that wait until a person says whose they are. */
import { z } from "zod";
import type { Context } from "../context.ts";
import { rememberContact } from "../people/people.ts";
import { type Write, write } from "../store/index.ts";
import { followUpWrites } from "./plan.ts";
import { wakeWrites } from "./wake.ts";

const candidatesSchema = z.array(z.string());

export interface Conflict {
  readonly id: string;
  readonly submissionId: string;
  readonly contactIds: readonly string[];
  readonly since: number;
}

export async function openConflicts({ store, vault }: Context, portalId: string): Promise<Conflict[]> {
  const tenant = store.of(portalId);
  const rows = await tenant.all(
    tenant.db.selectFrom("conflicts").selectAll().where("status", "=", "open").orderBy("created_at"),
  );
  return Promise.all(
    rows.map(async (row) => {
      const sealer = await vault.person(portalId, row.person_id);
      const contactIds = candidatesSchema.parse(JSON.parse(sealer.open(row.candidates_sealed, "conflicts.candidates")));
      return { id: row.id, submissionId: row.submission_id, contactIds, since: row.created_at };
    }),
  );
}

/** The contacts that this submission may belong to, while nobody has decided. */
export async function contactsInConflict(
  context: Context,
  portalId: string,
  submissionId: string,
): Promise<readonly string[]> {
  const conflicts = await openConflicts(context, portalId);
  return conflicts.find((conflict) => conflict.submissionId === submissionId)?.contactIds ?? [];
}

/** Open questions in which this contact is one of the answers. */
export async function conflictsWith(context: Context, portalId: string, contactId: string): Promise<Conflict[]> {
  const open = await openConflicts(context, portalId);
  return open.filter(({ contactIds }) => contactIds.includes(contactId));
}

/** Something about the candidates has changed: the answers look for their contact once more. The question stays open. */
export function lookAgainWrites(context: Context, portalId: string, { submissionId }: Conflict): Write[] {
  return [lookAgain(context, portalId, submissionId), ...wakeWrites(context, portalId, ["hubspot"])];
}

/**
 * The answers found their contact by themselves: nobody has to say any more whose they are, and an earlier or later
 * revision of them that waits for that looks again. It is in the same lane, whose worker is at work: nobody is woken.
 */
export function settledWrites(context: Context, portalId: string, submissionId: string): Write[] {
  const { db } = context.store.of(portalId);
  const open = db.updateTable("conflicts").set({ status: "decided" }).where("submission_id", "=", submissionId);
  return [write(open.where("status", "=", "open")), lookAgain(context, portalId, submissionId)];
}

function lookAgain({ store, now }: Context, portalId: string, submissionId: string): Write {
  const { db } = store.of(portalId);
  return write(
    db
      .updateTable("steps")
      .set({ status: "ready", failures: 0, begun_at: null, next_at: now(), updated_at: now() })
      .where("submission_id", "=", submissionId)
      .where("status", "=", "waiting-for-person"),
  );
}

/** Said instead of a candidate: it is none of them, so a contact of their own is made. */
export const newContact = "new";

/**
 * Somebody decided: the person is that contact from now on, and the delivery goes on.
 * @param contactId one of the candidates, or `newContact`
 * @returns false when there is no such open conflict, or the contact is not one of its candidates.
 */
export async function decideConflict(
  context: Context,
  portalId: string,
  conflictId: string,
  contactId: string,
): Promise<boolean> {
  const tenant = context.store.of(portalId);
  const conflict = (await openConflicts(context, portalId)).find(({ id }) => id === conflictId);
  if (!conflict || ![...conflict.contactIds, newContact].includes(contactId)) return false;
  // More than one where the answers were corrected while they waited.
  const waiting = await tenant.all(
    tenant.db
      .selectFrom("steps")
      .selectAll()
      .where("submission_id", "=", conflict.submissionId)
      .where("status", "=", "waiting-for-person")
      .orderBy("seq"),
  );
  const [first] = waiting;
  if (!first) return false;
  const now = context.now();
  await tenant.commit([
    write(
      tenant.db
        .updateTable("conflicts")
        .set({ status: "decided" })
        .where("id", "=", conflictId)
        .where("status", "=", "open"),
      1,
    ),
    write(tenant.db.updateTable("submissions").set({ rung: "decided" }).where("id", "=", conflict.submissionId), 1),
    ...(contactId === newContact ? [] : await rememberContact(context, portalId, first.person_id, contactId)),
    ...waiting.flatMap((row) => [
      write(
        tenant.db
          .updateTable("steps")
          .set({ status: "done", reason: "decided", updated_at: now })
          .where("id", "=", row.id)
          .where("status", "=", "waiting-for-person"),
        1,
      ),
      ...followUpWrites(context, { portalId, row: { ...row, seq: row.seq + 1 } }, [
        { step: "contact", after: [] },
        { step: "form_submission", after: ["contact"] },
      ]),
    ]),
  ]);
  return true;
}
