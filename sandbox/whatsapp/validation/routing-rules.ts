/** The routing model (WhatsApp reference 1.5). */
import type { Finding } from "./errors.ts";
import { actionsOf, asArray, asObject, asText, componentsOf, type JsonObject } from "./walk.ts";

export type Routes = ReadonlyMap<string, readonly string[]>;

/** The written model; without one, the targets of the `navigate` actions. */
export function routesOf(flow: JsonObject, screens: ReadonlyMap<string, JsonObject>): Routes {
  const written = asObject(flow["routing_model"]);
  if (written)
    return new Map(
      Object.entries(written).map(([id, targets]) => [id, asArray(targets).map((target) => String(target))]),
    );
  return new Map([...screens].map(([id, screen]) => [id, [...new Set(navigateTargets(screen))]]));
}

function navigateTargets(screen: JsonObject): string[] {
  return componentsOf(screen, "")
    .flatMap(actionsOf)
    .flatMap(({ action }) => (action["name"] === "navigate" ? [asText(asObject(action["next"])?.["name"]) ?? ""] : []));
}

export function routingFindings(flow: JsonObject, screens: ReadonlyMap<string, JsonObject>): Finding[] {
  const routes = routesOf(flow, screens);
  const findings: Finding[] = [];
  const bad = (message: string) => findings.push({ error: "INVALID_ROUTING_MODEL", path: "routing_model", message });
  const destinations = new Set([...routes.values()].flat());
  for (const id of new Set([...routes.keys(), ...destinations])) if (!screens.has(id)) bad(`${id} is not a screen.`);
  for (const id of screens.keys()) if (!routes.has(id) && !destinations.has(id)) bad(`${id} is missing.`);
  for (const [id, targets] of routes) {
    if (targets.length > 10) bad(`${id} leads to more than 10 screens.`);
    const back = targets.find((target) => reaches(routes, target, id));
    if (back !== undefined) bad(`${id} -> ${back} closes a loop.`);
  }
  if (flow["routing_model"] !== undefined)
    for (const [id, screen] of screens)
      for (const target of navigateTargets(screen))
        if (!routes.get(id)?.includes(target)) bad(`The navigate action ${id} -> ${target} is not in the model.`);
  if (findings.length > 0) return findings;
  if (entriesOf(routes, screens).length === 0) bad("There is no entry screen.");
  const known = new Map<string, boolean>();
  for (const id of screens.keys()) if (!ends(routes, screens, id, known)) bad(`${id} never reaches a terminal screen.`);
  return findings;
}

/** Screens that no other leads to. */
export function entriesOf(routes: Routes, screens: ReadonlyMap<string, JsonObject>): string[] {
  const destinations = new Set([...routes.values()].flat());
  return [...screens.keys()].filter((id) => !destinations.has(id));
}

function reaches(routes: Routes, from: string, to: string, seen = new Set<string>()): boolean {
  if (from === to) return true;
  if (seen.has(from)) return false;
  seen.add(from);
  return (routes.get(from) ?? []).some((next) => reaches(routes, next, to, seen));
}

/** Every path must end: a screen without targets has to be terminal, and so for all that it leads to. */
function ends(
  routes: Routes,
  screens: ReadonlyMap<string, JsonObject>,
  id: string,
  known: Map<string, boolean>,
): boolean {
  const before = known.get(id);
  if (before !== undefined) return before;
  const targets = routes.get(id) ?? [];
  const found =
    targets.length === 0
      ? screens.get(id)?.["terminal"] === true
      : targets.every((target) => ends(routes, screens, target, known));
  known.set(id, found);
  return found;
}
