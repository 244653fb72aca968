/** Where each screen leads: the form's own ways on, and the entry screen's short cuts for those who come back. */
import { type Program, startPlace } from "../rules/index.ts";
import type { Branching } from "./branching.ts";
import { canBePassed, type Draft, isDynamic } from "./draft.ts";

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

export interface Routing {
  screens: ScreenRoutes[];
  /** Screens with more ways on than WhatsApp takes: those beyond the limit are cut. */
  crowded: number[];
}

/** `most`: routes from one screen. Resume short cuts take what the real ones leave. */
export function routesOf(drafts: readonly Draft[], branching: Branching, program: Program, most: number): Routing {
  const { screens, crowded } = overEmptyOnes(drafts, ownRoutes(drafts, branching, program), most);
  const afterList = new Set(
    screens.flatMap(({ routes }, index) => (drafts[index]?.questions.some(isDynamic) ? routes : [])),
  );
  return {
    screens: screens.map(({ routes, ends }, index) => ({
      routes,
      ends,
      resume: index === 0 ? shortCuts(routes, drafts.length, most) : [],
      refreshOnBack: afterList.has(index),
    })),
    crowded,
  };
}

type Ways = Pick<ScreenRoutes, "routes" | "ends">;

function ownRoutes(drafts: readonly Draft[], branching: Branching, program: Program): Ways[] {
  const placeOf = (draft: Draft | undefined, at: 0 | -1) =>
    program.placeOf.get(draft?.questions.at(at)?.field.id ?? "");
  const screenAt = new Map<number, number>();
  for (const [index, draft] of drafts.entries()) {
    const place = placeOf(draft, 0) ?? startPlace;
    if (!screenAt.has(place)) screenAt.set(place, index);
  }
  return drafts.map((draft, index) => {
    const place = placeOf(draft, -1) ?? startPlace;
    // A question that is too long for one screen goes on with its next rows.
    if (place !== startPlace && placeOf(drafts[index + 1], 0) === place) return { routes: [index + 1], ends: false };
    const onwards = branching.next.get(place) ?? [];
    return {
      routes: onwards.flatMap((next) => screenAt.get(next) ?? []),
      ends: onwards.includes(program.order.length),
    };
  });
}

/** Where a screen may have nothing to ask, the one before it leads to what follows, too. All ways run forward. */
function overEmptyOnes(
  drafts: readonly Draft[],
  own: readonly Ways[],
  most: number,
): { screens: Ways[]; crowded: number[] } {
  const screens = [...own];
  const crowded: number[] = [];
  for (let index = drafts.length - 1; index >= 0; index -= 1) {
    const { routes, ends } = own[index] ?? { routes: [], ends: true };
    const beyond = routes.flatMap((to) => (drafts[to] && canBePassed(drafts[to]) ? (screens[to] ?? []) : []));
    const more = beyond.flatMap((ways) => ways.routes).filter((to) => !routes.includes(to));
    const all = [...routes, ...new Set(more)];
    if (all.length > most) crowded.push(index);
    screens[index] = {
      routes: all.slice(0, most).toSorted((a, b) => a - b),
      ends: ends || beyond.some((ways) => ways.ends),
    };
  }
  return { screens, crowded };
}

function shortCuts(routes: readonly number[], count: number, most: number): number[] {
  const later = Array.from({ length: Math.max(0, count - 1) }, (_, index) => count - 1 - index);
  return later.filter((screen) => !routes.includes(screen)).slice(0, Math.max(0, most - routes.length));
}
