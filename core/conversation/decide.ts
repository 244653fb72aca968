/**
 * What to answer to one exchange. Pure: the same flow, session, exchange and situation always give the same decision.
 *
 * A session is open until its answers are accepted. Going back is free while it is open: what is handed in again
 * replaces what was there, and the form's rules choose the way anew. `accepted.ts` tells what happens afterwards.
 */
import { personLinkName } from "../flow/names.ts";
import type { CompiledScreen } from "../flow/types.ts";
import { wordsFor } from "../texts/index.ts";
import { afterAcceptance } from "./accepted.ts";
import { asksForCode } from "./codes.ts";
import { lastShown, opened, standingOn } from "./place.ts";
import { goodPart, isFull, placesIn } from "./places.ts";
import { refuse, speakingOf } from "./refusals.ts";
import { somewhere, submit } from "./submit.ts";
import { saying, showAnyway, showNew, stay, wayOf } from "./talk.ts";
import type {
  Accepted,
  Back,
  ConversationFlow,
  Decision,
  Exchange,
  Need,
  Select,
  SessionView,
  Show,
  Situation,
  Submit,
  Talk,
} from "./types.ts";
import { answeredPart, readOn } from "./way.ts";

/** Without a situation no effect can be done: choices from a data source count as failed. */
export function decide(flow: ConversationFlow, session: SessionView, exchange: Exchange): Decision;
/** With one, a decision may need an effect first: do it, and decide again with its result in `situation.effects`. */
export function decide(
  flow: ConversationFlow,
  session: SessionView,
  exchange: Exchange,
  situation: Situation,
): Decision | Need;
export function decide(
  flow: ConversationFlow,
  session: SessionView,
  exchange: Exchange,
  situation?: Situation,
): Decision | Need {
  // The phone reports about an answer it already had: this comes before any look at the token (WhatsApp reference 3.6).
  if (exchange.kind === "error") return { kind: "acknowledge" };
  const { state } = session;
  const [entry] = flow.screens;
  if (state.kind === "expired" || state.kind === "closed") return refuse(state.kind, speakingOf(flow));
  if (!entry) return refuse("closed", speakingOf(flow));
  const talk: Talk = { flow, session, entry, situation };
  if (state.kind === "accepted") return accepted(talk, state, exchange);
  if (state.kind === "paused" && exchange.kind !== "back") return paused(talk, exchange);
  switch (exchange.kind) {
    case "open":
      return open(talk);
    case "back":
      return back(talk, exchange);
    case "select":
      return select(talk, exchange);
    case "submit": {
      const result = submit(talk, exchange, { mayResume: true });
      return result.kind === "complete" ? { kind: "accept", ...result.handedIn } : result;
    }
    default:
      return exchange satisfies never;
  }
}

function accepted(talk: Talk, state: Accepted, exchange: Exclude<Exchange, { kind: "error" }>): Decision | Need {
  if (exchange.kind === "open" || exchange.kind === "submit") return afterAcceptance(talk, state, exchange);
  if (state.over) return refuse(state.over, speakingOf(talk.flow));
  return exchange.kind === "back" ? back(talk, exchange) : select(talk, exchange);
}

/** The entry screen, filled in; or, where the Flow may, the screen at which the answers stop. */
function open(talk: Talk): Decision | Need {
  const { flow, entry } = talk;
  const places = placesIn(talk);
  if (places?.kind === "need") return places;
  const full = refuse("full", speakingOf(flow));
  if (isFull(talk, places)) return full;
  const stopped = flow.resumeOnOpen ? goodPart(talk, places, wayOf(talk)).at(-1) : undefined;
  const resumed = stopped && showNew(talk, stopped, { place: opened(stopped) });
  if (resumed && resumed.kind !== "unshown") return resumed;
  const shown = showNew(talk, entry, { place: opened(entry) });
  if (shown.kind !== "unshown") return shown;
  return shown.saying === "full" ? full : showAnyway(talk, entry, { place: opened(entry) });
}

/** `BACK` names the screen that is left; the one before it on the phone's trail is to be shown (WhatsApp reference 1.3). */
function back(talk: Talk, exchange: Back): Show | Need {
  const { place } = talk.session;
  const left = exchange.screen || lastShown(talk.session) || talk.entry.id;
  const before = standingOn(place, left, () => wayOf(talk).screens).slice(0, -1);
  const screen = screenNamed(talk, before.at(-1)) ?? talk.entry;
  const trail = screen.id === before.at(-1) ? before : [screen.id];
  return showAnyway(talk, screen, { place: { trail, opened: false } });
}

/** The same screen with what stands on it now. Nothing is checked and nothing is kept: only the button hands in. */
function select(talk: Talk, exchange: Select): Show | Need {
  const screen = screenNamed(talk, exchange.screen);
  if (!screen || isBeyondCode(talk, screen)) return somewhere(talk);
  const { place } = talk.session;
  const trail = standingOn(place, screen.id, () => wayOf(talk).screens);
  return stay(talk, screen, {
    place: { trail, opened: place?.opened ?? true },
    payload: answeredPart(screen, exchange.data),
    ...(exchange.input === personLinkName && { errorMessage: wordsFor(talk.flow.form.language).person.asked }),
  });
}

/**
 * Opening is refused; whoever is on a screen already stays there, with what they typed and a word about it: a refusal would
 * disable the message for good, and a pause ends.
 */
function paused(talk: Talk, exchange: Submit | Select | { kind: "open" }): Decision | Need {
  const screen = exchange.kind === "open" ? undefined : screenNamed(talk, exchange.screen);
  if (exchange.kind === "open" || !screen) return refuse("paused", speakingOf(talk.flow));
  if (exchange.kind === "select") return select(talk, exchange);
  const { flow, session } = talk;
  const payload = answeredPart(screen, exchange.data);
  const trail = standingOn(session.place, screen.id, () => wayOf(talk).screens);
  // Nobody checks a code during a pause, and what is not checked is not kept.
  const good = readOn(flow, screen, exchange.data, session).ok && !asksForCode(flow.form, screen);
  return stay(talk, screen, {
    place: { trail, opened: false },
    payload,
    keep: good ? { screen: screen.id, payload } : undefined,
    errorMessage: saying(talk, "paused"),
  });
}

/** Behind a code that was not given yet, nothing is shown to a phone that asks out of turn. */
function isBeyondCode(talk: Talk, screen: CompiledScreen): boolean {
  const { form, screens } = talk.flow;
  return screens.some((each) => asksForCode(form, each)) && !wayOf(talk).screens.includes(screen);
}

function screenNamed({ flow }: Talk, id: string | undefined): CompiledScreen | undefined {
  return flow.screens.find((screen) => screen.id === id);
}
