/** What there is to know before a broadcast begins, put together. */
import { type Cost, estimatedCost, type Payable, type Prices } from "./cost.ts";

/** What was found about one member of the list. */
export type Fit = "reachable" | "no_number" | "no_consent" | "opted_out" | "duplicate" | "gone";

export interface CheckFacts {
  readonly fits: Readonly<Partial<Record<Fit, number>>>;
  /** Of the reachable. */
  readonly payable: readonly Payable[];
  /** Of the reachable: HubSpot's language of the contact, empty where there is none. */
  readonly languages: readonly { readonly language: string; readonly people: number }[];
  /** Languages that have an approved template, as Meta writes them (`pt_BR`). */
  readonly templates: readonly string[];
  readonly category: "marketing" | "utility";
  readonly prices: Prices | undefined;
  /** Of the business, for 24 hours; Infinity where there is none. */
  readonly dailyLimit: number;
  readonly writtenToday: number;
  /** Of all numbers that will send. */
  readonly perSecond: number;
}

export interface Check {
  readonly people: number;
  readonly reachable: number;
  readonly noNumber: number;
  readonly noConsent: number;
  readonly optedOut: number;
  readonly duplicates: number;
  readonly gone: number;
  readonly leftToday?: number;
  readonly overToday: number;
  readonly days: number;
  readonly seconds: number;
  readonly languages: readonly { language: string; people: number; template: "approved" | "missing" }[];
  readonly cost: Cost;
}

export function checkOf(facts: CheckFacts): Check {
  const { fits, dailyLimit, writtenToday, perSecond } = facts;
  const count = (fit: Fit) => fits[fit] ?? 0;
  const reachable = count("reachable");
  // Answers inside the 24 hours are not counted by WhatsApp.
  const counted = facts.payable.reduce((sum, { free, people }) => sum + (free ? 0 : people), 0);
  const leftToday = Math.max(0, dailyLimit - writtenToday);
  const overToday = Math.max(0, counted - leftToday);
  return {
    people: Object.values(fits).reduce((sum, people) => sum + people, 0),
    reachable,
    noNumber: count("no_number"),
    noConsent: count("no_consent"),
    optedOut: count("opted_out"),
    duplicates: count("duplicate"),
    gone: count("gone"),
    ...(Number.isFinite(leftToday) && { leftToday }),
    overToday,
    days: 1 + Math.ceil(overToday / dailyLimit),
    seconds: Math.ceil(reachable / perSecond),
    languages: facts.languages
      .map(({ language, people }) => ({ language, people, template: templateFor(language, facts.templates) }))
      .toSorted((one, other) => other.people - one.people),
    cost: estimatedCost(facts.payable, facts.prices, facts.category),
  };
}

/** A template in another country's variety of the language will do; somebody without a language gets the one there is. */
function templateFor(language: string, templates: readonly string[]): "approved" | "missing" {
  const wanted = baseOf(language);
  const there = wanted === "" ? templates.length > 0 : templates.some((each) => baseOf(each) === wanted);
  return there ? "approved" : "missing";
}

const baseOf = (language: string) => language.toLowerCase().split(/[-_]/)[0] ?? "";
