import { createHash, timingSafeEqual } from "node:crypto";
import { type Request, Router } from "express";
import type { Context } from "../context.ts";
import { stateReader } from "../telemetry/state.ts";

/** `/health`: the process runs. `/ready`: it can do its work. `/metrics`: what it counted, for whoever has the token. */
export function healthRoutes(context: Context, stopping: () => boolean): Router {
  const { store, metrics } = context;
  const router = Router();
  const readState = stateReader(context);

  router.get("/health", (_request, response) => {
    response.json({ status: "ok" });
  });

  router.get("/ready", async (_request, response) => {
    if (stopping()) {
      response.status(503).json({ status: "stopping" });
      return;
    }
    try {
      const every = store.everyPortal();
      await every.first(every.db.selectFrom("portals").select("id").limit(1));
      if (await store.hasRoom()) response.json({ status: "ready" });
      else response.status(503).json({ status: "database full" });
    } catch {
      response.status(503).json({ status: "database unavailable" });
    }
  });

  router.get("/metrics", async (request, response) => {
    if (!mayRead(context, request)) {
      response.status(401).set("WWW-Authenticate", "Bearer").type("text/plain");
      response.send("The figures need METRICS_TOKEN, or the operator's token, as a bearer token.\n");
      return;
    }
    await readState();
    response.type(metrics.registry.contentType).send(await metrics.registry.metrics());
  });

  return router;
}

/** How much a business sends is nobody's business; on the sandbox there is none. */
function mayRead({ config, world }: Context, request: Request): boolean {
  if (world === "sandbox") return true;
  const hash = (text: string) => createHash("sha256").update(text).digest();
  const given = hash(request.get("authorization") ?? "");
  return [config.METRICS_TOKEN, config.FLOWELLA_OPERATOR_TOKEN]
    .filter((token) => token !== undefined)
    .some((token) => timingSafeEqual(given, hash(`Bearer ${token}`)));
}
