/** Every failure has words, which the business may set, and says what can be done now. */
import { describe, expect, it } from "@jest/globals";
import { conversationSettingsSchema, refuse } from "../../../core/conversation/index.ts";
import { say } from "../../../core/conversation/refusals.ts";
import { languages, sayings } from "../../../core/texts/index.ts";

const person = "0511 234";
const webForm = "https://shop.example.com/form";

describe.each(sayings)("%s", (saying) => {
  it("is said in the business's own words, with everything that is known of the occasion", () => {
    const text = "{question}/{problem}/{choice}/{left}/{answeredAt}/{webForm}/{person}/{other}";
    const { words } = conversationSettingsSchema.parse({ words: { [saying]: text } });
    const known = { question: "Q", problem: "P", choice: "$&", left: 2, answeredAt: "today", webForm, person };
    expect(say(saying, { words, ...known })).toBe(`Q/P/$&/2/today/${webForm}/${person}/{other}`);
    expect(say(saying, { words })).toBe("//////" + "/{other}");
  });
});

describe.each(languages)("in %s", (language) => {
  it("whatever closes the Flow, or can only be waited for, names whom to ask", () => {
    for (const saying of sayings) {
      const text = say(saying, { language, person, webForm });
      const onItsOwnScreen = ["invalid", "taken", "taken_before", "few_left"].includes(saying);
      expect({ saying, named: text.includes(person) }).toEqual({ saying, named: !onItsOwnScreen });
    }
  });

  it("the web form is offered to those who have handed in nothing, and once", () => {
    for (const reason of ["unknown_token", "expired", "paused"] as const) {
      expect(refuse(reason, { language, webForm }).message.split(webForm)).toHaveLength(2);
    }
    for (const reason of ["already_accepted", "closed", "full"] as const) {
      expect(refuse(reason, { language, webForm }).message).not.toContain(webForm);
    }
  });
});

it("a business names a person and a web form in its settings, and nothing that is no address", () => {
  const reads = (settings: unknown) => conversationSettingsSchema.safeParse(settings).success;
  expect(reads({ person, webForm })).toBe(true);
  expect([reads({ person: "" }), reads({ webForm: "javascript:alert(1)" }), reads({ webForm: "shop" })]).toEqual([
    false,
    false,
    false,
  ]);
});
