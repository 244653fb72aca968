/** How a receiver may behave towards one request. `landed`: it keeps the event first, and then fails to say so. */
import type { Response } from "express";

export type Behaviour =
  | { readonly kind: "take"; readonly status?: number }
  | {
      readonly kind: "status";
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly landed?: boolean;
    }
  /** Takes it, and answers so many milliseconds later. */
  | { readonly kind: "slow"; readonly ms: number; readonly landed?: boolean }
  /** Closes the connection without an answer. */
  | { readonly kind: "cut"; readonly landed?: boolean }
  /** Never answers. */
  | { readonly kind: "silent"; readonly landed?: boolean }
  | { readonly kind: "redirect"; readonly location: string }
  /** Takes it, and answers with a body of so many bytes. */
  | { readonly kind: "large"; readonly bytes: number }
  /** Takes it, says 200, and lets the body drip for ever: one byte every so many milliseconds. */
  | { readonly kind: "drip"; readonly everyMs: number };

/** Whether the event is kept. */
export function keeps(behaviour: Behaviour): boolean {
  switch (behaviour.kind) {
    case "take":
    case "large":
    case "drip":
      return true;
    case "redirect":
      return false;
    default:
      return behaviour.landed ?? false;
  }
}

/** Answers, or does not. */
export function play(behaviour: Behaviour, response: Response): void {
  switch (behaviour.kind) {
    case "take":
      response.status(behaviour.status ?? 200).json({ ok: true });
      return;
    case "status":
      response
        .set(behaviour.headers ?? {})
        .status(behaviour.status)
        .json({});
      return;
    case "slow":
      setTimeout(() => response.status(200).json({ ok: true }), behaviour.ms).unref();
      return;
    case "cut":
      response.req.socket.destroy();
      return;
    case "silent":
      return;
    case "redirect":
      response.status(302).set("location", behaviour.location).end();
      return;
    case "large":
      response.status(200).end(Buffer.alloc(behaviour.bytes, "x"));
      return;
    case "drip":
      drip(response, behaviour.everyMs);
      return;
  }
}

function drip(response: Response, everyMs: number): void {
  response.status(200).flushHeaders();
  const timer = setInterval(() => response.write("x"), everyMs).unref();
  response.once("close", () => clearInterval(timer));
}
