import {
  type CodeEffect,
  type CodeResult,
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
  /** Checks and sends one-time codes. Without it nobody is there who could prove anything, and every code is right. */
  readonly codes?: ((effect: CodeEffect) => Promise<CodeResult>) | undefined;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** Decides, and decides again with the result of each effect that the decision needs; never more than there are fields. */
export async function decideWith(effects: Effects, deciding: Deciding, exchange: Exchange): Promise<Decision> {
  const { portalId, flowId, flow, session, submissionId, now } = deciding;
  const results: Record<string, EffectResult> = {};
  const codes: Record<string, CodeResult> = {};
  let places: Situation["places"];
  const asking = { form: flow.form, hidden: session.hidden, submissionId };
  for (;;) {
    const decision = decide(flow, session, exchange, { now, effects: results, codes, ...(places && { places }) });
    if (decision.kind !== "need") return decision;
    const { effect } = decision;
    if (effect.kind === "capacity") {
      places = places ? "failed" : await effects.places(portalId, flowId, asking);
    } else if (effect.kind === "code") {
      codes[effect.key] = effect.key in codes ? "failed" : await codeOf(deciding, effect);
    } else {
      const { key, source, fieldId } = effect;
      results[key] = key in results ? "failed" : await effects.choices(portalId, source, fieldId, asking);
    }
  }
}

async function codeOf({ codes }: Deciding, effect: CodeEffect): Promise<CodeResult> {
  if (codes) return codes(effect);
  return effect.wish === "check" ? "right" : "on_its_way";
}
