/**
 * Answers whose time is over: which they are, and emptying them. The submission's row stays as a figure, with sealed empty
 * answers in it, so that whoever reads it finds a submission without answers.
 */
import type { ExpressionBuilder } from "kysely";
import { dayMs, keptMs, settleMs } from "../../core/retention/index.ts";
import type { Context } from "../context.ts";
import type { HandedIn } from "../delivery/handed-in.ts";
import type { Row, TenantTables, Write } from "../store/index.ts";
import { tryCommit, write } from "../store/index.ts";
import { VaultError } from "../vault/index.ts";
import type { KeptAlike } from "./retention-keeps.ts";

/** A portal at one moment, in epoch milliseconds. */
export interface Look {
  readonly portalId: string;
  readonly at: number;
  readonly heldDays: number;
}

type Due = Pick<Row<"submissions">, "id" | "person_id" | "revision">;
type Eb = ExpressionBuilder<TenantTables, "submissions">;

const notLanded = ["blocked", "ready", "dead", "waiting-for-person"] as const;

/** Handed in, or corrected last, before their time began; whoever is at them in this hour is left in peace. */
function overdue({ store }: Context, { portalId, at }: Look, { keep, flowIds }: KeptAlike, longerMs = 0) {
  const before = at - keptMs(keep) - longerMs;
  const { db } = store.of(portalId);
  return db
    .selectFrom("submissions")
    .where("submissions.flow_id", "in", [...flowIds])
    .where("submissions.accepted_at", "<=", before)
    .whereRef("submissions.emptied_revision", "<", "submissions.revision")
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("sessions")
            .select("sessions.id")
            .whereRef("sessions.submission_id", "=", "submissions.id")
            .where(({ or, eb }) =>
              or([eb("sessions.answered_at", ">", before), eb("sessions.updated_at", ">", at - settleMs)]),
            ),
        ),
      ),
    );
}

/**
 * Something of them is still to be done: a delivery, a provider's decision, questions on the secure page; or documents of an
 * identity check went to nobody, because the provider was taken away after the Flow was published.
 */
function pending({ and, eb, exists, not, or, selectFrom }: Eb, { checkFlowIds }: KeptAlike, at: number) {
  return or([
    ...(checkFlowIds.length === 0
      ? []
      : [
          and([
            eb("submissions.flow_id", "in", [...checkFlowIds]),
            exists(
              selectFrom("files")
                .select("files.id")
                .whereRef("files.submission_id", "=", "submissions.id")
                .where("files.status", "=", "stored"),
            ),
            not(
              exists(
                selectFrom("steps")
                  .select("steps.id")
                  .whereRef("steps.submission_id", "=", "submissions.id")
                  .where("steps.step", "=", "verification")
                  .where("steps.status", "=", "done"),
              ),
            ),
          ]),
        ]),
    exists(
      selectFrom("steps")
        .select("steps.id")
        .whereRef("steps.submission_id", "=", "submissions.id")
        .where("steps.status", "in", notLanded),
    ),
    exists(
      selectFrom("verifications")
        .select("verifications.id")
        .whereRef("verifications.submission_id", "=", "submissions.id")
        .where("verifications.status", "=", "asked"),
    ),
    exists(
      selectFrom("secure_questions")
        .select("secure_questions.id")
        .whereRef("secure_questions.submission_id", "=", "submissions.id")
        .where("secure_questions.status", "=", "waiting")
        .where("secure_questions.expires_at", ">", at),
    ),
  ]);
}

/** Those that can go, oldest first. */
export async function removable(context: Context, look: Look, alike: KeptAlike, limit: number): Promise<Due[]> {
  return context.store.of(look.portalId).all(
    overdue(context, look, alike)
      .where((eb) => eb.not(pending(eb, alike, look.at)))
      .select(["submissions.id", "submissions.person_id", "submissions.revision"])
      .orderBy("submissions.accepted_at")
      .limit(limit),
  );
}

/** Those that were held for the longest time and go undelivered. */
export async function givenUp(context: Context, look: Look, alike: KeptAlike, limit: number): Promise<Due[]> {
  return context.store.of(look.portalId).all(
    overdue(context, look, alike, look.heldDays * dayMs)
      .where((eb) => pending(eb, alike, look.at))
      .select(["submissions.id", "submissions.person_id", "submissions.revision"])
      .orderBy("submissions.accepted_at")
      .limit(limit),
  );
}

export interface Held {
  readonly count: number;
  /** When the first of them goes all the same, epoch milliseconds. */
  readonly until: number | null;
}

