/**
 * One exchange of a known session: decide, do what the decision needs, and write it down in one commit before the phone
 * hears the answer. Events are part of that commit.
 */
import { withBookingLimits } from "../../core/bookings/index.ts";
import {
  type Correct,
  type Decision,
  type Exchange,
  type HandedIn,
  personLinkName,
  type Show,
} from "../../core/conversation/index.ts";
import type { CompiledScreen } from "../../core/flow/types.ts";
import { bookingAsked, withoutSlot } from "../bookings/accept.ts";
import { type CountedGuesses, type SessionCodes, sessionCodes } from "../codes/in-session.ts";
import { withFreshProofs } from "../codes/mark-age.ts";
import { consentWrites } from "../consent/answers.ts";
import { type Context, newId } from "../context.ts";
import { fileWrites } from "../delivery/files.ts";
import { openingPlan, planWrites } from "../delivery/plan.ts";
import { askWrites } from "../hand-over/ask.ts";
import { changedEvents } from "../insight/changed-fields.ts";
import { eventWrites, type NewEvent } from "../insight/events.ts";
import { isTestSession } from "../phone-tests/test-session.ts";
import { findPortal } from "../portals/store.ts";
import type { FlowAtEndpoint, FlowVersion } from "../publishing/catalogue.ts";
import { eventReminderWrites } from "../reminders/event.ts";
import { watchWrites } from "../rescue/watch.ts";
import { ask, askAfterCorrection } from "../secure-questions/ask.ts";
import { type Write, write } from "../store/index.ts";
import { decideWith } from "./decide-with.ts";
import type { Effects } from "./effects.ts";
import { hiddenOf } from "./hidden.ts";
import { withKnown } from "./known.ts";
import { claimWrites } from "./reservations.ts";
import { afterHandingIn, afterShow, type OpenSession, sessionWrite, viewOf } from "./sessions.ts";

export interface Taken {
  readonly decision: Decision;
  /** The submission that a handing-in made or changed. */
  readonly submissionId?: string;
}

/** @param counted kept over all tries of this exchange */
export async function take(
  context: Context,
  effects: Effects,
  flow: FlowAtEndpoint,
  version: FlowVersion,
  found: OpenSession,
  exchange: Exchange,
  counted: CountedGuesses,
): Promise<Taken> {
  const session = withFreshProofs(await withKnown(context, effects, flow, version, found), context.now());
  // Whoever tries a form out has no record that anything could be proved of, and nothing is delivered.
  const codes = isTestSession(session.row)
    ? undefined
    : sessionCodes(context, flow.portalId, session.row, counted, flow.settings.codes);
  const decision = await decided(context, effects, flow, version, session, exchange, codes);
  const spent = "keep" in decision ? ((await codes?.spend(decision.keep?.proved)) ?? []) : [];
  switch (decision.kind) {
    case "show":
      await commitShow(context, flow, version, session, exchange, decision, spent);
      return { decision };
    case "accept":
      return { decision, submissionId: await commitAccepted(context, flow, version, session, decision, spent) };
    case "correct":
      await commitCorrected(context, flow, version, session, decision, spent);
      return { decision, submissionId: decision.submissionId };
    case "refuse":
      await context.store
        .of(flow.portalId)
        .commit(told(context, flow, session, [{ kind: "refused", details: { code: decision.reason } }]));
      return { decision };
    case "repeat":
    case "acknowledge":
      return { decision };
  }
}

async function decided(
  context: Context,
  effects: Effects,
  flow: FlowAtEndpoint,
  { form, conversation }: FlowVersion,
  session: OpenSession,
  exchange: Exchange,
  codes: SessionCodes | undefined,
): Promise<Decision> {
  const now = context.now();
  const { portalId } = flow;
  const { row } = session;
  const zone = row.answered_at === null ? undefined : (await findPortal(context, portalId))?.settings.timeZone;
  const hidden = await hiddenOf(context, portalId, row);
  const view = { ...viewOf(session, flow, now, form.language, zone), hidden };
  const capacity = withBookingLimits(form, flow.settings.capacity);
  const known = { ...conversation, ...flow.settings, ...(capacity && { capacity }) };
  const deciding = {
    portalId,
    flowId: flow.id,
    flow: known,
    session: view,
    submissionId: row.submission_id,
    now,
    codes: codes?.run,
  };
  return decideWith(effects, deciding, exchange);
}

