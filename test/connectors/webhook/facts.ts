import type { SubmissionFacts } from "../../../connectors/webhook/index.ts";
import type { Field, Form } from "../../../core/form/types.ts";

const common = (id: string, title: string) => ({
  id,
  title,
  required: false,
  source: { id: `hs_${id}`, type: "any" },
});

const choices = [
  { id: "kitchen", label: "Kitchen", value: "KIT" },
  { id: "bath", label: "Bathroom", value: "BATH" },
];

const fields: Field[] = [
  {
    ...common("firstname", "Your first name"),
    kind: "short_text",
    source: { id: "firstname", ref: "0-1", type: "text" },
  },
  { ...common("rooms", "Which rooms?"), kind: "multiple_choice", choices, allowOther: false },
  { ...common("slot", "When?"), kind: "dropdown", choices: [], choicesFrom: { source: "slots" }, allowOther: false },
  { ...common("pets", "Any pets?"), kind: "boolean", trueLabel: "Yes, we do", falseLabel: "No" },
  {
    ...common("service", "How was it?"),
    kind: "matrix",
    rows: [{ key: "speed", label: "Speed", required: false }],
    columns: choices,
    multiple: false,
  },
  { ...common("home", "Your address"), kind: "address", parts: [{ key: "city", label: "City", required: true }] },
  { ...common("photos", "Pictures"), kind: "file" },
];

export const form: Form = {
  source: { tool: "hubspot", formId: "form-1", revision: "7" },
  title: "Request a consultation",
  language: "en",
  sections: [{ id: "all", items: fields.map(({ id }) => id) }],
  fields: Object.fromEntries(fields.map((field) => [field.id, field])),
  hidden: [{ name: "campaign", value: "none" }, { name: "source" }],
  endings: [
    { id: "won", title: "We call you", isDefault: true },
    { id: "lost", title: "Sorry", isDefault: false },
  ],
  notices: [],
};

export const facts: SubmissionFacts = {
  id: "sub_1",
  revision: 1,
  acceptedAt: Date.UTC(2026, 2, 5, 14, 5),
  at: Date.UTC(2026, 2, 5, 14, 5),
  flow: { id: "flw_1", name: "Consultation", version: 3 },
  customer: { id: "per_1", whatsapp: "393331234567" },
  form,
  answers: [
    { fieldId: "firstname", value: "Stella" },
    { fieldId: "rooms", value: ["bath", "kitchen"] },
    { fieldId: "slot", value: "s9", chosen: [{ id: "s9", label: "Monday, 9:00", value: "2026-03-09T09:00" }] },
    { fieldId: "pets", value: true },
    { fieldId: "service", part: "speed", value: "bath" },
    { fieldId: "home", part: "city", value: "Torino" },
    { fieldId: "photos", value: ["roof.jpg"] },
  ],
  variables: { score: 12, tier: "gold" },
  ending: "lost",
  hidden: { campaign: "spring" },
  files: [{ id: "fil_1", field: "photos", name: "roof.jpg", status: "stored", type: "image/jpeg", bytes: 48_213 }],
};
