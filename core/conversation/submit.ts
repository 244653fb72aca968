/** A screen's answers: held against the form's rules, kept, and followed by the screen that the rules choose. */
import type { CompiledScreen } from "../flow/types.ts";
import type { AnswerProblem } from "../submission/types.ts";
import { readScreen } from "../submission/validate.ts";
import { isJustOpened, opened, standingOn } from "./place.ts";
import { saying, showAnyway, showNew, stay, type Talk, wayOf } from "./talk.ts";
import type { ConversationFlow, HandedIn, Keep, Need, Place, Rejection, Show, Submit } from "./types.ts";
import { answeredPart, leadsTo, type Way, wayThrough } from "./way.ts";

/** What the customer hands in with the last screen of their way. */
export interface Complete {
  kind: "complete";
  handedIn: HandedIn;
}

/** `mayResume`: right after opening, the entry screen leads over what is answered already. */
export function submit(talk: Talk, exchange: Submit, { mayResume }: { mayResume: boolean }): Show | Need | Complete {
  const { flow, session, entry } = talk;
  const screen = flow.screens.find(({ id }) => id === exchange.screen);
  if (!screen) return somewhere(talk);
  const reading = readScreen(flow.form, screen, exchange.data, session.offered);
  const payload = answeredPart(screen, exchange.data);
  const place = {
    trail: standingOn(session.place, screen.id, () => wayOf(talk).screens),
    opened: session.place?.opened ?? true,
  };
  if (!reading.ok) {
    // What was typed stays on the screen, so that nothing has to be entered twice.
    return stay(talk, screen, {
      place,
      payload,
      errorMessage: explain(flow, reading.problems),
      ...rejections(reading),
    });
  }
  const keep = { screen: screen.id, payload };
  const way = wayThrough(flow, { ...session.payloads, [screen.id]: payload }, session);
  const fresh = mayResume && screen === entry && isJustOpened(session, entry);
  if (!way.missing && way.screens.at(-1) === screen) return { kind: "complete", handedIn: handedInBy(way, keep) };
  const at = way.screens.indexOf(screen);
  const following = at < 0 ? way.screens.at(-1) : way.screens[at + 1];
  const next = (fresh ? furthest(way, entry) : undefined) ?? following ?? screen;
  return goOn(talk, screen, next, { keep, place });
}

/** Only the screen itself or one that a declared route leads to: a phone refuses anything else. */
function goOn(talk: Talk, from: CompiledScreen, to: CompiledScreen, { keep, place }: { keep: Keep; place: Place }) {
  const waiting = { place, payload: keep.payload, keep };
  if (from === to || !leadsTo(from, to)) {
    return stay(talk, from, { ...waiting, errorMessage: saying(talk, "earlier_part_missing") });
  }
  const found = showNew(talk, to, { place: { trail: [...place.trail, to.id], opened: false }, keep });
  return found ?? stay(talk, from, { ...waiting, errorMessage: saying(talk, "choices_unavailable") });
}

/** For a screen that this version of the Flow does not have: where the answers stop. */
export function somewhere(talk: Talk, errorMessage?: string): Show | Need {
  const screen = wayOf(talk).screens.at(-1) ?? talk.entry;
  return showAnyway(talk, screen, { place: opened(screen), errorMessage });
}

/** The last screen of the way that the entry screen leads to; whatever lies between is answered. */
function furthest({ screens }: Way, entry: CompiledScreen): CompiledScreen | undefined {
  return screens.slice(1).findLast((screen) => leadsTo(entry, screen));
}

function handedInBy({ answers, variables, ending }: Way, keep: Keep): HandedIn {
  return { answers, variables, ...(ending !== undefined && { ending }), keep };
}

function rejections({ problems }: { problems: readonly AnswerProblem[] }): { rejected: Rejection[] } {
  const rejected = problems.map(({ fieldId, part, code }) => ({ fieldId, code, ...(part !== undefined && { part }) }));
  return { rejected };
}

/** The first problem, named after its question: a screen may hold several. */
function explain(flow: ConversationFlow, problems: readonly AnswerProblem[]): string {
  const [first] = problems;
  if (!first) return "";
  const title = flow.form.fields[first.fieldId]?.title.trim() ?? "";
  const characters = [...title];
  const short = characters.length > 40 ? `${characters.slice(0, 39).join("")}…` : title;
  return short ? `${short}: ${first.message}` : first.message;
}
