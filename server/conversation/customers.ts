/** The sessions of customers: one per send, found by the token that their message carries. */
import { verifyFlowTokenSignature } from "../../connectors/whatsapp/wire/index.ts";
import type { Exchange } from "../../core/conversation/index.ts";
import type { CountedGuesses } from "../codes/in-session.ts";
import type { Context } from "../context.ts";
import { isTestSession } from "../phone-tests/test-session.ts";
import type { FlowAtEndpoint, FlowCatalogue } from "../publishing/catalogue.ts";
import { StoreConflict } from "../store/index.ts";
import { exchangeStart, noteAccepted } from "../telemetry/spans.ts";
import { inSpan } from "../telemetry/tracer.ts";
import { type Converse, type Conversed, rendered, unknownToken } from "./answers.ts";
import type { Effects } from "./effects.ts";
import { type SessionRow, sessionByToken } from "./sessions.ts";
import { take } from "./take.ts";
import type { FlowTokens } from "./tokens.ts";
import type { Turns } from "./turns.ts";

interface Parts {
  readonly context: Context;
  readonly catalogue: FlowCatalogue;
  readonly tokens: FlowTokens;
  readonly effects: Effects;
  readonly turns: Turns;
  /** Called when somebody opened a message whose time is over. */
  readonly onExpired: (flow: FlowAtEndpoint, session: SessionRow) => void;
}

export function customers(parts: Parts): Converse {
  return async (flow, exchange, proof) => {
    const token = exchange.flowToken ?? "";
    // From data API 4.0 on Meta vouches for the token; where it does and we can tell, its word must be true.
    const vouched = exchange.flowTokenSignature;
    const told = proof.kind === "app-signature" && vouched !== undefined;
    if (told && !verifyFlowTokenSignature(vouched, token, proof.secrets)) {
      return unknownToken(parts, flow, "bad_token_signature");
    }
    const tokenHash = parts.tokens.hashOf(token);
    if (!tokenHash) return unknownToken(parts, flow, "unknown_token");
    return parts.turns.take(tokenHash, () => inSession(parts, flow, tokenHash, exchange));
  };
}

/** Another process may write in the same moment: then this one decides again on what that one wrote. */
const mostTries = 5;

async function inSession(
  parts: Parts,
  flow: FlowAtEndpoint,
  tokenHash: string,
  exchange: Exchange,
): Promise<Conversed> {
  const counted: CountedGuesses = new Map();
  for (let tries = 1; ; tries += 1) {
    const session = await sessionByToken(parts.context, flow, tokenHash);
    if (!session) return unknownToken(parts, flow, "unknown_token");
    try {
      const version = await parts.catalogue.version(flow.portalId, session.row.version_id);
      const { context, effects } = parts;
      const { id: sessionId, send_id: sendId } = session.row;
      const span = () => exchangeStart(context, { sendId, sessionId, flowId: flow.id, kind: exchange.kind });
      const taken = await inSpan(context, span, async (open) => {
        const made = await take(context, effects, flow, version, session, exchange, counted);
        open.set({ outcome: made.decision.kind });
        noteAccepted(context, sendId, made);
        return made;
      });
      const { decision, submissionId } = taken;
      const late = decision.kind === "refuse" && decision.reason === "expired";
      if (late && !isTestSession(session.row)) parts.onExpired(flow, session.row);
      const outcome = decision.kind === "refuse" ? decision.reason : decision.kind;
      return { outcome, response: rendered(flow, exchange, decision, submissionId) };
    } catch (error) {
      if (!(error instanceof StoreConflict) || tries === mostTries) throw error;
    }
  }
}
