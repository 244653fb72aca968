/** `POST .../search` with its limits (HubSpot reference 6.4). It sees the index, which runs behind the records. */
import type { Express } from "express";
import { z } from "zod";
import { rawBody } from "../stand-in.ts";
import { invalid } from "./errors.ts";
import { door } from "./http.ts";
import { objectsBase, reading, type Target, target } from "./object-routes.ts";
import type { PropertyDefinition } from "./properties.ts";
import type { CrmRecord } from "./record.ts";
import { recordJson } from "./record-json.ts";
import { type Filter, filterProblem, filterSchema, hasToken, matches, order } from "./search.ts";
import type { World } from "./world.ts";

const limits = { groups: 5, filtersPerGroup: 6, filters: 18, characters: 3_000, rows: 200, results: 10_000 };

const searchSchema = z.object({
  filterGroups: z.array(z.object({ filters: z.array(filterSchema) })).default([]),
  query: z.string().optional(),
  sorts: z
    .array(
      z.union([z.string(), z.object({ propertyName: z.string(), direction: z.enum(["ASCENDING", "DESCENDING"]) })]),
    )
    .default([]),
  properties: z.array(z.string()).default([]),
  limit: z.int().min(0).default(10),
  after: z
    .string()
    .regex(/^\d{0,9}$/)
    .default("0"),
});
type Search = z.infer<typeof searchSchema>;

export function addSearchRoutes(app: Express, world: World): void {
  app.post(
    `${objectsBase}/search`,
    door(world, { ...reading, limit: "searches" }, (call) => {
      const at = target(call, world);
      const search = call.json(searchSchema);
      if (rawBody(call.request).toString("utf8").length > limits.characters) {
        throw invalid(`A search body has at most ${limits.characters} characters.`);
      }
      checkLimits(search);
      return { status: 200, body: run(at, search) };
    }),
  );
}

function run(at: Target, search: Search): Record<string, unknown> {
  const groups = search.filterGroups.map(({ filters }) => filters.map((filter) => test(at, filter)));
  const found = at.store.index
    .records()
    .filter((record) => groups.length === 0 || groups.some((tests) => tests.every((passes) => passes(record))))
    .filter((record) => matchesQuery(record, search.query));
  const sorted = sort(at, found, search.sorts[0]);
  const start = Number(search.after);
  const rows = sorted.slice(start, start + search.limit);
  const next = start + search.limit;
  return {
    total: found.length,
    results: rows.map((record) => recordJson(at, record, search.properties)),
    ...(next < found.length && search.limit > 0 ? { paging: { next: { after: String(next) } } } : {}),
  };
}

function checkLimits({ filterGroups, limit, after, sorts }: Search): void {
  const filters = filterGroups.flatMap((group) => group.filters);
  if (filterGroups.length > limits.groups) throw invalid(`At most ${limits.groups} filterGroups are allowed.`);
  if (filterGroups.some((group) => group.filters.length > limits.filtersPerGroup)) {
    throw invalid(`At most ${limits.filtersPerGroup} filters are allowed in a group.`);
  }
  if (filters.length > limits.filters) throw invalid(`At most ${limits.filters} filters are allowed.`);
  if (limit > limits.rows) throw invalid(`limit is at most ${limits.rows}.`);
  if (Number(after) + limit > limits.results) throw invalid(`Search returns at most ${limits.results} results.`);
  if (sorts.length > 1) throw invalid("Only one sort is allowed.");
}

function test(at: Target, filter: Filter): (record: CrmRecord) => boolean {
  const problem = filterProblem(filter);
  if (problem) throw invalid(`Invalid filter on ${filter.propertyName}: ${problem}.`);
  const associated = /^associations\.(.+)$/.exec(filter.propertyName)?.[1];
  if (associated !== undefined) return associationTest(at, associated, filter);
  const property = need(at, filter.propertyName);
  const silent =
    property.name.startsWith("hs_searchable_calculated_international_") && !at.behaviour.internationalPhoneFilters;
  return (record) => !silent && matches(record.properties, filter, property);
}

function associationTest(at: Target, name: string, filter: Filter): (record: CrmRecord) => boolean {
  const to = at.portal.kindOf(name);
  if (!to) throw invalid(`There is no object type '${name}'.`);
  const wanted = new Set([...(filter.values ?? []), ...(filter.value === undefined ? [] : [filter.value])]);
  return (record) => {
    const ids = at.portal.associations.of({ kind: at.kind.name, id: record.id }, to.name).map(({ id }) => id);
    if (filter.operator === "HAS_PROPERTY") return ids.length > 0;
    if (filter.operator === "NOT_HAS_PROPERTY") return ids.length === 0;
    const hit = ids.some((id) => wanted.has(id));
    return filter.operator === "NEQ" || filter.operator === "NOT_IN" ? !hit : hit;
  };
}

function need(at: Target, name: string): PropertyDefinition {
  const property = at.store.catalogue.get(name);
  if (property) return property;
  const message = `There was a problem with the request: property ${name} does not exist.`;
  throw invalid(message, [{ message, code: "PROPERTY_DOESNT_EXIST", context: { propertyName: [name] } }]);
}

const defaultText = ["firstname", "lastname", "email", "phone", "mobilephone", "company", "hs_object_id"];

/** Every word of the query must stand in one of the default text properties. */
function matchesQuery({ properties }: CrmRecord, query: string | undefined): boolean {
  const words = (query ?? "").split(/\s+/).filter((word) => word !== "");
  return words.every((word) => defaultText.some((name) => hasToken(properties[name] ?? "", `${word}*`)));
}

function sort(at: Target, records: CrmRecord[], rule: Search["sorts"][number] | undefined): CrmRecord[] {
  if (rule === undefined) return records;
  const { propertyName, direction } =
    typeof rule === "string"
      ? { propertyName: rule.replace(/^-/, ""), direction: rule.startsWith("-") ? "DESCENDING" : "ASCENDING" }
      : rule;
  const property = need(at, propertyName);
  const sign = direction === "DESCENDING" ? -1 : 1;
  const key = (record: CrmRecord) => record.properties[propertyName] ?? "";
  return [...records].sort((a, b) => sign * order(key(a), key(b), property));
}
