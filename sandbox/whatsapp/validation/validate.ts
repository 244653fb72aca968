/**
 * The stand-in's own, modest reading of Flow JSON's rules, in Meta's error shape (WhatsApp reference 1, 2, 5.11).
 * It shares nothing with the compiler it judges.
 */
import { badParameter } from "../graph-error.ts";
import type { Json } from "../state.ts";
import { DATA_API_VERSIONS, FLOW_JSON_VERSIONS, FLOW_KEYS } from "./catalogue.ts";
import { type Finding, locate, type ValidationError } from "./errors.ts";
import { routingFindings } from "./routing-rules.ts";
import { screenFindings } from "./screen-rules.ts";
import { asObject, asText, type JsonObject, screensOf } from "./walk.ts";

/** Longest Flow JSON, in bytes (reference 5.2). */
export const MAX_BYTES = 10 * 1024 * 1024;

/** Reads and judges an upload. A version that does not exist is code 100 at once (reference 5.10). */
export function validateFlowJson(text: string): { flowJson: Json; errors: ValidationError[] } {
  if (Buffer.byteLength(text) > MAX_BYTES) throw badParameter("Flow JSON may have at most 10 MB.");
  let flowJson: Json;
  try {
    flowJson = JSON.parse(text);
  } catch {
    return {
      flowJson: {},
      errors: locate([{ error: "INVALID_FLOW_JSON", path: "", message: "This is not JSON." }], text),
    };
  }
  const flow = asObject(flowJson);
  if (!flow)
    return {
      flowJson,
      errors: locate([{ error: "INVALID_FLOW_JSON", path: "", message: "This is not an object." }], text),
    };
  refuseUnknownVersions(flow);
  return { flowJson, errors: locate(flowFindings(flow), text) };
}

function refuseUnknownVersions(flow: JsonObject): void {
  const version = asText(flow["version"]);
  const known = [...FLOW_JSON_VERSIONS.active, ...FLOW_JSON_VERSIONS.frozen];
  if (version !== undefined && !known.includes(version))
    throw badParameter(`Flow JSON version ${version} does not exist or has expired.`);
  const dataVersion = flow["data_api_version"];
  if (dataVersion !== undefined && !DATA_API_VERSIONS.includes(String(dataVersion)))
    throw badParameter(`data_api_version ${String(dataVersion)} does not exist.`);
}

function flowFindings(flow: JsonObject): Finding[] {
  const placed = screensOf(flow);
  const screens = new Map(placed.map(({ screen }) => [String(screen["id"]), screen]));
  const hasEndpoint = flow["data_api_version"] !== undefined;
  const top = topFindings(flow, placed.length);
  if (placed.length === 0) return top;
  return [
    ...top,
    ...idFindings(placed),
    ...placed.flatMap(({ screen, path }) => screenFindings(screen, path, { hasEndpoint, screens })),
    ...endFindings(placed),
    ...(hasEndpoint && flow["routing_model"] === undefined ? [] : routingFindings(flow, screens)),
  ];
}

function topFindings(flow: JsonObject, screens: number): Finding[] {
  const findings: Finding[] = Object.keys(flow)
    .filter((key) => !FLOW_KEYS.includes(key))
    .map((key) => ({ error: "INVALID_PROPERTY_KEY", path: key, message: `Flow JSON has no property ${key}.` }));
  if (flow["version"] === undefined)
    findings.push({ error: "MISSING_FLOW_JSON_VERSION", path: "", message: "version is required." });
  else if (asText(flow["version"]) === undefined)
    findings.push({ error: "INVALID_FLOW_JSON_VERSION", path: "version", message: "version is a text." });
  if (flow["data_api_version"] !== undefined && flow["routing_model"] === undefined)
    findings.push({ error: "MISSING_REQUIRED_PROPERTY", path: "", message: "data_api_version needs routing_model." });
  if (screens === 0)
    findings.push({ error: "MIN_ITEMS_REQUIRED", path: "screens", message: "At least one screen is required." });
  if (screens > 100) findings.push({ error: "MAX_SCREENS_NUMBER", path: "screens", message: "At most 100 screens." });
  return findings;
}

function idFindings(placed: ReturnType<typeof screensOf>): Finding[] {
  const seen = new Set<string>();
  return placed.flatMap(({ screen, path }): Finding[] => {
    const id = asText(screen["id"]);
    const at = `${path}.id`;
    if (id === undefined) return [{ error: "MISSING_REQUIRED_PROPERTY", path, message: "A screen needs an id." }];
    if (!/^[A-Za-z_]+$/.test(id))
      return [{ error: "PATTERN_MISMATCH", path: at, message: "Letters and underscore only." }];
    if (id.toUpperCase() === "SUCCESS")
      return [{ error: "SCREEN_ID_IS_RESERVED_KEYWORD", path: at, message: "SUCCESS is reserved." }];
    const twice = seen.has(id);
    seen.add(id);
    return twice ? [{ error: "DUPLICATE_SCREEN_IDS", path: at, message: `${id} is used twice.` }] : [];
  });
}

function endFindings(placed: ReturnType<typeof screensOf>): Finding[] {
  const terminal = placed.filter(({ screen }) => screen["terminal"] === true);
  if (terminal.length === 0)
    return [{ error: "MISSING_TERMINAL_SCREEN", path: "screens", message: "No screen is terminal." }];
  if (terminal.every(({ screen }) => screen["success"] === false))
    return [{ error: "INVALID_PROPERTY_VALUE", path: "screens", message: "No terminal screen is successful." }];
  return [];
}
