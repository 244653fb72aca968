/**
 * A customer changes e-mail, phone or address. Surname and a one-time code come first, so that nobody changes somebody else's
 * record; a new phone number counts once a code that was sent to it came back. What is left empty stays as it is.
 */
import { defaultCodeSettings } from "../../codes/index.ts";
import { recallIn } from "../../form/recall.ts";
import type { Condition } from "../../form/rules.ts";
import type { Form } from "../../form/types.ts";
import { formOf, type Question } from "../form.ts";
import { lands } from "../landing.ts";
import type { UseCase, UseCaseLanguage } from "../types.ts";
import { words } from "./words/index.ts";
import type { ContactUpdateWords, DetailId } from "./words/words.ts";

const details = ["email", "phone", "street", "zip", "city"] as const satisfies readonly DetailId[];

const answered = (field: DetailId): Condition => ({ op: "answered", subject: { kind: "field", field } });
const nothingNew: Condition = { op: "not", arg: { op: "or", args: details.map(answered) } };

function form(language: UseCaseLanguage): Form {
  const text = words[language];
  return formOf({
    name: "contact-update",
    language,
    title: text.title,
    pages: [
      { id: "who", title: text.whoPage, questions: who(text) },
      {
        id: "new",
        title: text.newPage,
        description: text.leave,
        questions: [
          { kind: "email", id: "email", title: text.email, required: false },
          { kind: "phone", id: "phone", title: text.phone, required: false },
        ],
      },
      { id: "address", title: text.addressPage, description: text.leave, questions: address(text) },
      {
        id: "number",
        title: text.numberPage,
        questions: [
          {
            kind: "short_text",
            id: "number_code",
            title: text.numberCode,
            description: text.numberHint,
            required: false,
            maxLength: 20,
            code: { proves: "number", field: "phone" },
            showIf: answered("phone"),
          },
        ],
      },
      { id: "confirm", title: text.confirmPage, questions: confirm(text) },
    ],
    submitLabel: text.send,
    thankYou: text.thanks,
  });
}

function who(text: ContactUpdateWords): Question[] {
  return [
    { kind: "short_text", id: "surname", title: text.surname, required: true, maxLength: 80 },
    {
      kind: "short_text",
      id: "code",
      title: text.code,
      description: text.codeHint,
      required: false,
      maxLength: 40,
      code: { proves: "person", surname: "surname" },
    },
  ];
}

function address(text: ContactUpdateWords): Question[] {
  return [
    { kind: "short_text", id: "street", title: text.street, required: false, minLength: 3, maxLength: 120 },
    {
      kind: "short_text",
      id: "zip",
      title: text.zip,
      required: false,
      pattern: "^[A-Za-z0-9][A-Za-z0-9 -]{1,9}$",
      maxLength: 10,
    },
    { kind: "short_text", id: "city", title: text.city, required: false, minLength: 2, maxLength: 80 },
  ];
}

/** One line for each detail that is new. */
function confirm(text: ContactUpdateWords): Question[] {
  const lines = details.map((id): Question => {
    const recall = recallIn(text.changes[id](`{{field:${id}}}`), (field) => ({ kind: "field", field }));
    return {
      kind: "statement",
      id: `new_${id}`,
      title: text.changes[id]("…"),
      required: false,
      showIf: answered(id),
      ...(recall && { recall: { title: recall } }),
    };
  });
  return [
    ...lines,
    { kind: "statement", id: "nothing", title: text.nothing, required: false, showIf: nothingNew },
    { kind: "consent", id: "confirm", title: text.confirm, text: text.confirmText, required: true },
  ];
}

const entries = lands(
  { fieldId: "email", property: "email", type: "text" },
  { fieldId: "phone", property: "phone", type: "text" },
  { fieldId: "street", property: "address", type: "text" },
  { fieldId: "zip", property: "zip", type: "text" },
  { fieldId: "city", property: "city", type: "text" },
);

export const contactUpdate: UseCase = {
  name: "contact-update",
  purpose: "Lets customers change their own e-mail, phone and address, once a code has shown that it is them.",
  form,
  mapping: { entries },
  properties: [],
  settings: (language) => ({ codes: defaultCodeSettings, receipt: { text: words[language].updated } }),
  message: (language) => words[language].message,
  sample: {
    answers: {
      surname: "Rossi",
      email: "anna.rossi@posta.example",
      phone: "+39 340 555 0199",
      street: "Via dei Glicini 7",
      zip: "20121",
      city: "Milano",
      confirm: true,
    },
    live: ["code", "number_code"],
    properties: {
      email: "anna.rossi@posta.example",
      phone: "+393405550199",
      address: "Via dei Glicini 7",
      zip: "20121",
      city: "Milano",
    },
  },
};
