/** Definitions of custom objects (HubSpot reference 6.6). */
import type { Express } from "express";
import { schemaCreateSchema } from "./custom-objects.ts";
import { notFound } from "./errors.ts";
import { door } from "./http.ts";
import type { World } from "./world.ts";

const base = "/crm-object-schemas/2026-03/schemas";
const reading = { scopes: ["crm.schemas.custom.read", "crm.objects.custom.read"] };
const writing = { scopes: ["crm.schemas.custom.write"] };

export function addSchemaRoutes(app: Express, world: World): void {
  app.get(
    base,
    door(world, reading, ({ portal }) => ({
      status: 200,
      body: { results: portal.customObjects.list().map((one) => one.body()) },
    })),
  );
  app.post(
    base,
    door(world, writing, (call) => {
      const made = call.portal.customObjects.create(call.portal.id, call.json(schemaCreateSchema), world.now());
      return { status: 201, body: made.body() };
    }),
  );
  app.get(
    `${base}/:objectType`,
    door(world, reading, (call) => {
      const found = call.portal.customObjects.get(call.param("objectType"));
      if (!found) throw notFound(`There is no object type '${call.param("objectType")}'.`);
      return { status: 200, body: found.body() };
    }),
  );
}
