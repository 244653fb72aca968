/**
 * What to answer to one exchange. Pure: the same flow, session and exchange always give the same decision.
 *
 * A session is open until its answers are accepted. Going back is free while it is open: what is handed in again
 * replaces what was there. Once accepted, the same answers get the same reply (the phone may not have had it), and
 * other answers are refused in plain sight, never confirmed and dropped.
 */
import type { CompiledScreen } from "../flow/types.ts";
import type { AnswerProblem } from "../submission/types.ts";
import { readScreen } from "../submission/validate.ts";
import { refuse } from "./refusals.ts";
import { answeredPart, pathOf, payloadOf, readPath, show } from "./screens.ts";
import type { ConversationFlow, Decision, Exchange, SessionView, Show, Submit } from "./types.ts";

export function decide(flow: ConversationFlow, session: SessionView, exchange: Exchange): Decision {
  // The phone reports about an answer it already had: this comes before any look at the token (WhatsApp reference 3.6).
  if (exchange.kind === "error") return { kind: "acknowledge" };
  const { state } = session;
  if (state.kind === "expired" || state.kind === "closed") return refuse(state.kind);
  const path = pathOf(flow);
  const [entry] = path;
  if (!entry) return refuse("closed");
  switch (exchange.kind) {
    case "open":
      return state.kind === "accepted" ? refuse("already_accepted") : showFrom(session, entry);
    case "back":
      return showFrom(session, screenBefore(path, exchange.screen || lastShown(session)) ?? entry);
    case "submit":
      return state.kind === "accepted"
        ? afterAcceptance(flow, session, state.submissionId, path, exchange)
        : submit(flow, session, path, entry, exchange);
    default:
      return exchange satisfies never;
  }
}

function showFrom(session: SessionView, screen: CompiledScreen): Show {
  return show(screen, payloadOf(session.payloads, screen.id));
}

function lastShown({ state }: SessionView): string | undefined {
  return state.kind === "open" ? state.screen : undefined;
}

/** `BACK` names the screen that is left; the one before it is to be shown (WhatsApp reference 1.3). */
function screenBefore(path: CompiledScreen[], left: string | undefined): CompiledScreen | undefined {
  return path[path.findIndex(({ id }) => id === left) - 1];
}

function submit(
  flow: ConversationFlow,
  session: SessionView,
  path: CompiledScreen[],
  entry: CompiledScreen,
  exchange: Submit,
): Decision {
  const at = path.findIndex(({ id }) => id === exchange.screen);
  const screen = path[at];
  if (!screen) return showFrom(session, readPath(flow.form, path, session.payloads).missing ?? path.at(-1) ?? entry);

  const reading = readScreen(flow.form, screen, exchange.data);
  const payload = answeredPart(screen, exchange.data);
  const keep = { screen: screen.id, payload };
  const payloads = reading.ok ? { ...session.payloads, [screen.id]: payload } : session.payloads;
  const { answers, missing } = readPath(flow.form, path, payloads);
  if (missing && path.indexOf(missing) < at) {
    const sentBack = { ...showFrom(session, missing), errorMessage: "Please answer this part first." };
    return reading.ok ? { ...sentBack, keep } : sentBack;
  }
  // What was typed stays on the screen, so that nothing has to be entered twice.
  if (!reading.ok) return { ...show(screen, payload), errorMessage: explain(flow, reading.problems) };
  const next = path[at + 1];
  return next ? { ...showFrom(session, next), keep } : { kind: "accept", answers, keep };
}

function afterAcceptance(
  flow: ConversationFlow,
  session: SessionView,
  submissionId: string,
  path: CompiledScreen[],
  exchange: Submit,
): Decision {
  const at = path.findIndex(({ id }) => id === exchange.screen);
  const screen = path[at];
  if (!screen) return refuse("already_accepted");
  const now = readScreen(flow.form, screen, exchange.data);
  const then = readScreen(flow.form, screen, payloadOf(session.payloads, screen.id) ?? {});
  const same = now.ok && then.ok && JSON.stringify(now.answers) === JSON.stringify(then.answers);
  if (!same) return refuse("already_accepted");
  const next = path[at + 1];
  return next ? showFrom(session, next) : { kind: "repeat", submissionId };
}

/** The first problem, named after its question: a screen may hold several. */
function explain(flow: ConversationFlow, problems: AnswerProblem[]): string {
  const [first] = problems;
  if (!first) return "";
  const title = flow.form.fields[first.fieldId]?.title.trim() ?? "";
  const characters = [...title];
  const short = characters.length > 40 ? `${characters.slice(0, 39).join("")}…` : title;
  return short ? `${short}: ${first.message}` : first.message;
}