async function commitShow(
  context: Context,
  flow: FlowAtEndpoint,
  { screens }: FlowVersion,
  session: OpenSession,
  exchange: Exchange,
  show: Show,
  spent: readonly Write[],
): Promise<void> {
  const { keep, rejected = [], screen } = show;
  const events: NewEvent[] = [
    ...(exchange.kind === "open" ? [{ kind: "opened" as const }] : []),
    ...(exchange.kind === "back" ? [{ kind: "back" as const, details: screenOf(screens, exchange.screen) }] : []),
    ...(keep ? [{ kind: "submitted" as const, details: { screen: keep.screen } }] : []),
    ...changedEvents(session, screens, keep),
    ...rejected.map(({ fieldId, code }) => ({
      kind: "rejected" as const,
      details: { screen, field_id: fieldId, code },
    })),
    ...(exchange.kind === "select" ? [] : [{ kind: "shown" as const, details: { screen } }]),
  ];
  await context.store
    .of(flow.portalId)
    .commit([
      await sessionWrite(context, flow.portalId, session, afterShow(session, show)),
      ...spent,
      ...told(context, flow, session, events),
      ...(await watched(context, flow, session, exchange, show)),
      ...(await askedForPerson(context, flow, session, exchange)),
    ]);
}

/** The phone says which screen was left, and may say anything: a name that the Flow does not have is not kept. */
function screenOf(screens: readonly CompiledScreen[], screen: string): { readonly screen?: string } {
  return screens.some(({ id }) => id === screen) ? { screen } : {};
}

/** Who has just begun, for the first time or anew, is looked after: they may stop half-way. */
async function watched(
  context: Context,
  { portalId }: FlowAtEndpoint,
  { row }: OpenSession,
  { flowToken: token }: Exchange,
  { newRound }: Show,
): Promise<Write[]> {
  if ((row.state !== "sent" && !newRound) || token === undefined || isTestSession(row)) return [];
  return watchWrites(context, portalId, row, { round: newRound ? row.round + 1 : row.round, token });
}

/** The link on a screen was tapped that asks for a person. */
async function askedForPerson(
  context: Context,
  { portalId }: FlowAtEndpoint,
  { row }: OpenSession,
  exchange: Exchange,
): Promise<Write[]> {
  if (exchange.kind !== "select" || exchange.input !== personLinkName || isTestSession(row)) return [];
  const at = context.now();
  const key = `${row.id}:${row.revision}`;
  return askWrites(context, portalId, { key, personId: row.person_id, at, sessionId: row.id });
}

async function commitAccepted(
  context: Context,
  { portalId, ...flow }: FlowAtEndpoint,
  { form, screens }: FlowVersion,
  session: OpenSession,
  handedIn: HandedIn,
  spent: readonly Write[],
): Promise<string> {
  const { row } = session;
  const tenant = context.store.of(portalId);
  const submissionId = newId(context, "sub");
  const acceptedAt = context.now();
  const handed = await sessionWrite(
    context,
    portalId,
    session,
    afterHandingIn(session, handedIn.keep, submissionId, acceptedAt),
  );
  if (isTestSession(row)) {
    await tenant.commit([handed]);
    return submissionId;
  }
  const holder = { portalId, flowId: row.flow_id, personId: row.person_id, submissionId };
  const claims = withoutSlot(form, handedIn.claims ?? []);
  const submission = {
    id: submissionId,
    person_id: row.person_id,
    flow_id: row.flow_id,
    version_id: row.version_id,
    send_id: row.send_id,
    session_id: row.id,
    round: row.round,
    revision: 1,
    answers_sealed: await sealedAnswers(context, portalId, row, handedIn),
    rung: null,
    accepted_at: acceptedAt,
  };
  const target = { portalId, personId: row.person_id, submissionId, revision: 1, acceptedAt };
  const later = ask(context, target, handedIn.secure);
  const hidden = await hiddenOf(context, portalId, row);
  const booking = await bookingAsked(context, { ...target, form, hidden, answers: handedIn.answers });
  await tenant.commit([
    handed,
    ...spent,
    write(tenant.db.insertInto("submissions").values(submission), 1),
    ...planWrites(context, target, [
      ...(await openingPlan(context, { portalId, flowId: row.flow_id, sendId: row.send_id })),
      ...later.steps,
      ...booking.steps,
    ]),
    ...later.writes,
    ...(await fileWrites(context, target, handedIn.answers)),
    ...(await consentWrites(context, portalId, {
      ...target,
      form,
      answers: handedIn.answers,
      agreedBy: flow.settings.event?.agreedBy,
      at: acceptedAt,
    })),
    ...handingInEvents(context, { portalId, ...flow }, session, handedIn, "accepted", submissionId),
    ...told(context, { portalId, ...flow }, session, changedEvents(session, screens, handedIn.keep)),
    ...(await remindingWrites(context, { portalId, ...flow }, form, session, { submissionId, ...handedIn })),
    ...(claims.length > 0 ? await claimWrites(context, holder, claims) : []),
    ...booking.writes,
  ]);
  context.log.info("submission.accepted", { portal: portalId, submission: submissionId, flow: row.flow_id });
  return submissionId;
}