export async function heldOf(context: Context, look: Look, groups: readonly KeptAlike[]): Promise<Held> {
  const tenant = context.store.of(look.portalId);
  const found = await Promise.all(
    groups.map(async (alike) => {
      const held = overdue(context, look, alike).where((eb) => pending(eb, alike, look.at));
      const row = await tenant.first(
        held.select(({ fn }) => [fn.countAll<number>().as("count"), fn.min("submissions.accepted_at").as("oldest")]),
      );
      const count = Number(row?.count ?? 0);
      return { count, until: Number(row?.oldest ?? 0) + keptMs(alike.keep) + look.heldDays * dayMs };
    }),
  );
  const some = found.filter(({ count }) => count > 0);
  return {
    count: some.reduce((sum, { count }) => sum + count, 0),
    until: some.length === 0 ? null : Math.min(...some.map(({ until }) => until)),
  };
}

export interface Emptied {
  readonly files: number;
  readonly secure: number;
}

const nothingHandedIn: HandedIn = { answers: [], variables: {}, hidden: {} };

/** @returns undefined where somebody corrected or answered meanwhile: then it is looked at again in the next round */
export async function emptySubmission(
  context: Context,
  portalId: string,
  due: Due,
  how: "landed" | "given-up",
): Promise<Emptied | undefined> {
  const tenant = context.store.of(portalId);
  const { db } = tenant;
  const now = context.now();
  const files = await tenant.all(db.selectFrom("files").select(["id", "blob_id"]).where("submission_id", "=", due.id));
  const fileIds = files.map(({ id }) => id);
  const blobs = files.flatMap(({ blob_id: blob }) => blob ?? []);
  const secure = await tenant.all(
    db
      .selectFrom("secure_questions")
      .select("id")
      .where("submission_id", "=", due.id)
      .where("answers_sealed", "is not", null),
  );
  const emptied = {
    answers_sealed: await sealedNothing(context, portalId, due.person_id),
    emptied_revision: due.revision,
  };
  const done = await tryCommit(tenant, [
    write(db.updateTable("submissions").set(emptied).where("id", "=", due.id).where("revision", "=", due.revision), 1),
    ...(await sessionWrites(context, portalId, due.id)),
    write(
      db
        .updateTable("secure_questions")
        .set({ answers_sealed: null, updated_at: now })
        .where("submission_id", "=", due.id),
    ),
    write(db.deleteFrom("conflicts").where("submission_id", "=", due.id)),
    ...(fileIds.length > 0 ? [write(db.deleteFrom("document_links").where("file_id", "in", fileIds))] : []),
    ...(fileIds.length > 0 ? [write(db.deleteFrom("files").where("id", "in", fileIds))] : []),
    ...(how === "given-up" ? giveUpWrites(context, portalId, due.id) : []),
  ]);
  if (!done) return undefined;
  // A crash before this leaves blobs that no file names: the next round removes those.
  for (const blob of blobs) await context.blobs.remove(portalId, blob);
  return { files: files.length, secure: secure.length };
}

/** What came with the message is needed as long as it can be answered again. */
async function sessionWrites(context: Context, portalId: string, submissionId: string): Promise<Write[]> {
  const { db } = context.store.of(portalId);
  const session = db.updateTable("sessions").where("submission_id", "=", submissionId);
  const emptied = session.set(({ eb }) => ({ answers_sealed: null, revision: eb("revision", "+", 1) }));
  const over = session.set({ hidden_sealed: null }).where("expires_at", "<=", context.now());
  return [write(emptied), write(over)];
}

/** Nothing of it can be replayed any more: there is nothing left to deliver. */
function giveUpWrites({ store, now }: Context, portalId: string, submissionId: string): Write[] {
  const { db } = store.of(portalId);
  return [
    write(
      db
        .updateTable("steps")
        .set({ status: "skipped", reason: "retention", updated_at: now() })
        .where("submission_id", "=", submissionId)
        .where("status", "in", notLanded),
    ),
    write(
      db
        .updateTable("secure_questions")
        .set({ status: "withdrawn", updated_at: now() })
        .where("submission_id", "=", submissionId)
        .where("status", "=", "waiting"),
    ),
  ];
}

/** Empty where the person was erased: nothing can be sealed for them any more, and nothing opened. */
async function sealedNothing({ vault }: Context, portalId: string, personId: string): Promise<string> {
  try {
    return (await vault.person(portalId, personId)).seal(JSON.stringify(nothingHandedIn), "submissions.answers");
  } catch (error) {
    if (error instanceof VaultError) return "";
    throw error;
  }
}
