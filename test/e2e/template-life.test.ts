/** Message templates through the doors: made at publish, followed by webhook, kept through ten edits, cloned with notice. */
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { z } from "zod";
import { demoForms } from "../../sandbox/hubspot/index.ts";
import { checkAll, describeContract, playedFault } from "../contract/index.ts";
import { consultationAnswers, fillEveryScreen, type PublishedFlow, startWorld, type World } from "./world.ts";

let world: World;
let flow: PublishedFlow;
beforeEach(async () => {
  world = await startWorld();
  flow = await world.publishForm("consultation");
});
afterEach(() => world.close());

const templateSchema = z.object({
  id: z.string(),
  name: z.string(),
  language: z.string(),
  purpose: z.string(),
  status: z.string(),
  category: z.string(),
  title: z.string(),
  says: z.string(),
  price: z.string().optional(),
  inUse: z.boolean(),
  current: z.boolean(),
  body: z.string(),
});
const templates = async () => z.array(templateSchema).parse(await world.operator("/operator/templates"));
const first = async () =>
  z
    .array(templateSchema)
    .min(1)
    .parse(await world.operator("/operator/templates"))[0];
const editForm = (change: (groups: (typeof demoForms)[number]["fieldGroups"]) => void) => {
  const [consultation] = demoForms;
  if (!consultation) throw new Error("The consultation form is not seeded.");
  const fieldGroups = structuredClone(consultation.fieldGroups);
  change(fieldGroups);
  world.portal().putForm({ ...consultation, fieldGroups });
};
const source = () => ({ tool: "hubspot", formId: world.facts.formIds.consultation });

/** Somebody who wrote first, and may be answered with any message. */
const writer = async () => {
  const customer = world.stranger();
  customer.sendText("Hello");
  await world.settle();
  return customer;
};
/** To somebody who agreed and has not written: only an approved template goes out. */
const byTemplate = (to: PublishedFlow) => world.send(to, { contactId: world.facts.customer.contactId });

describe("what Meta decides is seen at once", () => {
  it("approved, and may be sent", async () => {
    expect(await first()).toMatchObject({ status: "in_review", title: "In review", inUse: true, current: true });
    world.approveTemplate(flow);
    await world.settle();
    expect(await first()).toMatchObject({ status: "approved", title: "Approved" });
    const { customer } = world.facts;
    expect(await world.send(flow, { contactId: customer.contactId })).toMatchObject({ channel: "template" });
  });

  it("rejected with the reason in words; another text under the same name is approved", async () => {
    world.whatsapp.decideTemplate(flow.template.name, "REJECTED", "PROMOTIONAL", "Name what the person asked for.");
    await world.settle();
    const rejected = await first();
    expect(rejected).toMatchObject({ status: "rejected", says: expect.stringMatching(/promotes.*Name what/s) });
    const templateId = rejected?.id;
    expect(
      await world.operator("/operator/templates/edit", { templateId, body: "{{1}}, please fill in the form." }),
    ).toMatchObject({ kind: "refused", code: "template.variables" });
    expect(
      await world.operator("/operator/templates/edit", { templateId, body: "Please tell us your card number here." }),
    ).toMatchObject({ kind: "refused", code: "template.asks_for_secret" });
    const body = "Here is the consultation form that you asked us for on Monday. It opens right here in the chat.";
    expect(await world.operator("/operator/templates/edit", { templateId, body })).toMatchObject({
      kind: "template",
      template: { status: "in_review", body },
      warnings: [],
    });
    const atMeta = [...world.whatsapp.state.templates.values()].find(({ name }) => name === flow.template.name);
    expect(JSON.stringify(atMeta?.components)).toContain("on Monday");
    world.approveTemplate(flow);
    await world.settle();
    expect(await first()).toMatchObject({ status: "approved", name: flow.template.name });
  });

  it("paused, warned of, disabled: each in words, and a new one takes the place of a dead one", async () => {
    for (const [event, title] of [
      ["APPROVED", "Approved"],
      ["FLAGGED", "Approved, with a warning"],
      ["PAUSED", "Paused"],
      ["REINSTATED", "Approved"],
      ["DISABLED", "Disabled"],
    ] as const) {
      // Events bear whole seconds: one at a time.
      world.passTime(1_000);
      world.whatsapp.decideTemplate(flow.template.name, event);
      await world.settle();
      expect(await first()).toMatchObject({ title });
    }
    const again = await world.publishForm("consultation");
    expect(again.metaFlowId).toBe(flow.metaFlowId);
    expect(again.template.name).not.toBe(flow.template.name);
    expect((await templates()).map(({ status, inUse }) => ({ status, inUse }))).toEqual([
      { status: "disabled", inUse: false },
      { status: "in_review", inUse: true },
    ]);
  });

  it("another category: announced with its day and price, then done", async () => {
    world.approveTemplate(flow);
    await world.settle();
    world.passTime(1_000);
    world.whatsapp.recategorise(flow.template.name, "MARKETING", Date.parse("2027-01-01T00:00:00Z"));
    await world.settle();
    expect(await first()).toMatchObject({
      category: "UTILITY",
      price: expect.stringMatching(/marketing on January 1, 2027.*marketing rate/s),
    });
    world.passTime(1_000);
    world.whatsapp.recategorise(flow.template.name, "MARKETING");
    await world.settle();
    expect(await first()).toMatchObject({
      status: "approved",
      category: "MARKETING",
      price: expect.stringContaining("changed it"),
    });
  });

  it("what nobody told is read once a day", async () => {
    const [atMeta] = world.whatsapp.state.templates.values();
    if (atMeta) atMeta.status = "APPROVED";
    expect(await first()).toMatchObject({ status: "in_review" });
    world.passTime(25 * 3_600_000);
    await world.idle();
    expect(await first()).toMatchObject({ status: "approved" });
    world.whatsapp.state.templates.clear();
    await world.operator("/operator/whatsapp", { ask: true });
    expect(await first()).toMatchObject({ status: "deleted" });
  });
});

