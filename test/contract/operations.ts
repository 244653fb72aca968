/** Which documented operation a call is. */
import { z } from "zod";
import type { Spec } from "./specs.ts";

const parameterSchema = z.object({
  name: z.string(),
  in: z.string(),
  required: z.boolean().optional(),
  schema: z.record(z.string(), z.unknown()).default({}),
});
export type Parameter = z.infer<typeof parameterSchema>;

const contentSchema = z.record(z.string(), z.object({ schema: z.unknown().optional() }));
export type Content = z.infer<typeof contentSchema>;

const operationSchema = z.object({
  parameters: z.array(z.unknown()).default([]),
  requestBody: z.unknown().optional(),
  responses: z.record(z.string(), z.unknown()).default({}),
});

const bodySchema = z.object({ required: z.boolean().optional(), content: contentSchema.default({}) });

export interface Operation {
  /** `POST /crm/objects/2026-03/contacts` */
  readonly name: string;
  readonly spec: Spec;
  readonly query: readonly Parameter[];
  readonly body: { readonly required: boolean; readonly content: Content } | undefined;
  readonly responses: ReadonlyMap<string, Content>;
}

interface Route {
  readonly method: string;
  readonly template: string;
  readonly pattern: RegExp;
  /** More fixed letters first: `/contacts/search` before `/contacts/{contactId}`. */
  readonly literal: number;
  readonly spec: Spec;
}

const methods = ["get", "put", "post", "delete", "patch"];
const routesOf = new WeakMap<readonly Spec[], Route[]>();

/** Every operation that the path may mean, most literal first; several where only ids tell them apart. */
export function operationsFor(specs: readonly Spec[], method: string, path: string): Operation[] {
  const routes = routesOf.get(specs) ?? allRoutes(specs);
  routesOf.set(specs, routes);
  const matching = routes.filter((route) => route.method === method.toLowerCase() && route.pattern.test(path));
  const most = Math.max(...matching.map(({ literal }) => literal));
  return matching.filter(({ literal }) => literal === most).map(operation);
}

function allRoutes(specs: readonly Spec[]): Route[] {
  return specs.flatMap((spec) => {
    const prefix = URL.parse(spec.servers[0]?.url ?? "")?.pathname.replace(/\/+$/, "") ?? "";
    return Object.entries(spec.paths).flatMap(([template, item]) =>
      methods
        .filter((method) => item[method] !== undefined)
        .map((method) => ({
          method,
          template,
          pattern: new RegExp(`^${literally(prefix)}${pathPattern(template)}/?$`),
          literal: template.replace(/\{[^}]+\}/g, "").length,
          spec,
        })),
    );
  });
}

function pathPattern(template: string): string {
  return template
    .split(/(\{[^}]+\})/)
    .map((part) => (part.startsWith("{") ? `(?:${parameterPattern(part.slice(1, -1))})` : literally(part)))
    .join("");
}

const literally = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/**
 * Meta's document lets most ids be any text, so `/v23.0/nonsense` would match a dozen operations. Graph ids are digits;
 * only the code of a QR code is not.
 */
function parameterPattern(name: string): string {
  if (name === "Version") return "v\\d+\\.\\d+";
  if (name === "QR-Code-ID") return "[A-Za-z0-9]+";
  return /^[A-Za-z]+(?:-[A-Za-z]+)*-ID$|^(?:TEMPLATE_ID|group_id|Media-URL)$/.test(name) ? "\\d+" : "[^/]+";
}

function operation({ method, template, spec }: Route): Operation {
  const item = spec.paths[template] ?? {};
  const found = operationSchema.parse(item[method]);
  const shared = z.array(z.unknown()).default([]).parse(item["parameters"]);
  const parameters = [...shared, ...found.parameters].map((one) => parameterSchema.parse(resolve(spec, one)));
  const body = found.requestBody === undefined ? undefined : bodySchema.parse(resolve(spec, found.requestBody));
  const responses = Object.entries(found.responses).map(
    ([status, response]) => [status, bodySchema.parse(resolve(spec, response)).content] as const,
  );
  return {
    name: `${method.toUpperCase()} ${template}`,
    spec,
    query: parameters.filter((parameter) => parameter.in === "query"),
    body: body && { required: body.required ?? false, content: body.content },
    responses: new Map(responses),
  };
}

const referenceSchema = z.object({ $ref: z.string().regex(/^#\/components\/[^/]+\/[^/]+$/) });

/** Follows one reference into `components`. */
export function resolve(spec: Spec, node: unknown): unknown {
  const reference = referenceSchema.safeParse(node);
  if (!reference.success) return node;
  const [, , section = "", name = ""] = reference.data.$ref.split("/");
  return spec.components[section]?.[name];
}
