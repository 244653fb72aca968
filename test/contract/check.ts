/**
 * Holds recorded traffic against the vendors' documents: the path, the query, the request's body, and the response's
 * body for its status. `exceptions.ts` says where it looks away.
 */
import { z } from "zod";
import type { Exchange } from "../../sandbox/stand-in.ts";
import { asForm, type Body, bodyOf, queryValue } from "./bodies.ts";
import { isAgreed, notVendors, type Part, unlistedCall } from "./exceptions.ts";
import { type Content, type Operation, operationsFor, resolve } from "./operations.ts";
import { type SchemaProblem, schemaProblems } from "./schemas.ts";
import { loadSpecs, type Spec, type Specs, type Vendor } from "./specs.ts";

export interface ContractProblem {
  /** `POST /crm/objects/2026-03/contacts`, or the call itself where it matches none. */
  readonly operation: string;
  readonly part: Part | "call";
  /** JSON pointer into the part. */
  readonly at: string;
  readonly message: string;
}

export interface ExchangeReport {
  readonly operation: string;
  /** Operations that the exchange may just as well be: only an id, or nothing, tells them apart. */
  readonly alternatives?: readonly string[];
  /** Why nothing was checked. */
  readonly skipped?: string;
  readonly problems: readonly ContractProblem[];
}

export interface ContractReport {
  readonly problems: readonly ContractProblem[];
  readonly operations: { readonly checked: readonly string[]; readonly skipped: readonly string[] };
}

/** One exchange. `specs` are the real ones unless told. */
export function checkExchange(exchange: Exchange, vendor: Vendor, specs: Specs = loadSpecs()): ExchangeReport {
  const call = `${exchange.method} ${exchange.path}`;
  if (!specs.present) return { operation: withoutIds(call), skipped: specs.reason, problems: [] };
  const unlisted = unlistedCall(vendor, exchange);
  if (unlisted) return { operation: `${vendor}: ${unlisted.name}`, skipped: unlisted.reason, problems: [] };
  const [best, ...others] = operationsFor(specs.specs[vendor], exchange.method, exchange.path)
    .map((operation) => ({ operation: operation.name, ...judge(operation, exchange, vendor) }))
    // Where only the ids tell operations apart, the one is meant that knows the most of the keys.
    .toSorted((a, b) => a.unknownKeys - b.unknownKeys || a.problems.length - b.problems.length);
  if (best) {
    const equal = others.filter(
      (other) => other.unknownKeys === best.unknownKeys && other.problems.length === best.problems.length,
    );
    return {
      operation: best.operation,
      problems: best.problems,
      ...(equal.length > 0 ? { alternatives: equal.map(({ operation }) => operation) } : {}),
    };
  }
  const message = "matches no documented operation; name it in exceptions.ts if it is documented elsewhere";
  return { operation: call, problems: [{ operation: call, part: "call", at: "/", message }] };
}

/** Everything a stand-in recorded. `leaveOut`: exchanges in which it was told to answer wrongly (`playedFault`). */
export function checkAll(
  exchanges: readonly Exchange[],
  vendor: Vendor,
  { leaveOut = () => false }: { leaveOut?: (exchange: Exchange) => boolean } = {},
): ContractReport {
  const reports = exchanges
    .filter((exchange) => !notVendors.test(exchange.path) && !leaveOut(exchange))
    .map((exchange) => checkExchange(exchange, vendor));
  return {
    problems: reports.flatMap(({ problems }) => problems),
    operations: {
      checked: distinctOperations(reports.filter(({ skipped }) => skipped === undefined)),
      skipped: distinctOperations(reports.filter(({ skipped }) => skipped !== undefined)),
    },
  };
}

/** How a stand-in plays a failure unless it is given a body: an error without any content, or a cut connection. */
export function playedFault({ status, responseBody }: Exchange): boolean {
  return (status >= 400 && responseBody === "{}") || (status !== 204 && responseBody === "");
}

/** An exchange that may be several operations counts for one that another exchange was for certain. */
function distinctOperations(reports: readonly ExchangeReport[]): string[] {
  const names = new Set(reports.filter(({ alternatives }) => !alternatives).map(({ operation }) => operation));
  for (const { operation, alternatives = [] } of reports) {
    if (![operation, ...alternatives].some((name) => names.has(name))) names.add(operation);
  }
  return [...names];
}

/** With the documents absent, calls are told apart by their paths without ids. */
const withoutIds = (call: string): string => call.replace(/\/(?:\d+|[0-9a-f-]{32,})(?=\/|$)/gi, "/{id}");

interface Judgement {
  readonly problems: readonly ContractProblem[];
  readonly unknownKeys: number;
}

