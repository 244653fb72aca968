/**
 * A session whose answers were accepted.
 *
 * The same answers always get the same reply: the phone may not have had it. What happens to other answers is the Flow's
 * setting, and it is never silence: a correction, a further round, or a refusal that the customer sees.
 */
import type { Places } from "./capacity.ts";
import { asksForCode, withoutCodes } from "./codes.ts";
import { opened, standingOn } from "./place.ts";
import { isFull, placesIn } from "./places.ts";
import { refuse, speakingOf } from "./refusals.ts";
import { handedInWith, somewhere, submit } from "./submit.ts";
import { saying, showAnyway, showNew, stay } from "./talk.ts";
import type { Accepted, Decision, HandedIn, Need, Open, RefusalReason, Submit, Talk } from "./types.ts";
import { answeredPart, leadsTo, payloadOf, readOn, type Way, wayThrough } from "./way.ts";

export function afterAcceptance(talk: Talk, state: Accepted, exchange: Open | Submit): Decision | Need {
  const reopen = reopenOf(talk, state);
  if (exchange.kind === "open") return reopened(talk, state, reopen);
  if (reopen === "change") return corrected(talk, state, exchange);
  const again = unchanged(talk, state, exchange);
  if (again) return again;
  return reopen === "again" ? visiblyRefused(talk, exchange) : refused(talk, state);
}

/** `change` counts until its date, and no policy after the Flow or the session is over. */
function reopenOf({ flow, situation }: Talk, { over }: Accepted): "once" | "change" | "again" {
  const { reopen } = flow;
  if (over || !reopen) return "once";
  if (reopen.kind !== "change") return reopen.kind;
  return situation?.now !== undefined && situation.now < reopen.until ? "change" : "once";
}

function reopened(talk: Talk, state: Accepted, reopen: "once" | "change" | "again"): Decision | Need {
  const { entry, session } = talk;
  const place = opened(entry);
  if (reopen === "once") return refused(talk, state);
  if (reopen === "change") return showAnyway(talk, entry, { place });
  const known = placesIn(talk);
  if (known?.kind === "need") return known;
  const fresh = { ...talk, session: { ...session, payloads: {}, offered: {} } };
  // Places of the round before stay taken: a further round takes its own.
  const empty: Talk = known ? { ...fresh, situation: { ...talk.situation, places: ofOthers(known.places) } } : fresh;
  const left = placesIn(empty);
  if (left?.kind === "known" && isFull(empty, left)) return refuse("full", speakingOf(talk.flow));
  const show = showAnyway(empty, entry, { place });
  return show.kind === "show" ? { ...show, newRound: true } : show;
}

function ofOthers({ taken, released }: Places): Places {
  return { taken: taken.map((each) => ({ ...each, own: 0 })), released };
}

/** Walks through the answers once more; at the end, what differs from the accepted ones is a correction. */
function corrected(talk: Talk, state: Accepted, exchange: Submit): Decision | Need {
  const { submissionId } = state;
  const known = placesIn(talk);
  if (known?.kind === "need") return known;
  const handedIn = handedInWith(talk, exchange);
  // The same answers hold their places already, unless the business gave them back: then they are asked for anew.
  const isRepeat = handedIn && sameAnswers(handedIn, acceptedWay(talk, state)) && !known?.places.released;
  if (isRepeat) return { kind: "repeat", submissionId };
  // No short cuts: whoever opens to correct something wants to see it.
  const result = submit(talk, exchange, { mayResume: false });
  return result.kind === "complete" ? { kind: "correct", submissionId, ...result.handedIn } : result;
}

/** The answers as they were accepted: the next screen, or the same reply at the end. Undefined for other answers. */
function unchanged(talk: Talk, state: Accepted, exchange: Submit): Decision | Need | undefined {
  const { flow, session } = talk;
  const way = acceptedWay(talk, state);
  const at = way.screens.findIndex(({ id }) => id === exchange.screen);
  const screen = way.screens[at];
  if (!screen) return undefined;
  const accepted = { ...session, payloads: acceptedPayloads(talk, state) };
  const now = readOn(flow, screen, exchange.data, accepted);
  const then = readOn(flow, screen, payloadOf(accepted.payloads, screen.id) ?? {}, accepted);
  if (!now.ok || !then.ok) return undefined;
  const answersOf = ({ answers }: typeof now) => JSON.stringify(withoutCodes(flow.form, answers));
  if (answersOf(now) !== answersOf(then)) return undefined;
  const next = way.screens[at + 1];
  if (!next) return { kind: "repeat", submissionId: state.submissionId };
  // A code opens nothing a second time.
  if (state.over || !leadsTo(screen, next) || asksForCode(flow.form, screen)) return undefined;
  const trail = [...standingOn(session.place, screen.id, () => way.screens), next.id];
  const shown = showNew(talk, next, { place: { trail, opened: false } });
  return shown.kind === "unshown" ? undefined : shown;
}

function acceptedPayloads({ session }: Talk, { payloads }: Accepted) {
  return payloads ?? session.payloads;
}

function acceptedWay(talk: Talk, state: Accepted): Way {
  return wayThrough(talk.flow, acceptedPayloads(talk, state), talk.session);
}

function sameAnswers(handedIn: HandedIn, accepted: Way): boolean {
  return accepted.missing === undefined && JSON.stringify(handedIn.answers) === JSON.stringify(accepted.answers);
}

/** On the screen itself, so that the message's button stays alive for the next round. */
function visiblyRefused(talk: Talk, exchange: Submit): Decision | Need {
  const errorMessage = saying(talk, "already_sent");
  const screen = talk.flow.screens.find(({ id }) => id === exchange.screen);
  if (!screen) return somewhere(talk, errorMessage);
  const place = { trail: standingOn(talk.session.place, screen.id, () => []), opened: false };
  return stay(talk, screen, { place, payload: answeredPart(screen, exchange.data), errorMessage });
}

function refused({ flow }: Talk, { over, answeredAt }: Accepted): Decision {
  const reason: RefusalReason = over ?? "already_accepted";
  return refuse(reason, { ...speakingOf(flow), answeredAt });
}
