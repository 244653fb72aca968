import type { Answer } from "../submission/types.ts";
import type { LeadSettings } from "./settings.ts";

/** Whoever takes turns. Each circle has turns of its own. */
export interface Circle {
  /** Names it within a Flow: the place of its rule, or `all`. */
  readonly key: string;
  readonly owners: readonly string[];
  readonly teams: readonly string[];
}

export interface LeadAnswers {
  readonly answers: readonly Answer[];
  readonly ending?: string | undefined;
}

/** The first rule that fits, else everybody. A rule with a question and an ending wants both. */
export function circleFor({ owner }: LeadSettings, lead: LeadAnswers): Circle {
  const { rules = [], owners = [], teams = [] } = owner ?? {};
  const index = rules.findIndex((rule) => fits(rule, lead));
  const rule = rules[index];
  return rule ? { key: `rule-${index}`, owners: rule.owners, teams: rule.teams } : { key: "all", owners, teams };
}

type Rule = NonNullable<LeadSettings["owner"]>["rules"][number];

function fits({ question, is, ending }: Rule, lead: LeadAnswers): boolean {
  const answered = lead.answers.filter(({ fieldId }) => fieldId === question).flatMap(({ value }) => value);
  const byAnswer = question === undefined || answered.some((value) => is.includes(String(value)));
  const byEnding = ending.length === 0 || (lead.ending !== undefined && ending.includes(lead.ending));
  return byAnswer && byEnding && (question !== undefined || ending.length > 0);
}

export interface Colleague {
  /** HubSpot's id of the owner. */
  readonly id: string;
  readonly teams: readonly string[];
}

/** Who of those that are there belongs to the circle, in an order that does not change. */
export function peopleOf({ owners, teams }: Circle, there: readonly Colleague[]): string[] {
  const inIt = there.filter(({ id, teams: of }) => owners.includes(id) || of.some((team) => teams.includes(team)));
  return [...new Set(inIt.map(({ id }) => id))].toSorted();
}

/** @param turn how many were given out in this circle before */
export function nextOf(people: readonly string[], turn: number): string | undefined {
  return people[turn % people.length];
}
