/** What the first message needs besides an account: each thing missing, waiting and done, and who must act. */
import { expect, it } from "@jest/globals";
import { type FirstSendFacts, firstSendSteps } from "../../../core/readiness/first-send.ts";

const all: FirstSendFacts = {
  portalId: "1",
  defaultCountry: "IT",
  consentSources: 1,
  publishedFlows: 2,
  templates: [{ approved: true, title: "Approved", says: "It can be sent at any time.", who: "nobody" }],
};
const states = (facts: FirstSendFacts) => firstSendSteps(facts).map(({ state }) => state);

it("with everything there is nothing to do, and no command is named", () => {
  expect(states(all)).toEqual(["done", "done", "done", "done"]);
  expect(firstSendSteps(all).filter(({ command }) => command !== undefined)).toEqual([]);
});

it("with nothing, each says what to do", () => {
  const nothing = { portalId: "1", defaultCountry: undefined, consentSources: 0, publishedFlows: 0, templates: [] };
  expect(firstSendSteps(nothing)).toMatchObject([
    { state: "open", command: "flowella publish --portal 1 --form FORM_ID" },
    { state: "open", says: "It is handed in when the first form is published." },
    { state: "open", command: "flowella consent settings --portal 1 --file consent.json" },
    { state: "open", command: "flowella settings --portal 1 --country IT" },
  ]);
});

it("a template waits while WhatsApp decides, is the business's turn when it refused, and one that is approved is enough", () => {
  const review = { approved: false, title: "In review", says: "WhatsApp reviews the text.", who: "whatsapp" } as const;
  const refused = { approved: false, title: "Rejected", says: "It promotes.", who: "you" } as const;
  const template = (templates: FirstSendFacts["templates"]) => firstSendSteps({ ...all, templates })[1];
  expect(template([review])).toMatchObject({ state: "waiting", says: "In review. WhatsApp reviews the text." });
  expect(template([refused])).toMatchObject({
    state: "open",
    says: "Rejected. It promotes.",
    command: "flowella templates list --portal 1",
  });
  expect(template([refused, ...all.templates])).toMatchObject({ state: "done" });
});
