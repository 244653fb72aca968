/**
 * Sessions at rest: one per send, found by the token's hash. All that the customer typed and all that was shown to them
 * is one text, sealed by the person's key.
 */
import { z } from "zod";
import type { Accepted, Keep, SessionView, Show } from "../../core/conversation/index.ts";
import { choiceSchema } from "../../core/form/types.ts";
import { uploadSchema } from "../../core/submission/uploads.ts";
import { momentIn } from "../../core/texts/index.ts";
import type { Context } from "../context.ts";
import type { FlowAtEndpoint } from "../publishing/catalogue.ts";
import { type Of, type Row, statement, type Write, write } from "../store/index.ts";

const column = "sessions.answers";

const answerSchema = z.union([z.string(), z.number(), z.boolean(), z.array(z.string()), z.array(uploadSchema)]);
const payloadsSchema = z.record(z.string(), z.record(z.string(), answerSchema));

export const contentSchema = z.object({
  payloads: payloadsSchema,
  place: z.object({ trail: z.array(z.string()), opened: z.boolean() }).optional(),
  offered: z.record(z.string(), z.array(choiceSchema)).optional(),
  /** By field id: what the contact's record held when the session began. */
  known: z.record(z.string(), z.string()).optional(),
  /** What was accepted, while corrections of it are under way. */
  accepted: payloadsSchema.optional(),
});
export type Content = z.infer<typeof contentSchema>;

export type SessionRow = Row<"sessions">;

/** A session with its content open. */
export interface OpenSession {
  readonly row: SessionRow;
  readonly content: Content;
}

// A token of another Flow of the same portal is nobody's here.
const ofFlow = statement((db, of: Of<{ tokenHash: string; flowId: string }>) =>
  db
    .selectFrom("sessions")
    .selectAll()
    .where(
      "token_hash",
      "=",
      of(({ tokenHash }) => tokenHash),
    )
    .where(
      "flow_id",
      "=",
      of(({ flowId }) => flowId),
    ),
);

export async function sessionByToken(
  { store, vault }: Context,
  { portalId, id }: FlowAtEndpoint,
  tokenHash: string,
): Promise<OpenSession | undefined> {
  const tenant = store.of(portalId);
  const row = await tenant.first(ofFlow(tenant, { tokenHash, flowId: id }));
  if (!row) return undefined;
  if (!row.answers_sealed) return { row, content: { payloads: {} } };
  const sealer = await vault.person(portalId, row.person_id);
  return { row, content: contentSchema.parse(JSON.parse(sealer.open(row.answers_sealed, column))) };
}

/** The session as a decision reads it. `language` and `timeZone` (IANA) are how the customer reads a moment. */
export function viewOf(
  { row, content }: OpenSession,
  flow: FlowAtEndpoint,
  now: number,
  language: string,
  timeZone = "UTC",
): SessionView {
  const over = overOf(row, flow, now);
  const { payloads, place, offered, known } = content;
  const seen = { payloads, place, offered, known };
  if (row.state === "accepted" && row.submission_id) {
    const accepted: Accepted = {
      kind: "accepted",
      submissionId: row.submission_id,
      payloads: content.accepted,
      answeredAt: row.answered_at === null ? undefined : momentIn(language, row.answered_at, timeZone),
      over,
    };
    return { ...seen, state: accepted };
  }
  if (over) return { ...seen, state: { kind: over } };
  return { ...seen, state: row.screen ? { kind: "open", screen: row.screen } : { kind: "open" } };
}

/** Why nothing new can be done in this session, if so. */
function overOf(row: SessionRow, flow: FlowAtEndpoint, now: number): "expired" | "paused" | "closed" | undefined {
  if (flow.settings.closesAt !== undefined && flow.settings.closesAt <= now) return "closed";
  if (row.expires_at <= now) return "expired";
  return flow.status === "paused" ? "paused" : undefined;
}

/** After a screen was shown: what was handed in, where the phone stands, what it was offered. */
export function afterShow({ row, content }: OpenSession, show: Show): { content: Content; row: Partial<SessionRow> } {
  const { place, offered, keep } = show;
  const { known } = content;
  if (show.newRound) {
    const fresh = { payloads: {}, place, ...(known && { known }), ...(offered && { offered: mutable(offered) }) };
    return { content: fresh, row: { state: "open", screen: show.screen, submission_id: null, round: row.round + 1 } };
  }
  const correcting = row.state === "accepted" && keep !== undefined;
  const next: Content = {
    ...content,
    payloads: withKept(content.payloads, keep),
    place,
    ...(offered && { offered: { ...content.offered, ...mutable(offered) } }),
    ...(correcting && { accepted: content.accepted ?? content.payloads }),
  };
  const state = row.state === "accepted" ? "accepted" : "open";
  return { content: next, row: { state, screen: show.screen } };
}

/** After the answers were handed in, for the first time or as a correction. */
export function afterHandingIn(
  { content }: OpenSession,
  keep: Keep,
  submissionId: string,
  now: number,
): { content: Content; row: Partial<SessionRow> } {
  const { accepted: _, ...rest } = content;
  const next = { ...rest, payloads: withKept(content.payloads, keep) };
  return { content: next, row: { state: "accepted", screen: null, submission_id: submissionId, answered_at: now } };
}

/** The payloads with what a decision keeps. */
export function withKept(payloads: Content["payloads"], keep: Keep | undefined): Content["payloads"] {
  if (!keep) return payloads;
  // What `keep` gives holds answers only; the schema says so once more for the compiler.
  return { ...payloads, [keep.screen]: payloadsSchema.parse({ kept: keep.payload })["kept"] ?? {} };
}

/** Offered choices as content holds them. */
export function mutable(offered: NonNullable<Show["offered"]>): NonNullable<Content["offered"]> {
  return Object.fromEntries(Object.entries(offered).map(([field, choices]) => [field, [...choices]]));
}

/** `revision` is the one that was read; it grows by one. */
const change = statement((db, of: Of<SessionRow>) =>
  db
    .updateTable("sessions")
    .set({
      state: of(({ state }) => state),
      screen: of(({ screen }) => screen),
      submission_id: of(({ submission_id }) => submission_id),
      round: of(({ round }) => round),
      answered_at: of(({ answered_at }) => answered_at),
      answers_sealed: of(({ answers_sealed }) => answers_sealed),
      revision: of(({ revision }) => revision + 1),
      updated_at: of(({ updated_at }) => updated_at),
    })
    .where(
      "id",
      "=",
      of(({ id }) => id),
    )
    .where(
      "revision",
      "=",
      of(({ revision }) => revision),
    ),
);

/** Writes the session on top of the revision that was read; another writer meanwhile is a StoreConflict. */
export async function sessionWrite(
  { store, vault, now }: Context,
  portalId: string,
  { row }: OpenSession,
  next: { content: Content; row: Partial<SessionRow> },
): Promise<Write> {
  const sealer = await vault.person(portalId, row.person_id);
  const answers_sealed = sealer.seal(JSON.stringify(next.content), column);
  return write(change(store.of(portalId), { ...row, ...next.row, answers_sealed, updated_at: now() }), 1);
}
