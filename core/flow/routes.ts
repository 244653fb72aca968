/** Where each screen leads: the form's own ways on, and the entry screen's short cuts for those who come back. */
import { type Program, startPlace } from "../rules/index.ts";
import type { Branching } from "./branching.ts";
import { type Draft, isDynamic } from "./draft.ts";

/** Screens are named by their index. */
export interface ScreenRoutes {
  /** Where the rules can lead to from here, in the form's order. */
  routes: number[];
  /** Whether the form can end here. */
  ends: boolean;
  /** Short cuts of the entry screen, the furthest first. */
  resume: number[];
  /** Going back from here shows a list that may have changed meanwhile: the endpoint is asked for it. */
  refreshOnBack: boolean;
}

/** `most`: routes from one screen. Resume short cuts take what the real ones leave. */
export function routesOf(
  drafts: readonly Draft[],
  branching: Branching,
  program: Program,
  most: number,
): ScreenRoutes[] {
  const placeOf = ({ questions }: Draft, at: 0 | -1) => program.placeOf.get(questions.at(at)?.field.id ?? "");
  const screenAt = new Map(drafts.map((draft, index) => [placeOf(draft, 0) ?? startPlace, index]));
  const screens = drafts.map((draft): Pick<ScreenRoutes, "routes" | "ends"> => {
    const onwards = branching.next.get(placeOf(draft, -1) ?? startPlace) ?? [];
    return {
      routes: onwards.flatMap((place) => screenAt.get(place) ?? []),
      ends: onwards.includes(program.order.length),
    };
  });
  const afterList = new Set(
    screens.flatMap(({ routes }, index) => (drafts[index]?.questions.some(isDynamic) ? routes : [])),
  );
  return screens.map(({ routes, ends }, index) => ({
    routes,
    ends,
    resume: index === 0 ? shortCuts(routes, drafts.length, most) : [],
    refreshOnBack: afterList.has(index),
  }));
}

function shortCuts(routes: readonly number[], count: number, most: number): number[] {
  const later = Array.from({ length: Math.max(0, count - 1) }, (_, index) => count - 1 - index);
  return later.filter((screen) => !routes.includes(screen)).slice(0, Math.max(0, most - routes.length));
}
