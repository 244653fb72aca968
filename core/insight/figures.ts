/** From counters to figures: funnel, screens, fields. What a figure means is in definitions.ts. */
import { type Counter, counterKey, counterParts, type Stage, stages } from "./contribution.ts";
import type { Definition } from "./definitions.ts";

export type Counts = ReadonlyMap<string, number>;

/** A screen of the Flow, in the order of the way through it. */
export interface ScreenName {
  readonly id: string;
  readonly title: string;
}

export interface FunnelStage {
  readonly stage: Stage | "screen";
  readonly screen?: ScreenName;
  readonly count: number;
  readonly ofBefore?: number;
  readonly ofSent?: number;
  readonly definition: Definition;
}

export function countOf(counts: Counts, counter: Counter): number {
  return counts.get(counterKey(counter)) ?? 0;
}

/** Undefined where there is nothing to be a share of. */
export function share(part: number, whole: number): number | undefined {
  return whole === 0 ? undefined : part / whole;
}

/**
 * @param screens none where the question is about several Flows
 * `opened` is left out where no opening was seen. A branch that few are led to makes its screen a narrow step: the share of the
 * step before says so, and the next one may be wider again.
 */
export function funnelOf(counts: Counts, screens: readonly ScreenName[]): FunnelStage[] {
  const steps: Pick<FunnelStage, "stage" | "screen" | "count" | "definition">[] = [];
  for (const stage of stages) {
    if (stage === "opened" && countOf(counts, ["seen", "opened"]) === 0) continue;
    if (stage === "completed") {
      for (const screen of screens)
        steps.push({
          stage: "screen",
          screen,
          count: countOf(counts, ["shown", screen.id]),
          definition: "screen_reached",
        });
    }
    steps.push({ stage, count: countOf(counts, ["stage", stage]), definition: stage });
  }
  const sent = countOf(counts, ["stage", "sent"]);
  return steps.map((step, place) => {
    const before = steps[place - 1];
    // After a branch, more may reach a screen than saw the one before it.
    const ofBefore = before && share(Math.min(step.count, before.count), before.count);
    const ofSent = share(step.count, sent);
    return { ...step, ...(ofBefore !== undefined && { ofBefore }), ...(ofSent !== undefined && { ofSent }) };
  });
}

export interface ScreenFigures extends ScreenName {
  readonly shown: number;
  readonly submitted: number;
  readonly back: number;
  readonly returned: number;
  readonly left: number;
  /** Left of shown. */
  readonly ofShown?: number;
}

export function screensOf(counts: Counts, screens: readonly ScreenName[]): ScreenFigures[] {
  return screens.map((screen) => {
    const of = (what: "shown" | "submitted" | "back" | "returned" | "left") => countOf(counts, [what, screen.id]);
    const [shown, left] = [of("shown"), of("left")];
    const ofShown = share(left, shown);
    return {
      ...screen,
      shown,
      submitted: of("submitted"),
      back: of("back"),
      returned: of("returned"),
      left,
      ...(ofShown !== undefined && { ofShown }),
    };
  });
}

export interface FieldFigures {
  readonly id: string;
  readonly screen: string;
  readonly rejected: number;
  readonly people: number;
  readonly ofShown?: number;
  readonly rules: readonly { readonly rule: string; readonly count: number }[];
  readonly changed: number;
}

/** Fields that were refused or changed, most rejections first. One that moved to another screen has a line for each. */
export function fieldsOf(counts: Counts): FieldFigures[] {
  const fields = new Map<string, { rules: Map<string, number>; people: number; changed: number }>();
  for (const [key, count] of counts) {
    const [what = "", screen = "", field = "", rule = ""] = counterParts(key);
    if (what !== "rejected" && what !== "refused" && what !== "changed") continue;
    const place = JSON.stringify([screen, field]);
    const found = fields.get(place) ?? { rules: new Map(), people: 0, changed: 0 };
    fields.set(place, found);
    if (what === "rejected") found.rules.set(rule, count);
    if (what === "refused") found.people = count;
    if (what === "changed") found.changed = count;
  }
  return [...fields]
    .map(([place, { rules, people, changed }]) => {
      const [screen = "", id = ""]: string[] = JSON.parse(place);
      const list = [...rules].map(([rule, count]) => ({ rule, count }));
      const ofShown = share(people, countOf(counts, ["shown", screen]));
      return {
        id,
        screen,
        rejected: list.reduce((sum, { count }) => sum + count, 0),
        people,
        ...(ofShown !== undefined && { ofShown }),
        rules: list.sort((one, other) => other.count - one.count || compare(one.rule, other.rule)),
        changed,
      };
    })
    .sort((one, other) => other.rejected - one.rejected || other.changed - one.changed || compare(one.id, other.id));
}

export interface OptIns {
  readonly via: string;
  readonly source: string;
  readonly gained: number;
  readonly stopped: number;
  readonly net: number;
}

export function optInsOf(counts: Counts): OptIns[] {
  return [...counts.keys()]
    .map(counterParts)
    .filter(([what]) => what === "gained")
    .map(([, via = "", source = ""]) => {
      const gained = countOf(counts, ["gained", via, source]);
      const stopped = countOf(counts, ["stopped", via, source]);
      return { via, source, gained, stopped, net: gained - stopped };
    })
    .sort(
      (one, other) => other.gained - one.gained || compare(one.via, other.via) || compare(one.source, other.source),
    );
}

/** Billed messages by category and country. */
export function billedOf(counts: Counts): { category: string; country: string; messages: number }[] {
  return [...counts].flatMap(([key, messages]) => {
    const [what, category = "", country = ""] = counterParts(key);
    return what === "billed" ? [{ category, country, messages }] : [];
  });
}

/** By code units, which is the same everywhere. */
function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
