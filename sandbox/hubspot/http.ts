/** From HTTP to a call with its portal, and back: authentication, scopes, limits, bodies, refusals. */
import type { Express, NextFunction, Request, RequestHandler, Response } from "express";
import { z } from "zod";
import { rawBody } from "../stand-in.ts";
import { invalid, missingScopes, notFound, Refusal, rateLimited, refusal } from "./errors.ts";
import type { Grant } from "./oauth.ts";
import type { Portal } from "./portals.ts";
import type { World } from "./world.ts";

export interface Answer {
  readonly status: number;
  /** Absent for 204. */
  readonly body?: unknown;
}

/** One authenticated call. */
export interface Call {
  readonly request: Request;
  readonly portal: Portal;
  readonly grant: Grant;
  param(name: string): string;
  query(name: string): string | undefined;
  /** The body, parsed; refuses what is no JSON or has another shape. */
  json<T>(schema: z.ZodType<T>): T;
}

export interface Access {
  /** Any one of these is enough. */
  readonly scopes: readonly string[];
  readonly limit?: "calls" | "searches" | "submissions";
}

/** Makes an Express handler that authenticates, counts, and sends what `handle` returns. */
export function door(world: World, access: Access, handle: (call: Call) => Answer): RequestHandler {
  return (request, response) => {
    const grant = world.oauth.authenticate(bearer(request));
    const portal = world.portals.get(grant.portalId);
    if (!portal) throw notFound("The account of this token does not exist.");
    count(world, access.limit ?? "calls", grant, response);
    if (!access.scopes.some((scope) => grant.scopes.includes(scope))) throw missingScopes(access.scopes);
    send(
      response,
      handle({
        request,
        portal,
        grant,
        param: (name) => String(request.params[name] ?? ""),
        query: (name) => queryValue(request, name),
        json: (schema) => parseJson(request, schema),
      }),
    );
  };
}

export function send(response: Response, answer: Answer): void {
  response.status(answer.status).json(answer.body);
}

function queryValue(request: Request, name: string): string | undefined {
  return queryValues(request, name)[0];
}

/** Every value of a parameter that may be repeated, comma-separated, or both. */
export function queryList(request: Request, name: string): string[] {
  return queryValues(request, name)
    .flatMap((value) => value.split(","))
    .filter((value) => value !== "");
}

function queryValues(request: Request, name: string): string[] {
  return new URL(request.originalUrl, "http://hubspot.invalid").searchParams.getAll(name);
}

export function parseJson<T>(request: Request, schema: z.ZodType<T>): T {
  if (!/^application\/(.+\+)?json\b/i.test(request.get("content-type") ?? "")) {
    throw refusal(415, "VALIDATION_ERROR", "Unsupported media type: send application/json.");
  }
  let value: unknown;
  try {
    value = JSON.parse(rawBody(request).toString("utf8"));
  } catch {
    throw invalid("Invalid input JSON: the body cannot be parsed.");
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw invalid(
    "Invalid input JSON",
    parsed.error.issues.map((issue) => ({ message: issue.message, code: "INVALID_INPUT", in: issue.path.join(".") })),
  );
}

/** The last handlers of a host: every refusal and every accident in HubSpot's shape. */
export function addErrorHandler(app: Express): void {
  app.use((error: unknown, _request: Request, response: Response, next: NextFunction) => {
    if (response.headersSent) next(error);
    else sendRefusal(response, error instanceof Refusal ? error : unexpected(error));
  });
}

export function unknownPath(request: Request, response: Response): void {
  sendRefusal(response, notFound(`No such path: ${request.method} ${request.path}`));
}

/** Reads `limit` and `after` and cuts one page; `after` is an opaque offset. */
export function page<T>(
  call: Call,
  all: readonly T[],
  limits: { standard: number; most: number },
): { results: T[]; paging?: { next: { after: string; link: string } } } {
  const limit = wholeNumber(call.query("limit"), limits.standard, "limit");
  const start = wholeNumber(call.query("after"), 0, "after");
  if (limit < 1 || limit > limits.most) throw invalid(`limit must be between 1 and ${limits.most}.`);
  const results = all.slice(start, start + limit);
  if (start + limit >= all.length) return { results };
  const after = String(start + limit);
  return { results, paging: { next: { after, link: `${call.request.path}?limit=${limit}&after=${after}` } } };
}

function wholeNumber(text: string | undefined, standard: number, name: string): number {
  if (text === undefined || text === "") return standard;
  if (!/^\d{1,9}$/.test(text)) throw invalid(`${name} is not a number.`);
  return Number(text);
}

function sendRefusal(response: Response, refused: Refusal): void {
  response.status(refused.status).json(refused.body);
}

function unexpected(error: unknown): Refusal {
  const status = z.object({ status: z.number().int().min(400).max(499) }).safeParse(error);
  if (status.success) return refusal(status.data.status, "VALIDATION_ERROR", "The request cannot be read.");
  return refusal(
    500,
    "INTERNAL_ERROR",
    error instanceof Error ? `The stand-in failed: ${error.message}` : "The stand-in failed.",
  );
}

function bearer(request: Request): string | undefined {
  return /^Bearer\s+(\S+)$/i.exec(request.get("authorization") ?? "")?.[1];
}

/** Search answers carry no rate headers (reference 6.2). */
function count(world: World, limit: "calls" | "searches" | "submissions", grant: Grant, response: Response): void {
  const { behaviour } = world;
  const now = world.now();
  if (limit === "searches") {
    if (world.searches.take(`${grant.portalId}`, behaviour.searchesPerSecond, now) === undefined)
      throw rateLimited("SECONDLY");
    return;
  }
  const key = `${grant.app.clientId} ${grant.portalId}`;
  const most = limit === "calls" ? behaviour.callsPerTenSeconds : behaviour.submissionsPerTenSeconds;
  const remaining = world[limit].take(key, most, now);
  response.set({
    "X-HubSpot-RateLimit-Max": String(most),
    "X-HubSpot-RateLimit-Remaining": String(remaining ?? 0),
    "X-HubSpot-RateLimit-Interval-Milliseconds": String(world[limit].windowMs),
  });
  if (remaining === undefined) throw rateLimited("TEN_SECONDLY_ROLLING");
}
