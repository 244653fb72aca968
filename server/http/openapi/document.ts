/**
 * The server's own OpenAPI, made of the routes it has and the zod schemas that they parse with. What HubSpot's part and the
 * operator's commands ask is described by those schemas; what vendors and browsers call is in other-routes.ts.
 */
import { z } from "zod";
import { otherRoutes } from "./other-routes.ts";
import { type FoundRoute, foundRoutes } from "./routes-of.ts";
import { componentsOf, type JsonSchema, Schemas } from "./schemas.ts";
import { type SecurityName, securitySchemes } from "./security.ts";
import { summaryOf } from "./summaries.ts";

export interface OpenApi {
  readonly openapi: "3.1.0";
  readonly info: Readonly<Record<string, unknown>>;
  readonly servers: readonly { readonly url: string; readonly description: string }[];
  readonly tags: readonly { readonly name: string; readonly description: string }[];
  readonly security: readonly unknown[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: Readonly<Record<string, unknown>>;
}

export interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly tags: readonly string[];
  readonly security: readonly Readonly<Record<string, readonly string[]>>[];
  readonly [more: string]: unknown;
}

/** @param url where the server is reached */
export function openApiOf(app: { readonly router: unknown }, url: string): OpenApi {
  const schemas = new Schemas();
  const paths: Record<string, Record<string, Operation>> = {};
  for (const route of foundRoutes(app)) {
    const path = route.path.replace(/:(\w+)/g, "{$1}");
    paths[path] = { ...paths[path], [route.method]: operationOf(route, schemas) };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Flowella",
      version: "1",
      description:
        "Every route of the companion server. People use HubSpot's screens and the command line; these are the calls behind them, and the doors for vendors.",
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url, description: "This server" }],
    tags: Object.entries(tags).map(([name, { description }]) => ({ name, description })),
    security: [],
    paths,
    components: { securitySchemes, ...componentsOf(schemas, { Refusal: refusal }) },
  };
}

const refusal = z
  .object({ kind: z.literal("refused"), code: z.string(), message: z.string() })
  .describe("What was asked cannot be done; the message says why, and what to do.");

function operationOf({ method, path, description }: FoundRoute, schemas: Schemas): Operation {
  const other = otherRoutes[path];
  if (!description && !other) throw new Error(`The route ${path} is not described: add it to other-routes.ts.`);
  const operationId = idOf(method, path);
  const common = {
    operationId,
    summary: other?.summary ?? summaryOf(path),
    tags: [tagOf(path)],
    security: securityOf(description?.security ?? other?.security),
    ...parametersOf(path),
  };
  if (other) return { ...common, ...bodyOf(method, other.body), responses: other.responses };
  const { request, response, security } = description ?? {};
  return {
    ...common,
    ...(request && {
      requestBody: { required: true, content: json(schemas.of(`${operationId}.request`, request, "input")) },
    }),
    responses: {
      "200": {
        description: security === "operatorToken" ? "The answer, or why it was refused." : "The answer.",
        content: json(response ? schemas.of(`${operationId}.response`, response, "output") : anyAnswer),
      },
      ...(request && security === "operatorToken" && { "400": refused("The body is not what this route takes.") }),
      "401": refused("Nobody who may ask this."),
    },
  };
}

/** Answers of the operator's routes are made for people to read; a refusal alone has a fixed shape. */
const anyAnswer: JsonSchema = {
  anyOf: [{ $ref: "#/components/schemas/Refusal" }, { type: ["object", "array"], description: "What was asked for." }],
};

const refused = (description: string) => ({
  description,
  content: json({ anyOf: [{ $ref: "#/components/schemas/Refusal" }, messageOnly] }),
});
const messageOnly: JsonSchema = { type: "object", properties: { message: { type: "string" } }, required: ["message"] };

function json(schema: JsonSchema) {
  return { "application/json": { schema } };
}

function bodyOf(method: string, type: string | undefined) {
  if (type === undefined || method !== "post") return {};
  return { requestBody: { required: true, content: { [type]: { schema: type.endsWith("json") ? {} : textSchema } } } };
}
const textSchema: JsonSchema = { type: "string" };

function parametersOf(path: string) {
  const names = [...path.matchAll(/:(\w+)/g)].map(([, name]) => name);
  if (names.length === 0) return {};
  return { parameters: names.map((name) => ({ name, in: "path", required: true, schema: { type: "string" } })) };
}

function securityOf(name: SecurityName | undefined): Readonly<Record<string, readonly string[]>>[] {
  return name === undefined ? [] : [{ [name]: [] }];
}

const tags = {
  WhatsApp: { prefix: "/flow/", description: "Exchanges of Flows that customers have open." },
  Webhooks: { prefix: "/webhooks/", description: "What vendors tell." },
  Verification: { prefix: "/verification/", description: "What identity-verification providers answer." },
  Cards: { prefix: "/hubspot/card/", description: "The card on a contact or ticket in HubSpot." },
  "App page": { prefix: "/hubspot/page/", description: "The app's page in HubSpot." },
  Settings: { prefix: "/hubspot/settings/", description: "The app's settings in HubSpot." },
  Workflows: { prefix: "/hubspot/actions/", description: "What HubSpot's workflows call." },
  HubSpot: { prefix: "/hubspot/", description: "What several of HubSpot's screens ask." },
  Operator: { prefix: "/operator", description: "What the command line asks for whoever runs the server." },
  Monitoring: { prefix: "/(health|ready|metrics|openapi)", description: "How the server is." },
  Browser: { prefix: "/", description: "Pages for people's browsers." },
} as const;

function tagOf(path: string): string {
  return Object.entries(tags).find(([, { prefix }]) => new RegExp(`^${prefix}`).test(path))?.[0] ?? "Browser";
}

function idOf(method: string, path: string): string {
  return [method, ...path.split(/[^A-Za-z0-9]+/).filter(Boolean)].join("_");
}
