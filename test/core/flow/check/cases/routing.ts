/** Routing models, written and derived (WhatsApp reference 1.5). */
import { type Case, endpoint, exchange, flow, footer, link, many, navigate, type Part, screen } from "../flows.ts";

const code = "INVALID_ROUTING_MODEL";

/** Screens that exchange, the last one terminal, and the model between them. */
function written(ids: string[], model: unknown, terminal = ids.slice(-1)): Part {
  const screens = ids.map((id) => screen(id, [footer(exchange())], terminal.includes(id) ? { terminal: true } : {}));
  return flow(screens, { ...endpoint, routing_model: model });
}

const abc = ["A", "B", "C"];
const letters = [..."ABCDEFGHIJKL"];

/** One screen with that many destinations. */
function fan(count: number): Part {
  const [start = "", ...targets] = letters.slice(0, count + 1);
  return written(
    [start, ...targets],
    { [start]: targets, ...Object.fromEntries(targets.map((id) => [id, []])) },
    targets,
  );
}

/** No endpoint: screens joined by links, each list the targets of one screen. */
function derived(targets: Record<string, string[]>, terminal: string[]): Part {
  return flow(
    Object.entries(targets).map(([id, next]) =>
      terminal.includes(id)
        ? screen(id, [footer()], { terminal: true })
        : screen(id, [
            ...next.slice(1).map((to) => link(navigate(to))),
            ...next.slice(0, 1).map((to) => footer(navigate(to))),
          ]),
    ),
  );
}

const both = (model: unknown): Part =>
  flow(
    [
      screen("A", [link(navigate("C")), footer(navigate("B"))]),
      screen("B", [footer(navigate("C"))]),
      screen("C", [footer()], { terminal: true }),
    ],
    { routing_model: model },
  );

/** One screen with items that lead to that many others. */
function menu(count: number): Part {
  const targets = letters.slice(1, count + 1);
  const items = targets.map((to) => ({ id: to, "main-content": { title: to }, "on-click-action": navigate(to) }));
  return flow([
    screen("A", [{ type: "NavigationList", name: "menu", "list-items": items }]),
    ...many(count, (index) => screen(targets[index] ?? "", [footer()], { terminal: true })),
  ]);
}

export const routingCases: Case[] = [
  {
    rule: "the only screen is in the model",
    code,
    path: "routing_model.A",
    broken: written(["A"], {}),
    near: written(["A"], { A: [] }),
  },
  {
    rule: "every screen is in the model",
    code,
    path: "routing_model.C",
    broken: written(abc, { A: ["B"], B: [] }, ["B", "C"]),
    near: written(abc, { A: ["B", "C"], B: [] }, ["B", "C"]),
  },
  {
    rule: "no unknown screen has routes",
    code,
    path: "routing_model.X",
    broken: written(abc, { A: ["B"], B: ["C"], C: [], X: ["C"] }),
    near: written(abc, { A: ["B"], B: ["C"], C: [] }),
  },
  {
    rule: "no route leads to an unknown screen",
    code,
    path: "routing_model.A[1]",
    broken: written(abc, { A: ["B", "X"], B: ["C"], C: [] }),
    near: written(abc, { A: ["B", "C"], B: ["C"], C: [] }),
  },
  {
    rule: "no route leads to SUCCESS",
    code,
    path: "routing_model.C[0]",
    broken: written(abc, { A: ["B"], B: ["C"], C: ["SUCCESS"] }),
    near: written(abc, { A: ["B"], B: ["C"], C: [] }),
  },
  {
    rule: "no route leads to its own screen",
    code,
    path: "routing_model.A[0]",
    broken: written(abc, { A: ["A", "B"], B: ["C"], C: [] }),
    near: written(abc, { A: ["B"], B: ["C"], C: [] }),
  },
  {
    rule: "no way back",
    code,
    path: "routing_model.B",
    broken: written(abc, { A: ["B"], B: ["C"], C: ["B"] }),
    near: written(abc, { A: ["B"], B: ["C"], C: [] }),
  },
  {
    rule: "some screen is the first",
    code,
    path: "routing_model.A",
    broken: written(abc, { A: ["B"], B: ["C"], C: ["A"] }),
    near: written(abc, { A: ["B"], B: ["C"], C: [] }),
  },
  {
    rule: "every way ends on a terminal screen",
    code,
    path: "routing_model.B",
    broken: written(abc, { A: ["B", "C"], B: [], C: [] }),
    near: written(abc, { A: ["B", "C"], B: ["C"], C: [] }),
  },
  {
    rule: "no screen is cut off",
    code,
    path: "routing_model.B",
    broken: written(abc, { A: ["C"], B: [], C: [] }, ["B", "C"]),
    near: written(abc, { A: ["C"], B: ["C"], C: [] }, ["B", "C"]),
  },
  {
    rule: "ten routes",
    code,
    path: "routing_model.A",
    broken: fan(11),
    near: fan(10),
  },
  {
    rule: "navigate follows the model",
    code,
    path: "routing_model.A",
    broken: both({ A: ["B"], B: ["C"], C: [] }),
    near: both({ A: ["B", "C"], B: ["C"], C: [] }),
  },
  {
    rule: "routes are a list",
    code: "INVALID_PROPERTY_TYPE",
    path: "routing_model.A",
    broken: written(["A", "B"], { A: "B", B: [] }, ["A", "B"]),
    near: written(["A", "B"], { A: ["B"], B: [] }),
    also: ["INVALID_ROUTING_MODEL"],
  },
  {
    rule: "a route is a screen id",
    code: "INVALID_PROPERTY_TYPE",
    path: "routing_model.A[1]",
    broken: written(["A", "B"], { A: ["B", 1], B: [] }),
    near: written(["A", "B"], { A: ["B"], B: [] }),
  },
  {
    rule: "derived: no way back",
    code,
    path: "screens[1]",
    broken: derived({ A: ["B"], B: ["C"], C: ["B", "D"], D: [] }, ["D"]),
    near: derived({ A: ["B"], B: ["C", "D"], C: ["D"], D: [] }, ["D"]),
  },
  {
    rule: "derived: every way ends on a terminal screen",
    code,
    path: "screens[1]",
    broken: derived({ A: ["C", "B"], B: [], C: [] }, ["C"]),
    near: derived({ A: ["C", "B"], B: ["C"], C: [] }, ["C"]),
  },
  {
    rule: "derived: no screen is cut off",
    code,
    path: "screens[1]",
    broken: derived({ A: ["C"], B: [], C: [] }, ["B", "C"]),
    near: derived({ A: ["C"], B: ["C"], C: [] }, ["C"]),
  },
  {
    rule: "derived: ten targets",
    code,
    path: "screens[0]",
    broken: menu(11),
    near: menu(10),
  },
];
