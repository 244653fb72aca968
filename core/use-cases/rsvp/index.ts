/**
 * Who comes to an event, with how many, and what they need. Each event has its own places, of which an answer takes as many as
 * the party has people; a correction gives them back, and moves or cancels the reminder.
 */
import { recallIn } from "../../form/recall.ts";
import type { Condition, Ending } from "../../form/rules.ts";
import type { Form } from "../../form/types.ts";
import type { MappingEntry } from "../../mapping/index.ts";
import { formOf, options } from "../form.ts";
import type { UseCase, UseCaseLanguage, UseCaseProperty } from "../types.ts";
import { words } from "./words/index.ts";

const events = ["evening", "afternoon", "none"] as const;
const sizes = ["1", "2", "3", "4", "5", "6"] as const;
const foods = ["vegetarian", "vegan", "no_pork", "gluten_free", "lactose_free", "other"] as const;
/** Of each event, until the business says otherwise. */
const placesAtFirst = 100;
/** The end of the year 2099, epoch milliseconds: as long as the message can be opened (`tokenDays`). */
const always = 4_102_444_799_000;

const choseNone: Condition = {
  op: "eq",
  subject: { kind: "field", field: "event" },
  operand: { kind: "choice", choice: "none" },
};
const coming: Condition = { op: "not", arg: choseNone };

function form(language: UseCaseLanguage): Form {
  const text = words[language];
  const summary = text.summary("{{field:event}}", "{{field:party}}");
  const recall = recallIn(summary, (field) => ({ kind: "field", field }));
  return formOf({
    name: "rsvp",
    language,
    title: text.title,
    description: text.message.body,
    submitLabel: text.send,
    pages: [
      {
        id: "event_page",
        title: text.eventPage,
        questions: [
          {
            kind: "single_choice",
            id: "event",
            title: text.event,
            required: true,
            choices: options(events, text.events),
            allowOther: false,
          },
          {
            kind: "dropdown",
            id: "party",
            title: text.party,
            required: true,
            choices: sizes.map((size) => ({ id: size, label: size, value: size })),
            allowOther: false,
            showIf: coming,
          },
        ],
      },
      {
        id: "needs",
        title: text.needsPage,
        questions: [
          {
            kind: "multiple_choice",
            id: "food",
            title: text.food,
            required: false,
            choices: options(foods, text.foods),
            allowOther: false,
            showIf: coming,
          },
          { kind: "long_text", id: "access", title: text.access, required: false, maxLength: 600, showIf: coming },
        ],
      },
      {
        id: "confirm",
        title: text.confirmPage,
        questions: [
          {
            kind: "statement",
            id: "summary",
            title: text.summary("…", "…"),
            required: false,
            showIf: coming,
            ...(recall && { recall: { title: recall } }),
          },
          { kind: "statement", id: "unable", title: text.unable, required: false, showIf: choseNone },
          {
            kind: "consent",
            id: "remind_me",
            title: text.remindMe,
            text: text.remindText,
            required: false,
            showIf: coming,
          },
        ],
      },
    ],
    rules: [
      {
        after: "remind_me",
        when: choseNone,
        do: [{ kind: "jump", to: { kind: "ending", ending: "unable" } }],
      },
    ],
    endings: (["coming", "unable"] as const).map(
      (id): Ending => ({ id, title: text.thanks[id], isDefault: id === "coming" }),
    ),
  });
}

const properties: readonly UseCaseProperty[] = [
  {
    name: "flowella_event",
    label: "Event",
    description: "The event that the contact last said to come to.",
    type: "enumeration",
    fieldType: "select",
    options: [
      { label: "Evening event", value: "evening" },
      { label: "Afternoon event", value: "afternoon" },
      { label: "Cannot come", value: "none" },
    ],
  },
  {
    name: "flowella_event_party",
    label: "Event: people",
    description: "How many people come, the contact included; empty where nobody does.",
    type: "enumeration",
    fieldType: "select",
    options: sizes.map((size) => ({ label: size, value: size })),
  },
  {
    name: "flowella_event_food",
    label: "Event: food",
    type: "enumeration",
    fieldType: "checkbox",
    options: [
      { label: "Vegetarian", value: "vegetarian" },
      { label: "Vegan", value: "vegan" },
      { label: "No pork", value: "no_pork" },
      { label: "Gluten-free", value: "gluten_free" },
      { label: "Lactose-free", value: "lactose_free" },
      { label: "Something else", value: "other" },
    ],
  },
  { name: "flowella_event_needs", label: "Event: needs", type: "string", fieldType: "textarea" },
];

const sure = { confidence: "certain", reason: "The use case says so." } as const;
const asIs = (ids: readonly string[]): Record<string, string> => Object.fromEntries(ids.map((id) => [id, id]));

/** Who does not come after all has no party any more. */
const entries: readonly MappingEntry[] = [
  { fieldId: "event", property: "flowella_event", type: "choice", values: asIs(events), ...sure },
  {
    fieldId: "party",
    property: "flowella_event_party",
    type: "choice",
    values: asIs(sizes),
    whenMissing: "clear",
    ...sure,
  },
  {
    fieldId: "food",
    property: "flowella_event_food",
    type: "choices",
    values: asIs(foods),
    whenMissing: "clear",
    ...sure,
  },
  { fieldId: "access", property: "flowella_event_needs", type: "text", whenMissing: "clear", ...sure },
];

export const rsvp: UseCase = {
  name: "rsvp",
  purpose: "Asks who comes to an event and with how many, keeps the places, and reminds them before it begins.",
  form,
  mapping: { entries: [...entries] },
  properties,
  settings: () => ({
    tokenDays: 90,
    reopen: { kind: "change", until: always },
    capacity: [{ field: "event", choices: { evening: placesAtFirst, afternoon: placesAtFirst }, amountField: "party" }],
    event: { field: "event", startsAt: {}, hoursBefore: 24, amountField: "party", agreedBy: "remind_me" },
    receipt: {},
  }),
  message: (language) => words[language].message,
  sample: {
    answers: {
      event: "evening",
      party: "3",
      food: ["vegetarian", "gluten_free"],
      access: "One of us comes in a wheelchair.",
      remind_me: true,
    },
    properties: {
      flowella_event: "evening",
      flowella_event_party: "3",
      flowella_event_food: "vegetarian;gluten_free",
      flowella_event_needs: "One of us comes in a wheelchair.",
    },
  },
};
