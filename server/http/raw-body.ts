import express, { type Request, type RequestHandler } from "express";

/**
 * The body as bytes, before anyone parses it: signatures cover exactly these. Longer bodies are refused with 413
 * unread, compressed ones with 415.
 */
export function rawBody(limitBytes: number): RequestHandler {
  return express.raw({ type: () => true, limit: limitBytes, inflate: false });
}

export function bytesOf(request: Request): Uint8Array {
  return Buffer.isBuffer(request.body) ? request.body : new Uint8Array();
}

/** The body as JSON, or undefined where it is none. */
export function jsonOf(request: Request): unknown {
  try {
    return JSON.parse(Buffer.from(bytesOf(request)).toString("utf8"));
  } catch {
    return undefined;
  }
}
