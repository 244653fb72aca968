/** One Flow to a HubSpot list: checked, tried on colleagues and a pilot, sent to the rest; and what stops it. */
import { afterEach, beforeEach, describe, expect, it, jest } from "@jest/globals";
import { sandboxAppId, sandboxClientId } from "../../cli/sandbox-world.ts";
import { demoPortal } from "../../sandbox/hubspot/index.ts";
import { DEFAULT_WORLD } from "../../sandbox/whatsapp/index.ts";
import { flush } from "../../server/telemetry/stderr-lines.ts";
import { broadcastLists, broadcastMake, broadcastPress, broadcastShow } from "../../src/app/packages/contract/index.ts";
import { addToList, fillList, heldContact, listId, make, press, recipients, show } from "./broadcast-world.ts";
import { consultationAnswers, type PublishedFlow, startWorld, type World } from "./world.ts";

let world: World;
let flow: PublishedFlow;
const day = 24 * 3_600_000;
const sent = () => [...world.whatsapp.state.sent.values()];
const sentTo = () => sent().map(({ waId }) => waId);

async function begin(settings: Record<string, string> = {}): Promise<void> {
  world = await startWorld({ settings: { LOG_LEVEL: "error", ...settings } });
  flow = await world.publishForm("consultation");
  world.approveTemplate(flow);
  await world.settle();
}
afterEach(() => world.close());

