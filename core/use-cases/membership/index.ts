/**
 * A membership renewed for a year: dues, how and when they are paid, benefits, and for whom the receipt is. Who does not
 * renew is asked why, and nothing more. No money moves here: what is noted is the intention.
 */
import { recallIn } from "../../form/recall.ts";
import type { Action, Condition, Ending, Rule } from "../../form/rules.ts";
import type { FieldId, Form } from "../../form/types.ts";
import { formOf, options } from "../form.ts";
import { asIs, lands, propertyOptions } from "../landing.ts";
import type { UseCase, UseCaseLanguage, UseCaseProperty } from "../types.ts";
import { words } from "./words/index.ts";
import type { MembershipWords, PlanId } from "./words/words.ts";

/** What each costs in a year, in the business's own currency; the same amounts stand in the words. */
const dues: Readonly<Record<PlanId, number>> = { standard: 60, reduced: 30, family: 90, supporting: 120 };

const plans = ["standard", "reduced", "family", "supporting"] as const;
const intentions = ["transfer", "direct_debit", "in_person", "not_renewing"] as const;
const payBys = ["this_week", "this_month", "later"] as const;
const benefits = ["newsletter", "events", "magazine", "partners"] as const;
const outcomes = ["renewing", "leaving"] as const;

const chose = (field: FieldId, choice: string): Condition => ({
  op: "eq",
  subject: { kind: "field", field },
  operand: { kind: "choice", choice },
});
const leaves = chose("intention", "not_renewing");
const owes = (amount: number): Action => ({
  kind: "calc",
  op: "set",
  variable: "dues",
  value: { kind: "constant", value: amount },
});

const rules: readonly Rule[] = [
  ...plans.map((plan): Rule => ({ after: "plan", when: chose("plan", plan), do: [owes(dues[plan])] })),
  { after: "intention", when: leaves, do: [owes(0)] },
  { after: "leaving", when: leaves, do: [{ kind: "jump", to: { kind: "ending", ending: "leaving" } }] },
];

function form(language: UseCaseLanguage): Form {
  const text = words[language];
  return formOf({
    name: "membership",
    language,
    title: text.title,
    pages: [
      {
        id: "dues",
        title: text.duesPage,
        questions: [
          {
            kind: "single_choice",
            id: "plan",
            title: text.plan,
            required: true,
            choices: options(plans, text.plans),
            allowOther: false,
          },
        ],
      },
      {
        id: "payment",
        title: text.paymentPage,
        questions: [
          {
            kind: "single_choice",
            id: "intention",
            title: text.intention,
            required: true,
            choices: options(intentions, text.intentions),
            allowOther: false,
          },
          {
            kind: "single_choice",
            id: "pay_by",
            title: text.payBy,
            required: true,
            choices: options(payBys, text.payBys),
            allowOther: false,
            showIf: { op: "not", arg: leaves },
          },
          { kind: "long_text", id: "leaving", title: text.leaving, required: false, maxLength: 600, showIf: leaves },
        ],
      },
      {
        id: "benefits",
        title: text.benefitsPage,
        questions: [
          {
            kind: "multiple_choice",
            id: "benefits",
            title: text.benefits,
            required: false,
            choices: options(benefits, text.benefitsOf),
            allowOther: false,
          },
        ],
      },
      {
        id: "receipt",
        title: text.receiptPage,
        questions: [
          { kind: "short_text", id: "receipt_name", title: text.receiptName, required: true, maxLength: 80 },
          {
            kind: "email",
            id: "receipt_email",
            title: text.receiptEmail,
            required: true,
            prefill: { from: "contact", property: "email" },
          },
        ],
      },
    ],
    variables: [{ name: "dues", kind: "number", initial: 0 }],
    rules: [...rules],
    endings: endings(text),
  });
}

function endings({ renewed, left }: MembershipWords): Ending[] {
  const quoting = recallIn(renewed("{{var:dues}}"), () => undefined);
  return [
    { id: "renewing", title: renewed("…"), ...(quoting && { recall: { title: quoting } }), isDefault: true },
    { id: "leaving", title: left, isDefault: false },
  ];
}

