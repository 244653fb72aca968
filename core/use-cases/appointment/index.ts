/**
 * A customer chooses a time that is free in the business's calendar now. The message that confirms it opens the same Flow again,
 * with the appointment as a hidden value: then it asks only whether it moves or goes, and when to.
 */
import { bookingHidden, bookingSource, cancelValue, changeField, wishes, wishValue } from "../../bookings/index.ts";
import { recallIn } from "../../form/recall.ts";
import type { Condition, Ending } from "../../form/rules.ts";
import type { Form } from "../../form/types.ts";
import { formOf, options } from "../form.ts";
import { asIs, lands, propertyOptions } from "../landing.ts";
import type { UseCase, UseCaseLanguage } from "../types.ts";
import { words } from "./words/index.ts";

const purposes = ["first", "advice", "offer", "other"] as const;
const changes = ["move", cancelValue] as const;

/** The name under which the business saves what can be booked (`flowella bookings save`). */
export const appointmentService = "appointment";

const changing: Condition = { op: "answered", subject: { kind: "hidden", name: bookingHidden } };
const fresh: Condition = { op: "not", arg: changing };
const chose = (choice: string): Condition => ({
  op: "eq",
  subject: { kind: "field", field: changeField },
  operand: { kind: "choice", choice },
});

function form(language: UseCaseLanguage): Form {
  const text = words[language];
  const summary = recallIn(text.summary("{{field:slot}}"), (field) => ({ kind: "field", field }));
  const built = formOf({
    name: "appointment",
    language,
    title: text.title,
    description: text.message.body,
    submitLabel: text.send,
    pages: [
      {
        id: "about",
        title: text.aboutPage,
        questions: [
          {
            kind: "single_choice",
            id: changeField,
            title: text.change,
            required: true,
            choices: options(changes, text.changes),
            allowOther: false,
            showIf: changing,
          },
          {
            kind: "single_choice",
            id: "purpose",
            title: text.purpose,
            required: true,
            choices: options(purposes, text.purposes),
            allowOther: false,
            showIf: fresh,
          },
          { kind: "long_text", id: "note", title: text.note, required: false, maxLength: 600, showIf: fresh },
        ],
      },
      {
        id: "who",
        title: text.whoPage,
        questions: [
          {
            kind: "short_text",
            id: "firstname",
            title: text.firstName,
            required: true,
            maxLength: 80,
            prefill: { from: "contact", property: "firstname" },
          },
          {
            kind: "short_text",
            id: "lastname",
            title: text.lastName,
            required: true,
            maxLength: 80,
            prefill: { from: "contact", property: "lastname" },
          },
          {
            kind: "email",
            id: "email",
            title: text.email,
            required: true,
            prefill: { from: "contact", property: "email" },
          },
        ],
      },
      {
        id: "when",
        title: text.whenPage,
        questions: [
          {
            kind: "dropdown",
            id: "slot",
            title: text.slot,
            description: text.slotHint,
            required: true,
            // Offered while the calendar does not answer.
            choices: wishes.map((wish) => ({ id: wishValue(wish), label: text.wishes[wish], value: wishValue(wish) })),
            choicesFrom: { source: bookingSource(appointmentService) },
            allowOther: false,
          },
        ],
      },
      {
        id: "confirm",
        title: text.confirmPage,
        questions: [
          {
            kind: "statement",
            id: "summary",
            title: text.summary("…"),
            required: false,
            ...(summary && { recall: { title: summary } }),
          },
        ],
      },
    ],
    rules: [
      {
        after: changeField,
        when: chose(cancelValue),
        do: [{ kind: "jump", to: { kind: "ending", ending: "cancelled" } }],
      },
      { after: changeField, when: chose("move"), do: [{ kind: "jump", to: { kind: "field", field: "slot" } }] },
    ],
    endings: (["booked", "cancelled"] as const).map(
      (id): Ending => ({ id, title: text.thanks[id], isDefault: id === "booked" }),
    ),
  });
  return { ...built, hidden: [{ name: bookingHidden }] };
}

export const appointment: UseCase = {
  name: "appointment",
  purpose:
    "Offers the free times of a calendar, books the one that was chosen, and lets the customer move or cancel it.",
  form,
  mapping: {
    entries: lands(
      { fieldId: "purpose", property: "flowella_appointment_purpose", type: "choice", values: asIs(purposes) },
      { fieldId: "slot", property: "flowella_appointment_time", type: "text", whenMissing: "clear" },
      { fieldId: "firstname", property: "firstname", type: "text" },
      { fieldId: "lastname", property: "lastname", type: "text" },
      { fieldId: "email", property: "email", type: "text" },
    ),
  },
  properties: [
    {
      name: "flowella_appointment_purpose",
      label: "Appointment: purpose",
      description: "What the contact last asked for an appointment for.",
      type: "enumeration",
      fieldType: "select",
      options: propertyOptions({
        first: "First meeting",
        advice: "Advice",
        offer: "An offer",
        other: "Something else",
      }),
    },
    {
      name: "flowella_appointment_time",
      label: "Appointment: chosen time",
      description: "As the contact chose it last; empty once it was cancelled.",
      type: "string",
      fieldType: "text",
    },
  ],
  settings: () => ({ tokenDays: 7 }),
  message: (language) => words[language].message,
  sample: {
    live: ["slot"],
    answers: {
      purpose: "advice",
      note: "A kitchen for two cooks.",
      firstname: "Laura",
      lastname: "Conti",
      email: "laura@conti.example",
    },
    properties: { flowella_appointment_purpose: "advice", firstname: "Laura", lastname: "Conti" },
  },
};
