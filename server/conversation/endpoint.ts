/**
 * The Flow endpoint: sealed bytes in, sealed bytes out.
 *
 * The order of checks is the protocol's (WhatsApp reference 3.6): the raw body's signature (432), decryption (421),
 * ping, error notice, token (427), and only then the session. Nothing is parsed before its signature is checked, and
 * whatever is refused changes nothing.
 */

import { verifyFlowTokenSignature, verifySignature } from "../../connectors/whatsapp/wire/index.ts";
import {
  type ClearResponse,
  type Decision,
  type Exchange,
  parseExchange,
  refuse,
  renderDecision,
  renderPing,
} from "../../core/conversation/index.ts";
import type { Context } from "../context.ts";
import type { HealthLog } from "../health/events.ts";
import { phoneErrorEvent, pingEvent } from "../health/exchanges.ts";
import type { KeyRings } from "../keys/rings.ts";
import type { MetaApps } from "../portals/meta-apps.ts";
import type { FlowAtEndpoint, FlowCatalogue } from "../publishing/catalogue.ts";
import { StoreConflict } from "../store/index.ts";
import type { Effects } from "./effects.ts";
import { type SessionRow, sessionByToken } from "./sessions.ts";
import { take } from "./take.ts";
import type { FlowTokens } from "./tokens.ts";
import type { Turns } from "./turns.ts";

export interface EndpointAnswer {
  readonly status: 200 | 404 | 421 | 427 | 432;
  /** Encrypted, base64; empty where the protocol wants no body. */
  readonly body: string;
}

export interface Endpoint {
  answer(endpointId: string, rawBody: Uint8Array, signature: string | undefined): Promise<EndpointAnswer>;
}

interface Parts {
  readonly context: Context;
  readonly catalogue: FlowCatalogue;
  readonly metaApps: MetaApps;
  readonly keyRings: KeyRings;
  readonly health: HealthLog;
  readonly tokens: FlowTokens;
  readonly effects: Effects;
  readonly turns: Turns;
  /** Called when a submission was accepted or corrected. */
  readonly onAccepted: () => void;
  /** Called when somebody opened a message whose time is over. */
  readonly onExpired: (flow: FlowAtEndpoint, session: SessionRow) => void;
}

export function endpoint(parts: Parts): Endpoint {
  const { context, catalogue, metaApps, keyRings } = parts;
  const count = (outcome: string, answer: EndpointAnswer): EndpointAnswer => {
    context.metrics.exchange(outcome);
    return answer;
  };

  return {
    answer: async (endpointId, rawBody, signature) => {
      const startedAt = context.now();
      const flow = await catalogue.byEndpoint(endpointId);
      if (!flow) return count("unknown_endpoint", { status: 404, body: "" });
      const secrets = await metaApps.secretsOf(flow.metaAppId);
      if (!verifySignature(rawBody, signature, secrets)) {
        return count("bad_signature", { status: 432, body: "" });
      }
      const opened = await keyRings.open(flow, rawBody);
      if (!opened.ok) return count(opened.reason, { status: 421, body: "" });
      const { outcome, response } = await converse(parts, flow, opened.clear, secrets);
      context.log.info("exchange", { flow: flow.id, outcome, status: response.status, ms: context.now() - startedAt });
      return count(outcome, { status: response.status, body: opened.reply.seal(response.body) });
    },
  };
}

interface Conversed {
  readonly outcome: string;
  readonly response: ClearResponse;
}

async function converse(
  parts: Parts,
  flow: FlowAtEndpoint,
  clear: unknown,
  secrets: readonly string[],
): Promise<Conversed> {
  const parsed = parseExchange(clear);
  if (!parsed.ok) return refused(parsed.reason, "unknown_token");
  const { exchange } = parsed;
  if (exchange.kind === "ping") {
    parts.health.count(flow.portalId, pingEvent(flow.id));
    return { outcome: "ping", response: renderPing() };
  }
  if (exchange.kind === "error") {
    parts.context.log.warn("exchange.phone_error", {
      flow: flow.id,
      code: exchange.error.slice(0, 64),
      screen: exchange.screen,
    });
    parts.health.count(flow.portalId, phoneErrorEvent(flow.id, exchange));
    return { outcome: "phone_error", response: rendered(flow, exchange, { kind: "acknowledge" }) };
  }
  const token = exchange.flowToken ?? "";
  // From data API 4.0 on Meta vouches for the token; where it does, its word must be true.
  const vouched = exchange.flowTokenSignature;
  if (vouched !== undefined && !verifyFlowTokenSignature(vouched, token, secrets)) {
    return refused("bad_token_signature", "unknown_token");
  }
  const tokenHash = parts.tokens.hashOf(token);
  if (!tokenHash) return refused("unknown_token", "unknown_token");
  return parts.turns.take(tokenHash, () => inSession(parts, flow, tokenHash, exchange));
}

/** Another process may write in the same moment: then this one decides again on what that one wrote. */
const mostTries = 5;

async function inSession(
  parts: Parts,
  flow: FlowAtEndpoint,
  tokenHash: string,
  exchange: Exchange,
): Promise<Conversed> {
  for (let tries = 1; ; tries += 1) {
    const session = await sessionByToken(parts.context, flow, tokenHash);
    if (!session) return refused("unknown_token", "unknown_token");
    try {
      const version = await parts.catalogue.version(flow.portalId, session.row.version_id);
      const { decision, submissionId } = await take(parts.context, parts.effects, flow, version, session, exchange);
      if (decision.kind === "accept" || decision.kind === "correct") parts.onAccepted();
      if (decision.kind === "refuse" && decision.reason === "expired") parts.onExpired(flow, session.row);
      const outcome = decision.kind === "refuse" ? decision.reason : decision.kind;
      return { outcome, response: rendered(flow, exchange, decision, submissionId) };
    } catch (error) {
      if (!(error instanceof StoreConflict) || tries === mostTries) throw error;
    }
  }
}

function rendered(flow: FlowAtEndpoint, exchange: Exchange, decision: Decision, submissionId?: string): ClearResponse {
  return renderDecision(decision, {
    version: exchange.version ?? flow.dataApiVersion,
    flowToken: exchange.flowToken ?? "",
    ...(submissionId && { submissionId }),
  });
}

function refused(outcome: string, reason: "unknown_token"): Conversed {
  return { outcome, response: renderDecision(refuse(reason), { version: "", flowToken: "" }) };
}
