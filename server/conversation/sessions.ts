/** Sessions at rest: one per send, found by the token's hash, its answers sealed by the person's key. */
import { z } from "zod";
import type { Keep, ScreenPayload, SessionView } from "../../core/conversation/types.ts";
import type { Context } from "../context.ts";
import { type Row, type Write, write } from "../store/index.ts";

const column = "sessions.answers";
const payloadsSchema = z.record(z.string(), z.record(z.string(), z.json()));

export type SessionRow = Row<"sessions">;

export async function sessionByToken(
  { store }: Context,
  portalId: string,
  flowId: string,
  tokenHash: string,
): Promise<SessionRow | undefined> {
  const tenant = store.of(portalId);
  const query = tenant.db
    .selectFrom("sessions")
    .selectAll()
    .where("token_hash", "=", tokenHash)
    // A token of another Flow of the same portal is nobody's here.
    .where("flow_id", "=", flowId);
  return tenant.first(query);
}

/** The session as a decision reads it. */
export async function viewOf({ vault, now }: Context, portalId: string, row: SessionRow): Promise<SessionView> {
  const sealer = await vault.person(portalId, row.person_id);
  const payloads = row.answers_sealed ? payloadsOf(sealer.open(row.answers_sealed, column)) : {};
  if (row.state === "accepted" && row.submission_id) {
    return { payloads, state: { kind: "accepted", submissionId: row.submission_id } };
  }
  if (row.expires_at <= now()) return { payloads, state: { kind: "expired" } };
  return { payloads, state: row.screen ? { kind: "open", screen: row.screen } : { kind: "open" } };
}

function payloadsOf(text: string): Record<string, ScreenPayload> {
  return Object.fromEntries(
    Object.entries(payloadsSchema.parse(JSON.parse(text))).map(([screen, payload]) => [screen, withoutNull(payload)]),
  );
}

/** What `keep` gave never holds null; JSON's type does. */
function withoutNull(payload: Record<string, unknown>): ScreenPayload {
  return Object.fromEntries(Object.entries(payload).flatMap(([key, value]) => (isAnswer(value) ? [[key, value]] : [])));
}

function isAnswer(value: unknown): value is string | number | boolean | string[] {
  return Array.isArray(value)
    ? value.every((item) => typeof item === "string")
    : ["string", "number", "boolean"].includes(typeof value);
}

export interface SessionChange {
  readonly screen: string | null;
  readonly keep?: Keep | undefined;
  /** Set when this exchange hands the answers in. */
  readonly submissionId?: string;
}

/** Writes the session on top of the revision that was read; another writer meanwhile is a StoreConflict. */
export async function saveSession(
  { store, vault, now }: Context,
  portalId: string,
  row: SessionRow,
  view: SessionView,
  change: SessionChange,
): Promise<Write> {
  const sealer = await vault.person(portalId, row.person_id);
  const payloads = change.keep ? { ...view.payloads, [change.keep.screen]: change.keep.payload } : view.payloads;
  const { db } = store.of(portalId);
  return write(
    db
      .updateTable("sessions")
      .set({
        state: change.submissionId ? "accepted" : "open",
        screen: change.screen,
        answers_sealed: change.keep ? sealer.seal(JSON.stringify(payloads), column) : row.answers_sealed,
        submission_id: change.submissionId ?? null,
        revision: row.revision + 1,
        updated_at: now(),
      })
      .where("id", "=", row.id)
      .where("revision", "=", row.revision),
    1,
  );
}
