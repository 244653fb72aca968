/**
 * The Flow endpoint: sealed bytes in, sealed bytes out.
 *
 * The order of checks is the protocol's (WhatsApp reference 3.6): the raw body's signature (432), decryption (421),
 * ping, error notice, token (427), and only then the session. Nothing is parsed before its signature is checked, and
 * whatever is refused changes nothing.
 */

import { verifyFlowTokenSignature, verifySignature } from "../../connectors/whatsapp/wire/index.ts";
import {
  type Accept,
  type ClearResponse,
  type Decision,
  decide,
  type Exchange,
  parseExchange,
  refuse,
  renderDecision,
  renderPing,
  type SessionView,
} from "../../core/conversation/index.ts";
import { type Context, newId } from "../context.ts";
import { planWrites } from "../delivery/store.ts";
import { phoneErrorEvent, pingEvent } from "../health/exchanges.ts";
import type { HealthLog } from "../health/events.ts";
import type { KeyRings } from "../keys/rings.ts";
import type { MetaApps } from "../portals/meta-apps.ts";
import type { FlowAtEndpoint, FlowCatalogue } from "../publishing/catalogue.ts";
import { StoreConflict, write } from "../store/index.ts";
import { type SessionRow, saveSession, sessionByToken, viewOf } from "./sessions.ts";
import type { FlowTokens } from "./tokens.ts";

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
  /** Called when a submission was accepted. */
  readonly onAccepted: () => void;
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
  // Two exchanges of one session at once: the later one decides again on what the earlier one wrote.
  for (let tries = 0; tries < 3; tries += 1) {
    const row = tokenHash && (await sessionByToken(parts.context, flow.portalId, flow.id, tokenHash));
    if (!row) return refused("unknown_token", "unknown_token");
    try {
      return await take(parts, flow, row, exchange);
    } catch (error) {
      if (!(error instanceof StoreConflict)) throw error;
    }
  }
  throw new StoreConflict(1, 0);
}

async function take(parts: Parts, flow: FlowAtEndpoint, row: SessionRow, exchange: Exchange): Promise<Conversed> {
  const { context } = parts;
  const version = await parts.catalogue.version(flow.portalId, row.version_id);
  const view = await viewOf(context, flow.portalId, row);
  const decision = decide(version.conversation, view, exchange);
  const outcome = decision.kind === "refuse" ? decision.reason : decision.kind;
  if (decision.kind === "accept") {
    const submissionId = await accept(parts, flow, row, view, decision);
    return { outcome, response: rendered(flow, exchange, decision, submissionId) };
  }
  if (decision.kind === "show" && view.state.kind === "open") {
    const { screen, keep } = decision;
    await context.store
      .of(flow.portalId)
      .commit([await saveSession(context, flow.portalId, row, view, { screen, keep })]);
  }
  return { outcome, response: rendered(flow, exchange, decision) };
}

/** One commit: the answers, the session's end and the delivery plan. Then, and only then, the phone hears SUCCESS. */
async function accept(
  { context, onAccepted }: Parts,
  { portalId }: FlowAtEndpoint,
  row: SessionRow,
  view: SessionView,
  decision: Accept,
): Promise<string> {
  const tenant = context.store.of(portalId);
  const sealer = await context.vault.person(portalId, row.person_id);
  const submissionId = newId(context, "sub");
  const acceptedAt = context.now();
  const submission = {
    id: submissionId,
    person_id: row.person_id,
    flow_id: row.flow_id,
    version_id: row.version_id,
    send_id: row.send_id,
    session_id: row.id,
    round: row.round,
    revision: 1,
    answers_sealed: sealer.seal(JSON.stringify(decision.answers), "submissions.answers"),
    rung: null,
    accepted_at: acceptedAt,
  };
  const target = { portalId, personId: row.person_id, submissionId, revision: 1, acceptedAt };
  await tenant.commit([
    await saveSession(context, portalId, row, view, { screen: null, keep: decision.keep, submissionId }),
    write(tenant.db.insertInto("submissions").values(submission), 1),
    ...planWrites(context, target, [{ step: "identify", after: [] }]),
  ]);
  context.log.info("submission.accepted", { portal: portalId, submission: submissionId, flow: row.flow_id });
  onAccepted();
  return submissionId;
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
