/**
 * Unfinished answers on the contact's timeline: only where the Flow's settings want it and the first screen of the very form
 * that was filled in said so. Numbers that identify somebody are masked there as everywhere.
 */
import { answersSoFar } from "../../core/conversation/index.ts";
import { type EntryLine, submissionLines } from "../../core/messages/index.ts";
import { hiddenOf } from "../conversation/hidden.ts";
import { contentSchema } from "../conversation/sessions.ts";
import { settingsOf } from "../publishing/settings.ts";
import type { SendingParts } from "../sending/request.ts";
import type { Row, Write } from "../store/index.ts";
import { timelineWrites } from "../timeline/queue.ts";
import type { Stop } from "./stops.ts";

type Parts = Pick<SendingParts, "context" | "catalogue">;

/** Asked for whenever somebody stops; nothing where the Flow keeps it here. */
export async function unfinishedWrites(
  { context, catalogue }: Parts,
  portalId: string,
  flow: Row<"flows">,
  stop: Stop,
): Promise<Write[]> {
  if (settingsOf(flow).unfinished !== "timeline") return [];
  const { form } = await catalogue.version(portalId, stop.version_id);
  if (!form.unsentNotice) return [];
  const about = { what: "stop" as const, id: `${stop.session_id}.${stop.round}`, personId: stop.person_id };
  return timelineWrites(context, portalId, { ...about, news: String(stop.stopped_at) });
}

export interface UnfinishedSeen {
  readonly personId: string;
  /** Epoch ms. */
  readonly at: number;
  readonly lines: readonly EntryLine[];
}

/** Nothing of somebody who has handed in since, or whose answers were deleted here. */
export async function unfinishedEntry(
  { context, catalogue }: Parts,
  portalId: string,
  id: string,
): Promise<UnfinishedSeen | undefined> {
  const [sessionId = ""] = id.split(".");
  const tenant = context.store.of(portalId);
  const session = await tenant.first(tenant.db.selectFrom("sessions").selectAll().where("id", "=", sessionId));
  if (!session?.answers_sealed || session.state !== "open" || `${session.id}.${session.round}` !== id) return undefined;
  const flow = await tenant.first(tenant.db.selectFrom("flows").selectAll().where("id", "=", session.flow_id));
  const { form, conversation } = await catalogue.version(portalId, session.version_id);
  if (!flow || settingsOf(flow).unfinished !== "timeline" || !form.unsentNotice) return undefined;
  const sealer = await context.vault.person(portalId, session.person_id);
  const content = contentSchema.parse(JSON.parse(sealer.open(session.answers_sealed, "sessions.answers")));
  const hidden = await hiddenOf(context, portalId, session);
  const told = submissionLines(form, answersSoFar(conversation, { ...content, hidden }));
  if (told.length === 0) return undefined;
  const head = `Form left unfinished on WhatsApp: ${flow.name}`;
  return { personId: session.person_id, at: session.updated_at, lines: [head, "", ...told] };
}