/** The same submission, its next revision, with a delivery plan of its own. */
async function commitCorrected(
  context: Context,
  { portalId, ...flow }: FlowAtEndpoint,
  { form }: FlowVersion,
  session: OpenSession,
  correct: Correct,
  spent: readonly Write[],
): Promise<void> {
  const { row } = session;
  const { submissionId } = correct;
  const tenant = context.store.of(portalId);
  const now = context.now();
  const handed = await sessionWrite(
    context,
    portalId,
    session,
    afterHandingIn(session, correct.keep, submissionId, now),
  );
  if (isTestSession(row)) return tenant.commit([handed]);
  const query = tenant.db.selectFrom("submissions").select("revision").where("id", "=", submissionId);
  const before = (await tenant.first(query))?.revision ?? 1;
  const revision = before + 1;
  const answers = await sealedAnswers(context, portalId, row, correct);
  const holder = { portalId, flowId: row.flow_id, personId: row.person_id, submissionId };
  const target = { portalId, personId: row.person_id, submissionId, revision, acceptedAt: now };
  const later = await askAfterCorrection(context, target, correct.secure);
  const hidden = await hiddenOf(context, portalId, row);
  const booking = await bookingAsked(context, { ...target, form, hidden, answers: correct.answers });
  await tenant.commit([
    handed,
    ...spent,
    write(
      tenant.db
        .updateTable("submissions")
        .set({ answers_sealed: answers, revision })
        .where("id", "=", submissionId)
        .where("revision", "=", before),
      1,
    ),
    ...planWrites(context, target, [
      ...(await openingPlan(context, { portalId, flowId: row.flow_id, sendId: row.send_id })),
      ...later.steps,
      ...booking.steps,
    ]),
    ...later.writes,
    ...(await fileWrites(context, target, correct.answers)),
    ...(await consentWrites(context, portalId, {
      ...target,
      form,
      answers: correct.answers,
      agreedBy: flow.settings.event?.agreedBy,
      at: now,
    })),
    ...handingInEvents(context, { portalId, ...flow }, session, correct, "corrected", submissionId),
    ...(await remindingWrites(context, { portalId, ...flow }, form, session, correct)),
    ...(await claimWrites(context, holder, withoutSlot(form, correct.claims ?? []))),
    ...booking.writes,
  ]);
  context.log.info("submission.corrected", { portal: portalId, submission: submissionId, revision });
}

/** What was handed in, what the form's rules made of it (results and the ending), and what came with the message. */
async function sealedAnswers(
  context: Context,
  portalId: string,
  row: OpenSession["row"],
  { answers, variables, ending }: HandedIn,
): Promise<string> {
  const sealer = await context.vault.person(portalId, row.person_id);
  const hidden = await hiddenOf(context, portalId, row);
  const content = { answers, variables, ...(ending && { ending }), ...(hidden && { hidden }) };
  return sealer.seal(JSON.stringify(content), "submissions.answers");
}

function remindingWrites(
  context: Context,
  { portalId, settings }: FlowAtEndpoint,
  form: FlowVersion["form"],
  { row }: OpenSession,
  { submissionId, answers }: { readonly submissionId: string; readonly answers: HandedIn["answers"] },
): Promise<Write[]> {
  const flow = { personId: row.person_id, flowId: row.flow_id, versionId: row.version_id, sendId: row.send_id };
  return eventReminderWrites(context, portalId, { form, event: settings.event }, { ...flow, submissionId, answers });
}

function handingInEvents(
  context: Context,
  flow: FlowAtEndpoint,
  session: OpenSession,
  { keep }: HandedIn,
  kind: "accepted" | "corrected",
  submissionId: string,
): Write[] {
  const events = [{ kind: "submitted" as const, details: { screen: keep.screen } }, { kind }];
  return told(context, flow, session, events, submissionId);
}

function told(
  context: Context,
  { portalId }: FlowAtEndpoint,
  { row }: OpenSession,
  events: readonly NewEvent[],
  submissionId?: string,
): Write[] {
  // What is tried counts nowhere.
  if (isTestSession(row)) return [];
  const subject = {
    person_id: row.person_id,
    flow_id: row.flow_id,
    version_id: row.version_id,
    send_id: row.send_id,
    session_id: row.id,
    submission_id: submissionId ?? null,
  };
  return eventWrites(context, portalId, subject, events);
}
