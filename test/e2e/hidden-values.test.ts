/** Hidden values, results of the rules and endings: from the send to the contact and back to the operator. */
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { fillEveryScreen, type PublishedFlow, startWorld, type World } from "./world.ts";

/** Members are asked nothing about joining, and cost less. */
const definition = {
  id: "H1dden",
  title: "A quote",
  settings: { language: "en" },
  hidden: ["member", "campaign"],
  variables: { price: 20 },
  thankyou_screens: [
    { ref: "thanks", title: "Thank you", type: "thankyou_screen", properties: {} },
    { ref: "thanks_member", title: "Thank you, member", type: "thankyou_screen", properties: {} },
  ],
  fields: [
    field("f1", "your_name", "Your name", "short_text"),
    field("f2", "join", "Do you want to join?", "yes_no"),
    field("f3", "wish", "What do you wish for?", "short_text"),
  ],
  logic: [
    {
      type: "field",
      ref: "your_name",
      actions: [
        {
          action: "subtract",
          details: { target: { type: "variable", value: "price" }, value: { type: "constant", value: 5 } },
          condition: isMember(),
        },
        { action: "jump", details: { to: { type: "field", value: "wish" } }, condition: isMember() },
      ],
    },
    {
      type: "field",
      ref: "wish",
      actions: [
        { action: "jump", details: { to: { type: "thankyou", value: "thanks_member" } }, condition: isMember() },
        {
          action: "jump",
          details: { to: { type: "thankyou", value: "thanks" } },
          condition: { op: "always", vars: [] },
        },
      ],
    },
  ],
};

function field(id: string, ref: string, title: string, type: string) {
  return { id, ref, title, type, properties: {}, validations: { required: true } };
}

function isMember() {
  return {
    op: "equal",
    vars: [
      { type: "hidden", value: "member" },
      { type: "constant", value: "yes" },
    ],
  };
}

let world: World;
let flow: PublishedFlow;
let sends = 0;
beforeEach(async () => {
  world = await startWorld();
  flow = await world.publish({ tool: "typeform", definition });
});
afterEach(() => world.close());

const answers = { your_name: "Ana", join: "false", wish: "A garden" };

async function answered(hidden?: Record<string, string>) {
  const customer = world.stranger();
  customer.sendText("Hello");
  await world.settle();
  sends += 1;
  const sent = await world.operator("/operator/send", {
    flowId: flow.flowId,
    to: { phone: `+${customer.waId}` },
    idempotencyKey: `hidden-${sends}`,
    ...(hidden && { hidden }),
  });
  await world.settle();
  await fillEveryScreen(await customer.openFlow(), answers);
  return { sent, customer };
}

async function results() {
  const submissions = await world.operator("/operator/submissions", { results: true });
  return Array.isArray(submissions) ? submissions.map((each: Record<string, unknown>) => each["results"]) : [];
}

describe("hidden values of a send", () => {
  it("are seen by the form's rules and delivered with the answers", async () => {
    const common = { confidence: "certain", reason: "The test says so." };
    const entries = [
      { ...common, fieldId: "your_name", property: "firstname", type: "text" },
      { ...common, source: { kind: "variable", name: "price" }, property: "zip", type: "text" },
      {
        ...common,
        source: { kind: "ending" },
        property: "jobtitle",
        type: "choice",
        values: { thanks_member: "Member" },
      },
      { ...common, source: { kind: "hidden", name: "campaign" }, property: "company", type: "text" },
    ];
    expect(await world.operator("/operator/mapping/edit", { flowId: flow.flowId, mapping: { entries } })).toMatchObject(
      { kind: "saved" },
    );
    const { sent } = await answered({ member: "yes", campaign: "Spring fair" });
    expect(sent).toEqual(expect.objectContaining({ kind: "sent" }));
    expect(sent).not.toHaveProperty("notice");
    await world.deliver();
    expect(await world.steps()).toMatchObject({ contact: "done: made" });
    expect(world.portal().contacts.list().at(-1)?.properties).toMatchObject({
      firstname: "Ana",
      zip: "15",
      jobtitle: "Member",
      company: "Spring fair",
    });
    expect(await results()).toEqual([
      { variables: { price: 15 }, ending: "thanks_member", hidden: { member: "yes", campaign: "Spring fair" } },
    ]);
    // Without being asked for, a list of submissions tells nothing of the person.
    expect(JSON.stringify(await world.operator("/operator/submissions"))).not.toContain("Spring fair");
  });

  it("lead another way where there are none", async () => {
    await answered();
    expect(await results()).toEqual([{ variables: { price: 20 }, ending: "thanks", hidden: {} }]);
  });

  it("that nothing uses are named, and too many are refused", async () => {
    const { sent } = await answered({ campain: "Spring" });
    expect(sent).toMatchObject({ kind: "sent", notice: expect.stringContaining("campain") });
    const many = Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`name${index}`, "x"]));
    expect(
      await world.operator("/operator/send", {
        flowId: flow.flowId,
        to: { phone: "+393470000001" },
        idempotencyKey: "too-many-hidden",
        hidden: many,
      }),
    ).toMatchObject({ kind: "refused", code: "bad_request" });
  });

  it("come along with the fresh message that an expired one brings", async () => {
    const customer = world.stranger();
    customer.sendText("Hello");
    await world.settle();
    const to = { phone: `+${customer.waId}` };
    const send = { flowId: flow.flowId, to, idempotencyKey: "hidden-expired", hidden: { member: "yes" } };
    await world.operator("/operator/send", send);
    await world.settle();
    world.passTime(4 * 24 * 3_600_000);
    customer.sendText("Still there?");
    await world.settle();
    await customer.openFlow();
    await world.settle();
    await fillEveryScreen(await customer.openFlow(), answers);
    expect(await results()).toEqual([{ variables: { price: 15 }, ending: "thanks_member", hidden: { member: "yes" } }]);
  });
});
