/** HubSpot's error bodies, reduced to what may be passed on. */
import type { HubSpotErrorBody } from "./types.ts";

/** The readable part of a refusal; no field holds personal data. */
export interface HubSpotProblem {
  readonly category?: string | undefined;
  /** `errors[].code`, `errors[].errorType` and, from the token endpoint, `status`. */
  readonly codes: readonly string[];
  readonly propertyNames: readonly string[];
  /** Any one of these would do (HubSpot reference 8.4). */
  readonly scopes: readonly string[];
  readonly policyName?: string | undefined;
  /** The record that already has the unique value. */
  readonly existingId?: string | undefined;
  /** A unique property that a record was asked for by is not there, or not unique. */
  readonly cannotIdentify: boolean;
}

export function problemOf(body: HubSpotErrorBody): HubSpotProblem {
  const errors = body.errors ?? [];
  const contexts = [body.context ?? {}, ...errors.map((error) => error.context ?? {})];
  const named = (key: string): string[] => [...new Set(contexts.flatMap((context) => context[key] ?? []))];
  const messages = [body.message ?? "", ...errors.map((error) => error.message ?? "")].join("\n");
  const codes = errors.flatMap(({ code, errorType }) => [code, errorType]);
  return {
    category: body.category,
    codes: [...new Set([body.status, ...codes].filter((code) => code !== undefined && code !== "error"))].filter(
      isCode,
    ),
    propertyNames: [...new Set([...named("propertyName"), ...(messages.match(ownPropertyNames) ?? [])])],
    scopes: [...named("requiredGranularScopes"), ...named("requiredScopes")],
    policyName: body.policyName,
    existingId: /Existing ID: *(\d+)/i.exec(messages)?.[1],
    cannotIdentify: /non-unique \S+ property/i.test(messages),
  };
}

/** Property names that can be told from other words in a sentence: HubSpot's calculated ones and ours. */
const ownPropertyNames = /\b(?:hs|flowella)_[a-z0-9_]+\b/g;

const isCode = (code: string | undefined): code is string => code !== undefined && /^[A-Z][A-Z0-9_]*$/.test(code);
