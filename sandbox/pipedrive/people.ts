/** `/api/v2/persons` and `/api/v2/personFields` (Pipedrive's API reference, version 2). */
import type { Express, Request, Response } from "express";
import { z } from "zod";
import { jsonBody } from "../stand-in.ts";
import type { Company, StoredField, StoredPerson } from "./company.ts";
import { refuse } from "./refuse.ts";

const value = z.strictObject({
  value: z.string().min(1),
  primary: z.boolean().optional(),
  label: z.string().optional(),
});
const bodySchema = z.strictObject({
  name: z.string().min(1).max(255).optional(),
  emails: z.array(value).optional(),
  phones: z.array(value).optional(),
  custom_fields: z.record(z.string(), z.string().max(255)).optional(),
});
const fieldSchema = z.strictObject({
  field_name: z.string().min(1),
  field_type: z.enum(["varchar", "varchar_auto", "text", "double", "phone", "date"]),
});

export function peopleRoutes(routes: Express, company: Company, now: () => number): void {
  const missing = (response: Response) => refuse(response, 404, "Person not found");
  const alive = (id: string): StoredPerson | undefined => {
    const person = company.people.get(Number(id));
    return person?.deleted ? undefined : person;
  };
  const read = (request: Request, response: Response): z.infer<typeof bodySchema> | undefined => {
    const body = bodySchema.safeParse(jsonBody(request));
    const unknown = Object.keys(body.data?.custom_fields ?? {}).find((code) => !company.fields.has(code));
    if (body.success && unknown === undefined) return body.data;
    refuse(response, 400, "Validation failed", unknown === undefined ? "the body" : "custom_fields");
    return undefined;
  };
  const write = (person: StoredPerson, { name, emails, phones, custom_fields }: z.infer<typeof bodySchema>): void => {
    const listed = (list: z.infer<typeof value>[]) =>
      list.map((each, index) => ({
        value: each.value,
        primary: each.primary ?? index === 0,
        label: each.label ?? "work",
      }));
    if (name !== undefined) person.name = name;
    if (emails) person.emails = listed(emails);
    if (phones) person.phones = listed(phones);
    person.customFields = { ...person.customFields, ...custom_fields };
    person.searchableAt = now() + company.searchLagMs;
  };

  routes.get("/api/v2/persons/search", (request, response) => {
    const query = queryOf(request);
    const [term, fields = ""] = [query.get("term")?.trim() ?? "", query.get("fields") ?? ""];
    const exact = query.get("exact_match") === "true";
    if (term.length < (exact ? 1 : 2)) return refuse(response, 400, "Search term is too short");
    const hits = [...company.people.values()].filter((person) => !person.deleted && hit(person, term, fields, exact));
    const items = hits
      .filter(({ searchableAt }) => searchableAt <= now())
      .map((person) => ({
        result_score: 0.5,
        item: {
          id: person.id,
          type: "person",
          name: person.name,
          phones: person.phones.map((each) => each.value),
          emails: person.emails.map((each) => each.value),
          custom_fields: Object.values(person.customFields),
          notes: [],
          visible_to: 3,
        },
      }));
    response.json({ success: true, data: { items }, additional_data: { next_cursor: null } });
  });
  routes.get("/api/v2/persons", (request, response) => {
    const query = queryOf(request);
    const ids = query.get("ids")?.split(",").map(Number);
    const unknown = unknownField(company, query);
    if (unknown || (ids?.length ?? 0) > 100) return refuse(response, 400, "Validation failed", unknown ?? "ids");
    const newest = query.get("sort_by") === "add_time" && query.get("sort_direction") === "desc";
    const all = [...company.people.values()].filter(({ id, deleted }) => !deleted && (ids?.includes(id) ?? true));
    response.json(pageOf(newest ? all.reverse() : all, query, (person) => shown(person, query)));
  });
  routes.get("/api/v2/persons/:id", (request, response) => {
    const person = alive(request.params.id);
    const query = queryOf(request);
    const unknown = unknownField(company, query);
    if (unknown) refuse(response, 400, "Validation failed", unknown);
    else if (person) response.json({ success: true, data: shown(person, query) });
    else missing(response);
  });
  routes.post("/api/v2/persons", (request, response) => {
    const body = read(request, response);
    if (!body) return;
    if (body.name === undefined) return refuse(response, 400, "Validation failed", "name");
    const person = company.addPerson({ name: body.name });
    write(person, body);
    response.status(201).json({ success: true, data: shown(person, new URLSearchParams()) });
  });
  routes.patch("/api/v2/persons/:id", (request, response) => {
    const person = alive(request.params.id);
    if (!person) return missing(response);
    const body = read(request, response);
    if (!body) return;
    write(person, body);
    person.writes += 1;
    response.json({ success: true, data: shown(person, new URLSearchParams()) });
  });

  routes.delete("/api/v2/persons/:id", (request, response) => {
    const person = alive(request.params.id);
    if (!person) return missing(response);
    person.deleted = true;
    response.json({ success: true, data: { id: person.id } });
  });

  routes.get("/api/v2/personFields", (request, response) => {
    response.json(pageOf([...company.fields.values()], queryOf(request), fieldShown));
  });
  routes.get("/api/v2/personFields/:code", (request, response) => {
    const field = company.fields.get(request.params.code);
    if (field) response.json({ success: true, data: fieldShown(field) });
    else refuse(response, 404, "Field not found");
  });
  routes.post("/api/v2/personFields", (request, response) => {
    const asked = fieldSchema.safeParse(jsonBody(request));
    if (!asked.success) return refuse(response, 400, "Validation failed", "the body");
    const field = company.addField(asked.data.field_name, asked.data.field_type);
    response.status(201).json({ success: true, data: fieldShown(field) });
  });
}

