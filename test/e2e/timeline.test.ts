/** What stands on a contact's timeline: Flows that were sent, answers, and what was said beside them; each once. */
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import type { Failure } from "../../sandbox/stand-in.ts";
import { consultationAnswers, fillEveryScreen, type PublishedFlow, startWorld, type World } from "./world.ts";

let world: World;
let flow: PublishedFlow;
beforeEach(async () => {
  world = await startWorld({ talks: true });
  flow = await world.publishForm("consultation");
  world.approveTemplate(flow);
});
afterEach(() => world.close());

const customer = () => world.facts.customer;
const to = () => ({ contactId: customer().contactId });
const person = () => world.whatsapp.person(customer().waId);

/** The contact's own entries, oldest first, as lines of text. */
function entries(contactId = customer().contactId): string[][] {
  const portal = world.portal();
  return portal.associations
    .of({ kind: "contacts", id: contactId }, "communications")
    .map(({ id }) => portal.records.communications.need(id).properties)
    .toSorted((a, b) => (a["hs_timestamp"] ?? "").localeCompare(b["hs_timestamp"] ?? ""))
    .map(({ hs_communication_body: body = "" }) => body.replaceAll(/<\/?b>/g, "").split("<br>"));
}

async function answer(change: Record<string, unknown> = {}): Promise<void> {
  await fillEveryScreen(await person().openFlow(), { ...consultationAnswers, ...change });
}

describe("the timeline", () => {
  it("shows a Flow that was sent, and its answers, as WhatsApp messages of the contact", async () => {
    await world.send(flow, to());
    world.passTime(60_000);
    await answer();
    await world.deliver();
    const [sent, answered] = entries();
    expect(sent?.[0]).toBe("Form sent on WhatsApp: Request a consultation");
    expect(answered?.[0]).toBe("Form answered on WhatsApp: Request a consultation");
    expect(answered).toEqual(expect.arrayContaining(["What is it about?", "Kitchen"]));
    expect(entries()).toHaveLength(2);
    const [{ properties } = { properties: {} }] = world.portal().records.communications.list();
    expect(properties).toMatchObject({ hs_communication_channel_type: "WHATS_APP" });
    expect(await world.steps()).toMatchObject({ timeline: "done" });
  });

  it("changes an entry in place when the answers are corrected", async () => {
    const reopen = { kind: "change", until: world.now() + 3_600_000 };
    await world.operator("/operator/flows/settings", { flowId: flow.flowId, settings: { reopen } });
    world.passTime(2_000);
    await world.send(flow, to());
    await answer();
    await world.deliver();
    await answer({ message: "Rather a <b>bathroom</b>" });
    await world.deliver();
    const answered = entries().filter(([head]) => head?.startsWith("Form "));
    expect(answered.map(([head]) => head)).toEqual([
      "Form sent on WhatsApp: Request a consultation",
      "Form corrected on WhatsApp: Request a consultation",
    ]);
    expect(answered[1]).toContain("Rather a &lt;b&gt;bathroom&lt;/b&gt;");
  });

  it("says that a Flow which had left did not arrive", async () => {
    await world.consent({ sources: [{ kind: "property", name: "company", values: ["Yes"], wording: "I agree." }] });
    const nobody = { firstname: "No", lastname: "WhatsApp", phone: "+393331234567", company: "Yes" };
    const { id: contactId } = world.portal().contacts.create(nobody);
    expect(await world.send(flow, { contactId })).toMatchObject({ kind: "sent", channel: "template" });
    world.passTime(61_000);
    await world.settle();
    expect(entries(contactId).map((lines) => lines.slice(0, 2))).toEqual([
      ["Form sent on WhatsApp: Request a consultation", "WhatsApp could not deliver it."],
    ]);
  });

  const failures: [string, Failure][] = [
    ["500", { kind: "status", status: 500 }],
    ["500, but it landed", { kind: "status", status: 500, landed: true }],
    ["cut off, but it landed", { kind: "cut", landed: true }],
  ];
  it.each(failures)("holds each entry once although HubSpot fails: %s", async (_, failure) => {
    const hit = { method: "POST", path: /\/communications$/, answer: failure };
    world.hubspot.api.failNext(hit);
    await world.send(flow, to());
    await world.settle();
    world.passTime(61_000);
    await world.settle();
    expect(entries()).toHaveLength(1);
    world.hubspot.api.failNext(hit);
    await answer();
    await world.deliver();
    expect(entries()).toHaveLength(2);
    expect((await world.steps())["timeline"]).toMatch(/^done/);
  });

  it("does not write again what somebody deleted there", async () => {
    const reopen = { kind: "change", until: world.now() + 3_600_000 };
    await world.operator("/operator/flows/settings", { flowId: flow.flowId, settings: { reopen } });
    world.passTime(2_000);
    await world.send(flow, to());
    await answer();
    await world.deliver();
    const { communications } = world.portal().records;
    for (const { id } of communications.list()) communications.archive(id);
    await answer({ message: "Something else" });
    await world.deliver();
    expect(await world.steps()).toMatchObject({ timeline: "skipped: entry-deleted" });
    expect(communications.list()).toEqual([]);
  });

  it("can be switched off", async () => {
    await world.operator("/operator/settings/change", { change: { timeline: false } });
    await world.send(flow, to());
    await answer();
    person().sendText("Do you come on Saturdays, too?");
    await world.deliver();
    expect(world.portal().records.communications.list()).toEqual([]);
    expect(await world.steps()).not.toHaveProperty("timeline");
  });
});
