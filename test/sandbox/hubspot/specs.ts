/** Checks recorded answers against HubSpot's published specs, where they are at hand. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { Ajv, type ValidateFunction } from "ajv";
import formats from "ajv-formats";
import { z } from "zod";
import { SANDBOX_PREFIX } from "../../../sandbox/hubspot/index.ts";
import type { Exchange } from "../../../sandbox/stand-in.ts";

const folder = resolve(process.env["FLOWELLA_SPECS_DIR"] ?? "../shared/specs", "hubspot");
export const specsAreHere = existsSync(folder);

/** Documented outside the specs: the consent page, the submissions list, and the stand-in's own paths. */
const elsewhere = [/^\/oauth\/(\d+\/)?authorize$/, /^\/form-integrations\/v1\//, new RegExp(`^${SANDBOX_PREFIX}/`)];

const documentSchema = z.object({
  paths: z.record(
    z.string(),
    z.record(z.string(), z.looseObject({ responses: z.record(z.string(), z.unknown()).optional() })),
  ),
});

interface Operation {
  readonly spec: string;
  readonly template: string;
  readonly method: string;
  readonly path: RegExp;
  readonly statuses: readonly string[];
}

const ajv = new Ajv({ strict: false, allErrors: true });
formats.default(ajv);
const operations = specsAreHere ? readOperations() : [];

export interface SpecResult {
  readonly checked: number;
  readonly problems: string[];
}

export function checkAnswers(exchanges: readonly Exchange[]): SpecResult {
  const problems: string[] = [];
  let checked = 0;
  for (const exchange of exchanges) {
    if (elsewhere.some((path) => path.test(exchange.path))) continue;
    const found = matching(exchange);
    if (found.length === 0 && exchange.status !== 404) problems.push(`${name(exchange)}: no such operation`);
    for (const operation of found) problems.push(...problemsOf(operation, exchange));
    checked += found.length;
  }
  return { checked, problems };
}

/** At most one operation of each spec: the one that spells out most of the path (`/groups` before `/{propertyName}`). */
function matching(exchange: Exchange): Operation[] {
  const best = new Map<string, Operation>();
  for (const operation of operations) {
    if (operation.method !== exchange.method || !operation.path.test(exchange.path)) continue;
    const other = best.get(operation.spec);
    if (!other || parameters(operation) < parameters(other)) best.set(operation.spec, operation);
  }
  return [...best.values()];
}

const parameters = ({ template }: Operation): number => template.split("{").length;

function problemsOf(operation: Operation, exchange: Exchange): string[] {
  const status = operation.statuses.find((known) => known === String(exchange.status));
  if (exchange.status < 400 && !status && exchange.responseBody) return [`${name(exchange)}: undocumented status`];
  if (!exchange.responseBody) return [];
  const validate = validator(operation, status ?? "default");
  if (!validate) return [`${name(exchange)}: a body where the spec has none`];
  if (validate(JSON.parse(exchange.responseBody))) return [];
  return [`${name(exchange)} (${operation.spec}): ${ajv.errorsText(validate.errors)}`];
}

function validator(operation: Operation, status: string): ValidateFunction | undefined {
  const pointer =
    status === "default"
      ? "#/components/schemas/Error"
      : `#/paths/${escapePointer(operation.template)}/${operation.method.toLowerCase()}/responses/${status}/content/application~1json/schema`;
  return ajv.getSchema(`${operation.spec}${pointer}`);
}

function readOperations(): Operation[] {
  return readdirSync(folder).flatMap((file) => {
    const json: unknown = JSON.parse(readFileSync(resolve(folder, file), "utf8"));
    ajv.addSchema(z.record(z.string(), z.unknown()).parse(json), file);
    return Object.entries(documentSchema.parse(json).paths).flatMap(([template, methods]) =>
      Object.entries(methods).map(([method, { responses }]) => ({
        spec: file,
        template,
        method: method.toUpperCase(),
        path: new RegExp(`^${template.replace(/\{[^}]+\}/g, "[^/]+")}$`),
        statuses: Object.keys(responses ?? {}),
      })),
    );
  });
}

/** As a fragment of a URI: `/` becomes `~1`, braces are percent-encoded. */
const escapePointer = (text: string): string => encodeURIComponent(text.replaceAll("~", "~0").replaceAll("/", "~1"));

const name = (exchange: Exchange): string => `${exchange.method} ${exchange.path} -> ${exchange.status}`;
