import type { Answer } from "../submission/types.ts";
import { withoutCodes } from "./codes.ts";
import type { ConversationFlow, SessionView } from "./types.ts";
import { wayThrough } from "./way.ts";

/** What somebody who has not handed in answered well so far, on the way that the form's rules chose. */
export function answersSoFar(
  flow: ConversationFlow,
  { payloads, ...known }: Pick<SessionView, "payloads" | "offered" | "hidden" | "known">,
): Answer[] {
  return withoutCodes(flow.form, wayThrough(flow, payloads, known).answers);
}
