/** EXPERIMENTAL: answers handed in at a Typeform form's own page. Off unless operator and portal both want it; never twice. */
import { afterEach, describe, expect, it } from "@jest/globals";
import type { Fault } from "../../sandbox/stand-in.ts";
import { connectTool } from "./form-tool.ts";
import { fillEveryScreen, type PublishedFlow, startWorld, type World } from "./world.ts";

let world: World;
afterEach(() => world.close());

const formId = "Exp01";
const definition = {
  id: formId,
  title: "How was it?",
  last_updated_at: "2026-01-01T10:00:00Z",
  settings: { language: "en", is_public: true },
  welcome_screens: [],
  thankyou_screens: [{ id: "ty1", ref: "thanks", title: "Thanks" }],
  hidden: ["campaign"],
  _links: { display: "https://lume.typeform.com/to/Exp01" },
  fields: [
    { id: "fA", ref: "full_name", title: "Your name", type: "short_text", validations: { required: true } },
    { id: "fB", ref: "stars", title: "How many stars?", type: "rating", properties: { steps: 5 } },
    {
      id: "fC",
      ref: "topics",
      title: "What about?",
      type: "multiple_choice",
      properties: {
        allow_multiple_selection: true,
        choices: [
          { id: "cA", ref: "price", label: "Price" },
          { id: "cB", ref: "style", label: "Style" },
        ],
      },
    },
    {
      id: "fD",
      ref: "city",
      title: "Which city?",
      type: "dropdown",
      properties: { choices: [{ id: "dA", label: "Rome" }] },
    },
  ],
};
const answers = { full_name: "Stella", stars: "4", topics: ["style"] };

async function begin(settings: Record<string, string> = { TYPEFORM_EXPERIMENTAL_WRITE_BACK: "on" }): Promise<void> {
  world = await startWorld({ settings });
  world.formTools.typeform.forms.set(formId, definition);
}
const choose = (way: string) => world.operator("/operator/forms/write-back", { tool: "typeform", formId, way });
const handedIn = () => world.formTools.typeform.handedIn;
const step = async () => (await world.steps())["typeform_response"];
const fail = (path: RegExp, answer: Fault["answer"], times = 1) =>
  world.formTools.typeform.standIn.failNext({ method: "POST", path, times, answer });

async function answer(flow: PublishedFlow): Promise<void> {
  await world.fillIn(flow, world.stranger(), answers);
  await world.deliver();
}
async function chosen(): Promise<PublishedFlow> {
  await begin();
  expect(await choose("experimental")).toMatchObject({
    kind: "saved",
    warning: expect.stringMatching(/^EXPERIMENTAL: Typeform offers no supported way.*HubSpot, a webhook or a sheet/s),
  });
  return world.publish({ tool: "typeform", formId: `https://lume.typeform.com/to/${formId}` });
}

describe("the experimental way into Typeform", () => {
  it("is none where the operator has not switched it on", async () => {
    await begin({});
    await connectTool(world, "typeform");
    for (const way of ["experimental", "api"]) {
      expect(await choose(way)).toMatchObject({ kind: "refused", message: expect.stringMatching(/no supported way/) });
    }
    const flow = await world.publish({ tool: "typeform", formId });
    await answer(flow);
    expect([await step(), handedIn()]).toEqual([undefined, []]);
  });

  it("hands in once what has a known shape, and names the rest", async () => {
    const flow = await chosen();
    await world.fillIn(flow, world.stranger(), { ...answers, city: "dA" });
    await world.deliver();
    expect(await step()).toBe("done: left-out:city");
    expect(handedIn()).toEqual([
      {
        formId,
        thankYouScreen: "thanks",
        hidden: [],
        answers: [
          { field: { id: "fA", type: "short_text" }, type: "text", text: "Stella" },
          { field: { id: "fB", type: "rating" }, type: "number", number: 4 },
          { field: { id: "fC", type: "multiple_choice" }, type: "choices", choices: [{ id: "cB", label: "Style" }] },
        ],
      },
    ]);
  });

  it("stops with the operator's switch, and with the portal's", async () => {
    const flow = await chosen();
    await world.stop();
    await world.start({ TYPEFORM_EXPERIMENTAL_WRITE_BACK: "off" });
    await answer(flow);
    await world.stop();
    await world.start({ TYPEFORM_EXPERIMENTAL_WRITE_BACK: "on" });
    await choose("off");
    await answer(flow);
    expect(handedIn()).toEqual([]);
  });

  it("is refused for a form that asks for a CAPTCHA", async () => {
    await begin();
    const { settings } = definition;
    world.formTools.typeform.forms.set(formId, {
      ...definition,
      settings: { ...settings, captcha: true },
    });
    expect(await choose("experimental")).toMatchObject({ kind: "refused", code: "typeform.captcha" });
  });

  it("begins again after a failure that nothing came of", async () => {
    const flow = await chosen();
    fail(/start-submission$/, { kind: "status", status: 503 }, 2);
    await answer(flow);
    expect([await step(), handedIn().length]).toEqual(["done", 1]);
  });

  it.each<[string, Fault["answer"], number]>([
    ["500", { kind: "status", status: 500 }, 0],
    ["500, but it landed", { kind: "status", status: 500, landed: true }, 1],
    ["cut off, but it landed", { kind: "cut", landed: true }, 1],
  ])("is never repeated where it may have landed: %s", async (_name, fault, landed) => {
    const flow = await chosen();
    fail(/complete-submission$/, fault);
    await answer(flow);
    world.passTime(24 * 3_600_000);
    await world.settle();
    expect([await step(), handedIn().length]).toEqual(["dead: typeform.may_have_landed", landed]);
    // Somebody looked, and decides.
    await world.operator("/operator/deliveries/replay", { code: "typeform.may_have_landed" });
    await world.deliver();
    expect([await step(), handedIn().length]).toEqual(["done", landed + 1]);
  });

  it("leaves corrections out", async () => {
    const flow = await chosen();
    const reopen = { kind: "change", until: world.now() + 3_600_000 };
    await world.operator("/operator/flows/settings", { flowId: flow.flowId, settings: { reopen } });
    world.passTime(2_000);
    const customer = world.stranger();
    await world.fillIn(flow, customer, answers);
    await fillEveryScreen(await customer.openFlow(), { ...answers, full_name: "Stella Maria" });
    await world.deliver();
    expect([await step(), handedIn().length]).toEqual(["skipped: correction", 1]);
  });
});
