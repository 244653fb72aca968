/**
 * A lead, qualified: what it is about, what is needed, budget and time, and how to be reached. Answers give points; by their
 * sum a lead is hot (70 or more of 100), warm (40 or more) or cold, which the hand-over goes by.
 */
import type { Condition, Ending, Rule } from "../../form/rules.ts";
import type { FieldId, Form } from "../../form/types.ts";
import { formOf, options } from "../form.ts";
import { asIs, lands, propertyOptions } from "../landing.ts";
import type { UseCase, UseCaseLanguage, UseCaseProperty } from "../types.ts";
import { words } from "./words/index.ts";

const interests = ["purchase", "renewal", "advice", "other"] as const;
const needs = ["quality", "price", "speed", "service", "sustainability"] as const;
const budgets = ["up_to_1000", "up_to_5000", "up_to_20000", "over_20000", "unknown"] as const;
const timings = ["now", "three_months", "half_year", "later"] as const;
const reaches = ["whatsapp", "phone_morning", "phone_afternoon", "email"] as const;
const grades = ["hot", "warm", "cold"] as const;

/** Points of an answer; together at most 100. */
const points: Readonly<Record<FieldId, Readonly<Record<string, number>>>> = {
  interest: { purchase: 20, renewal: 15, advice: 5, other: 5 },
  budget: { up_to_1000: 5, up_to_5000: 20, up_to_20000: 30, over_20000: 40, unknown: 10 },
  timing: { now: 40, three_months: 30, half_year: 15, later: 0 },
};

const scoring: readonly Rule[] = Object.entries(points).flatMap(([field, values]) =>
  Object.entries(values)
    .filter(([, value]) => value > 0)
    .map(
      ([choice, value]): Rule => ({
        after: field,
        when: { op: "eq", subject: { kind: "field", field }, operand: { kind: "choice", choice } },
        do: [{ kind: "calc", op: "add", variable: "score", value: { kind: "constant", value } }],
      }),
    ),
);

const atLeast = (value: number): Condition => ({
  op: "ge",
  subject: { kind: "variable", name: "score" },
  operand: { kind: "constant", value },
});
const graded = (least: number, ending: string): Rule => ({
  after: "email",
  when: atLeast(least),
  do: [{ kind: "jump", to: { kind: "ending", ending } }],
});

function form(language: UseCaseLanguage): Form {
  const text = words[language];
  return formOf({
    name: "lead",
    language,
    title: text.title,
    pages: [
      {
        id: "request",
        title: text.interestPage,
        questions: [
          {
            kind: "single_choice",
            id: "interest",
            title: text.interest,
            required: true,
            choices: options(interests, text.interests),
            allowOther: false,
          },
        ],
      },
      {
        id: "needs",
        title: text.needsPage,
        questions: [
          {
            kind: "multiple_choice",
            id: "needs",
            title: text.needs,
            required: true,
            choices: options(needs, text.needsOf),
            allowOther: false,
            maxSelect: 3,
          },
          { kind: "long_text", id: "details", title: text.details, required: false, maxLength: 600 },
        ],
      },
      {
        id: "scope",
        title: text.budgetPage,
        questions: [
          {
            kind: "dropdown",
            id: "budget",
            title: text.budget,
            required: true,
            choices: options(budgets, text.budgets),
            allowOther: false,
          },
          {
            kind: "single_choice",
            id: "timing",
            title: text.timing,
            required: true,
            choices: options(timings, text.timings),
            allowOther: false,
          },
        ],
      },
      {
        id: "hand_over",
        title: text.handOverPage,
        questions: [
          {
            kind: "single_choice",
            id: "reach",
            title: text.reach,
            required: true,
            choices: options(reaches, text.reaches),
            allowOther: false,
          },
          {
            kind: "email",
            id: "email",
            title: text.email,
            required: false,
            prefill: { from: "contact", property: "email" },
          },
        ],
      },
    ],
    variables: [{ name: "score", kind: "number", initial: 0 }],
    rules: [...scoring, graded(70, "hot"), graded(40, "warm")],
    endings: grades.map((id): Ending => ({ id, title: text.thanks[id], isDefault: id === "cold" })),
  });
}

