/** Reminders at rest. A change names the revision that it was read at, so of two at once the second is a StoreConflict. */
import { z } from "zod";
import { type Context, newId } from "../context.ts";
import { outboxWrites } from "../people/outbox.ts";
import { type Row, type Write, write } from "../store/index.ts";
import type { Reminder, ReminderName, ReminderSeen } from "./types.ts";

export type ReminderRow = Row<"reminders">;

const column = "reminders.content";
const contentSchema = z.object({ text: z.string(), values: z.array(z.string()), language: z.string() });
export type ReminderContent = z.infer<typeof contentSchema>;

export async function reminderNamed(
  { store }: Context,
  portalId: string,
  { kind, key }: ReminderName,
): Promise<ReminderRow | undefined> {
  const tenant = store.of(portalId);
  return tenant.first(tenant.db.selectFrom("reminders").selectAll().where("kind", "=", kind).where("key", "=", key));
}

export async function reminderById({ store }: Context, portalId: string, id: string): Promise<ReminderRow | undefined> {
  const tenant = store.of(portalId);
  return tenant.first(tenant.db.selectFrom("reminders").selectAll().where("id", "=", id));
}

export async function contentOf({ vault }: Context, portalId: string, row: ReminderRow): Promise<ReminderContent> {
  const sealer = await vault.person(portalId, row.person_id);
  return contentSchema.parse(JSON.parse(sealer.open(row.content_sealed, column)));
}

/**
 * Puts a reminder, or moves the one of this name: to be committed with what it follows from. One that is put again for the same
 * time says the new words; one that went already goes once more only where its time is another one. Where another writer
 * was faster the commit is a StoreConflict.
 */
export async function reminderWrites(context: Context, portalId: string, given: Reminder): Promise<Write[]> {
  const before = await reminderNamed(context, portalId, given);
  const revision = (before?.revision ?? 0) + 1;
  // It is on its way, or has gone, for this very time.
  const isSettled =
    before && before.due_at === given.dueAt && before.status !== "waiting" && before.status !== "cancelled";
  if (isSettled) return [];
  const { db } = context.store.of(portalId);
  const now = context.now();
  const { text, values, language, subject } = given;
  const sealer = await context.vault.person(portalId, given.personId);
  const row: ReminderRow = {
    id: before?.id ?? newId(context, "rem"),
    person_id: given.personId,
    kind: given.kind,
    key: given.key,
    submission_id: "submissionId" in subject ? subject.submissionId : null,
    session_id: "sessionId" in subject ? subject.sessionId : null,
    flow_id: given.flowId,
    version_id: given.versionId,
    sender_id: given.senderId,
    content_sealed: sealer.seal(JSON.stringify({ text, values, language }), column),
    due_at: given.dueAt,
    expires_at: given.until,
    status: "waiting",
    reason: "due_later",
    revision,
    send_id: null,
    created_at: before?.created_at ?? now,
    updated_at: now,
  };
  return [
    before ? changeWrite(context, portalId, before, row) : write(db.insertInto("reminders").values(row), 1),
    ...(await outboxWrites(context, portalId, {
      kind: "reminder",
      key: `${row.id}:${revision}`,
      personId: row.person_id,
      reason: row.reason,
      payload: { reminderId: row.id, revision },
      at: row.due_at,
    })),
  ];
}

/** Nothing where there is none that waits. What is being sent at this moment may still arrive. */
export async function cancelReminderWrites(context: Context, portalId: string, name: ReminderName): Promise<Write[]> {
  const before = await reminderNamed(context, portalId, name);
  if (before?.status !== "waiting") return [];
  const change = { status: "cancelled" as const, reason: "cancelled", revision: before.revision + 1 };
  return [changeWrite(context, portalId, before, change)];
}

/** Fails with StoreConflict where somebody moved, cancelled or took it since it was read. */
export function changeWrite(
  { store, now }: Context,
  portalId: string,
  before: ReminderRow,
  change: Partial<ReminderRow>,
): Write {
  const update = store
    .of(portalId)
    .db.updateTable("reminders")
    .set({ ...change, updated_at: now() });
  const same = update.where("id", "=", before.id).where("revision", "=", before.revision);
  return write(same.where("status", "=", before.status), 1);
}

/** Reminders about a submission, or all of a portal's: those that go first are first. */
export async function remindersOf(
  { store }: Context,
  portalId: string,
  about: { readonly submissionId?: string | undefined; readonly reminderId?: string | undefined } = {},
): Promise<ReminderSeen[]> {
  const tenant = store.of(portalId);
  const query = tenant.db
    .selectFrom("reminders")
    .select(["id", "kind", "key", "status", "reason", "due_at", "revision", "send_id"])
    .$if(about.reminderId !== undefined, (all) => all.where("id", "=", about.reminderId ?? ""))
    .$if(about.submissionId !== undefined, (all) => all.where("submission_id", "=", about.submissionId ?? ""));
  const rows = await tenant.all(query.orderBy("due_at").orderBy("id").limit(200));
  return rows.map(({ due_at: dueAt, send_id, revision, ...row }) => ({
    ...row,
    dueAt,
    revision,
    sendId: send_id ?? undefined,
  }));
}
