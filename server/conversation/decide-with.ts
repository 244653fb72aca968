import {
  type ConversationFlow,
  type Decision,
  decide,
  type EffectResult,
  type Exchange,
  type SessionView,
  type Situation,
} from "../../core/conversation/index.ts";
import type { Effects } from "./effects.ts";

export interface Deciding {
  readonly portalId: string;
  readonly flowId: string;
  readonly flow: ConversationFlow;
  readonly session: SessionView;
  /** Whose places count as this session's own. */
  readonly submissionId: string | null;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** Decides, and decides again with the result of each effect that the decision needs; never more than there are fields. */
export async function decideWith(effects: Effects, deciding: Deciding, exchange: Exchange): Promise<Decision> {
  const { portalId, flowId, flow, session, submissionId, now } = deciding;
  const results: Record<string, EffectResult> = {};
  let places: Situation["places"];
  for (;;) {
    const decision = decide(flow, session, exchange, { now, effects: results, ...(places && { places }) });
    if (decision.kind !== "need") return decision;
    const { effect } = decision;
    if (effect.kind === "capacity") {
      places = places ? "failed" : await effects.places(portalId, flowId, submissionId);
    } else {
      const { key, source, fieldId } = effect;
      results[key] = key in results ? "failed" : await effects.choices(portalId, source, fieldId);
    }
  }
}
