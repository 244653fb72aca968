/** `/openapi.json`: what this server can be asked, for whoever runs it. */
import { Router } from "express";
import type { Context } from "../context.ts";
import { described } from "./openapi/described.ts";
import { type OpenApi, openApiOf } from "./openapi/document.ts";
import { onlyOperator } from "./operator-door.ts";

/** @param app whose routes are described; asked for when somebody asks, because then it has them all */
export function openApiRoutes(context: Context, app: () => { readonly router: unknown }): Router {
  const router = Router();
  let made: OpenApi | undefined;
  router.get(
    "/openapi.json",
    onlyOperator(context),
    described({ security: "operatorToken" }, (_request, response) => {
      made ??= openApiOf(app(), context.config.PUBLIC_BASE_URL);
      response.json(made);
    }),
  );
  return router;
}
