/**
 * The Flow endpoint: sealed bytes in, sealed bytes out.
 *
 * The order of checks is the protocol's (WhatsApp reference 3.6): the raw body's signature (432), decryption (421),
 * ping, error notice, token (427), and only then the session. Nothing is parsed before its signature is checked, where
 * its account has one that can be (proof.ts), and whatever is refused changes nothing. What comes too fast is put off once
 * it is opened (pace.ts).
 */
import { verifySignature } from "../../connectors/whatsapp/wire/index.ts";
import { parseExchange, renderPing } from "../../core/conversation/index.ts";
import type { Context } from "../context.ts";
import type { HealthLog } from "../health/events.ts";
import { phoneErrorEvent, pingEvent } from "../health/exchanges.ts";
import type { KeyRings } from "../keys/rings.ts";
import type { MetaApps } from "../portals/meta-apps.ts";
import type { FlowAtEndpoint, FlowCatalogue } from "../publishing/catalogue.ts";
import { type Converse, type Conversed, rendered, unknownToken } from "./answers.ts";
import type { ExchangePace } from "./pace.ts";
import { type Proof, proofOf } from "./proof.ts";

export interface EndpointAnswer {
  readonly status: 200 | 404 | 421 | 427 | 429 | 432;
  /** Encrypted, base64; empty where the protocol wants no body. */
  readonly body: string;
  /** With 429: after how many milliseconds there is room again. */
  readonly waitMs?: number;
}

export interface Endpoint {
  answer(endpointId: string, rawBody: Uint8Array, signature: string | undefined): Promise<EndpointAnswer>;
}

type Parsed = ReturnType<typeof parseExchange>;

interface Parts {
  readonly context: Context;
  readonly catalogue: FlowCatalogue;
  readonly metaApps: MetaApps;
  readonly keyRings: KeyRings;
  readonly health: HealthLog;
  /** Whose sessions are meant: customers', or a preview's own. */
  readonly converse: Converse;
  /** How fast exchanges may come; where it is left out, whoever asks has limits of their own. */
  readonly pace?: ExchangePace;
}

export function endpoint(parts: Parts): Endpoint {
  const { context, catalogue, metaApps, keyRings } = parts;
  const count = (outcome: string, answer: EndpointAnswer, seconds?: number): EndpointAnswer => {
    context.metrics.exchange(outcome, seconds);
    return answer;
  };

  return {
    answer: async (endpointId, rawBody, signature) => {
      const startedAt = performance.now();
      const flow = await catalogue.byEndpoint(endpointId);
      if (!flow) return count("unknown_endpoint", { status: 404, body: "" });
      const proof = await proofOf(metaApps, flow);
      if (proof.kind === "app-signature" && !verifySignature(rawBody, signature, proof.secrets)) {
        return count("bad_signature", { status: 432, body: "" });
      }
      const opened = await keyRings.open(flow, rawBody);
      if (!opened.ok) return count(opened.reason, { status: 421, body: "" });
      const parsed = parseExchange(opened.clear);
      const waitMs = await tooMany(parts, flow, parsed);
      if (waitMs !== undefined) return count("too_many", { status: 429, body: "", waitMs });
      const { outcome, response } = await converse(parts, flow, parsed, proof);
      const ms = performance.now() - startedAt;
      context.log.info("exchange", { flow: flow.id, outcome, status: response.status, ms: Math.round(ms) });
      return count(outcome, { status: response.status, body: opened.reply.seal(response.body) }, ms / 1000);
    },
  };
}

/** A signed ping is answered, however many came before. */
async function tooMany({ pace }: Parts, { portalId }: FlowAtEndpoint, parsed: Parsed): Promise<number | undefined> {
  if (!parsed.ok) return pace?.over(portalId, undefined);
  return parsed.exchange.kind === "ping" ? undefined : pace?.over(portalId, parsed.exchange.flowToken);
}

async function converse(parts: Parts, flow: FlowAtEndpoint, parsed: Parsed, proof: Proof): Promise<Conversed> {
  if (!parsed.ok) return unknownToken(parts, flow, parsed.reason);
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
  return parts.converse(flow, exchange, proof);
}
