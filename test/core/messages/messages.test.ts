import { describe, expect, it } from "@jest/globals";
import type { Form } from "../../../core/form/types.ts";
import {
  type Chat,
  entryHtml,
  isAbout,
  maskNumbers,
  messageKindOf,
  onMessage,
  submissionLines,
} from "../../../core/messages/index.ts";

const hour = 3_600_000;
const wishes = { tellOwner: true, reply: true };

describe("a message that is no answer", () => {
  const cases: [string, Chat, number, [tell: boolean, reply: boolean]][] = [
    ["the first one", {}, 0, [true, true]],
    ["the next one", { wroteAt: 0, toldAt: 0, repliedAt: 0 }, hour, [false, false]],
    ["after an answer", { wroteAt: 0, toldAt: 0, repliedAt: 0, answeredAt: hour }, 2 * hour, [true, false]],
    [
      "a day after an answer",
      { wroteAt: 23 * hour, toldAt: 0, repliedAt: 0, answeredAt: hour },
      25 * hour,
      [true, true],
    ],
    ["after a day of silence", { wroteAt: 0, toldAt: 0, repliedAt: 0 }, 24 * hour, [true, true]],
    ["of somebody who writes all day", { wroteAt: 23 * hour, toldAt: 0, repliedAt: 0 }, 24 * hour, [false, true]],
    ["one that comes late", { wroteAt: 9 * hour, toldAt: 9 * hour, repliedAt: 9 * hour }, hour, [false, false]],
  ];
  it.each(cases)("%s", (_, chat, at, [tell, reply]) => {
    const asked = onMessage(chat, at, wishes);
    expect([asked.tell, asked.reply]).toEqual([tell, reply]);
    expect(asked.chat.wroteAt).toBe(Math.max(chat.wroteAt ?? 0, at));
    expect(asked.chat.toldAt).toBe(tell ? at : chat.toldAt);
    expect(asked.chat.repliedAt).toBe(reply ? at : chat.repliedAt);
  });

  it("asks for nothing that the business does not wish", () => {
    expect(onMessage({}, 0, { tellOwner: false, reply: false })).toMatchObject({ tell: false, reply: false });
  });
});

it("Meta's kinds in our words; what is new is something, and a thumb up is nothing", () => {
  expect(["text", "audio", "contacts", "hologram"].map(messageKindOf)).toEqual([
    "text",
    "voice",
    "contact_card",
    "other",
  ]);
  expect(messageKindOf("reaction")).toBeUndefined();
});

describe("numbers in a text", () => {
  const texts: [string, string][] = [
    ["Card 4242 4242 4242 4242, please", "Card •••• 4242, please"],
    ["4000056655665556", "•••• 5556"],
    ["IT60 X054 2811 1010 0000 0123 456 is mine", "•••• 3456 is mine"],
    ["IT61 X054 2811 1010 0000 0123 456 is none", "IT61 X054 2811 1010 0000 0123 456 is none"],
    ["4242-4242-4242-4242 12/27", "•••• 4242 12/27"],
    ["DE89 3704 0044 0532 0130 00.", "•••• 3000."],
    ["DE89370400440532013000", "•••• 3000"],
    ["Call +39 333 123 4567 or order 1234567890123", "Call +39 333 123 4567 or order 1234567890123"],
    ["On 2026-11-22 at 10:00", "On 2026-11-22 at 10:00"],
  ];
  it.each(texts)("%s", (text, shown) => {
    expect(maskNumbers(text)).toBe(shown);
  });
});

describe("an entry", () => {
  const form: Form = {
    source: { tool: "typeform", formId: "f", revision: "1" },
    title: "Account opening",
    language: "en",
    sections: [{ id: "s", title: "", items: ["name", "passport", "end", "iban", "allergies", "photo", "terms"] }],
    fields: {
      name: field("name", "Your name", { kind: "short_text" as const }),
      passport: field("passport", "Passport number", { kind: "short_text" as const }),
      end: field("end", "Passport number, last 4", { kind: "short_text" as const, policy: "last_digits" as const }),
      iban: field("iban", "Your IBAN", { kind: "short_text" as const }),
      allergies: field("allergies", "Do you have a medical condition?", { kind: "long_text" as const }),
      photo: field("photo", "A photo of the room", { kind: "file" as const, multiple: true }),
      terms: field("terms", "Our terms", { kind: "consent" as const, text: "I agree" }),
    },
    hidden: [],
    notices: [],
  };

  it("shows answers without what identifies somebody, what is about their health, and names of files", () => {
    const answers = [
      { fieldId: "name", value: "Stella <b>" },
      { fieldId: "passport", value: "YA1234567" },
      { fieldId: "end", value: "4567" },
      { fieldId: "iban", value: "short" },
      { fieldId: "allergies", value: "Asthma" },
      { fieldId: "photo", value: ["my kitchen.jpg", "bath.jpg"] },
      { fieldId: "terms", value: true },
    ];
    const told = submissionLines(form, answers);
    expect(told.map(({ answer }) => answer)).toEqual([
      "Stella <b>",
      "•••• 4567",
      "•••• 4567",
      "(kept in Flowella)",
      "(kept in Flowella)",
      "2 files",
      "✓",
    ]);
    const html = entryHtml(["Form answered", ...told], "submission:sub_1");
    expect(html).toContain("<b>Your name</b><br>Stella &lt;b&gt;");
    expect(html).not.toMatch(/YA123|Asthma|kitchen\.jpg/);
    expect([isAbout(html, "submission:sub_1"), isAbout(html, "submission:sub_2")]).toEqual([true, false]);
  });

  it("leaves out what was not answered", () => {
    expect(submissionLines(form, [])).toEqual([]);
  });
});

function field<Kind>(id: string, title: string, kind: Kind) {
  return { id, title, required: false, source: { id, type: "sample" }, ...kind };
}
