/** What the rules find in the answers of one identity check. */

import type { Condition, Subject } from "../form/rules.ts";
import type { Form } from "../form/types.ts";
import { holds, type Scope, subjectsOf } from "../rules/index.ts";
import type { Answer } from "../submission/types.ts";
import { ageOn, daysBetween } from "./dates.ts";
import type { Risk, RiskFlag, RiskLevel, RiskRules } from "./types.ts";

/** @param day on which the answers were handed in, `YYYY-MM-DD` */
export function assess(form: Form, rules: RiskRules, answers: readonly Answer[], day: string): Risk {
  const seen = { form, answers, day };
  const flags = [
    ...ageFlags(rules, seen),
    ...countryFlags(rules, seen),
    ...expiryFlags(rules, seen),
    ...ownFlags(rules, seen),
  ];
  return { level: flags.reduce<RiskLevel>((most, { level }) => (most === "high" ? most : level), "low"), flags };
}

interface Seen {
  readonly form: Form;
  readonly answers: readonly Answer[];
  readonly day: string;
}

function ageFlags({ age }: RiskRules, { answers, day }: Seen): RiskFlag[] {
  const born = age && textOf(answers, age.field);
  const years = born === undefined ? undefined : ageOn(born, day);
  if (!age || years === undefined) return [];
  const { least, most, level } = age;
  if (years < 0 || years > most)
    return [{ code: "unlikely_age", level, says: "The date of birth is hard to believe." }];
  return years < least ? [{ code: "under_age", level, says: `Younger than ${least}.` }] : [];
}

function countryFlags({ country }: RiskRules, { form, answers }: Seen): RiskFlag[] {
  const answer = country && answers.find(({ fieldId }) => fieldId === country.field);
  if (!country || typeof answer?.value !== "string") return [];
  const field = form.fields[country.field];
  const options = answer.chosen ?? (field && "choices" in field ? field.choices : []);
  const value = options.find(({ id }) => id === answer.value)?.value ?? answer.value;
  const isFlagged = country.flagged.includes(value.trim().toUpperCase());
  return isFlagged ? [{ code: "country", level: country.level, says: "A country that you look at more closely." }] : [];
}

function expiryFlags({ expiry }: RiskRules, { answers, day }: Seen): RiskFlag[] {
  const until = expiry && textOf(answers, expiry.field);
  const left = until === undefined ? undefined : daysBetween(day, until);
  if (!expiry || left === undefined) return [];
  if (left < 0) return [{ code: "expired", level: expiry.level, says: "The document has expired." }];
  const { withinDays } = expiry;
  const says = `The document expires within ${withinDays} days.`;
  return left <= withinDays ? [{ code: "expires_soon", level: "medium", says }] : [];
}

function ownFlags({ own }: RiskRules, { answers }: Seen): RiskFlag[] {
  const scope = scopeOf(answers);
  return own.filter(({ when }) => holds(when, scope)).map(({ code, level, says }) => ({ code, level, says }));
}

function textOf(answers: readonly Answer[], field: string): string | undefined {
  const value = answers.find(({ fieldId }) => fieldId === field)?.value;
  return typeof value === "string" ? value : undefined;
}

/** Only answers: hidden values and calculations are the form's own, and its rules see them. */
function scopeOf(answers: readonly Answer[]): Scope {
  const answersOf = (subject: Subject) =>
    subject.kind !== "field"
      ? []
      : answers.filter(({ fieldId, part }) => fieldId === subject.field && (subject.part ?? part) === part);
  return {
    valueOf: (subject) => answersOf(subject)[0]?.value,
    isAnswered: (subject) => answersOf(subject).length > 0,
    chosenOf: (subject) => answersOf(subject)[0]?.chosen,
  };
}

/** What is wrong with these rules for this form, in sentences; empty where nothing is. */
export function riskProblems(form: Form, { age, country, expiry, own }: RiskRules): string[] {
  return [
    ...dateProblem(form, age?.field, "the date of birth"),
    ...dateProblem(form, expiry?.field, "when the document expires"),
    ...(country && !Object.hasOwn(form.fields, country.field) ? [missing(country.field, "the country")] : []),
    ...own.flatMap(({ code, when }) => ownProblems(form, code, when)),
  ];
}

function dateProblem(form: Form, field: string | undefined, about: string): string[] {
  if (field === undefined) return [];
  return Object.hasOwn(form.fields, field) && form.fields[field]?.kind === "date" ? [] : [missing(field, about)];
}

function missing(field: string, about: string): string {
  return `The form has no question ${field} that could say ${about}.`;
}

function ownProblems(form: Form, code: string, when: Condition): string[] {
  return subjectsOf(when).flatMap((subject) => {
    if (subject.kind !== "field") return [`The rule ${code} may look at answers only.`];
    return Object.hasOwn(form.fields, subject.field)
      ? []
      : [`The rule ${code} names ${subject.field}, which the form has not.`];
  });
}
