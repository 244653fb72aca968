/**
 * An identity check without an identity number in full: who somebody is, where they live with a proof of it, which document they
 * have and the end of its number. WhatsApp's policy forbids the whole number and pictures of identity documents
 * (WhatsApp reference 6.7); the whole number can be asked on the secure page instead, by an edit.
 */
import type { Form } from "../../form/types.ts";
import { formOf, options, type Question } from "../form.ts";
import { lands } from "../landing.ts";
import type { UseCase, UseCaseLanguage } from "../types.ts";
import { countryChoices, countryNames } from "./countries.ts";
import { words } from "./words/index.ts";
import type { KycWords } from "./words/words.ts";

const documents = ["id_card", "passport", "driving_licence", "residence_permit"] as const;

function form(language: UseCaseLanguage): Form {
  const text = words[language];
  return formOf({
    name: "kyc",
    language,
    title: text.title,
    submitLabel: text.send,
    thankYou: text.thanks,
    pages: [
      {
        id: "person",
        title: text.personPage,
        questions: [
          { kind: "short_text", id: "first_name", title: text.firstName, required: true, maxLength: 80 },
          { kind: "short_text", id: "last_name", title: text.lastName, required: true, maxLength: 80 },
          { kind: "date", id: "born", title: text.born, required: true, min: "1900-01-01" },
        ],
      },
      { id: "address", title: text.addressPage, questions: address(text, language) },
      {
        id: "document",
        title: text.documentPage,
        questions: [
          {
            kind: "single_choice",
            id: "document_type",
            title: text.documentType,
            required: true,
            choices: options(documents, text.documents),
            allowOther: false,
          },
          {
            kind: "file",
            id: "proof",
            title: text.proof,
            description: text.proofHint,
            required: true,
            accepts: ["image/jpeg", "image/png", "application/pdf"],
            maxFiles: 1,
          },
        ],
      },
      {
        id: "number",
        title: text.numberPage,
        questions: [
          { kind: "short_text", id: "id_document_number", title: text.number, required: true, policy: "last_digits" },
          { kind: "date", id: "expires", title: text.expires, required: true },
          { kind: "consent", id: "agree", title: text.agree, text: text.agreeText, required: true },
        ],
      },
    ],
  });
}

function address(text: KycWords, language: UseCaseLanguage): Question[] {
  return [
    { kind: "short_text", id: "street", title: text.street, required: true, minLength: 3, maxLength: 120 },
    { kind: "short_text", id: "zip", title: text.zip, required: true, maxLength: 12 },
    { kind: "short_text", id: "city", title: text.city, required: true, minLength: 2, maxLength: 80 },
    {
      kind: "dropdown",
      id: "country",
      title: text.country,
      required: true,
      choices: countryChoices(language, text.otherCountry),
      allowOther: false,
    },
  ];
}

/** What the record of the check holds is not written here: it stands there (`core/kyc`). */
const entries = lands(
  { fieldId: "first_name", property: "firstname", type: "text" },
  { fieldId: "last_name", property: "lastname", type: "text" },
  { fieldId: "born", property: "flowella_birth_date", type: "date" },
  { fieldId: "street", property: "address", type: "text" },
  { fieldId: "zip", property: "zip", type: "text" },
  { fieldId: "city", property: "city", type: "text" },
  { fieldId: "country", property: "country", type: "choice", values: countryNames() },
);

export const kyc: UseCase = {
  name: "kyc",
  purpose:
    "Checks who somebody is, with risk flags, and without a number or document that WhatsApp forbids to ask for.",
  form,
  mapping: { entries },
  properties: [{ name: "flowella_birth_date", label: "Date of birth", type: "date", fieldType: "date" }],
  settings: () => ({
    kyc: {
      number: "id_document_number",
      documentType: "document_type",
      risk: {
        age: { field: "born", least: 18, most: 110, level: "high" },
        // The states that the Financial Action Task Force calls for countermeasures against; a business names its own.
        country: { field: "country", flagged: ["IR", "KP", "MM"], level: "high" },
        expiry: { field: "expires", withinDays: 30, level: "high" },
        own: [],
      },
    },
    receipt: {},
  }),
  message: (language) => words[language].message,
  sample: {
    answers: {
      first_name: "Maria Luisa",
      last_name: "Rossi",
      born: "1988-04-17",
      street: "Via dei Glicini 7",
      zip: "20121",
      city: "Milano",
      country: "IT",
      document_type: "passport",
      id_document_number: "48A2",
      expires: "2021-03-01",
      agree: true,
    },
    live: ["proof"],
    properties: {
      firstname: "Maria Luisa",
      lastname: "Rossi",
      flowella_birth_date: "1988-04-17",
      address: "Via dei Glicini 7",
      zip: "20121",
      city: "Milano",
      country: "Italy",
    },
  },
};
