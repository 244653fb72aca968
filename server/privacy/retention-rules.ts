/**
 * What else goes with time, table by table: which rows are due, and what becomes of them. Answers themselves are in
 * `retention-submissions.ts`.
 */
import { dayMs, type Keep, messagesKeptMs, type RetentionSettings, settleMs } from "../../core/retention/index.ts";
import type { Context } from "../context.ts";
import type { Tenant, Write } from "../store/index.ts";
import { write } from "../store/index.ts";
import type { KeptAlike } from "./retention-keeps.ts";

/** Before which moments things are due, in epoch milliseconds. */
export interface Times {
  readonly at: number;
  /** Messages, and what people and webhooks said besides answers. */
  readonly messages: number;
  /** The same where something still waits to be done with it. */
  readonly messagesHeld: number;
  /** Flows that keep answers for the same time, and before when their sessions have to have ended. */
  readonly sessions: readonly { readonly flowIds: readonly string[]; readonly before: number }[];
  /** Which contact a message was sent from, and WhatsApp's id of it: news of it come for a while. */
  readonly sends: number;
  /** What webhooks told, by their senders' ids: nobody repeats it any more. */
  readonly told: number;
  /** What could not be handled. */
  readonly dead: number;
}

/** Meta repeats a webhook for 7 days at most (WhatsApp reference 7.2). */
const toldMs = 14 * dayMs;
const sendsMs = 30 * dayMs;

export function timesOf(
  { keep, heldDays }: Pick<RetentionSettings, "keep" | "heldDays">,
  groups: readonly KeptAlike[],
  at: number,
): Times {
  const messages = at - messagesKeptMs(keep);
  return {
    at,
    messages,
    messagesHeld: messages - heldDays * dayMs,
    sessions: groups.map((alike) => ({ flowIds: alike.flowIds, before: at - daysMs(alike.keep) })),
    sends: Math.min(messages, at - sendsMs),
    told: at - toldMs,
    dead: at - heldDays * dayMs,
  };
}

const daysMs = (keep: Keep): number => (keep === "nothing" ? 0 : keep * dayMs);

export interface Rule {
  /** Keys of the rows that are due. */
  due(tenant: Tenant, times: Times, limit: number): Promise<string[]>;
  /** What becomes of them. */
  writes(tenant: Tenant, keys: readonly string[], context: Context): Write[];
  /** After that was committed. */
  afterwards?(context: Context, portalId: string, key: string): Promise<void>;
}

const keysOf = (rows: readonly { readonly key: string }[]): string[] => rows.map(({ key }) => key);

/** What people wrote, once nothing about it waits to be done in HubSpot. */
const messages: Rule = {
  due: async ({ db, all }, times, limit) =>
    keysOf(
      await all(
        db
          .selectFrom("chat_messages")
          .select("chat_messages.id as key")
          .where("chat_messages.at", "<=", times.messages)
          .where("chat_messages.status", "!=", "queued")
          .where(({ or, eb, not, exists, selectFrom }) =>
            or([
              eb("chat_messages.at", "<=", times.messagesHeld),
              not(
                exists(
                  selectFrom("person_outbox")
                    .select("person_outbox.id")
                    .whereRef("person_outbox.person_id", "=", "chat_messages.person_id")
                    .where("person_outbox.status", "=", "waiting")
                    .where("person_outbox.kind", "in", ["timeline_entry", "owner_task", "hand_over", "auto_reply"]),
                ),
              ),
            ]),
          )
          .limit(limit),
      ),
    ),
  writes: ({ db }, keys) => [write(db.deleteFrom("chat_messages").where("id", "in", [...keys]))],
};

/** Of those handled, the body went at once. */
const inbox: Rule = {
  due: async ({ db, all }, times, limit) =>
    keysOf(
      await all(
        db
          .selectFrom("inbox")
          .select("id as key")
          .where(({ or, and, eb }) =>
            or([
              and([eb("status", "=", "done"), eb("received_at", "<=", times.told)]),
              and([eb("status", "=", "dead"), eb("received_at", "<=", times.dead)]),
            ]),
          )
          .limit(limit),
      ),
    ),
  writes: ({ db }, keys) => [write(db.deleteFrom("inbox").where("id", "in", [...keys]))],
};

