/** What of an identity check may leave: numbers by their ends, documents not at all. */
import { describe, expect, it } from "@jest/globals";
import { answersThatMayLeave, documentsIn, kycQuestions, kycRecordOf } from "../../../core/kyc/index.ts";
import { choices, field, formOf } from "../flow/forms.ts";

const form = formOf([
  field("name", { kind: "short_text", title: "First name" }),
  field("which", {
    kind: "dropdown",
    title: "Which identity document do you have?",
    choices: choices(2),
    allowOther: false,
  }),
  field("iban", { kind: "short_text", title: "Your IBAN", policy: "secure_page" }),
  field("passport", { kind: "short_text", title: "Passport number", policy: "last_digits" }),
  field("tax", { kind: "short_text", title: "Tax identification number" }),
  field("reference", { kind: "short_text", title: "Your reference" }),
  field("proof", { kind: "file", title: "Proof of address" }),
]);

describe("the questions of an identity check", () => {
  it("are found by their words, the document's number before the account's", () => {
    expect(kycQuestions(form, {})).toEqual({
      number: "passport",
      documentType: "which",
      documents: ["proof"],
      numbers: new Set(["iban", "passport", "tax"]),
    });
  });

  it("are those that were named, and a named number is one whatever it is called", () => {
    const { number, documentType, numbers } = kycQuestions(form, { number: "reference", documentType: "name" });
    expect([number, documentType, numbers.has("reference"), numbers.has("passport")]).toEqual([
      "reference",
      "name",
      true,
      true,
    ]);
  });
});

describe("answers that may leave", () => {
  const leaving = (fieldId: string, value: string | number | string[], flow = {}) =>
    answersThatMayLeave(form, flow, [{ fieldId, value }]).map((answer) => answer.value);

  it.each([
    ["an ordinary answer", "name", "Stella", ["Stella"]],
    ["a number in full", "tax", "RSSMRA85T10A562S", ["562S"]],
    ["a number with spaces and dashes", "tax", "123-45 6789", ["6789"]],
    ["a number that was typed as one", "tax", 123456789, ["6789"]],
    ["a number too short to have a harmless end", "tax", "12345", []],
    ["four characters of a number that was asked for in full", "tax", "1234", []],
    ["the end that was asked for", "passport", "4821", ["4821"]],
    ["a whole number where its end was asked for", "passport", "YA7421553", ["1553"]],
    ["the end that the secure page gives", "iban", "3000", ["3000"]],
    ["a document", "proof", ["Stella at home.jpg"], []],
  ])("%s", (_, fieldId, value, left) => expect(leaving(fieldId, value)).toEqual(left));

  it("hold the end of a named number only", () => {
    expect(leaving("reference", "AX-5530-9917")).toEqual(["AX-5530-9917"]);
    expect(leaving("reference", "AX-5530-9917", { number: "reference" })).toEqual(["9917"]);
  });
});

it("a record tells of the document, the end of its number, how many files there are, and what the mapping adds", () => {
  const typed = [
    { fieldId: "name", value: "Stella" },
    { fieldId: "which", value: "c2" },
    { fieldId: "passport", value: "4821" },
    { fieldId: "tax", value: "RSSMRA85T10A562S" },
    { fieldId: "proof", value: ["a.jpg", "b.jpg"] },
  ];
  const entry = (fieldId: string, property: string) => {
    return { fieldId, property, type: "text" as const, confidence: "likely" as const, reason: "By hand." };
  };
  const mapping = {
    entries: [entry("name", "firstname"), entry("name", "kyc.given_name"), entry("tax", "kyc.tax_end")],
  };
  const given = { id: "sub_1", receivedAt: 5, flowName: "Open", files: documentsIn(form, typed) };
  const record = kycRecordOf(form, {}, mapping, { ...given, answers: answersThatMayLeave(form, {}, typed) });
  expect(record).toEqual({
    submissionId: "sub_1",
    receivedAt: 5,
    flowName: "Open",
    documentType: "Choice 2",
    maskedNumber: "•••• 4821",
    documents: [{ question: "Proof of address", files: 2 }],
    more: { given_name: "Stella", tax_end: "562S" },
  });
});
