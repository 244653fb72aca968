/** One record at a time: create, read, list, update, archive, merge, privacy deletion (HubSpot reference 6.3, 6.9). */
import type { Express } from "express";
import { invalid, missingScopes, notFound } from "./errors.ts";
import { type Access, type Call, door, page, queryList } from "./http.ts";
import { type Kind, kinds } from "./kinds.ts";
import { createSchema, mergeSchema, type NewAssociation, privacyDeleteSchema, updateSchema } from "./object-schemas.ts";
import type { CrmRecord, Values } from "./record.ts";
import { associationsJson, recordJson, type Shape } from "./record-json.ts";
import type { RecordStore } from "./records.ts";
import type { World } from "./world.ts";

/** Activities have no scopes of their own (reference 4.4). */
export const reading: Access = { scopes: ["crm.objects.contacts.read", "crm.objects.custom.read"] };
export const writing: Access = { scopes: ["crm.objects.contacts.write", "crm.objects.custom.write"] };
export const objectsBase = "/crm/objects/2026-03/:objectType";

/** A contact made by API counts as an offline source for good (reference 6.15). */
export const apiSource = (kind: Kind, appName: string): Values =>
  kind.name === "contacts"
    ? {
        hs_analytics_source: "OFFLINE",
        hs_analytics_source_data_1: "INTEGRATION",
        hs_analytics_source_data_2: appName,
      }
    : {};

export interface Target extends Shape {
  readonly store: RecordStore;
}

export function target(call: Call, world: World): Target {
  const kind = kindAt(call, "objectType");
  return { portal: call.portal, kind, behaviour: world.behaviour, store: call.portal.recordsOf(kind.name) };
}

/** Custom objects and tickets have scopes of their own, and everything else here goes by those of contacts. */
export function kindAt(call: Call, parameter: string): Kind {
  const kind = call.portal.kindOf(call.param(parameter));
  if (!kind) throw notFound(`There is no object type '${call.param(parameter)}'.`);
  const reads = call.request.method === "GET" || /\/(search|batch\/read)$/.test(call.request.path);
  const objects = kind.typeId.startsWith("2-") ? "custom" : "contacts";
  const scope = kind.name === "tickets" ? "tickets" : `crm.objects.${objects}.${reads ? "read" : "write"}`;
  if (!call.grant.scopes.includes(scope)) throw missingScopes([scope]);
  return kind;
}

export function addObjectRoutes(app: Express, world: World): void {
  app.post(
    objectsBase,
    door(world, writing, (call) => ({ status: 201, body: create(call, target(call, world)) })),
  );
  app.get(
    objectsBase,
    door(world, reading, (call) => ({ status: 200, body: list(call, target(call, world)) })),
  );
  app.post(
    "/crm/objects/2026-03/contacts/merge",
    door(world, writing, (call) => ({ status: 200, body: merge(call, world) })),
  );
  app.post(
    "/crm/objects/2026-03/contacts/gdpr-delete",
    door(world, writing, (call) => {
      const { objectId, idProperty } = call.json(privacyDeleteSchema);
      const { id } = call.portal.contacts.need(objectId, idProperty);
      call.portal.contacts.erase(id);
      call.portal.associations.forget({ kind: "contacts", id });
      return { status: 204 };
    }),
  );
  app.get(
    `${objectsBase}/:objectId`,
    door(world, reading, (call) => ({ status: 200, body: read(call, target(call, world)) })),
  );
  app.patch(
    `${objectsBase}/:objectId`,
    door(world, writing, (call) => {
      const at = target(call, world);
      const { properties } = call.json(updateSchema);
      const record = at.store.need(call.param("objectId"), call.query("idProperty"));
      return { status: 200, body: recordJson(at, at.store.update(record.id, properties), Object.keys(properties)) };
    }),
  );
  app.delete(
    `${objectsBase}/:objectId`,
    door(world, writing, (call) => {
      archive(target(call, world), call.param("objectId"));
      return { status: 204 };
    }),
  );
}

/** Creates a record with its associations, or nothing at all. */
export function createRecord(
  at: Target,
  input: { properties: Values; associations: NewAssociation[] },
  appName: string,
): CrmRecord {
  const links = input.associations.flatMap(({ to, types }) =>
    types.map(({ associationCategory, associationTypeId }) => {
      const other = at.portal
        .kinds()
        .find((kind) =>
          at.portal.associations
            .types(at.kind.name, kind.name)
            .some(({ category, typeId }) => category === associationCategory && typeId === associationTypeId),
        );
      if (!other) throw invalid(`Association type ${associationTypeId} does not start at ${at.kind.name}.`);
      if (!at.portal.recordsOf(other.name).find(to.id))
        throw invalid(`There is no ${other.singular} ${to.id} to associate with.`);
      return { end: { kind: other.name, id: to.id }, category: associationCategory, typeId: associationTypeId };
    }),
  );
  const record = at.store.create(input.properties, apiSource(at.kind, appName));
  for (const { end, category, typeId } of links) {
    at.portal.associations.add({ kind: at.kind.name, id: record.id }, end, category, typeId);
  }
  return record;
}

/** Archived records are associated with nothing. An id that does not exist is no error. */
export function archive(at: Target, id: string): void {
  at.store.archive(id);
  at.portal.associations.forget({ kind: at.kind.name, id });
}

function create(call: Call, at: Target) {
  const input = call.json(createSchema);
  return recordJson(at, createRecord(at, input, call.grant.app.name), Object.keys(input.properties));
}

function read(call: Call, at: Target) {
  const id = call.param("objectId");
  const record =
    call.query("archived") === "true" ? at.store.archived(id) : at.store.find(id, call.query("idProperty"));
  if (!record) throw notFound();
  return withAssociations(call, at, record);
}

function list(call: Call, at: Target) {
  const records = at.store.list(call.query("archived") === "true");
  const { results, ...paging } = page(call, records, { standard: 10, most: 100 });
  return { results: results.map((record) => withAssociations(call, at, record)), ...paging };
}

function withAssociations(call: Call, at: Target, record: CrmRecord) {
  return {
    ...recordJson(at, record, queryList(call.request, "properties")),
    ...associationsJson(at, record.id, queryList(call.request, "associations")),
  };
}

function merge(call: Call, world: World) {
  const { contacts, associations } = call.portal;
  const { primaryObjectId, objectIdToMerge } = call.json(mergeSchema);
  const before = [contacts.need(primaryObjectId).id, contacts.need(objectIdToMerge).id];
  const record = contacts.merge(primaryObjectId, objectIdToMerge, world.behaviour.mergeResult);
  for (const id of before) if (id !== record.id) associations.move("contacts", id, record.id);
  return recordJson({ portal: call.portal, kind: kinds.contacts, behaviour: world.behaviour }, record, [
    "hs_merged_object_ids",
  ]);
}