describe("further templates", () => {
  it("are made per language and purpose, from offered texts, and one is chosen once it is approved", async () => {
    const offers = z
      .array(z.object({ purpose: z.string(), cost: z.string(), problems: z.array(z.unknown()), body: z.string() }))
      .parse(await world.operator("/operator/templates/offers", { flowId: flow.flowId, language: "it" }));
    expect(offers.map(({ purpose, problems }) => ({ purpose, problems }))).toEqual(
      ["requested", "reminder", "invitation"].map((purpose) => ({ purpose, problems: [] })),
    );
    const order = { flowId: flow.flowId, language: "it", purpose: "reminder" };
    const added = z.object({ template: templateSchema }).parse(await world.operator("/operator/templates/add", order));
    expect(added.template).toMatchObject({ language: "it", purpose: "reminder", category: "UTILITY", inUse: false });
    // Asked for again, it is the same one.
    expect(await world.operator("/operator/templates/add", order)).toMatchObject({
      template: { id: added.template.id },
    });
    const templateId = added.template.id;
    expect(await world.operator("/operator/templates/use", { templateId })).toMatchObject({
      code: "template.not_approved",
    });
    world.whatsapp.decideTemplate(added.template.name, "APPROVED");
    await world.settle();
    expect(await world.operator("/operator/templates/use", { templateId })).toMatchObject({
      template: { inUse: true },
    });
    // And it stays the chosen one when the form is published again.
    expect((await world.publishForm("consultation")).template.name).toBe(added.template.name);
    const invitation = { flowId: flow.flowId, language: "pt-BR", purpose: "invitation" };
    expect(await world.operator("/operator/templates/add", invitation)).toMatchObject({
      template: { language: "pt_BR", category: "MARKETING" },
    });
  });

  it("an approved text is changed once a day", async () => {
    world.approveTemplate(flow);
    await world.settle();
    const templateId = (await first())?.id;
    const edit = (body: string) => world.operator("/operator/templates/edit", { templateId, body });
    expect(await edit("Please fill in the form that you asked for. It opens here.")).toMatchObject({
      template: { status: "approved" },
    });
    expect(await edit("Please fill in the form that you asked us for. Thank you.")).toMatchObject({
      code: "template.not_editable",
      message: expect.stringContaining("24 hours"),
    });
    world.passTime(25 * 3_600_000);
    expect(await edit("Please fill in the form that you asked us for. Thank you.")).toMatchObject({ kind: "template" });
  });

  it("one that WhatsApp refuses outright leaves nothing behind", async () => {
    const body = { error: { message: "(#2388040) too long", code: 2388040, type: "OAuthException" } };
    const path = /message_templates$/;
    world.whatsapp.failNext({ method: "POST", path, answer: { kind: "status", status: 400, body } });
    const order = { flowId: flow.flowId, language: "de", purpose: "requested" };
    expect(await world.operator("/operator/templates/add", order)).toMatchObject({ code: "whatsapp.template_refused" });
    expect(await templates()).toHaveLength(1);
    expect(await world.operator("/operator/templates/add", order)).toMatchObject({ kind: "template" });
  });
});

it("a Flow edited ten times keeps its approved template, and earlier messages keep working", async () => {
  world.approveTemplate(flow);
  await world.settle();
  const phones = [];
  for (let edit = 0; edit < 10; edit += 1) {
    // A message before each edit, opened only at the end.
    const customer = await writer();
    expect(await world.send(flow, { phone: `+${customer.waId}` })).toMatchObject({ channel: "message" });
    expect(await byTemplate(flow)).toMatchObject({ kind: "sent", channel: "template" });
    phones.push({ customer, label: edit === 0 ? "First name" : `First name, edit ${edit - 1}` });
    editForm(([group]) => {
      for (const field of group?.fields ?? []) field.label = `${field.label}, edit ${edit}`;
    });
    const again = await world.publishForm("consultation");
    expect(again).toMatchObject({ metaFlowId: flow.metaFlowId, template: flow.template });
    expect(again.notice).toBeUndefined();
  }
  expect(world.whatsapp.state.flows.size).toBe(1);
  expect(await templates()).toMatchObject([{ status: "approved", inUse: true, current: true }]);
  for (const { customer, label } of phones) {
    const phone = await customer.openFlow();
    expect(phone.read().inputs[0]?.label).toBe(label);
    await fillEveryScreen(phone, consultationAnswers);
    expect({ label, status: phone.status, problems: phone.problems }).toEqual({
      label,
      status: "completed",
      problems: [],
    });
  }
  expect(await byTemplate(flow)).toMatchObject({ channel: "template" });
  const newest = await world.whatsapp.person(world.facts.customer.waId).openFlow();
  expect(newest.read().inputs[0]?.label).toContain("edit 9");
});

