/** What a route takes and answers, noted beside its handler, so that the server's OpenAPI is made of the routes it has. */
import type { RequestHandler } from "express";
import type { z } from "zod";

export interface RouteDescription {
  /** How a caller proves who it is; the names of security.ts. */
  readonly security: "operatorToken" | "hubspotSignature";
  /** The JSON body; without one it takes none. */
  readonly request?: z.ZodType;
  /** The JSON answer; without one it is any JSON. */
  readonly response?: z.ZodType;
}

const descriptions = new WeakMap<object, RouteDescription>();

/** @returns the handler itself */
export function described(description: RouteDescription, handler: RequestHandler): RequestHandler {
  descriptions.set(handler, description);
  return handler;
}

export function descriptionOf(handler: unknown): RouteDescription | undefined {
  return typeof handler === "function" ? descriptions.get(handler) : undefined;
}