describe("the way of a broadcast", () => {
  beforeEach(() => begin());

  it("finds out before anything is sent whom it can reach, what it costs, and how long it takes", async () => {
    fillList(world, 6);
    fillList(world, 2, { hs_language: "de" });
    fillList(world, 1, { whatsapp_opt_in: "false" });
    fillList(world, 1, { phone: "" });
    const [gone, stopped, one] = fillList(world, 3);
    const twin = world.portal().contacts.create({ phone: `+${one?.waId}`, whatsapp_opt_in: "true", firstname: "Bea" });
    addToList(world, [twin.id]);
    world.portal().contacts.archive(gone?.contactId ?? "");
    await world.operator("/operator/consent/opt-out", { to: { contactId: stopped?.contactId } });
    await world.operator("/operator/broadcasts/prices", {
      save: { currency: "EUR", countries: { IT: { marketing: 0.06, utility: 0.03 } } },
    });
    const id = await make(world, flow);
    const seen = await show(world, id);
    expect(seen).toMatchObject({ state: "ready", stage: "none", may: ["start", "stop"], people: 14 });
    expect(seen.progress).toEqual({ collected: 14, checked: 14 });
    expect(seen.check).toMatchObject({
      people: 14,
      reachable: 9,
      noNumber: 1,
      noConsent: 1,
      optedOut: 1,
      duplicates: 1,
      gone: 1,
      overToday: 0,
      days: 1,
      cost: { currency: "EUR", amount: 0.27, free: 0, unpriced: [] },
      obstacles: [],
    });
    expect(seen.check?.languages).toContainEqual({ language: "de", people: 2, template: "missing" });
    expect(sent()).toEqual([]);
  });

  it("goes to colleagues, then to exactly the pilot's share, then to the rest, each after a go; a new start changes nothing", async () => {
    const members = fillList(world, 37);
    const colleague = world.stranger();
    colleague.sendText("Hello");
    await world.settle();
    const id = await make(world, flow, { pilotPercent: 8, internal: [`+${colleague.waId}`] });
    expect(await press(world, id, "go")).toMatchObject({ kind: "refused", code: "broadcast.not_now" });
    expect(await press(world, id, "start")).toEqual({ kind: "done", state: "running", stage: "internal" });
    await world.settle();
    expect(sentTo()).toEqual([colleague.waId]);
    expect(await show(world, id)).toMatchObject({ state: "deciding", stage: "internal", may: ["go", "stop"] });

    const before = await recipients(world, id);
    const pilot = before.filter(({ stage }) => stage === "pilot").map(({ contactId }) => contactId);
    expect(pilot).toHaveLength(Math.round(0.08 * 37));
    await world.stop();
    await world.start();
    expect(await recipients(world, id)).toEqual(before);
    await press(world, id, "go");
    await world.settle();
    const waIds = members.filter(({ contactId }) => pilot.includes(contactId)).map(({ waId }) => waId);
    expect(sentTo().slice(1).toSorted()).toEqual(waIds.toSorted());
    const decided = await show(world, id);
    expect(decided).toMatchObject({ state: "deciding", stage: "pilot" });
    expect(decided.stages.find(({ stage }) => stage === "pilot")?.figures).toMatchObject({
      recipients: 3,
      delivered: 3,
    });

    await press(world, id, "go");
    await world.settle();
    expect(await show(world, id)).toMatchObject({
      state: "finished",
      may: [],
      total: { recipients: 37, delivered: 37, waiting: 0, failed: 0, unconfirmed: 0 },
    });
    expect(sentTo().toSorted()).toEqual([colleague.waId, ...members.map(({ waId }) => waId)].toSorted());
    expect(
      sent()
        .slice(1)
        .every(({ type }) => type === "template"),
    ).toBe(true);
  });

  it("leaves out whoever opts out while it runs, and tells it in the figures of those who got it", async () => {
    const members = fillList(world, 30);
    const id = await make(world, flow, { pilotPercent: 10 });
    await press(world, id, "start");
    await world.settle();
    const pilot = new Set(sentTo());
    const out = members.filter(({ waId }) => !pilot.has(waId)).slice(0, 5);
    for (const { waId } of out) world.whatsapp.person(waId).sendText("STOP");
    const [first] = [...pilot];
    world.whatsapp.person(first ?? "").sendText("STOP");
    await world.settle();
    await press(world, id, "go");
    await world.settle();
    const templates = sent().filter(({ type }) => type === "template");
    expect(templates.filter(({ waId }) => out.some((each) => each.waId === waId))).toEqual([]);
    expect((await show(world, id)).total).toMatchObject({ delivered: 25, skipped: 5, optedOut: 1 });
    const skipped = await recipients(world, id, "skipped");
    expect(skipped.map(({ reason }) => reason?.code)).toEqual(Array(5).fill("opted_out"));
  });

  it("stops for good, and says of everybody left that it was stopped", async () => {
    fillList(world, 20);
    const id = await make(world, flow, { pilotPercent: 5 });
    await press(world, id, "start");
    await world.settle();
    expect(await press(world, id, "stop")).toMatchObject({ state: "stopped" });
    expect((await show(world, id)).total).toMatchObject({ delivered: 1, skipped: 19, waiting: 0 });
    expect(await press(world, id, "go")).toMatchObject({ kind: "refused" });
    expect(sent()).toHaveLength(1);
  });

  it("stops while HubSpot is asked for somebody whom it knows: nothing goes, and that is no fault", async () => {
    const [member] = fillList(world, 2);
    await world.send(flow, { contactId: member?.contactId ?? "" });
    const id = await make(world, flow, { pilotPercent: 0 });
    const came = heldContact(world, member);
    const said = jest.spyOn(process.stderr, "write");
    await press(world, id, "start");
    const ended = world.settle();
    await came;
    await press(world, id, "stop");
    await ended;
    expect((await show(world, id)).total).toMatchObject({ skipped: 2, sent: 0 });
    expect(sent()).toHaveLength(1);
    flush();
    expect(said.mock.calls.map(String).filter((line) => line.includes("lane_failed"))).toEqual([]);
    said.mockRestore();
  });
});

