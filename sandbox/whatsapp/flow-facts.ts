/** What a stored Flow JSON says about itself. */
import type { MetaFlow, Revision } from "./state.ts";
import { entriesOf, routesOf } from "./validation/routing-rules.ts";
import { asObject, asText, type JsonObject, screensOf } from "./validation/walk.ts";

export function jsonVersion(revision: Revision | undefined): string | undefined {
  return asText(asObject(revision?.flowJson)?.["version"]);
}

/** Its presence makes a Flow endpoint-powered (reference 1.2). */
export function dataApiVersion(revision: Revision | undefined): string | undefined {
  return asText(asObject(revision?.flowJson)?.["data_api_version"]);
}

/** The newest upload, else the revision that is live. */
export function newest(flow: MetaFlow): Revision | undefined {
  return flow.draft ?? flow.published.at(-1);
}

export function live(flow: MetaFlow): Revision | undefined {
  return flow.published.at(-1);
}

/** Ids of the screens that a message may open the Flow at. */
export function entryScreens(revision: Revision): string[] {
  const screens = screensById(revision);
  return entriesOf(routesOf(asObject(revision.flowJson) ?? {}, screens), screens);
}

/** Why `data` does not fit the screen's data model, or undefined (reference 6.1). */
export function dataProblem(
  revision: Revision,
  screenId: string,
  data: Record<string, unknown> | undefined,
): string | undefined {
  const model = asObject(screensById(revision).get(screenId)?.["data"]) ?? {};
  if (data !== undefined && Object.keys(data).length === 0) return "data must not be an empty object";
  const given = data ?? {};
  for (const [name, property] of Object.entries(model)) {
    const type = asText(asObject(property)?.["type"]);
    if (!Object.hasOwn(given, name)) return `data.${name} is missing`;
    if (typeName(given[name]) !== type) return `data.${name} is not a ${type ?? "known type"}`;
  }
  const extra = Object.keys(given).find((name) => !Object.hasOwn(model, name));
  return extra === undefined ? undefined : `data.${extra} is not declared by ${screenId}`;
}

function screensById(revision: Revision): Map<string, JsonObject> {
  return new Map(screensOf(revision.flowJson).map(({ screen }) => [String(screen["id"]), screen]));
}

function typeName(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}
