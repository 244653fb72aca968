/** Properties and property groups (HubSpot reference 6.5). */
import type { Express } from "express";
import { z } from "zod";
import { batchBody, standardError } from "./batch-answer.ts";
import { iso } from "./clock.ts";
import { missingScopes, notFound, Refusal } from "./errors.ts";
import { type Access, type Call, door } from "./http.ts";
import { kindOf } from "./kinds.ts";
import type { PropertyCatalogue, PropertyDefinition } from "./properties.ts";
import { checkOptions, checkTypes, createProperty, optionSchema, propertyCreateSchema } from "./property-create.ts";
import type { World } from "./world.ts";

const reading: Access = {
  scopes: [
    "crm.schemas.contacts.read",
    "crm.objects.contacts.read",
    "crm.schemas.custom.read",
    "crm.objects.custom.read",
  ],
};
const writing: Access = { scopes: ["crm.schemas.contacts.write", "crm.schemas.custom.write"] };
const base = "/crm/properties/2026-03/:objectType";

const groupSchema = z.object({ name: z.string().min(1), label: z.string().min(1), displayOrder: z.int().default(-1) });
const updateSchema = z.object({
  label: z.string().optional(),
  description: z.string().optional(),
  groupName: z.string().optional(),
  type: z.string().optional(),
  fieldType: z.string().optional(),
  options: z.array(optionSchema).optional(),
  formField: z.boolean().optional(),
  hidden: z.boolean().optional(),
  displayOrder: z.int().optional(),
});

export function addPropertyRoutes(app: Express, world: World): void {
  addGroupRoutes(app, world);

  app.get(
    base,
    door(world, reading, (call) => ({
      status: 200,
      body: { results: catalogueOf(call).list(call.query("archived") === "true") },
    })),
  );
  app.post(
    base,
    door(world, writing, (call) => {
      const input = call.json(propertyCreateSchema);
      return { status: 201, body: createProperty(catalogueOf(call), input, world.now()) };
    }),
  );
  app.post(
    `${base}/batch/create`,
    door(world, writing, (call) => createMany(call, world.now())),
  );
  app.get(
    `${base}/:propertyName`,
    door(world, reading, (call) => {
      const found = catalogueOf(call).any(call.param("propertyName"));
      if (!found || found.archived !== (call.query("archived") === "true")) throw noProperty(call);
      return { status: 200, body: found };
    }),
  );
  app.patch(
    `${base}/:propertyName`,
    door(world, writing, (call) => ({ status: 200, body: change(call, world.now()) })),
  );
  app.delete(
    `${base}/:propertyName`,
    door(world, writing, (call) => {
      const catalogue = catalogueOf(call);
      const found = needed(catalogue, call);
      catalogue.replace({ ...found, archived: true, archivedAt: iso(world.now()) });
      return { status: 204 };
    }),
  );
}

function addGroupRoutes(app: Express, world: World): void {
  app.get(
    `${base}/groups`,
    door(world, reading, (call) => ({ status: 200, body: { results: catalogueOf(call).groups() } })),
  );
  app.post(
    `${base}/groups`,
    door(world, writing, (call) => {
      const group = { ...call.json(groupSchema), archived: false };
      return { status: 201, body: catalogueOf(call).addGroup(group) };
    }),
  );
  app.get(
    `${base}/groups/:groupName`,
    door(world, reading, (call) => {
      const group = catalogueOf(call).group(call.param("groupName"));
      if (!group) throw notFound(`Property group '${call.param("groupName")}' does not exist.`);
      return { status: 200, body: group };
    }),
  );
}

/** 201 when all are made, 207 when some are; the others are in `errors`. */
function createMany(call: Call, now: number) {
  const catalogue = catalogueOf(call);
  const { inputs } = call.json(z.object({ inputs: z.array(propertyCreateSchema).min(1).max(100) }));
  const results: PropertyDefinition[] = [];
  const errors: Record<string, unknown>[] = [];
  for (const input of inputs) {
    try {
      results.push(createProperty(catalogue, input, now));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      errors.push(standardError(error, { name: [input.name] }));
    }
  }
  return { status: errors.length > 0 ? 207 : 201, body: batchBody(now, results, errors) };
}

function change(call: Call, now: number): PropertyDefinition {
  const catalogue = catalogueOf(call);
  const before = needed(catalogue, call);
  const given = Object.entries(call.json(updateSchema)).filter(([, value]) => value !== undefined);
  const after: PropertyDefinition = { ...before, ...Object.fromEntries(given), updatedAt: iso(now) };
  checkTypes(after.type, after.fieldType);
  checkOptions(after.type, after.options);
  return catalogue.replace(after);
}

function catalogueOf(call: Call): PropertyCatalogue {
  const objectType = call.param("objectType");
  const kind = kindOf(objectType);
  const custom = kind ? undefined : call.portal.customObjects.get(objectType);
  const verb = call.request.method === "GET" ? "read" : "write";
  const needed = `crm.schemas.${custom ? "custom" : "contacts"}.${verb}`;
  const others = verb === "read" ? [`crm.objects.${custom ? "custom" : "contacts"}.read`] : [];
  if (![needed, ...others].some((scope) => call.grant.scopes.includes(scope))) throw missingScopes([needed]);
  if (custom) return custom.catalogue;
  if (!kind) throw notFound(`There is no object type '${objectType}'.`);
  return call.portal.recordsOf(kind.name).catalogue;
}

function needed(catalogue: PropertyCatalogue, call: Call): PropertyDefinition {
  const found = catalogue.get(call.param("propertyName"));
  if (!found) throw noProperty(call);
  return found;
}

const noProperty = (call: Call) => notFound(`Property "${call.param("propertyName")}" does not exist.`);
