/** The spans of a send's way: what they are called, where they hang, and the ids that they say. */
import type { Context } from "../context.ts";
import { currentScope } from "./scope.ts";
import { acceptSpan, publishSpan, type SpanStart, sendSpan, spanUnder } from "./tracer.ts";

/** The root of the trace; the version of the Flow that it carries was published in a trace of its own. */
export function sendStart(
  send: Readonly<Record<"id" | "flow_id" | "version_id" | "source" | "channel", string>>,
): SpanStart {
  return {
    name: "flow.send",
    kind: "internal",
    ref: sendSpan(send.id),
    links: [publishSpan(send.version_id)],
    attributes: {
      send: send.id,
      flow: send.flow_id,
      version: send.version_id,
      source: send.source,
      channel: send.channel,
    },
  };
}

export function publishStart({
  portalId,
  flowId,
  versionId,
  tool,
}: Readonly<Record<"portalId" | "flowId" | "versionId" | "tool", string>>): SpanStart {
  return {
    name: "flow.publish",
    kind: "internal",
    ref: publishSpan(versionId),
    attributes: { portal: portalId, flow: flowId, version: versionId, tool },
  };
}

interface Exchanged {
  readonly sendId: string;
  readonly sessionId: string;
  readonly flowId: string;
  readonly kind: string;
}

export function exchangeStart(context: Context, { sendId, sessionId, flowId, kind }: Exchanged): SpanStart {
  return {
    name: "flow.exchange",
    kind: "server",
    ...spanUnder(context, sendSpan(sendId)),
    attributes: { send: sendId, session: sessionId, flow: flowId, kind },
  };
}

interface Taken {
  readonly decision: { readonly kind: string };
  readonly submissionId?: string;
}

/** What was accepted gets a span of its own, below the exchange at work: deliveries find it by the submission's id. */
export function noteAccepted({ tracer, now }: Context, sendId: string, { decision, submissionId }: Taken): void {
  const parent = currentScope()?.span;
  if (!tracer || !parent || decision.kind !== "accept" || submissionId === undefined) return;
  const at = now();
  tracer.record({
    name: "submission.accept",
    kind: "internal",
    ref: acceptSpan(sendId, submissionId),
    parent,
    attributes: { submission: submissionId },
    startedAt: at,
    endedAt: at,
  });
}

/** One attempt of a delivery step. */
export interface Attempted {
  readonly portalId: string;
  readonly sendId: string;
  readonly submissionId: string;
  readonly revision: number;
  readonly step: string;
  readonly destination: string;
  readonly attempt: number;
}

export function stepStart(context: Context, attempted: Attempted): SpanStart {
  const { portalId, sendId, submissionId, ...rest } = attempted;
  return {
    name: "delivery.step",
    kind: "consumer",
    ...spanUnder(context, acceptSpan(sendId, submissionId)),
    attributes: { portal: portalId, submission: submissionId, ...rest },
  };
}
