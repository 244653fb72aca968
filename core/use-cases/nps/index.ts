/**
 * How likely somebody is to recommend the business (0 to 10): the reason is asked only where the score asks for it, then a
 * comment, and whether somebody may write back. 0 to 6 are detractors, 7 and 8 passives, 9 and 10 promoters.
 */
import type { Condition, Ending } from "../../form/rules.ts";
import type { Form } from "../../form/types.ts";
import { formOf, options } from "../form.ts";
import { asIs, lands, propertyOptions, yesOrNo } from "../landing.ts";
import type { UseCase, UseCaseLanguage, UseCaseProperty } from "../types.ts";
import { words } from "./words/index.ts";

const reasons = ["quality", "price", "service", "delivery", "other"] as const;
const groups = ["promoter", "passive", "detractor"] as const;

const scored = (op: "le" | "ge", value: number): Condition => ({
  op,
  subject: { kind: "field", field: "score" },
  operand: { kind: "constant", value },
});

function form(language: UseCaseLanguage): Form {
  const text = words[language];
  return formOf({
    name: "nps",
    language,
    title: text.title,
    pages: [
      {
        id: "opinion",
        title: text.scorePage,
        questions: [
          {
            kind: "nps",
            id: "score",
            title: text.score,
            required: true,
            labels: { left: text.unlikely, right: text.likely },
          },
        ],
      },
      {
        id: "why",
        title: text.reasonPage,
        questions: [
          {
            kind: "single_choice",
            id: "reason",
            title: text.reason,
            required: true,
            choices: options(reasons, text.reasons),
            allowOther: false,
            showIf: scored("le", 6),
          },
        ],
      },
      {
        id: "more",
        title: text.commentPage,
        questions: [
          { kind: "long_text", id: "comment", title: text.comment, required: false, maxLength: 600 },
          {
            kind: "boolean",
            id: "follow_up",
            title: text.followUp,
            required: true,
            trueLabel: text.yes,
            falseLabel: text.no,
          },
        ],
      },
    ],
    rules: [
      { after: "follow_up", when: scored("ge", 9), do: [endsWith("promoter")] },
      { after: "follow_up", when: scored("ge", 7), do: [endsWith("passive")] },
    ],
    endings: groups.map((id): Ending => ({ id, title: text.thanks[id], isDefault: id === "detractor" })),
  });
}

const endsWith = (ending: string) => ({ kind: "jump" as const, to: { kind: "ending" as const, ending } });

const properties: readonly UseCaseProperty[] = [
  {
    name: "flowella_nps_score",
    label: "NPS score",
    description: "How likely the contact is to recommend you, from 0 to 10, as last answered on WhatsApp.",
    type: "number",
    fieldType: "number",
  },
  {
    name: "flowella_nps_group",
    label: "NPS group",
    description: "Detractor (0 to 6), passive (7, 8) or promoter (9, 10).",
    type: "enumeration",
    fieldType: "select",
    options: propertyOptions({ promoter: "Promoter", passive: "Passive", detractor: "Detractor" }),
  },
  {
    name: "flowella_nps_reason",
    label: "NPS detractor reason",
    description: "What disappointed most; empty for who was not asked.",
    type: "enumeration",
    fieldType: "select",
    options: propertyOptions({
      quality: "Quality",
      price: "Price",
      service: "Service",
      delivery: "Waiting time or delivery",
      other: "Something else",
    }),
  },
  {
    name: "flowella_nps_comment",
    label: "NPS comment",
    type: "string",
    fieldType: "textarea",
  },
  {
    name: "flowella_nps_follow_up",
    label: "NPS follow-up wanted",
    description: "Whether the contact may be written to about the answer.",
    type: "bool",
    fieldType: "booleancheckbox",
    options: yesOrNo,
  },
];

/** What the last survey did not ask is empty: an old complaint would stand beside a new praise. */
const entries = lands(
  { fieldId: "score", property: "flowella_nps_score", type: "number" },
  { source: { kind: "ending" }, property: "flowella_nps_group", type: "choice", values: asIs(groups) },
  {
    fieldId: "reason",
    property: "flowella_nps_reason",
    type: "choice",
    values: asIs(reasons),
    whenMissing: "clear",
  },
  { fieldId: "comment", property: "flowella_nps_comment", type: "text", whenMissing: "clear" },
  { fieldId: "follow_up", property: "flowella_nps_follow_up", type: "boolean" },
);

const groupOfScore = Object.fromEntries(
  Array.from({ length: 11 }, (_, score) => [
    String(score),
    score >= 9 ? "promoter" : score >= 7 ? "passive" : "detractor",
  ]),
);

export const nps: UseCase = {
  name: "nps",
  purpose: "Asks how likely somebody is to recommend you, and why where the score is low.",
  form,
  mapping: { entries },
  properties,
  onto: lands({ fieldId: "score", property: "flowella_nps_group", type: "choice", values: groupOfScore }),
  settings: () => ({ receipt: {} }),
  message: (language) => words[language].message,
  sample: {
    answers: {
      score: "4",
      reason: "delivery",
      comment: "The kitchen is lovely. The fitters came two weeks late.",
      follow_up: "true",
    },
    properties: {
      flowella_nps_score: "4",
      flowella_nps_group: "detractor",
      flowella_nps_reason: "delivery",
      flowella_nps_comment: "The kitchen is lovely. The fitters came two weeks late.",
      flowella_nps_follow_up: "true",
    },
  },
};