describe("what WhatsApp says", () => {
  beforeEach(() => begin());

  const refuse = (code: number, times: number) =>
    world.whatsapp.failNext({
      method: "POST",
      path: /\/messages$/,
      times,
      answer: { kind: "status", status: 400, body: { error: { message: "no", type: "OAuthException", code } } },
    });

  it("spares a person marketing: they are tried again after a day, and nobody else waits", async () => {
    fillList(world, 4);
    const id = await make(world, flow, { pilotPercent: 0 });
    refuse(131049, 1);
    await press(world, id, "start");
    await world.settle();
    const waiting = await show(world, id);
    expect(waiting).toMatchObject({ state: "running", total: { delivered: 3, waiting: 1 } });
    expect(waiting.waits?.says).toMatch(/later/);
    world.passTime(day - 60_000);
    await world.settle();
    expect(sent()).toHaveLength(3);
    world.passTime(2 * 60_000);
    await world.settle();
    expect(await show(world, id)).toMatchObject({ state: "finished", total: { delivered: 4 } });
  });

  it("refuses everybody: it pauses, says why, and the person who was refused still gets it after somebody resumed", async () => {
    fillList(world, 60);
    const id = await make(world, flow, { pilotPercent: 0 });
    refuse(131042, 1);
    await press(world, id, "start");
    await world.settle();
    const paused = await show(world, id);
    expect(paused).toMatchObject({ state: "paused", may: ["resume", "stop"], because: { code: "whatsapp.payment" } });
    expect(paused.total.failed).toBe(0);
    await press(world, id, "resume");
    await world.settle();
    expect(await show(world, id)).toMatchObject({ state: "finished", total: { delivered: 60 } });
    expect(new Set(sentTo()).size).toBe(sent().length);
  });

  it("pauses the template or rates the number lower: nothing more goes until somebody has looked", async () => {
    fillList(world, 5);
    const id = await make(world, flow, { pilotPercent: 0 });
    refuse(131049, 1);
    await press(world, id, "start");
    await world.settle();
    const [number] = world.whatsapp.state.numbers.values();
    world.whatsapp.changeNumber(number?.id ?? "", { quality: "YELLOW" });
    await world.settle();
    world.passTime(day + 60_000);
    await world.settle();
    expect(await show(world, id)).toMatchObject({
      state: "paused",
      because: { code: "quality_fell", says: expect.stringMatching(/lower than before/) },
      total: { delivered: 4, waiting: 1 },
    });

    world.whatsapp.decideTemplate(flow.template.name, "PAUSED");
    await world.settle();
    expect(await press(world, id, "resume")).toMatchObject({ kind: "refused", code: "broadcast.template_paused" });
    world.whatsapp.decideTemplate(flow.template.name, "APPROVED");
    await world.settle();
    // Whoever resumes has seen the quality: it has to stay as it is now.
    expect(await press(world, id, "resume")).toMatchObject({ kind: "done", state: "running" });
    await world.settle();
    expect(await show(world, id)).toMatchObject({ state: "finished", total: { delivered: 5 } });
  });

  it("has a limit for the day, which all broadcasts of the business share; it goes on by itself the day after", async () => {
    const [number] = world.whatsapp.state.numbers.values();
    world.whatsapp.changeNumber(number?.id ?? "", { limit: "TIER_50" });
    await world.settle();
    fillList(world, 40);
    const first = await make(world, flow, { pilotPercent: 0 });
    await press(world, first, "start");
    await world.settle();
    const second = await make(world, flow, { pilotPercent: 0 });
    expect((await show(world, second)).check).toMatchObject({ reachable: 40, leftToday: 10, overToday: 30, days: 2 });
    await press(world, second, "start");
    await world.settle();
    expect(sent()).toHaveLength(50);
    const waits = await show(world, second);
    expect(waits).toMatchObject({ state: "running", total: { delivered: 10, waiting: 30 } });
    expect(waits.waits?.says).toMatch(/daily limit/);
    world.passTime(day + 15 * 60_000);
    await world.settle();
    expect(await show(world, second)).toMatchObject({ state: "finished", total: { delivered: 40 } });
  });
});

describe("the day's limit", () => {
  beforeEach(() => begin());

  it("is not full because of people who were left out: others get their room at once", async () => {
    const [number] = world.whatsapp.state.numbers.values();
    world.whatsapp.changeNumber(number?.id ?? "", { limit: "TIER_50" });
    await world.settle();
    const members = fillList(world, 60);
    const id = await make(world, flow, { pilotPercent: 0 });
    for (const { contactId } of members.slice(0, 20)) {
      await world.operator("/operator/consent/opt-out", { to: { contactId } });
    }
    await press(world, id, "start");
    await world.settle();
    expect(await show(world, id)).toMatchObject({ state: "finished", total: { delivered: 40, skipped: 20 } });
  });
});

describe("whose contact a recipient is", () => {
  beforeEach(() => begin());

  it("is forgotten with the contact, also where they were never written to, and of everybody after 30 days", async () => {
    const [ada] = fillList(world, 4);
    const id = await make(world, flow, { pilotPercent: 0 });
    const known = async () => (await recipients(world, id)).flatMap(({ contactId }) => contactId ?? []);
    expect(await known()).toContain(ada?.contactId);
    const asked = { subscriptionType: "contact.privacyDeletion", objectId: Number(ada?.contactId) };
    const event = { portalId: demoPortal.id, occurredAt: world.now(), ...asked };
    await world.hubspot.tell(sandboxAppId, { url: `${world.url}/webhooks/hubspot` }, [event]);
    await world.settle();
    const rest = await known();
    expect([rest.length, rest.includes(ada?.contactId ?? "")]).toEqual([3, false]);
    await press(world, id, "start");
    await world.settle();
    expect(await show(world, id)).toMatchObject({ state: "finished", total: { delivered: 3, skipped: 1 } });
    world.passTime(29 * day);
    await world.chores();
    expect(await known()).toHaveLength(3);
    world.passTime(2 * day);
    await world.chores();
    expect(await known()).toEqual([]);
    expect((await show(world, id)).total).toMatchObject({ delivered: 3, skipped: 1 });
  });
});

