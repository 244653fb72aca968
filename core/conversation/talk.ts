/** Moves that every decision is made of: stay on a screen, go on to one, show one in any case. */
import type { CompiledScreen } from "../flow/types.ts";
import type { Known, Saying } from "../texts/index.ts";
import { fetchChoices, sourcedInputs } from "./choices.ts";
import { codeToSend } from "./codes.ts";
import { fullChoices, placesIn } from "./places.ts";
import { prefilled } from "./prefill.ts";
import { say, speakingOf } from "./refusals.ts";
import { screenData } from "./show.ts";
import type { Keep, Need, Place, Rejection, ScreenPayload, Show, Talk } from "./types.ts";
import { payloadOf, seenBefore, type Way, wayThrough } from "./way.ts";

export interface Showing {
  place: Place;
  /** What the inputs are filled with; by default, what the session holds. */
  payload?: ScreenPayload | undefined;
  keep?: Keep | undefined;
  errorMessage?: string | undefined;
  rejected?: Rejection[] | undefined;
}

/** Why a screen cannot be shown: there is nothing to choose on it. */
export interface Unshown {
  kind: "unshown";
  saying: "choices_unavailable" | "full";
}

/** A screen that is new to the eye, with fresh choices, as far as they can be had. */
export function showNew(talk: Talk, screen: CompiledScreen, showing: Showing): Show | Need | Unshown {
  const { flow, situation } = talk;
  const places = placesIn(talk);
  if (places?.kind === "need") return places;
  const fetched = fetchChoices(flow.form, screen, {
    effects: situation?.effects ?? (situation && {}),
    isFull: fullChoices(talk, places),
  });
  if (fetched.kind === "need") return fetched;
  const code = codeToSend(talk, screen, () => wayWith(talk, showing.keep).answers);
  if (code?.kind === "need") return code;
  const notice = showing.errorMessage ?? (code?.saying && saying(talk, code.saying));
  if (fetched.kind === "offered") return shown(talk, screen, { ...showing, errorMessage: notice }, fetched.offered);
  return { kind: "unshown", saying: fetched.kind === "full" ? "full" : "choices_unavailable" };
}

/** The same where there is no other screen to show: without fresh choices, those of the session and a word about it. */
export function showAnyway(talk: Talk, screen: CompiledScreen, showing: Showing): Show | Need {
  const found = showNew(talk, screen, showing);
  if (found.kind !== "unshown") return found;
  return shown(talk, screen, { ...showing, errorMessage: showing.errorMessage ?? saying(talk, found.saying) });
}

/** The screen that the phone is on, with the choices it shows. */
export function stay(talk: Talk, screen: CompiledScreen, showing: Showing): Show | Need {
  const { offered = {} } = talk.session;
  const known = sourcedInputs(talk.flow.form, screen).every(({ input }) => Object.hasOwn(offered, input.fieldId));
  return known ? shown(talk, screen, showing) : showAnyway(talk, screen, showing);
}

function shown({ flow, session }: Talk, screen: CompiledScreen, showing: Showing, offered?: Show["offered"]): Show {
  const { place, keep, errorMessage, rejected } = showing;
  const payload = showing.payload ?? payloadOf(session.payloads, screen.id) ?? prefilled(flow.form, screen, session);
  const tells = screen.shownBy !== undefined || screen.texts !== undefined;
  return {
    kind: "show",
    screen: screen.id,
    data: screenData(flow.form, screen, {
      payload,
      offered: { ...session.offered, ...offered },
      scope: tells ? seenBefore(flow, screen, session.payloads, session) : undefined,
    }),
    ...(errorMessage !== undefined && { errorMessage }),
    ...(keep && { keep }),
    place,
    ...(offered && Object.keys(offered).length > 0 && { offered }),
    ...(rejected && { rejected }),
  };
}

export function saying({ flow, session }: Talk, which: Saying, known: Known = {}): string {
  const answeredAt = session.state.kind === "accepted" ? session.state.answeredAt : undefined;
  return say(which, { ...speakingOf(flow), answeredAt, ...known });
}

/** The same with what is about to be kept. */
function wayWith({ flow, session }: Talk, keep: Keep | undefined): Way {
  return wayThrough(flow, keep ? { ...session.payloads, [keep.screen]: keep.payload } : session.payloads, session);
}

/** The way as far as the session's answers lead. */
export function wayOf({ flow, session }: Talk): Way {
  return wayThrough(flow, session.payloads, session);
}
