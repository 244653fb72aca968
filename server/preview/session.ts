/**
 * A preview's conversation: validates and branches as a customer's does, by the same decisions, and keeps nothing. No
 * submission, no delivery, no reservation, no event comes of it.
 */
import type { Decision, Exchange } from "../../core/conversation/index.ts";
import type { Context } from "../context.ts";
import { type Converse, rendered, unknownToken } from "../conversation/answers.ts";
import { decideWith } from "../conversation/decide-with.ts";
import type { Effects } from "../conversation/effects.ts";
import { mutable, withKept } from "../conversation/sessions.ts";
import type { FlowAtEndpoint, FlowCatalogue } from "../publishing/catalogue.ts";
import type { PreviewState } from "./state.ts";
import type { PreviewTicket } from "./ticket.ts";

export interface PreviewParts {
  readonly context: Pick<Context, "now">;
  readonly catalogue: FlowCatalogue;
  readonly effects: Effects;
}

export interface PreviewSession {
  readonly converse: Converse;
  /** As it is after what was conversed. */
  state(): PreviewState;
}

/** What a preview's exchanges carry. No customer's session has such a token, and this one opens no other. */
export function previewToken({ nonce }: PreviewTicket): string {
  return `preview.${nonce}`;
}

export function previewSession(parts: PreviewParts, ticket: PreviewTicket, before: PreviewState): PreviewSession {
  let state = before;
  return {
    state: () => state,
    converse: async (flow, exchange) => {
      if (exchange.flowToken !== previewToken(ticket)) return unknownToken(parts, flow, "preview");
      const decision = await decided(parts, flow, ticket, state, exchange);
      state = after(state, decision);
      return { outcome: "preview", response: rendered(flow, exchange, decision) };
    },
  };
}

/** Holding the Flow back, closing it and what reopening does are about customers: a preview is always open. */
async function decided(
  { context, catalogue, effects }: PreviewParts,
  flow: FlowAtEndpoint,
  { portalId, flowId, versionId }: PreviewTicket,
  { payloads, place, offered, screen }: PreviewState,
  exchange: Exchange,
): Promise<Decision> {
  const { conversation } = await catalogue.version(portalId, versionId);
  return decideWith(
    effects,
    {
      portalId,
      flowId,
      flow: { ...conversation, ...flow.settings },
      session: { payloads, place, offered, state: { kind: "open", ...(screen !== undefined && { screen }) } },
      submissionId: null,
      now: context.now(),
    },
    exchange,
  );
}

function after(state: PreviewState, decision: Decision): PreviewState {
  if (decision.kind === "accept") return { payloads: {} };
  if (decision.kind !== "show") return state;
  const { keep, place, offered, screen } = decision;
  return {
    payloads: withKept(state.payloads, keep),
    place,
    offered: { ...state.offered, ...mutable(offered ?? {}) },
    screen,
  };
}