/** Unfinished answers, hidden values, and what was tried out: nobody can go on with them any more. */
const sessions: Rule = {
  due: async ({ db, all }, times, limit) =>
    keysOf(
      await all(
        db
          .selectFrom("sessions")
          .select("sessions.id as key")
          .where(({ or, and, eb }) =>
            or(
              times.sessions.map(({ flowIds, before }) =>
                and([eb("sessions.flow_id", "in", [...flowIds]), eb("sessions.expires_at", "<=", before)]),
              ),
            ),
          )
          .where(({ or, eb }) =>
            or([eb("sessions.answers_sealed", "is not", null), eb("sessions.hidden_sealed", "is not", null)]),
          )
          .where(({ not, exists, selectFrom }) =>
            not(
              exists(
                selectFrom("submissions")
                  .select("submissions.id")
                  .whereRef("submissions.session_id", "=", "sessions.id")
                  .whereRef("submissions.emptied_revision", "<", "submissions.revision"),
              ),
            ),
          )
          .limit(limit),
      ),
    ),
  writes: ({ db }, keys, { now }) => [
    write(
      db
        .updateTable("sessions")
        .set(({ eb }) => ({ answers_sealed: null, hidden_sealed: null, revision: eb("revision", "+", 1) }))
        .where("id", "in", [...keys]),
    ),
    write(
      db
        .updateTable("stops")
        .set({ answers: "deleted", updated_at: now() })
        .where("session_id", "in", [...keys])
        .where("answers", "=", "kept"),
    ),
  ],
};

/** Whose record a message was sent from, and WhatsApp's id of it, which holds the number. */
const sends: Rule = {
  due: async ({ db, all }, times, limit) =>
    keysOf(
      await all(
        db
          .selectFrom("sends")
          .select("sends.id as key")
          .where("sends.created_at", "<=", times.sends)
          .where(({ or, eb }) => or([eb("sends.contact_sealed", "is not", null), eb("sends.wamid", "is not", null)]))
          .where(({ not, exists, selectFrom }) =>
            not(
              exists(
                selectFrom("sessions")
                  .select("sessions.id")
                  .whereRef("sessions.send_id", "=", "sends.id")
                  .where("sessions.expires_at", ">", times.at),
              ),
            ),
          )
          .where(({ not, exists, selectFrom }) =>
            not(
              exists(
                selectFrom("submissions")
                  .innerJoin("sessions", "sessions.id", "submissions.session_id")
                  .select("submissions.id")
                  .whereRef("sessions.send_id", "=", "sends.id")
                  .whereRef("submissions.emptied_revision", "<", "submissions.revision"),
              ),
            ),
          )
          .limit(limit),
      ),
    ),
  writes: ({ db }, keys) => [
    write(
      db
        .updateTable("sends")
        .set({ contact_sealed: null, wamid: null })
        .where("id", "in", [...keys]),
    ),
  ],
};

/** Answers from the secure page that came after the others were emptied. */
const secureAnswers: Rule = {
  due: async ({ db, all }, times, limit) =>
    keysOf(
      await all(
        db
          .selectFrom("secure_questions")
          .innerJoin("submissions", "submissions.id", "secure_questions.submission_id")
          .select("secure_questions.id as key")
          .where("secure_questions.answers_sealed", "is not", null)
          .where("secure_questions.updated_at", "<=", times.at - settleMs)
          .whereRef("submissions.emptied_revision", ">=", "submissions.revision")
          .where(({ not, exists, selectFrom }) =>
            not(
              exists(
                selectFrom("steps")
                  .select("steps.id")
                  .whereRef("steps.submission_id", "=", "secure_questions.submission_id")
                  .where("steps.status", "in", ["blocked", "ready", "dead", "waiting-for-person"]),
              ),
            ),
          )
          .limit(limit),
      ),
    ),
  writes: ({ db }, keys) => [
    write(
      db
        .updateTable("secure_questions")
        .set({ answers_sealed: null })
        .where("id", "in", [...keys]),
    ),
  ],
};

