/** Form definitions: list and read (HubSpot reference 6.14). Forms are put in place by `portal.putForm`. */
import type { Express } from "express";
import { notFound } from "./errors.ts";
import { door, page, queryList } from "./http.ts";
import type { World } from "./world.ts";

export function addFormRoutes(app: Express, world: World): void {
  app.get(
    "/marketing/v3/forms",
    door(world, { scopes: ["forms"] }, (call) => {
      const types = queryList(call.request, "formTypes");
      const archived = call.query("archived") === "true";
      const forms = [...call.portal.forms.values()]
        .filter((form) => form.archived === archived)
        .filter((form) => types.length === 0 || types.includes("all") || types.includes(form.formType));
      return { status: 200, body: page(call, forms, { standard: 20, most: 100 }) };
    }),
  );
  app.get(
    "/marketing/v3/forms/:formId",
    door(world, { scopes: ["forms"] }, (call) => {
      const form = call.portal.forms.get(call.param("formId"));
      if (!form || form.archived !== (call.query("archived") === "true")) {
        throw notFound(`No form found with id ${call.param("formId")}.`);
      }
      return { status: 200, body: form };
    }),
  );
}
