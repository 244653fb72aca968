/** A Flow of three screens for tests: who you are, what you like, and a last word that nobody must give. */
import {
  type ConversationFlow,
  type Decision,
  decide,
  type Exchange,
  type Need,
  type SessionView,
  type Submit,
} from "../../../core/conversation/index.ts";
import { choices, formOf, screenOf } from "../submission/screens.ts";

const likes = screenOf("LIKES", ["likes", "since"], "WORD");

export const flow: ConversationFlow = {
  form: formOf(
    { id: "email", kind: "email", title: "Your e-mail address", required: true },
    { id: "age", kind: "number", min: 18 },
    { id: "likes", kind: "multiple_choice", choices: choices("tea", "coffee"), required: true },
    { id: "since", kind: "date" },
    { id: "word", kind: "long_text" },
  ),
  screens: [
    { ...screenOf("WHO", ["email", "age"], "LIKES"), resume: ["WORD"] },
    {
      ...likes,
      inputs: [
        { name: "likes", fieldId: "likes", prefill: "prefill_likes", prefillType: "array" },
        { name: "since", fieldId: "since" },
      ],
    },
    screenOf("WORD", ["word"]),
  ],
  dataApiVersion: "3.0",
};

export const fresh: SessionView = { payloads: {}, state: { kind: "open" } };
export const who = { email: "ana@example.org", age: 30 };
export const liked = { likes: ["coffee", "tea"], since: "2020-01-31" };
export const word = { word: "Thanks" };

export function submit(screen: string, data: Record<string, unknown>): Submit {
  return { kind: "submit", screen, data };
}

/** The session after a decision was stored, as a server stores it. */
export function after(session: SessionView, decision: Decision | Need, submissionId = "sub_1"): SessionView {
  if (decision.kind === "show") {
    const { keep, place, offered, newRound } = decision;
    const before: SessionView = newRound ? { ...fresh, hidden: session.hidden } : session;
    return {
      ...before,
      payloads: keep ? { ...before.payloads, [keep.screen]: keep.payload } : before.payloads,
      offered: { ...before.offered, ...offered },
      place,
      state: withAccepted(before),
    };
  }
  if (decision.kind !== "accept" && decision.kind !== "correct") return session;
  const payloads = { ...session.payloads, [decision.keep.screen]: decision.keep.payload };
  const id = decision.kind === "correct" ? decision.submissionId : submissionId;
  return { ...session, payloads, state: { kind: "accepted", submissionId: id, payloads } };
}

/** Corrections under way must not change what stands as accepted. */
function withAccepted({ state, payloads }: SessionView): SessionView["state"] {
  return state.kind === "accepted" ? { ...state, payloads: state.payloads ?? payloads } : state;
}

/** Plays exchanges one after the other, storing what each decision keeps. */
export function play(exchanges: readonly Exchange[], start: SessionView = fresh, over: Partial<ConversationFlow> = {}) {
  let session = start;
  const decisions = exchanges.map((exchange) => {
    const decision = decide({ ...flow, ...over }, session, exchange);
    session = after(session, decision);
    return decision;
  });
  return { decisions, last: decisions.at(-1), session };
}

export const toTheEnd = [submit("WHO", who), submit("LIKES", liked), submit("WORD", word)];