/** Contents that no file names: a crash between forgetting the one and deleting the other. */
const files: Rule = {
  due: async ({ db, all }, times, limit) =>
    keysOf(
      await all(
        db
          .selectFrom("blobs")
          .select("blobs.id as key")
          .where("blobs.created_at", "<=", times.at - settleMs)
          .where(({ not, exists, selectFrom }) =>
            not(exists(selectFrom("files").select("files.id").whereRef("files.blob_id", "=", "blobs.id"))),
          )
          .limit(limit),
      ),
    ),
  writes: () => [],
  afterwards: (context, portalId, id) => context.blobs.remove(portalId, id),
};

/** What workflows were handed; HubSpot has it. */
const workflowOutputs: Rule = {
  due: async ({ db, all }, times, limit) =>
    keysOf(
      await all(
        db
          .selectFrom("workflow_executions")
          .select("callback_id as key")
          .where("state", "in", ["told", "gone"])
          .where("outputs_sealed", "is not", null)
          .where("updated_at", "<=", times.messages)
          .limit(limit),
      ),
    ),
  writes: ({ db }, keys) => [
    write(
      db
        .updateTable("workflow_executions")
        .set({ outputs_sealed: null })
        .where("callback_id", "in", [...keys]),
    ),
  ],
};

/** Whose record a one-time code was about. */
const codes: Rule = {
  due: async ({ db, all }, times, limit) =>
    keysOf(
      await all(
        db
          .selectFrom("codes")
          .select("id as key")
          .where("contact_sealed", "is not", null)
          .where("updated_at", "<=", times.messages)
          .where("expires_at", "<=", times.at)
          .limit(limit),
      ),
    ),
  writes: ({ db }, keys) => [
    write(
      db
        .updateTable("codes")
        .set({ contact_sealed: null })
        .where("id", "in", [...keys]),
    ),
  ],
};

/** Which numbers and contacts somebody had to decide about. */
const decisions: Rule = {
  due: async ({ db, all }, times, limit) =>
    keysOf(
      await all(
        db
          .selectFrom("number_conflicts")
          .select("id as key")
          .where("status", "=", "decided")
          .where("updated_at", "<=", times.messages)
          .limit(limit),
      ),
    ),
  writes: ({ db }, keys) => [write(db.deleteFrom("number_conflicts").where("id", "in", [...keys]))],
};

/** What a message said that went later. */
const reminders: Rule = {
  due: async ({ db, all }, times, limit) =>
    keysOf(
      await all(
        db
          .selectFrom("reminders")
          .select("id as key")
          .where("status", "in", ["sent", "cancelled", "ended"])
          .where("updated_at", "<=", times.messages)
          .where("expires_at", "<=", times.messages)
          .limit(limit),
      ),
    ),
  writes: ({ db }, keys) => [write(db.deleteFrom("reminders").where("id", "in", [...keys]))],
};

/** Which ad somebody came from. */
const ads: Rule = {
  due: async ({ db, all }, times, limit) =>
    keysOf(
      await all(
        db
          .selectFrom("entry_visits")
          .select("id as key")
          .where("referral_sealed", "is not", null)
          .where("at", "<=", times.sends)
          .limit(limit),
      ),
    ),
  writes: ({ db }, keys) => [
    write(
      db
        .updateTable("entry_visits")
        .set({ referral_sealed: null })
        .where("id", "in", [...keys]),
    ),
  ],
};

/** Sessions first, so that what they name can go in the same round. */
export const rules = {
  sessions,
  secureAnswers,
  files,
  messages,
  inbox,
  sends,
  workflowOutputs,
  codes,
  decisions,
  reminders,
  ads,
} as const satisfies Readonly<Record<string, Rule>>;
export type RuleName = keyof typeof rules;
export const ruleNames = [
  "sessions",
  "secureAnswers",
  "files",
  "messages",
  "inbox",
  "sends",
  "workflowOutputs",
  "codes",
  "decisions",
  "reminders",
  "ads",
] as const satisfies readonly RuleName[];
