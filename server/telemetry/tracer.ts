/**
 * Traces, as the server's rooms know them. One send is one trace: its id, and those of the spans that others hang below,
 * follow from ids that are in the database anyway, so that a delivery of tomorrow in another process joins the trace
 * without anything being carried along.
 *
 * ```
 * flow.publish                       a trace of its own; sends link to it
 * flow.send                          the root of a send's trace
 * ├─ POST whatsapp                   every outgoing call below the span at work
 * ├─ flow.exchange                   one for each exchange of its session
 * │  └─ submission.accept
 * │     └─ delivery.step             one for each attempt
 * │        └─ PATCH hubspot
 * ```
 */
import { createHash } from "node:crypto";
import { codeOf } from "./code.ts";
import { inScope, type SpanRef } from "./scope.ts";

export interface SpanStart {
  readonly name:
    | "flow.publish"
    | "flow.send"
    | "flow.exchange"
    | "submission.accept"
    | "delivery.step"
    | `${string} ${string}`;
  readonly kind: "internal" | "server" | "client" | "consumer";
  readonly ref: SpanRef;
  /** Absent for the root of a trace. */
  readonly parent?: SpanRef;
  /** Spans of other traces that led to it. */
  readonly links?: readonly SpanRef[];
  /** Ids, codes and numbers: what personal data there is has no way in (log-fields.ts). */
  readonly attributes?: Readonly<Record<string, string | number>>;
}

export interface FinishedSpan extends SpanStart {
  /** Epoch milliseconds. */
  readonly startedAt: number;
  readonly endedAt: number;
  /** Stable code, where it failed. */
  readonly error?: string;
}

export interface Tracer {
  /** Takes a span that is over; sending it off is never waited for and never fails. */
  record(span: FinishedSpan): void;
  /** Sends off what is kept. */
  close(): Promise<void>;
}

/** Of a context (context.ts). */
interface Traced {
  readonly tracer?: Tracer;
  /** Epoch milliseconds. */
  readonly now: () => number;
}
interface Dice {
  readonly randomBytes: (length: number) => Uint8Array;
}

/** What the work may still say about its span. */
export interface OpenSpan {
  set(attributes: Readonly<Record<string, string | number>>): void;
  fail(code: string): void;
}

const untraced: OpenSpan = { set: () => undefined, fail: () => undefined };

/** Does the work as a span, if spans are wanted at all. Its failure is the span's, by its code alone. */
export async function inSpan<Result>(
  { tracer, now }: Traced,
  start: () => SpanStart,
  work: (span: OpenSpan) => Promise<Result>,
  startedAt = now(),
): Promise<Result> {
  if (!tracer) return work(untraced);
  const begun = start();
  let { attributes = {} } = begun;
  let failure: string | undefined;
  const open: OpenSpan = {
    set: (more) => {
      attributes = { ...attributes, ...more };
    },
    fail: (code) => {
      failure = code;
    },
  };
  try {
    return await inScope({}, () => work(open), begun.ref);
  } catch (error) {
    failure = codeOf(error);
    throw error;
  } finally {
    tracer.record({ ...begun, attributes, startedAt, endedAt: now(), ...(failure && { error: failure }) });
  }
}

/** A span below this one; nobody in another process has to find it. */
export function spanUnder({ randomBytes }: Dice, parent: SpanRef): { readonly ref: SpanRef; readonly parent: SpanRef } {
  return { parent, ref: { traceId: parent.traceId, spanId: Buffer.from(randomBytes(8)).toString("hex") } };
}

/** The root of a send's trace. */
export function sendSpan(sendId: string): SpanRef {
  return { traceId: digest(`trace ${sendId}`).slice(0, 32), spanId: spanId(`send ${sendId}`) };
}

/** The publishing of one version of a Flow: a trace of its own, which thousands of sends point to. */
export function publishSpan(versionId: string): SpanRef {
  return { traceId: digest(`trace ${versionId}`).slice(0, 32), spanId: spanId(`publish ${versionId}`) };
}

/** The accepting of a submission, which its deliveries hang below. */
export function acceptSpan(sendId: string, submissionId: string): SpanRef {
  return { ...sendSpan(sendId), spanId: spanId(`accept ${submissionId}`) };
}

function spanId(of: string): string {
  return digest(of).slice(0, 16);
}

function digest(of: string): string {
  return createHash("sha256").update(`flowella ${of}`).digest("hex");
}
