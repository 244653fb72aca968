/** A screen's answers: held against the form's rules, kept, and followed by the screen that the rules choose. */
import type { CompiledScreen } from "../flow/types.ts";
import type { AnswerProblem } from "../submission/types.ts";
import { claimsOf, leftFor } from "./capacity.ts";
import { checkCodes } from "./codes.ts";
import { isJustOpened, opened, standingOn } from "./place.ts";
import { goodPart, placesIn, type Shortage, shortages } from "./places.ts";
import { type Showing, saying, showAnyway, showNew, stay, wayOf } from "./talk.ts";
import type { ConversationFlow, HandedIn, Keep, Need, Place, Rejection, Show, Submit, Talk } from "./types.ts";
import { answeredPart, leadsTo, readOn, type Way, wayThrough } from "./way.ts";

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
  const reading = readOn(flow, screen, exchange.data, session);
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
      errorMessage: explain(talk, reading.problems),
      ...rejections(reading),
    });
  }
  const codes = checkCodes(talk, screen, payload, () => [...reading.answers, ...wayOf(talk).answers]);
  if (codes.kind === "need") return codes;
  if (codes.kind === "refused") {
    const errorMessage = saying(talk, codes.saying);
    return stay(talk, screen, { place, payload, errorMessage, rejected: [{ fieldId: codes.fieldId, code: "code" }] });
  }
  const places = placesIn(talk);
  if (places?.kind === "need") return places;
  const { keep } = codes;
  // From here on the answers of this screen count.
  const now: Talk = { ...talk, session: { ...session, payloads: { ...session.payloads, [screen.id]: keep.payload } } };
  const way = wayOf(now);
  const at = way.screens.indexOf(screen);
  const short = shortages(now, places, way).find((each) => each.at <= at);
  if (short) return taken(now, screen, short, { place, keep, isHere: short.at === at });
  const fresh = mayResume && screen === entry && isJustOpened(session, entry);
  if (!way.missing && way.screens.at(-1) === screen) return { kind: "complete", handedIn: handedInBy(flow, way, keep) };
  const following = at < 0 ? way.screens.at(-1) : way.screens[at + 1];
  const next = (fresh ? furthest(goodPart(now, places, way), entry) : undefined) ?? following ?? screen;
  return goOn(now, screen, next, { keep, place });
}

/** What is handed in with this exchange, if it is good and the last that was missing; of places nothing is asked. */
export function handedInWith({ flow, session }: Talk, exchange: Submit): HandedIn | undefined {
  const screen = flow.screens.find(({ id }) => id === exchange.screen);
  if (!screen || !readOn(flow, screen, exchange.data, session).ok) return undefined;
  const keep = { screen: screen.id, payload: answeredPart(screen, exchange.data) };
  const way = wayThrough(flow, { ...session.payloads, [screen.id]: keep.payload }, session);
  return way.missing || way.screens.at(-1) !== screen ? undefined : handedInBy(flow, way, keep);
}

/**
 * What was chosen is full by now. On its own screen it is chosen anew among what is left; a phone cannot be led back to an
 * earlier screen (WhatsApp reference 1.5), so there the customer is asked to go back. Nothing that was typed is lost.
 */
function taken(
  talk: Talk,
  screen: CompiledScreen,
  { claim }: Shortage,
  { place, keep, isHere }: { place: Place; keep: Keep; isHere: boolean },
): Show | Need {
  const { flow, situation } = talk;
  const known = situation?.places;
  const left = known && known !== "failed" ? leftFor(claim, known) : 0;
  const whole = claim.field === "";
  const which = left > 0 ? "few_left" : whole ? "full" : isHere ? "taken" : "taken_before";
  const choice = whole ? undefined : shortened(claim.label);
  const errorMessage = saying(talk, which, { left, choice });
  const rule = flow.capacity?.find((each) => ("field" in each ? each.field : "") === claim.field);
  const fieldId = whole ? rule?.amountField : claim.field;
  const showing: Showing = {
    place,
    payload: keep.payload,
    errorMessage,
    ...(fieldId !== undefined && { rejected: [{ fieldId, code: "taken" }] }),
  };
  if (!isHere) return stay(talk, screen, { ...showing, keep });
  const anew = showNew(talk, screen, showing);
  return anew.kind === "unshown" ? stay(talk, screen, { ...showing, errorMessage: saying(talk, anew.saying) }) : anew;
}

/** Only the screen itself or one that a declared route leads to: a phone refuses anything else. */
function goOn(talk: Talk, from: CompiledScreen, to: CompiledScreen, { keep, place }: { keep: Keep; place: Place }) {
  const waiting = { place, payload: keep.payload, keep };
  if (from === to || !leadsTo(from, to)) {
    return stay(talk, from, { ...waiting, errorMessage: saying(talk, "earlier_part_missing") });
  }
  const found = showNew(talk, to, { place: { trail: [...place.trail, to.id], opened: false }, keep });
  return found.kind === "unshown" ? stay(talk, from, { ...waiting, errorMessage: saying(talk, found.saying) }) : found;
}

/** For a screen that this version of the Flow does not have: where the answers stop. */
export function somewhere(talk: Talk, errorMessage?: string): Show | Need {
  const screen = wayOf(talk).screens.at(-1) ?? talk.entry;
  return showAnyway(talk, screen, { place: opened(screen), errorMessage });
}

/** The last screen of the way that the entry screen leads to; whatever lies between is answered. */
function furthest(screens: readonly CompiledScreen[], entry: CompiledScreen): CompiledScreen | undefined {
  return screens.slice(1).findLast((screen) => leadsTo(entry, screen));
}

function handedInBy(
  { form, capacity }: ConversationFlow,
  { answers, variables, ending, secure }: Way,
  keep: Keep,
): HandedIn {
  const claims = capacity ? claimsOf(form, capacity, answers) : [];
  return {
    answers,
    variables,
    ...(ending !== undefined && { ending }),
    ...(secure && { secure }),
    ...(claims.length > 0 && { claims }),
    keep,
  };
}

function rejections({ problems }: { problems: readonly AnswerProblem[] }): { rejected: Rejection[] } {
  const rejected = problems.map(({ fieldId, part, code }) => ({ fieldId, code, ...(part !== undefined && { part }) }));
  return { rejected };
}

/** The first problem, named after its question: a screen may hold several. */
function explain(talk: Talk, problems: readonly AnswerProblem[]): string {
  const [first] = problems;
  if (!first) return "";
  const title = shortened(talk.flow.form.fields[first.fieldId]?.title.trim() ?? "");
  return saying(talk, "invalid", { question: title || undefined, problem: first.message });
}

/** For a notice over a screen, which has little room. */
function shortened(text: string): string {
  const characters = [...text];
  return characters.length > 40 ? `${characters.slice(0, 39).join("")}…` : text;
}