describe("pacing and dying", () => {
  beforeEach(() => begin({ OUTBOUND_LIMITS: "whatsapp_number=40/1000" }));

  it("never has more messages in any second than the number may, and uses what it may", async () => {
    fillList(world, 120);
    const id = await make(world, flow, { pilotPercent: 0 });
    await press(world, id, "start");
    await world.settle();
    const [pace] = world.whatsapp.state.pace.read();
    expect(pace?.messages).toBe(120);
    expect(pace?.most).toBeLessThanOrEqual(40);
    expect((await show(world, id)).total).toMatchObject({ delivered: 120 });
  });

  it("loses nobody and writes to nobody twice when the answer never comes and the process starts anew", async () => {
    const members = fillList(world, 60);
    const id = await make(world, flow, { pilotPercent: 0 });
    world.whatsapp.failNext({ method: "POST", path: /\/messages$/, times: 2, answer: { kind: "cut", landed: true } });
    world.whatsapp.failNext({ method: "POST", path: /\/messages$/, times: 1, answer: { kind: "cut", landed: false } });
    await press(world, id, "start");
    await world.stop();
    await world.start();
    await world.settle();
    const { total, state } = await show(world, id);
    expect(state).toBe("finished");
    expect(total.delivered + total.unconfirmed).toBe(60);
    expect(total.unconfirmed).toBe(1);
    expect(new Set(sentTo()).size).toBe(sent().length);
    expect(sent()).toHaveLength(members.length - 1);
  });
});

