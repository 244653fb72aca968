import { Router } from "express";
import type { Context } from "../context.ts";

/** `/health`: the process runs. `/ready`: it can do its work. `/metrics`: what it counted. */
export function healthRoutes({ store, metrics }: Context, stopping: () => boolean): Router {
  const router = Router();

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

  router.get("/metrics", async (_request, response) => {
    response.type(metrics.registry.contentType).send(await metrics.registry.metrics());
  });

  return router;
}
