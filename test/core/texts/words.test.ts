import { describe, expect, it } from "@jest/globals";
import { capabilitiesOf, textLimit } from "../../../core/flow/capabilities.ts";
import { sayings, speaks, wordsFor } from "../../../core/texts/index.ts";

const capabilities = capabilitiesOf("7.3");

describe("words", () => {
  it("are found by language, whatever the region, and English stands in for the rest", () => {
    expect(wordsFor("en-GB")).toBe(wordsFor("en"));
    expect(wordsFor("xx").continue).toBe("Continue");
    expect([speaks("EN_us"), speaks("xx"), speaks("")]).toEqual([true, false, false]);
  });

  it("fit where they are put", () => {
    if (!capabilities) throw new Error("Flow JSON 7.3 is missing in the table.");
    const words = wordsFor("en");
    const limits = [
      [words.continue, "Footer", "label"],
      [words.send, "Footer", "label"],
      [words.yes, "Option", "title"],
      [words.no, "Option", "title"],
      [words.option(200), "Option", "title"],
      [words.yourAnswer, "TextArea", "label"],
      [words.emailAddress, "TextInput", "label"],
      [words.phoneNumber, "TextInput", "label"],
      [words.webAddress, "TextInput", "label"],
      [words.number, "TextInput", "label"],
      [words.chooseOne, "Dropdown", "label"],
      [words.chooseDate, "DatePicker", "label"],
      [words.agree, "OptIn", "label"],
      [words.chooseAny, "CheckboxGroup", "label"],
      [words.chooseExactly(20), "CheckboxGroup", "label"],
      [words.chooseUpTo(20), "CheckboxGroup", "label"],
      [words.chooseAtLeast(20), "CheckboxGroup", "label"],
      [words.chooseBetween(19, 20), "CheckboxGroup", "label"],
      [words.checkFormat, "TextInput", "helper-text"],
      [words.countryCode, "TextInput", "helper-text"],
    ] as const;
    for (const [text, component, property] of limits) {
      expect({ text, fits: text.length <= textLimit(capabilities, component, property) }).toEqual({ text, fits: true });
    }
    expect(words.progress(100, 100).length).toBeLessThanOrEqual(12);
  });

  it("say in one short sentence or two why it does not go on, and what to do", () => {
    const { sayings: said } = wordsFor("en");
    for (const saying of sayings) {
      const text = said[saying]({});
      expect({ saying, short: text.length > 20 && text.length <= 80 }).toEqual({ saying, short: true });
      expect(text).toMatch(/please|write to us|close this/i);
    }
    expect(said.already_accepted({ answeredAt: "31 December 2026, 23:59" }).length).toBeLessThanOrEqual(120);
  });
});
