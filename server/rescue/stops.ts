/** The rows of those who stopped. One per session and round: whoever goes on and stops again is the same row. */
import type { Context } from "../context.ts";
import { eventWrites } from "../insight/events.ts";
import { outboxWrites } from "../people/outbox.ts";
import { type Row, type Write, write } from "../store/index.ts";

export type Stop = Row<"stops">;
type Session = Row<"sessions">;

export async function stopOf(
  { store }: Context,
  portalId: string,
  { id, round }: Pick<Session, "id" | "round">,
): Promise<Stop | undefined> {
  const tenant = store.of(portalId);
  return tenant.first(
    tenant.db.selectFrom("stops").selectAll().where("session_id", "=", id).where("round", "=", round),
  );
}

/** The row of a session that has gone quiet, and what is written where that is news. */
export async function noticeWrites(
  context: Context,
  portalId: string,
  session: Session,
  before: Stop | undefined,
): Promise<{ readonly stop: Stop; readonly writes: readonly Write[] }> {
  if (before && before.stopped_at === session.updated_at) return { stop: before, writes: [] };
  const stop: Stop = {
    session_id: session.id,
    round: session.round,
    person_id: session.person_id,
    flow_id: session.flow_id,
    version_id: session.version_id,
    screen: session.screen ?? "",
    stopped_at: session.updated_at,
    expires_at: session.expires_at,
    state: "stopped",
    answers: "kept",
    reminder: before?.reminder ?? "planned",
    reason: before?.reason ?? null,
    remind_at: before?.remind_at ?? null,
    send_id: before?.send_id ?? null,
    updated_at: context.now(),
  };
  const { db } = context.store.of(portalId);
  const { session_id: _session, round: _round, ...change } = stop;
  const kept = before
    ? db
        .updateTable("stops")
        .set(change)
        .where("session_id", "=", session.id)
        .where("round", "=", session.round)
        .where("stopped_at", "=", before.stopped_at)
    : db.insertInto("stops").values(stop);
  return {
    stop,
    writes: [
      write(kept, 1),
      ...eventWrites(context, portalId, subjectOf(stop), [{ kind: "stopped", details: { screen: stop.screen } }]),
      ...(await tellStopWrites(context, portalId, stop)),
    ],
  };
}

export function subjectOf({ person_id, flow_id, version_id, session_id, send_id }: Stop) {
  return { person_id, flow_id, version_id, session_id, send_id };
}

/** The contact is to say so, where it is known: what stands when it is told (property.ts). */
export function tellStopWrites(context: Context, portalId: string, stop: Stop): Promise<Write[]> {
  const at = context.now();
  const { person_id: personId, session_id: sessionId, round, stopped_at, state } = stop;
  const key = `${sessionId}:${round}:${state}:${stopped_at}`;
  return outboxWrites(context, portalId, { kind: "stop_property", key, personId, reason: state, payload: {}, at });
}

/** A change of the row as it was read; two at once are a conflict. */
export function stopWrite(
  { store, now }: Context,
  portalId: string,
  stop: Stop,
  change: Partial<Pick<Stop, "state" | "answers" | "reminder" | "reason" | "remind_at" | "send_id">>,
): Write {
  const update = store
    .of(portalId)
    .db.updateTable("stops")
    .set({ ...change, updated_at: now() })
    .where("session_id", "=", stop.session_id)
    .where("round", "=", stop.round);
  return write(update.where("stopped_at", "=", stop.stopped_at).where("reminder", "=", stop.reminder), 1);
}