function judge(operation: Operation, exchange: Exchange, vendor: Vendor): Judgement {
  const request = bodyOf(exchange.requestBody, exchange.requestHeaders["content-type"] ?? "");
  const response = bodyOf(exchange.responseBody, "application/json");
  const responseContent = contentFor(operation, exchange.status, vendor);
  const found: [Part, SchemaProblem[]][] = [
    ["query", queryProblems(operation, exchange)],
    ["request", requestProblems(operation, request, vendor)],
    ["response", responseProblems(operation.spec, responseContent, response, exchange.status)],
  ];
  const requestSchema = Object.values(operation.body?.content ?? {})[0]?.schema;
  const responseSchema = Object.values(responseContent ?? {})[0]?.schema;
  return {
    problems: found.flatMap(([part, problems]) =>
      problems
        .filter((problem) => !isAgreed(vendor, operation.name, part, problem, exchange))
        .map(({ at, message }) => ({ operation: operation.name, part, at, message })),
    ),
    unknownKeys:
      unknownKeys(operation.spec, requestSchema, request) + unknownKeys(operation.spec, responseSchema, response),
  };
}

function queryProblems({ query, spec }: Operation, exchange: Exchange): SchemaProblem[] {
  const missing = query
    .filter(({ name, required }) => required && exchange.query[name] === undefined)
    .map(({ name }) => ({ at: `/${name}`, keyword: "required", message: "is required" }));
  const wrong = Object.entries(exchange.query).flatMap(([name, text]) => {
    const parameter = query.find((known) => known.name === name);
    if (!parameter) return [{ at: `/${name}`, keyword: "unknown", message: "is no parameter of this operation" }];
    return schemaProblems(spec, parameter.schema, queryValue(text, parameter.schema)).map((problem) => ({
      ...problem,
      at: `/${name}`,
    }));
  });
  return [...missing, ...wrong];
}

function requestProblems({ body, spec }: Operation, request: Body, vendor: Vendor): SchemaProblem[] {
  if (request.kind === "unreadable") return [{ at: "/", keyword: "body", message: request.reason }];
  const empty = request.kind === "none" || JSON.stringify(request.value) === "{}";
  if (!body) return empty ? [] : [{ at: "/", keyword: "body", message: "has a body, and the operation takes none" }];
  if (request.kind === "none") {
    return body.required ? [{ at: "/", keyword: "body", message: "has no body, and the operation needs one" }] : [];
  }
  const exact = body.content[request.type];
  if (exact) return schemaProblems(spec, exact.schema, request.value);
  const [only] = Object.entries(body.content);
  // Graph takes any of the three encodings wherever its document names one (WhatsApp reference 5).
  if (vendor === "meta" && only && encodings.includes(request.type)) {
    const [type, { schema }] = only;
    return schemaProblems(spec, schema, type === "application/json" ? request.value : asForm(request.value));
  }
  const expected = Object.keys(body.content).join(" or ");
  return [
    { at: "/", keyword: "body", message: `is sent as ${request.type || "nothing in particular"}, not as ${expected}` },
  ];
}

const encodings = ["application/json", "application/x-www-form-urlencoded", "multipart/form-data"];

/** The body described for a status. Undefined: the status is not described. */
function contentFor({ responses }: Operation, status: number, vendor: Vendor): Content | undefined {
  const described =
    responses.get(String(status)) ?? responses.get(`${Math.floor(status / 100)}XX`) ?? responses.get("default");
  // Many of Meta's operations describe success alone; refusals look the same everywhere (WhatsApp reference 8.5).
  return described ?? (vendor === "meta" && status >= 400 ? graphError : undefined);
}

const graphError: Content = { "application/json": { schema: { $ref: "#/components/schemas/GraphAPIError" } } };

function responseProblems(spec: Spec, content: Content | undefined, response: Body, status: number): SchemaProblem[] {
  if (!content) return [{ at: "/", keyword: "status", message: `has status ${status}, which is not described` }];
  const [described] = Object.values(content);
  if (status === 204 || !described) {
    return response.kind === "none" ? [] : [{ at: "/", keyword: "body", message: `has a body with status ${status}` }];
  }
  if (response.kind === "none") return [{ at: "/", keyword: "body", message: "has no body" }];
  if (response.kind === "unreadable") return [{ at: "/", keyword: "body", message: response.reason }];
  return schemaProblems(spec, described.schema, response.value);
}

const shapeSchema = z.object({
  properties: z.record(z.string(), z.unknown()).default({}),
  allOf: z.array(z.unknown()).default([]),
});

/** How many top-level keys of a body the schema does not mention. */
function unknownKeys(spec: Spec, schema: unknown, body: Body): number {
  if (body.kind !== "value" || typeof body.value !== "object" || body.value === null) return 0;
  const known = mentionedKeys(spec, schema);
  return Object.keys(body.value).filter((key) => !known.has(key)).length;
}

function mentionedKeys(spec: Spec, schema: unknown): Set<string> {
  const shape = shapeSchema.safeParse(resolve(spec, schema)).data;
  if (!shape) return new Set();
  return new Set([...Object.keys(shape.properties), ...shape.allOf.flatMap((part) => [...mentionedKeys(spec, part)])]);
}
