/** Customers who stop half-way are seen, reminded once, and go on where they stopped with everything kept. */
import { copyFileSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import Database from "better-sqlite3";
import { z } from "zod";
import type { FlowOnPhone } from "../../phone/index.ts";
import type { Person } from "../../sandbox/whatsapp/people.ts";
import { consultationAnswers, fillEveryScreen, type PublishedFlow, startWorld, type World } from "./world.ts";

let world: World;
let flow: PublishedFlow;
/** The server's wire to WhatsApp. */
let wire: typeof fetch = fetch;
beforeEach(async () => {
  wire = fetch;
  world = await startWorld({ fetch: (...call) => wire(...call) });
  await world.operator("/operator/settings/change", { change: { rescue: { reminder: "free" } } });
  flow = await world.publishForm("consultation");
});
afterEach(() => world.close());

const hour = 3_600_000;
const answers: Readonly<Record<string, unknown>> = consultationAnswers;
const listSchema = z.object({
  stopped: z.array(
    z.object({
      screen: z.string(),
      place: z.number(),
      of: z.number(),
      reminder: z.string(),
      reminderReason: z.string().optional(),
      contactId: z.string().optional(),
    }),
  ),
  screens: z.array(z.object({ screen: z.string(), people: z.number() })),
  reminded: z.number(),
  finished: z.number(),
});
const stopped = async () => listSchema.parse(await world.operator("/operator/rescue"));

async function sendTo(customer: Person): Promise<void> {
  customer.sendText("Hello");
  await world.settle();
  expect(await world.send(flow, { phone: `+${customer.waId}` })).toMatchObject({ kind: "sent" });
}

/** Fills in so many screens, and leaves on the one behind them. */
async function leave(customer: Person, screens: number): Promise<FlowOnPhone> {
  const phone = await customer.openFlow();
  for (let screen = 0; screen < screens; screen += 1) await fillOne(phone);
  return phone;
}

async function fillOne(phone: FlowOnPhone): Promise<void> {
  const asked = phone.read().inputs.filter(({ name }) => Object.hasOwn(answers, name));
  phone.fill(Object.fromEntries(asked.map(({ name }) => [name, answers[name]])));
  await phone.press();
}

async function begin(screens = 1): Promise<Person> {
  const customer = world.stranger();
  await sendTo(customer);
  await leave(customer, screens);
  return customer;
}

async function later(ms: number): Promise<void> {
  world.passTime(ms);
  await world.settle();
}

/** Messages of the business with a Flow's button. */
const flows = (customer: Person) => customer.chat().filter(({ from, button }) => from === "business" && button);
const reminders = (customer: Person) => flows(customer).slice(1);

describe("somebody who stopped", () => {
  it("on any screen resumes there after the reminder, with everything kept, and lands once", async () => {
    const first = world.stranger();
    await sendTo(first);
    const whole = await leave(first, 0);
    const ids: (string | undefined)[] = [];
    while (whole.status === "open") {
      ids.push(whole.read().screen);
      await fillOne(whole);
    }
    expect(ids.length).toBeGreaterThan(2);
    const customers: Person[] = [];
    for (const [place] of ids.entries()) {
      const customer = world.stranger();
      await sendTo(customer);
      const phone = await leave(customer, place);
      expect(phone.read().screen).toBe(ids[place]);
      customers.push(customer);
    }
    await later(4 * hour);
    expect((await stopped()).screens.map(({ people }) => people)).toEqual(ids.map(() => 1));
    for (const [place, customer] of customers.entries()) {
      const [reminder, ...more] = reminders(customer);
      expect(more).toEqual([]);
      expect(reminder?.text).toContain("carry on where you stopped");
      expect(reminder?.button?.label).toBe("Carry on");
      const phone = await customer.openFlow(reminder?.id);
      // The first screen stands as it was left; its button leads to where they stopped.
      const kept = phone.read().inputs.filter(({ name }) => Object.hasOwn(answers, name));
      if (place > 0) {
        expect(kept.map(({ value }) => value)).toEqual(kept.map(({ name }) => answers[name]));
        await phone.press();
        expect(phone.read().screen).toBe(ids[place]);
      }
      await fillEveryScreen(phone, answers);
      expect(phone.status).toBe("completed");
    }
    await world.deliver();
    expect(await world.submissions()).toHaveLength(ids.length + 1);
    expect(await stopped()).toMatchObject({ stopped: [], reminded: ids.length, finished: ids.length });
  });

  it("is opened right where they stopped, where the Flow resumes on opening", async () => {
    await world.operator("/operator/flows/settings", { flowId: flow.flowId, settings: { resumeOnOpen: true } });
    const customer = world.stranger();
    await sendTo(customer);
    const left = (await leave(customer, 2)).read().screen;
    await later(4 * hour);
    expect((await customer.openFlow(reminders(customer)[0]?.id)).read().screen).toBe(left);
  });

  it("is reminded once, whatever happens afterwards, and not of the same Flow by another message", async () => {
    const customer = await begin();
    await later(4 * hour);
    expect(reminders(customer)).toHaveLength(1);
    await fillOne(await customer.openFlow(reminders(customer)[0]?.id));
    await later(5 * hour);
    await later(20 * hour);
    expect(reminders(customer)).toHaveLength(1);
    await sendTo(customer);
    await leave(customer, 1);
    await later(5 * hour);
    expect(flows(customer)).toHaveLength(3);
    expect((await stopped()).stopped.map(({ reminderReason }) => reminderReason)).toContain(
      "They were reminded of this Flow already.",
    );
  });

  it("shows on the contact, until they have handed in", async () => {
    const customer = world.whatsapp.person(world.facts.customer.waId);
    const contact = () => world.portal().contacts.need(world.facts.customer.contactId).properties;
    customer.sendText("Hello");
    await world.settle();
    await world.send(flow, { contactId: world.facts.customer.contactId });
    const phone = await leave(customer, 1);
    const { screen } = phone.read();
    expect(screen).toBeDefined();
    await later(4 * hour);
    const [stop] = (await stopped()).stopped;
    expect(contact()).toMatchObject({ flowella_stopped_screen: stop?.screen });
    expect(contact()?.["flowella_stopped_flow"]).toBeTruthy();
    expect(stop).toMatchObject({ place: 2, reminder: "sent", contactId: world.facts.customer.contactId });
    await fillEveryScreen(await customer.openFlow(reminders(customer)[0]?.id), answers);
    await world.deliver();
    expect(contact()?.["flowella_stopped_flow"] ?? "").toBe("");
    expect(contact()?.["flowella_stopped_at"] ?? "").toBe("");
    await later(30 * hour);
    expect(contact()?.["flowella_stopped_flow"] ?? "").toBe("");
  });
});

describe("nobody is reminded", () => {
  const cases: [string, (customer: Person) => Promise<unknown>, string][] = [
    ["who handed in", async (customer) => fillEveryScreen(await customer.openFlow(), answers), ""],
    ["who said STOP", async (customer) => customer.sendText("STOP"), "They asked for no more messages."],
    [
      "while the Flow is paused",
      () => world.operator("/operator/flows/pause", { flowId: flow.flowId }),
      "The Flow is paused.",
    ],
    [
      "once the Flow has closed",
      () =>
        world.operator("/operator/flows/settings", {
          flowId: flow.flowId,
          settings: { closesAt: world.now() + hour },
        }),
      "The Flow has closed.",
    ],
    [
      "where the portal wants none",
      () => world.operator("/operator/rescue/settings/save", { change: { reminder: "off" } }),
      "Reminders are switched off.",
    ],
  ];
  for (const [name, happens, reason] of cases) {
    it(name, async () => {
      const customer = await begin();
      await happens(customer);
      await later(4 * hour);
      expect(reminders(customer)).toEqual([]);
      const list = (await stopped()).stopped.map(({ reminderReason }) => reminderReason);
      expect(list).toEqual(reason === "" ? [] : [reason]);
    });
  }

  it("in quiet hours, but right after them", async () => {
    await world.operator("/operator/settings/change", { change: { timeZone: "Europe/Rome" } });
    const at = (ms: number) => new Date(ms).toLocaleTimeString("en-GB", { timeZone: "Europe/Rome" }).slice(0, 5);
    const quietHours = { from: at(world.now() + 2 * hour), to: at(world.now() + 8 * hour) };
    await world.consent({ quietHours });
    const customer = await begin();
    await later(4 * hour);
    expect(reminders(customer)).toEqual([]);
    expect((await stopped()).stopped).toMatchObject([{ reminder: "planned" }]);
    await later(5 * hour);
    expect(reminders(customer)).toHaveLength(1);
  });

  it("outside the 24 hours, except by the Flow's reminder template where the portal allows it", async () => {
    const consented = { kind: "property", name: "whatsapp_opt_in", wording: "I agree to messages on WhatsApp." };
    await world.consent({ sources: [consented] });
    world.portal().contacts.update(world.facts.customer.contactId, { whatsapp_opt_in: "true" });
    const customer = world.whatsapp.person(world.facts.customer.waId);
    await world.operator("/operator/rescue/settings/save", { change: { afterMinutes: 1_500 } });
    customer.sendText("Hello");
    await world.settle();
    await world.send(flow, { contactId: world.facts.customer.contactId });
    await leave(customer, 1);
    await later(26 * hour);
    expect(reminders(customer)).toEqual([]);
    expect((await stopped()).stopped[0]?.reminderReason).toContain("did not write to you within 24 hours");
    await world.operator("/operator/rescue/settings/save", { change: { reminder: "template", afterMinutes: 60 } });
    await later(26 * hour);
    expect((await stopped()).stopped[0]?.reminderReason).toContain("no approved reminder template");
    const order = { flowId: flow.flowId, language: "en", purpose: "reminder" };
    const name = z
      .object({ template: z.object({ name: z.string() }) })
      .parse(await world.operator("/operator/templates/add", order)).template.name;
    world.passTime(1_000);
    world.whatsapp.decideTemplate(name, "APPROVED");
    await world.settle();
    await later(19 * hour);
    expect(reminders(customer)).toHaveLength(1);
    expect(reminders(customer)[0]?.type).toBe("template");
    await fillEveryScreen(await customer.openFlow(reminders(customer)[0]?.id), answers);
    await world.deliver();
    expect(await world.submissions()).toHaveLength(1);
  });

  it("and not to whoever wants no offers, once WhatsApp calls the reminder template one", async () => {
    const consented = { kind: "property", name: "whatsapp_opt_in", wording: "I agree to messages on WhatsApp." };
    await world.consent({ sources: [consented] });
    const { contactId, waId } = world.facts.customer;
    world.portal().contacts.update(contactId, { whatsapp_opt_in: "true" });
    const customer = world.whatsapp.person(waId);
    await world.operator("/operator/rescue/settings/save", { change: { reminder: "template", afterMinutes: 1_500 } });
    const name = z
      .object({ template: z.object({ name: z.string() }) })
      .parse(
        await world.operator("/operator/templates/add", { flowId: flow.flowId, language: "en", purpose: "reminder" }),
      ).template.name;
    world.passTime(1_000);
    world.whatsapp.decideTemplate(name, "APPROVED");
    await world.settle();
    world.whatsapp.recategorise(name, "MARKETING");
    customer.sendText("Hello");
    await world.settle();
    await world.send(flow, { contactId });
    await leave(customer, 1);
    await world.operator("/operator/consent/opt-out", { to: { contactId }, scope: "marketing" });
    await later(26 * hour);
    expect(reminders(customer)).toEqual([]);
    const [stop] = (await stopped()).stopped;
    expect(stop).toMatchObject({ reminder: "none", reminderReason: expect.stringContaining("no more messages") });
  });
});

describe("unfinished answers", () => {
  it("lie encrypted, and are deleted after the days that the portal says", async () => {
    await world.operator("/operator/rescue/settings/save", { change: { keepDays: 1, reminder: "off" } });
    const customer = await begin(1);
    await later(4 * hour);
    await later(22 * hour);
    await world.chores();
    const phone = await customer.openFlow(flows(customer)[0]?.id);
    const asked = phone.read().inputs.filter(({ name }) => Object.hasOwn(answers, name));
    for (const { value } of asked) expect(value === undefined || value === "" || value === false).toBe(true);
    expect((await stopped()).stopped).toEqual([]);
  });

  it("of somebody who went on meanwhile stay", async () => {
    await world.operator("/operator/rescue/settings/save", { change: { keepDays: 1, reminder: "off" } });
    const customer = await begin(1);
    await later(4 * hour);
    await later(10 * hour);
    await fillOne(await customer.openFlow(flows(customer)[0]?.id));
    await later(12 * hour);
    await world.chores();
    const phone = await customer.openFlow(flows(customer)[0]?.id);
    const [name] = phone.read().inputs.filter((input) => Object.hasOwn(answers, input.name));
    expect(name?.value).toBe(answers[name?.name ?? ""]);
  });
});

describe("unfinished answers of a message whose Flow was handed in by another one", () => {
  const left = () => {
    // The server has its own locked.
    const copy = path.join(path.dirname(world.databaseFile), "looked-at.db");
    for (const part of ["", "-wal"]) copyFileSync(`${world.databaseFile}${part}`, `${copy}${part}`);
    const database = new Database(copy);
    const query = "select count(*) as count from sessions where state = 'open' and answers_sealed is not null";
    const found = z.object({ count: z.number() }).parse(database.prepare(query).get());
    database.close();
    return found.count;
  };

  it("are deleted after the same days", async () => {
    // On PostgreSQL the statements are the same; only the way to look into its tables is another one.
    if (world.config.DATABASE_URL !== undefined) return;
    await world.operator("/operator/rescue/settings/save", { change: { keepDays: 1, reminder: "off" } });
    const customer = await begin(1);
    await sendTo(customer);
    await fillEveryScreen(await customer.openFlow(flows(customer).at(-1)?.id), answers);
    await later(4 * hour);
    await world.chores();
    expect(left()).toBe(1);
    await later(22 * hour);
    await world.chores();
    expect(left()).toBe(0);
  });
});

describe("a reminder that takes long", () => {
  it("keeps nobody waiting who wrote to the business meanwhile", async () => {
    const other = world.stranger();
    let answered = () => {};
    const answer = new Promise<void>((resolve) => {
      answered = resolve;
    });
    wire = async (...call) => {
      const body = String(call[1]?.body);
      if (body.includes("Carry on")) {
        other.sendText("STOP");
        await answer;
      }
      const said = await fetch(...call);
      if (body.includes(other.waId)) answered();
      return said;
    };
    const customer = await begin();
    await later(4 * hour);
    await world.settle();
    expect(reminders(customer)).toHaveLength(1);
    expect(other.chat().filter(({ from }) => from === "business")).toHaveLength(1);
  });
});

describe("a reminder whose call got no answer", () => {
  it("is not sent again by the process that comes after one killed between the call and its record", async () => {
    // With PostgreSQL the same is shown by the restart below: its database cannot be copied while it is in use.
    if (world.config.DATABASE_URL !== undefined) return;
    const customer = await begin();
    const left = path.join(path.dirname(world.databaseFile), "left-by-the-dead.db");
    wire = async (...call) => {
      const answer = await fetch(...call);
      if (!String(call[1]?.body).includes("Carry on")) return answer;
      // No commit lies open while this runs: it is what a killed process leaves.
      for (const part of ["", "-wal"]) copyFileSync(`${world.databaseFile}${part}`, `${left}${part}`);
      return answer;
    };
    await later(4 * hour);
    expect(reminders(customer)).toHaveLength(1);
    await world.stop();
    const begun = new Database(left);
    expect(begun.prepare("select status from sends where source = 'rescue'").all()).toEqual([{ status: "queued" }]);
    begun.close();
    await world.start({ DATABASE_FILE: left });
    await later(hour);
    await later(6 * hour);
    expect(reminders(customer)).toHaveLength(1);
    expect((await stopped()).stopped).toMatchObject([{ reminder: "unconfirmed" }]);
    await fillEveryScreen(await customer.openFlow(reminders(customer)[0]?.id), answers);
    await world.deliver();
    expect(await world.submissions()).toHaveLength(1);
  });

  it("may have gone and goes no second time, after a restart either", async () => {
    const customer = await begin();
    world.whatsapp.failNext({ method: "POST", path: /\/messages$/, answer: { kind: "cut", landed: true } });
    await later(4 * hour);
    await world.stop();
    await world.start();
    await later(hour);
    await later(6 * hour);
    await later(20 * hour);
    expect(reminders(customer)).toHaveLength(1);
  });

  it("that WhatsApp refuses again and again goes in the end, however often it was tried", async () => {
    const customer = await begin();
    const busy = { kind: "status", status: 429, body: {} } as const;
    world.whatsapp.failNext({ method: "POST", path: /\/messages$/, answer: busy, times: 9 });
    await later(4 * hour);
    for (let tries = 0; tries < 10; tries += 1) await later(11 * 60_000);
    expect(reminders(customer)).toHaveLength(1);
  });

  it("that WhatsApp refused plainly is tried again, and goes once", async () => {
    const customer = await begin();
    world.whatsapp.failNext({ method: "POST", path: /\/messages$/, answer: { kind: "status", status: 429, body: {} } });
    await later(4 * hour);
    expect(reminders(customer)).toEqual([]);
    await later(2 * hour);
    expect(reminders(customer)).toHaveLength(1);
  });
});
