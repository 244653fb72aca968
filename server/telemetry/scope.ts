/**
 * What one piece of work (a request, a delivery's step, a webhook's update) is about. Every log line of it carries these
 * fields without being handed them, and its outgoing calls know below which span they belong.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import type { Fields } from "./log-fields.ts";

/** What names a span. */
export interface SpanRef {
  /** 32 hexadecimal digits. */
  readonly traceId: string;
  /** 16 hexadecimal digits. */
  readonly spanId: string;
}

export interface Scope {
  /** Ids only; see log-fields.ts. */
  readonly fields: Fields;
  readonly span?: SpanRef;
}

const scopes = new AsyncLocalStorage<Scope>();

export function currentScope(): Scope | undefined {
  return scopes.getStore();
}

/** The id of the request that began this work, in this process or another one; null where nobody asked. */
export function currentRequest(): string | null {
  const request = scopes.getStore()?.fields["request"];
  return typeof request === "string" ? request : null;
}

/** Does the work with these fields besides those of the work that it is part of. */
export function inScope<Result>(fields: Fields, work: () => Result, span = currentScope()?.span): Result {
  return scopes.run({ fields: { ...currentScope()?.fields, ...fields }, ...(span && { span }) }, work);
}

/** A job, whoever woke it: it shares nothing with the work that happened to be under way. */
export function asJob<Result>(fields: Fields, work: () => Result): Result {
  return scopes.run({ fields }, work);
}