const properties: readonly UseCaseProperty[] = [
  {
    name: "flowella_lead_interest",
    label: "Lead: interest",
    type: "enumeration",
    fieldType: "select",
    options: propertyOptions({
      purchase: "Something new",
      renewal: "Renew or extend",
      advice: "Advice first",
      other: "Something else",
    }),
  },
  {
    name: "flowella_lead_needs",
    label: "Lead: what matters",
    type: "enumeration",
    fieldType: "checkbox",
    options: propertyOptions({
      quality: "Quality",
      price: "Price",
      speed: "Done soon",
      service: "Personal service",
      sustainability: "Sustainability",
    }),
  },
  { name: "flowella_lead_details", label: "Lead: in their own words", type: "string", fieldType: "textarea" },
  {
    name: "flowella_lead_budget",
    label: "Lead: budget",
    type: "enumeration",
    fieldType: "select",
    options: propertyOptions({
      up_to_1000: "Up to 1,000",
      up_to_5000: "1,000 to 5,000",
      up_to_20000: "5,000 to 20,000",
      over_20000: "More than 20,000",
      unknown: "Not known yet",
    }),
  },
  {
    name: "flowella_lead_timing",
    label: "Lead: when to begin",
    type: "enumeration",
    fieldType: "select",
    options: propertyOptions({
      now: "As soon as possible",
      three_months: "Within three months",
      half_year: "Within half a year",
      later: "Later, or just looking",
    }),
  },
  {
    name: "flowella_lead_reach",
    label: "Lead: how to be reached",
    type: "enumeration",
    fieldType: "select",
    options: propertyOptions({
      whatsapp: "On WhatsApp",
      phone_morning: "By phone, in the morning",
      phone_afternoon: "By phone, in the afternoon",
      email: "By e-mail",
    }),
  },
  {
    name: "flowella_lead_score",
    label: "Lead: score",
    description: "From 0 to 100, by interest, budget and time.",
    type: "number",
    fieldType: "number",
  },
  {
    name: "flowella_lead_grade",
    label: "Lead: grade",
    description: "Hot from a score of 70, warm from 40, else cold.",
    type: "enumeration",
    fieldType: "select",
    options: propertyOptions({ hot: "Hot", warm: "Warm", cold: "Cold" }),
  },
];

export const lead: UseCase = {
  name: "lead",
  purpose: "Asks what a lead needs, budget and time, grades the answers and hands over to a person.",
  form,
  mapping: {
    entries: lands(
      { fieldId: "interest", property: "flowella_lead_interest", type: "choice", values: asIs(interests) },
      { fieldId: "needs", property: "flowella_lead_needs", type: "choices", values: asIs(needs) },
      { fieldId: "details", property: "flowella_lead_details", type: "text", whenMissing: "clear" },
      { fieldId: "budget", property: "flowella_lead_budget", type: "choice", values: asIs(budgets) },
      { fieldId: "timing", property: "flowella_lead_timing", type: "choice", values: asIs(timings) },
      { fieldId: "reach", property: "flowella_lead_reach", type: "choice", values: asIs(reaches) },
      { fieldId: "email", property: "email", type: "text" },
      { source: { kind: "variable", name: "score" }, property: "flowella_lead_score", type: "number" },
      { source: { kind: "ending" }, property: "flowella_lead_grade", type: "choice", values: asIs(grades) },
    ),
  },
  properties,
  settings: () => ({ receipt: {}, lead: { stage: "lead", owner: {}, task: { withinHours: 24 }, message: {} } }),
  message: (language) => words[language].message,
  sample: {
    answers: {
      interest: "purchase",
      needs: ["quality", "service"],
      details: "A kitchen for two cooks, with light from the north.",
      budget: "over_20000",
      timing: "three_months",
      reach: "phone_morning",
    },
    properties: {
      flowella_lead_interest: "purchase",
      flowella_lead_needs: "quality;service",
      flowella_lead_details: "A kitchen for two cooks, with light from the north.",
      flowella_lead_budget: "over_20000",
      flowella_lead_timing: "three_months",
      flowella_lead_reach: "phone_morning",
      flowella_lead_score: "90",
      flowella_lead_grade: "hot",
    },
  },
};
