/** The body of a batch answer, with or without errors (HubSpot reference 6.2: 207). */
import { iso } from "./clock.ts";
import type { Refusal } from "./errors.ts";

export function batchBody(now: number, results: unknown[], errors: unknown[] = []): Record<string, unknown> {
  const common = { status: "COMPLETE", results, startedAt: iso(now), completedAt: iso(now) };
  return errors.length === 0 ? common : { ...common, numErrors: errors.length, errors };
}

export function standardError(error: Refusal, context: Record<string, string[]>): Record<string, unknown> {
  return {
    status: "error",
    category: error.category,
    message: error.message,
    errors: error.errors,
    context,
    links: {},
  };
}
