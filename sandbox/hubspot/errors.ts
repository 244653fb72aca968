/**
 * How HubSpot says no (HubSpot reference 6.2, 6.15, 4.2). Code below throws a `Refusal`; `http.ts` sends it.
 */
import { randomUUID } from "node:crypto";

export interface ErrorDetail {
  readonly message: string;
  readonly code?: string;
  /** The part of the request that is wrong. */
  readonly in?: string;
  readonly context?: Record<string, string[]>;
}

export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly status: number;
  readonly category: string;
  readonly errors: ErrorDetail[];
  readonly body: Record<string, unknown>;

  constructor(status: number, category: string, message: string, errors: ErrorDetail[], body: Record<string, unknown>) {
    super(message);
    this.status = status;
    this.category = category;
    this.errors = errors;
    this.body = { status: "error", message, correlationId: randomUUID(), ...body };
  }
}

/** The usual error body: status, message, correlationId, category, errors, context. */
export function refusal(
  status: number,
  category: string,
  message: string,
  more: { errors?: ErrorDetail[]; context?: Record<string, string[]> } = {},
): Refusal {
  return new Refusal(status, category, message, more.errors ?? [], { category, ...more });
}

export const invalid = (message: string, errors?: ErrorDetail[]): Refusal =>
  refusal(400, "VALIDATION_ERROR", message, errors ? { errors } : {});

export const notFound = (message = "resource not found"): Refusal => refusal(404, "OBJECT_NOT_FOUND", message);

/** Some property values are wrong; each detail names its property. */
export const invalidProperties = (errors: ErrorDetail[]): Refusal =>
  invalid(`Property values were not valid: ${errors.map((error) => error.message).join("; ")}`, errors);

/** 409 for a value that must be unique; the holder's id stands in the message (reference 6.3). */
export const duplicate = (what: string, existingId: string): Refusal =>
  refusal(409, "CONFLICT", `${what} already exists. Existing ID: ${existingId}`);

export function missingScopes(anyOf: readonly string[]): Refusal {
  return refusal(403, "MISSING_SCOPES", "This app hasn't been granted all required scopes to make this call.", {
    errors: [
      { message: "One or more of the following scopes are required.", context: { requiredGranularScopes: [...anyOf] } },
    ],
  });
}

/** 429; `policyName` tells which window is full. The spec asks for a category, the reference for the rest. */
export function rateLimited(policyName: "TEN_SECONDLY_ROLLING" | "SECONDLY"): Refusal {
  const message =
    policyName === "SECONDLY"
      ? "You have reached your secondly limit."
      : "You have reached your ten_secondly_rolling limit.";
  return new Refusal(429, "RATE_LIMITS", message, [], { category: "RATE_LIMITS", errorType: "RATE_LIMIT", policyName });
}

/** The token endpoint's error body: `status` carries HubSpot's code, `error` OAuth's (reference 4.2). */
export function oauthRefusal(code: string, error: string, message: string): Refusal {
  return new Refusal(400, code, message, [], { status: code, category: code, error, error_description: message });
}

export interface SubmissionProblem {
  readonly errorType: string;
  readonly message: string;
}

/** The form host's error body (reference 6.15). */
export function submissionRefusal(problems: SubmissionProblem[]): Refusal {
  return new Refusal(400, "VALIDATION_ERROR", "The request is not valid", [], { errors: problems });
}
