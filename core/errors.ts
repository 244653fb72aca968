/**
 * What the world may answer, sorted by what to do next.
 *
 * Connectors throw these; `server` has one function each that turns them into an HTTP answer, a Flow endpoint
 * status, or a retry. The message is a sentence for the person who must act; it never holds personal data.
 */
export type Remedy =
  /** Try again later: the other side is overloaded, slow or failing. */
  | "retry"
  /** Renew the credentials, then try again. */
  | "authorise"
  /** A person with rights at the vendor or in the portal must change something. */
  | "ask-admin"
  /** It will never work as it is. */
  | "give-up";

export interface OutsideErrorDetails {
  /** Stable and searchable, such as `hubspot.rate_limited`. */
  readonly code: string;
  readonly remedy: Remedy;
  /** HTTP status, where there was an answer. */
  readonly status?: number;
  /** Milliseconds the other side asked us to wait. */
  readonly retryAfterMs?: number;
  /** The vendor's own id of the call, for its support. */
  readonly correlationId?: string;
  /** True when the call may have taken effect although no good answer came (time-out, 5xx, cut off). */
  readonly mayHaveLanded?: boolean;
  readonly cause?: unknown;
}

export class OutsideError extends Error {
  override readonly name = "OutsideError";
  readonly code: string;
  readonly remedy: Remedy;
  readonly status: number | undefined;
  readonly retryAfterMs: number | undefined;
  readonly correlationId: string | undefined;
  readonly mayHaveLanded: boolean;

  constructor(message: string, details: OutsideErrorDetails) {
    super(message, { cause: details.cause });
    this.code = details.code;
    this.remedy = details.remedy;
    this.status = details.status;
    this.retryAfterMs = details.retryAfterMs;
    this.correlationId = details.correlationId;
    this.mayHaveLanded = details.mayHaveLanded ?? false;
  }
}

/** A document given to us that we refuse, with the reason in words (a form definition, a settings file). */
export class RefusedInput extends Error {
  override readonly name = "RefusedInput";
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}