const properties: readonly UseCaseProperty[] = [
  {
    name: "flowella_membership_status",
    label: "Membership: answer",
    type: "enumeration",
    fieldType: "select",
    options: propertyOptions({ renewing: "Renewing", leaving: "Not renewing" }),
  },
  {
    name: "flowella_membership_plan",
    label: "Membership: plan",
    type: "enumeration",
    fieldType: "select",
    options: propertyOptions({ standard: "Standard", reduced: "Reduced", family: "Family", supporting: "Supporting" }),
  },
  {
    name: "flowella_membership_dues",
    label: "Membership: dues",
    description: "For the coming year, in your own currency; 0 for who does not renew.",
    type: "number",
    fieldType: "number",
  },
  {
    name: "flowella_membership_payment",
    label: "Membership: payment",
    type: "enumeration",
    fieldType: "select",
    options: propertyOptions({
      transfer: "Bank transfer",
      direct_debit: "Direct debit",
      in_person: "In person",
      not_renewing: "Not renewing",
    }),
  },
  {
    name: "flowella_membership_pay_by",
    label: "Membership: pays",
    type: "enumeration",
    fieldType: "select",
    options: propertyOptions({ this_week: "This week", this_month: "This month", later: "Later" }),
  },
  {
    name: "flowella_membership_benefits",
    label: "Membership: benefits",
    type: "enumeration",
    fieldType: "checkbox",
    options: propertyOptions({
      newsletter: "Newsletter",
      events: "Invitations to events",
      magazine: "Printed magazine",
      partners: "Prices with partners",
    }),
  },
  {
    name: "flowella_membership_leaving",
    label: "Membership: why they leave",
    type: "string",
    fieldType: "textarea",
  },
  {
    name: "flowella_membership_receipt_name",
    label: "Membership: name on the receipt",
    type: "string",
    fieldType: "text",
  },
];

/** What this year's answers do not hold is empty: last year's would stand beside them. */
const clear = { whenMissing: "clear" } as const;

export const membership: UseCase = {
  name: "membership",
  purpose: "Renews a membership: dues, payment, benefits and the receipt, with a log of every answer.",
  form,
  mapping: {
    entries: lands(
      { source: { kind: "ending" }, property: "flowella_membership_status", type: "choice", values: asIs(outcomes) },
      { fieldId: "plan", property: "flowella_membership_plan", type: "choice", values: asIs(plans) },
      { source: { kind: "variable", name: "dues" }, property: "flowella_membership_dues", type: "number" },
      { fieldId: "intention", property: "flowella_membership_payment", type: "choice", values: asIs(intentions) },
      { fieldId: "pay_by", property: "flowella_membership_pay_by", type: "choice", values: asIs(payBys), ...clear },
      {
        fieldId: "benefits",
        property: "flowella_membership_benefits",
        type: "choices",
        values: asIs(benefits),
        ...clear,
      },
      { fieldId: "leaving", property: "flowella_membership_leaving", type: "text", ...clear },
      { fieldId: "receipt_name", property: "flowella_membership_receipt_name", type: "text", ...clear },
      { fieldId: "receipt_email", property: "email", type: "text" },
    ),
  },
  properties,
  settings: () => ({ receipt: {}, transactions: true }),
  message: (language) => words[language].message,
  sample: {
    answers: {
      plan: "family",
      intention: "transfer",
      pay_by: "this_month",
      benefits: ["events", "magazine"],
      receipt_name: "Maria Rossi",
      receipt_email: "maria.rossi@example.com",
    },
    properties: {
      flowella_membership_status: "renewing",
      flowella_membership_plan: "family",
      flowella_membership_dues: "90",
      flowella_membership_payment: "transfer",
      flowella_membership_pay_by: "this_month",
      flowella_membership_benefits: "events;magazine",
      flowella_membership_receipt_name: "Maria Rossi",
    },
  },
};