describe("against the web form", () => {
  it("gives the link to exactly the share, marked, and reads completions from the form", async () => {
    await begin();
    await world.operator("/operator/settings/change", { change: { timeline: true } });
    const members = fillList(world, 20);
    const ab = {
      linkPercent: 40,
      formUrl: "https://forms.casalume.example/consultation",
      hiddenField: "source_campaign",
      template: "web_form_link",
      language: "en_US",
    };
    const given = { name: "Spring", flowId: flow.flowId, listId, ab, idempotencyKey: "compared-with-the-form" };
    const cannot = { kind: "refused", code: "broadcast.link_template" };
    expect(await world.operator("/operator/broadcasts/make", given)).toMatchObject(cannot);
    const linkTemplate = { name: "web_form_link", language: "en_US", category: "MARKETING" };
    const body = {
      type: "BODY",
      text: "Here is your form: {{1}} Thank you.",
      example: { body_text: [["https://forms.example/f"]] },
    };
    const made = await fetch(`${world.whatsapp.url}/v25.0/${DEFAULT_WORLD.accountId}/message_templates`, {
      method: "POST",
      headers: { authorization: `Bearer ${DEFAULT_WORLD.token}`, "content-type": "application/json" },
      body: JSON.stringify({ ...linkTemplate, components: [body] }),
    });
    expect(await made.json()).toMatchObject({ id: expect.any(String) });
    expect(await world.operator("/operator/broadcasts/make", given)).toMatchObject(cannot);
    world.whatsapp.decideTemplate("web_form_link", "APPROVED");
    const id = await make(world, flow, { pilotPercent: 0, ab });
    expect(await show(world, id)).toMatchObject({ state: "ready" });
    const linked = (await recipients(world, id)).filter(({ arm }) => arm === "link").map(({ contactId }) => contactId);
    expect(linked).toHaveLength(8);
    // The link's template is an offer to WhatsApp, the Flow's is none.
    const [noOffer = ""] = linked;
    const noOfferEither = members.find(({ contactId }) => !linked.includes(contactId))?.contactId ?? "";
    for (const contactId of [noOffer, noOfferEither]) {
      await world.operator("/operator/consent/opt-out", { to: { contactId }, scope: "marketing" });
    }
    await press(world, id, "start");
    await world.settle();
    const links = sent().filter(({ template }) => template?.name === "web_form_link");
    const toLink = members
      .filter(({ contactId }) => linked.includes(contactId) && contactId !== noOffer)
      .map(({ waId }) => waId);
    expect(links.map(({ waId }) => waId).toSorted()).toEqual(toLink.toSorted());
    expect(sent()).toHaveLength(19);
    expect(sentTo()).toContain(members.find(({ contactId }) => contactId === noOfferEither)?.waId);
    const marks = links.map(({ text }) =>
      new URL(/https\S+/.exec(text)?.[0] ?? "").searchParams.get("source_campaign"),
    );
    expect(new Set(marks).size).toBe(7);

    const submit = async (email: string, mark: string) => {
      const { accessToken } = world.hubspot.install(sandboxClientId, demoPortal.id);
      const { firstname, lastname, consultation_topic, preferred_contact_method } = consultationAnswers;
      const values = {
        email,
        firstname,
        lastname,
        consultation_topic,
        preferred_contact_method,
        source_campaign: mark,
      };
      const path = `/submissions/v3/integration/secure/submit/${demoPortal.id}/${world.facts.formIds.consultation}`;
      const answer = await fetch(`${world.hubspot.formsUrl}${path}`, {
        method: "POST",
        headers: { authorization: `Bearer ${accessToken}`, "content-type": "application/json" },
        body: JSON.stringify({
          fields: Object.entries(values).map(([name, value]) => ({ objectTypeId: "0-1", name, value })),
          legalConsentOptions: { consent: { consentToProcess: true, text: "I agree." } },
        }),
      });
      expect(await answer.text()).not.toContain("error");
    };
    await submit("ada@ferri.example", marks[0] ?? "");
    await submit("ada@ferri.example", marks[0] ?? "");
    await submit("bea@ferri.example", "typed by somebody");
    world.passTime(60 * 60_000);
    await world.settle();
    // Nothing says of a link that it was a Flow.
    expect(world.portal().records.communications.list()).toEqual([]);
    // Whoever looks has it read, and sees it at the next look.
    await show(world, id);
    await world.settle();
    expect((await show(world, id)).comparison).toMatchObject({
      verdict: "too-few",
      flow: { sent: 12, completed: 0 },
      link: { sent: 7, completed: 1 },
      readAt: expect.any(String),
    });
    await submit("bea@ferri.example", marks[1] ?? "");
    world.passTime(6 * 60_000);
    await show(world, id);
    await world.settle();
    expect((await show(world, id)).comparison).toMatchObject({ link: { sent: 7, completed: 2 } });
  });
});

describe("on the app page", () => {
  it("is for those who were given the right, and for their own portal's broadcasts alone", async () => {
    await begin();
    fillList(world, 3);
    const ask = async (call: { path: string }, body: Record<string, unknown>, change = {}) => {
      const answer = await world.cardCall(call.path, body, change);
      return answer.json();
    };
    const lists = await ask(broadcastLists, {});
    expect(lists).toMatchObject({
      kind: "ready",
      lists: expect.arrayContaining([{ id: listId, name: "Spring customers", people: 3 }]),
      flows: [{ id: flow.flowId }],
    });
    const given = {
      name: "Spring",
      flowId: flow.flowId,
      listId,
      pilotPercent: 0,
      idempotencyKey: "made-on-the-app-page",
    };
    const made = broadcastMake.response.parse(await ask(broadcastMake, given));
    expect(await ask(broadcastMake, given)).toEqual(made);
    const id = made.kind === "made" ? made.id : "";
    await world.settle();
    const start = { id, what: "start", idempotencyKey: "started-on-the-page" };
    expect(await ask(broadcastPress, start)).toEqual({ kind: "done", state: "running", stage: "rest" });
    await world.settle();
    expect(await ask(broadcastPress, start)).toEqual({ kind: "done", state: "running", stage: "rest" });
    expect(sent()).toHaveLength(3);
    expect(await ask(broadcastShow, { id })).toMatchObject({ kind: "ready", broadcast: { state: "finished" } });
    expect(await ask(broadcastShow, { id: "brd_of_nobody" })).toMatchObject({ kind: "refused" });

    const [, clerk] = demoPortal.users;
    const asClerk = { userId: clerk?.userId, userEmail: clerk?.email };
    expect(await ask(broadcastShow, { id }, asClerk)).toMatchObject({ kind: "forbidden" });
    expect(await ask(broadcastPress, { ...start, what: "stop" }, asClerk)).toMatchObject({ kind: "forbidden" });
  });
});
