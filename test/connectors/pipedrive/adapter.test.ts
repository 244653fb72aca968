import { describe, expect, it } from "@jest/globals";
import {
  answeringOf,
  newPerson,
  noteContent,
  type Person,
  personChanges,
} from "../../../connectors/pipedrive/index.ts";
import { formFromTypeform } from "../../../connectors/typeform/index.ts";

const waId = "393205550001";
const field = "f".repeat(40);
const stella = { waId, name: "Stella", email: "stella@ferrara.example", phone: undefined };

describe("a person", () => {
  const known = (change: Partial<Person> = {}): Person => ({
    id: "1",
    name: "Stella",
    emails: [],
    phones: [],
    waId: undefined,
    addedAt: undefined,
    ...change,
  });
  const body = (change: Partial<Person>) => personChanges(known(change), stella, field).body;

  it("that is new has a name, the number and the WhatsApp id in any case", () => {
    const unnamed = { waId, name: undefined, email: undefined, phone: undefined };
    expect(newPerson(unnamed, field)).toEqual({
      name: `WhatsApp +${waId}`,
      phones: [{ value: `+${waId}`, primary: true }],
      custom_fields: { [field]: waId },
    });
  });

  it("takes its name from the mapping, and the e-mail that was typed", () => {
    const properties = { firstname: "Stella", lastname: "Ferrara", mobilephone: "+39 320" };
    expect(answeringOf(properties, waId, "s@ferrara.example")).toEqual({
      waId,
      name: "Stella Ferrara",
      email: "s@ferrara.example",
      phone: "+39 320",
    });
    expect(answeringOf({}, waId, undefined).name).toBeUndefined();
  });

  it("that is there gets what it lacks, and nothing else", () => {
    expect(body({})).toEqual({
      emails: [{ value: stella.email, primary: true }],
      phones: [{ value: `+${waId}`, primary: true }],
      custom_fields: { [field]: waId },
    });
    expect(body({ emails: ["Stella@Ferrara.example"], phones: ["1"], waId })).toEqual({});
  });

  it("keeps an e-mail and a WhatsApp id of its own, and the outcome says so", () => {
    const other = known({ emails: ["own@ferrara.example"], phones: ["1"], waId: "4915100000001" });
    expect(personChanges(other, stella, field)).toEqual({ body: {}, kept: ["kept-email", "kept-whatsapp-id"] });
  });

  it("keeps lists that Pipedrive did not tell", () => {
    expect(body({ emails: undefined, phones: undefined, waId })).toEqual({});
  });
});

describe("a note", () => {
  const form = formFromTypeform({
    id: "f",
    title: "Feedback",
    fields: [
      { id: "1", ref: "why", type: "long_text", title: "Why? <b>Tell</b>", properties: {} },
      {
        id: "2",
        ref: "what",
        type: "multiple_choice",
        title: "What?",
        properties: {
          allow_multiple_selection: true,
          choices: [
            { id: "a", ref: "a", label: "Kitchens" },
            { id: "b", ref: "b", label: "Baths & more" },
          ],
        },
      },
      { id: "3", ref: "again", type: "yes_no", title: "Again?", properties: {} },
    ],
  });
  const [why = "", what = "", again = ""] = Object.keys(form.fields);
  const facts = { id: "sub_1", revision: 1, acceptedAt: Date.UTC(2026, 1, 3, 10, 5), flowName: "Feedback" };

  it("says questions and answers as they were read, and ends with the submission's id", () => {
    const choices = form.fields[what];
    const ids = choices && "choices" in choices ? choices.choices.map(({ id }) => id) : [];
    const answers = [
      { fieldId: what, value: ids },
      { fieldId: why, value: 'Two lines\n<script>alert("x")</script>' },
      { fieldId: again, value: true },
    ];
    const lines = noteContent(form, { ...facts, answers }).split("<br>");
    expect(lines.slice(0, 2)).toEqual(["<b>Feedback</b>", "Answered on WhatsApp, 2026-02-03 10:05 UTC"]);
    expect(lines.at(-1)).toBe("sub_1");
    expect(lines).toContain("Kitchens, Baths &amp; more");
    expect(lines).toContain("&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;");
    expect(lines).toContain("Yes");
    expect(lines.join("")).not.toMatch(/<(?!\/?b>)/);
  });

  it("of a correction says so", () => {
    expect(noteContent(form, { ...facts, revision: 2, answers: [] })).toContain("UTC, corrected");
  });
});
