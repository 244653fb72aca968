/** The door of the operator's routes: his token, one parsed body in, one JSON value out. */
import { createHash, timingSafeEqual } from "node:crypto";
import { type RequestHandler, Router } from "express";
import { z } from "zod";
import { OutsideError, RefusedInput } from "../../core/errors.ts";
import type { Context } from "../context.ts";
import { findPortal } from "../portals/store.ts";
import { described } from "./openapi/described.ts";
import { jsonOf, rawBody } from "./raw-body.ts";

const limitBytes = 12 * 1024 * 1024;

export interface OperatorDoor {
  readonly router: Router;
  /** Refusals of the world and of what was handed in are answers: `{kind: "refused", code, message}`. */
  serve<Asked>(path: string, schema: z.ZodType<Asked>, answer: (asked: Asked) => Promise<unknown>): void;
  /** The same, for a portal that is there: nothing is written for one that never installed. */
  servePortal<Asked extends { portalId: string }>(
    path: string,
    schema: z.ZodType<Asked>,
    answer: (asked: Asked) => Promise<unknown>,
  ): void;
}

export function operatorDoor(context: Context): OperatorDoor {
  const router = Router();
  const serve: OperatorDoor["serve"] = (path, schema, answer) => {
    const handler: RequestHandler = async (request, response) => {
      const asked = schema.safeParse(jsonOf(request));
      if (!asked.success) {
        response.status(400).json({ kind: "refused", code: "bad_request", message: z.prettifyError(asked.error) });
        return;
      }
      try {
        response.json(await answer(asked.data));
      } catch (error) {
        if (!(error instanceof OutsideError || error instanceof RefusedInput)) throw error;
        response.json({ kind: "refused", code: error.code, message: error.message });
      }
    };
    const description = { security: "operatorToken", request: schema } as const;
    router.post(path, onlyOperator(context), rawBody(limitBytes), described(description, handler));
  };
  return {
    router,
    serve,
    servePortal: (path, schema, answer) =>
      serve(path, schema, async (asked) => {
        if (await findPortal(context, asked.portalId)) return answer(asked);
        return { kind: "refused", code: "unknown_portal", message: "This portal has not installed the app." };
      }),
  };
}

export function onlyOperator({ config }: Context): RequestHandler {
  const hash = (text: string) => createHash("sha256").update(text).digest();
  const expected = hash(`Bearer ${config.FLOWELLA_OPERATOR_TOKEN}`);
  return (request, response, next) => {
    if (timingSafeEqual(hash(request.get("authorization") ?? ""), expected)) {
      next();
      return;
    }
    response
      .status(401)
      .json({ kind: "refused", code: "unauthorized", message: "The operator token is missing or wrong." });
  };
}
