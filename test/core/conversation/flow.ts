/** A Flow of three screens for tests: who you are, what you like, and a last word that nobody must give. */
import type { ConversationFlow, Decision, SessionView, Submit } from "../../../core/conversation/types.ts";
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
    screenOf("WHO", ["email", "age"], "LIKES"),
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

export function submit(screen: string, data: Record<string, unknown>): Submit {
  return { kind: "submit", screen, data };
}

/** The session after a decision was stored, as the server stores it. */
export function after(session: SessionView, decision: Decision, submissionId = "sub_1"): SessionView {
  const keep = decision.kind === "show" || decision.kind === "accept" ? decision.keep : undefined;
  const payloads = keep ? { ...session.payloads, [keep.screen]: keep.payload } : session.payloads;
  if (decision.kind === "accept") return { payloads, state: { kind: "accepted", submissionId } };
  return decision.kind === "show" ? { payloads, state: { kind: "open", screen: decision.screen } } : session;
}
