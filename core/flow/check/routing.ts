/**
 * The way through the screens (WhatsApp reference 1.5): written in `routing_model`, else derived from `navigate`.
 * Everything here is INVALID_ROUTING_MODEL, apart from wrong JSON types.
 */
import { nextScreen } from "./actions.ts";
import { type Graph, graphOf, oneCycle, piecesOf } from "./graph.ts";
import type { FlowModel } from "./model.ts";
import { at, quoted } from "./paths.ts";
import { isTree, type Tree } from "./plain.ts";
import type { Report } from "./report.ts";

/** INVALID_ROUTING_MODEL, INVALID_PROPERTY_TYPE */
export function screensRunForward(flow: FlowModel, report: Report): void {
  const written = flow.value["routing_model"];
  if (isTree(written)) {
    const graph = writtenGraph(flow, written, report);
    everyScreenIsListed(flow, written, report);
    everyNavigateIsListed(flow, graph, report);
    judge(flow, graph, (id) => at("routing_model", id), report);
  } else if (!flow.endpoint && written === undefined) {
    const pathOf = (id: string) => flow.screenById.get(id)?.path ?? "screens";
    judge(flow, graphOf(flow.screenById.keys(), navigateEdges(flow)), pathOf, report);
  }
}

/** The edges between known screens; everything else in the model is reported and left out. */
function writtenGraph(flow: FlowModel, written: Tree, report: Report): Graph {
  const edges: [string, string][] = [];
  for (const [from, targets] of Object.entries(written)) {
    const path = at("routing_model", from);
    if (!flow.screenById.has(from)) {
      report("INVALID_ROUTING_MODEL", path, `There is no screen ${quoted(from)}: remove it, or correct the id.`);
    }
    if (!Array.isArray(targets)) {
      if (targets !== null) report("INVALID_PROPERTY_TYPE", path, "Routes are a list of screen ids.");
      continue;
    }
    for (const [index, to] of targets.entries()) {
      const place = at(path, index);
      if (to === null) continue;
      if (typeof to !== "string") report("INVALID_PROPERTY_TYPE", place, "A route is a screen id.");
      else if (to.toUpperCase() === "SUCCESS") {
        report("INVALID_ROUTING_MODEL", place, "SUCCESS is no screen: a terminal screen needs no route to it.");
      } else if (!flow.screenById.has(to)) {
        report("INVALID_ROUTING_MODEL", place, `There is no screen ${quoted(to)}: remove it, or correct the id.`);
      } else if (to === from) {
        report(
          "INVALID_ROUTING_MODEL",
          place,
          "A screen cannot lead to itself; the endpoint may answer with it anyway.",
        );
      } else if (flow.screenById.has(from)) edges.push([from, to]);
    }
  }
  return graphOf(flow.screenById.keys(), edges);
}

function navigateEdges(flow: FlowModel): [string, string][] {
  return flow.actions.flatMap((action): [string, string][] => {
    const next = nextScreen(action);
    const usable = next !== undefined && next !== action.screen.id && flow.screenById.has(next);
    return usable && flow.screenById.has(action.screen.id) ? [[action.screen.id, next]] : [];
  });
}

function everyScreenIsListed(flow: FlowModel, written: Tree, report: Report): void {
  const listed = new Set<unknown>([...Object.keys(written), ...Object.values(written).flat()]);
  for (const id of flow.screenById.keys()) {
    if (listed.has(id)) continue;
    report("INVALID_ROUTING_MODEL", at("routing_model", id), `Screen ${quoted(id)} is missing: list its routes.`);
  }
}

function everyNavigateIsListed(flow: FlowModel, graph: Graph, report: Report): void {
  for (const [from, to] of navigateEdges(flow)) {
    if (graph.next.get(from)?.has(to)) continue;
    const message = `A navigate action leads from ${from} to ${to}: add ${quoted(to)} here.`;
    report("INVALID_ROUTING_MODEL", at("routing_model", from), message);
  }
}

/** What holds for written and derived routes alike. */
function judge(flow: FlowModel, graph: Graph, pathOf: (id: string) => string, report: Report): void {
  const { value: most } = flow.capabilities.limits.routesPerScreen;
  for (const [id, targets] of graph.next) {
    if (targets.size > most) {
      const message = `${targets.size} routes where ${most} fit: lead through a screen in between.`;
      report("INVALID_ROUTING_MODEL", pathOf(id), message);
    }
    if (targets.size === 0 && flow.screenById.get(id)?.terminal === false) {
      const message = `Screen ${quoted(id)} leads nowhere and is not terminal: give it a next screen, or set terminal.`;
      report("INVALID_ROUTING_MODEL", pathOf(id), message);
    }
  }
  const cycle = oneCycle(graph);
  if (cycle) {
    const message = `Routes only run forward, these run in a circle: ${cycle.slice(0, 12).join(" -> ")}.`;
    report("INVALID_ROUTING_MODEL", pathOf(cycle[0] ?? ""), message);
  }
  nothingIsCutOff(graph, pathOf, report);
}

/** An entry screen needs no rule of its own: routes without a circle always have a beginning. */
function nothingIsCutOff(graph: Graph, pathOf: (id: string) => string, report: Report): void {
  const [, ...cutOff] = piecesOf(graph);
  for (const [id = ""] of cutOff) {
    const message = `Screen ${quoted(id)} is cut off from the others: no route joins them.`;
    report("INVALID_ROUTING_MODEL", pathOf(id), message);
  }
}
