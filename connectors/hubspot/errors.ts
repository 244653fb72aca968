/**
 * What HubSpot's refusals mean, sorted by what to do next (HubSpot reference 6.2, 6.15, 4.2).
 *
 * HubSpot's own messages repeat what was sent, so they are read here and never passed on: what remains are codes,
 * property names, scopes and record ids.
 */
import { OutsideError, type OutsideErrorDetails } from "../../core/errors.ts";
import { type HubSpotProblem, problemOf } from "./problem.ts";
import { errorBodySchema } from "./types.ts";
import { judge } from "./verdicts.ts";

export class HubSpotError extends OutsideError {
  readonly problem: HubSpotProblem;
  constructor(message: string, details: OutsideErrorDetails, problem: HubSpotProblem) {
    super(message, details);
    this.problem = problem;
  }
}

export interface Refusal {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed JSON, or whatever came. */
  readonly body: unknown;
  /** The call would have changed something. */
  readonly writes: boolean;
}

/** Every answer outside 200 to 299 becomes one of these. */
export function sortHubSpotError(refusal: Refusal): HubSpotError {
  const body = errorBodySchema.safeParse(refusal.body).data ?? {};
  const problem = problemOf(body);
  const verdict = judge(refusal.status, refusal.headers, problem);
  const details: OutsideErrorDetails = {
    code: verdict.code,
    remedy: verdict.remedy,
    status: refusal.status,
    mayHaveLanded: refusal.writes && (refusal.status >= 500 || refusal.status === 408),
    ...(verdict.retryAfterMs === undefined ? {} : { retryAfterMs: verdict.retryAfterMs }),
    ...(body.correlationId === undefined ? {} : { correlationId: body.correlationId }),
  };
  return new HubSpotError(verdict.message, details, problem);
}

/** The value must be unique and another record has it; `existingId` where HubSpot names that record. */
export function isConflict(error: unknown): error is HubSpotError {
  return error instanceof HubSpotError && error.status === 409;
}

/** The record that already holds the unique value, from a conflict. */
export function existingIdOf(error: unknown): string | undefined {
  return isConflict(error) ? error.problem.existingId : undefined;
}

export function isNotFound(error: unknown): error is HubSpotError {
  return error instanceof HubSpotError && error.status === 404;
}

/** HubSpot understood the call and refuses what it says. */
export function isInvalid(error: unknown): error is HubSpotError {
  return error instanceof HubSpotError && error.status === 400;
}

/** A property that the call names is not in this portal: `ensureContactProperties` puts ours back. */
export function isMissingProperty(error: unknown): error is HubSpotError {
  return isInvalid(error) && (error.problem.cannotIdentify || error.problem.codes.includes("PROPERTY_DOESNT_EXIST"));
}

/** The token endpoint knows the app and not this secret: it may be the other one of two while the secret changes. */
export function isSecretRefused(error: unknown): error is HubSpotError {
  return error instanceof HubSpotError && error.problem.codes.includes("BAD_CLIENT_SECRET");
}

/** The app was uninstalled or its access withdrawn: HubSpot sends no other sign (HubSpot reference 4.3). */
export function isDisconnected(error: unknown): error is HubSpotError {
  return error instanceof HubSpotError && error.code === "hubspot.disconnected";
}