const queryOf = (request: Request): URLSearchParams => new URL(request.originalUrl, "http://pipedrive").searchParams;

function hit(person: StoredPerson, term: string, fields: string, exact: boolean): boolean {
  const values = fields.split(",").flatMap((field) => {
    if (field === "email") return person.emails.map((each) => each.value);
    if (field === "phone") return person.phones.map((each) => each.value);
    return field === "custom_fields" ? Object.values(person.customFields) : field === "name" ? [person.name] : [];
  });
  const wanted = term.toLowerCase();
  return values.some((each) => (exact ? each.toLowerCase() === wanted : each.toLowerCase().includes(wanted)));
}

function unknownField(company: Company, query: URLSearchParams): string | undefined {
  const codes = query.get("custom_fields")?.split(",") ?? [];
  return codes.length > 15 || codes.some((code) => !company.fields.has(code)) ? "custom_fields" : undefined;
}

function shown(person: StoredPerson, query: URLSearchParams) {
  const wanted = query.get("custom_fields")?.split(",");
  const fields = Object.entries(person.customFields).filter(([code]) => wanted?.includes(code) ?? true);
  const empty = (wanted ?? []).map((code): [string, null] => [code, null]);
  return {
    id: person.id,
    name: person.name,
    emails: person.emails,
    phones: person.phones,
    add_time: new Date(person.addedAt).toISOString().replace(/\.\d+Z$/, "Z"),
    is_deleted: person.deleted,
    visible_to: 3,
    label_ids: [],
    custom_fields: { ...Object.fromEntries(empty), ...Object.fromEntries(fields) },
  };
}

function fieldShown({ code, name, type, custom }: StoredField) {
  return {
    field_name: name,
    field_code: code,
    field_type: type,
    is_custom_field: custom,
    is_optional_response_field: false,
    options: null,
    subfields: null,
  };
}

/** Version 2 pages by an opaque cursor. */
function pageOf<T>(all: readonly T[], query: URLSearchParams, show: (each: T) => unknown) {
  const limit = Math.min(Number(query.get("limit") ?? 100) || 100, 500);
  const from = Number(Buffer.from(query.get("cursor") ?? "", "base64url").toString() || 0);
  const next = from + limit < all.length ? Buffer.from(String(from + limit)).toString("base64url") : null;
  return { success: true, data: all.slice(from, from + limit).map(show), additional_data: { next_cursor: next } };
}