describe("a Flow that Meta lets nobody edit", () => {
  it("is copied only after its cost was said; messages sent before go on with the old one", async () => {
    world.approveTemplate(flow);
    await world.settle();
    const early = await writer();
    await world.send(flow, { phone: `+${early.waId}` });
    world.whatsapp.freezeFlow(flow.metaFlowId);
    editForm(([group]) => {
      for (const field of group?.fields ?? []) field.label = `${field.label}, please`;
    });
    const refused = await world.operator("/operator/publish", { source: source() });
    expect(refused).toMatchObject({
      kind: "refused",
      code: "flow.edit_refused",
      offer: {
        clone: true,
        templates: [{ name: flow.template.name, category: "UTILITY" }],
        costs: expect.arrayContaining([
          expect.stringContaining("reviewed again"),
          expect.stringContaining("go on working"),
        ]),
      },
    });
    expect(world.whatsapp.state.flows.size).toBe(1);
    // Until somebody agrees, everything goes on as before.
    expect(await byTemplate(flow)).toMatchObject({ channel: "template" });

    const copied = Object(await world.operator("/operator/publish", { source: source(), clone: true }));
    await world.settle();
    expect(copied).toMatchObject({ kind: "published", flowId: flow.flowId, notice: expect.stringContaining("copy") });
    expect(copied.metaFlowId).not.toBe(flow.metaFlowId);
    expect((await templates()).map(({ status, inUse, current }) => ({ status, inUse, current }))).toEqual([
      { status: "approved", inUse: false, current: false },
      { status: "in_review", inUse: true, current: true },
    ]);
    world.whatsapp.decideTemplate(copied.template.name, "APPROVED");
    await world.settle();
    expect(await byTemplate(copied)).toMatchObject({ channel: "template" });
    const late = world.whatsapp.person(world.facts.customer.waId);
    for (const [customer, label] of [
      [early, "First name"],
      [late, "First name, please"],
    ] as const) {
      const phone = await customer.openFlow();
      expect(phone.read().inputs[0]?.label).toBe(label);
      await fillEveryScreen(phone, consultationAnswers);
      expect({ status: phone.status, problems: phone.problems }).toEqual({ status: "completed", problems: [] });
    }
    // The copy can be edited as any other.
    expect(await world.publishForm("consultation")).toMatchObject({ metaFlowId: copied.metaFlowId });
  });

  it("is copied once, though the first try broke off", async () => {
    world.whatsapp.freezeFlow(flow.metaFlowId);
    const outage = { kind: "status", status: 500, landed: true } as const;
    world.whatsapp.failNext({ method: "POST", path: /\/flows$/, answer: outage });
    expect(await world.operator("/operator/publish", { source: source(), clone: true })).toMatchObject({
      code: "whatsapp.unavailable",
    });
    expect(await world.operator("/operator/publish", { source: source(), clone: true })).toMatchObject({
      kind: "published",
    });
    expect(world.whatsapp.state.flows.size).toBe(2);
  });

  it("is not offered where Meta merely stumbled once", async () => {
    const body = { error: { message: "(#139001) internal", code: 139001, type: "OAuthException" } };
    world.whatsapp.failNext({ method: "POST", path: /\/assets$/, answer: { kind: "status", status: 400, body } });
    expect(await world.publishForm("consultation")).toMatchObject({ metaFlowId: flow.metaFlowId });
  });
});

describeContract("what is said to Meta about templates", () => {
  it("keeps to its document", async () => {
    world.whatsapp.decideTemplate(flow.template.name, "REJECTED", "SCAM");
    await world.settle();
    const templateId = (await first())?.id;
    await world.operator("/operator/templates/edit", { templateId, body: "Here is the form that you asked us for." });
    await world.operator("/operator/templates/add", { flowId: flow.flowId, language: "fr", purpose: "invitation" });
    await world.operator("/operator/whatsapp", { ask: true });
    world.whatsapp.freezeFlow(flow.metaFlowId);
    await world.operator("/operator/publish", { source: source(), clone: true });
    const { problems, operations } = checkAll(
      world.whatsapp.exchanges.filter((each) => !playedFault(each)),
      "meta",
    );
    expect(problems).toEqual([]);
    expect(operations.checked).toEqual(
      expect.arrayContaining([expect.stringMatching(/POST .*TEMPLATE_ID/), expect.stringMatching(/POST .*flows$/)]),
    );
  });
});
