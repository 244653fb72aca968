/** What WhatsApp's policy forbids to ask in the chat, asked on our own page: from the Flow to the last destination. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { z } from "zod";
import { sandboxClientId } from "../../cli/sandbox-world.ts";
import { submissionEventSchema } from "../../connectors/webhook/index.ts";
import { demoPortal } from "../../sandbox/hubspot/index.ts";
import { startWebhookReceiver } from "../../sandbox/webhook-receiver/index.ts";
import type { Person } from "../../sandbox/whatsapp/people.ts";
import { launchBrowser } from "../browser.ts";
import { bytesOf, readable } from "./database.ts";
import { expectRightLooks } from "./page-looks.ts";
import { fillEveryScreen, type PublishedFlow, startWorld, type World } from "./world.ts";

const question = (id: string, title: string, more: Record<string, unknown> = {}) => ({
  id,
  ref: id,
  title,
  type: "short_text",
  properties: {},
  validations: { required: true },
  ...more,
});
const definition = {
  id: "Refund01",
  title: "Refund of your deposit",
  settings: { language: "en" },
  welcome_screens: [],
  thankyou_screens: [],
  fields: [
    question("first_name", "What is your name?"),
    question("iban", "What is your IBAN?", { validations: { required: true, max_length: 34 } }),
    question("tax_number", "Your tax identification number", { validations: { required: false } }),
    question("remark", "Anything else?", { validations: { required: false } }),
  ],
};
const edits = {
  version: 1,
  edits: ["iban", "tax_number"].map((field) => ({ kind: "policy", field, choice: "secure_page" })),
};
const iban = "DE89 3704 0044 0532 0130 00";
const typed = { first_name: "Stella", remark: "Thank you" };

const publishedSchema = z.object({
  kind: z.literal("published"),
  flowId: z.string(),
  versionId: z.string(),
  metaFlowId: z.string(),
  template: z.object({ name: z.string(), language: z.string() }),
});

let browser: Browser;
let world: World;
let person: BrowserContext;
let page: Page;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  world = await startWorld();
  person = await browser.newContext();
  page = await person.newPage();
});
afterEach(async () => {
  await person.close();
  await world.close();
});

async function published(language = "en"): Promise<PublishedFlow> {
  const source = { tool: "typeform", definition: { ...definition, settings: { language } } };
  const flow = publishedSchema.parse(await world.operator("/operator/publish", { source, edits }));
  await world.settle();
  return flow;
}

/** The account's own property for the end of the number, and the Flow's mapping to it. */
async function mapIban({ flowId }: PublishedFlow): Promise<void> {
  const { catalogue } = world.portal().contacts;
  const like = catalogue.list().find(({ name }) => name === "source_campaign");
  if (!like) throw new Error("The stand-in has no property of the account's own.");
  catalogue.add({ ...like, name: "iban_end", label: "IBAN ends in" });
  const entries = [
    { fieldId: "first_name", property: "firstname", type: "text" },
    { fieldId: "iban", property: "iban_end", type: "text" },
  ].map((entry) => ({ ...entry, confidence: "likely", reason: "Chosen by hand." }));
  const said = await world.operator("/operator/mapping/edit", { flowId, mapping: { entries } });
  expect(said).toMatchObject({ kind: "saved" });
}

const linkIn = (text: string) => /https?:\/\/\S+\/secure\/\S+/.exec(text)?.[0];
const linksTo = (customer: Person) => customer.chat().flatMap(({ text }) => linkIn(text) ?? []);

async function linkFor(customer: Person): Promise<string> {
  await world.settle();
  const link = linksTo(customer).at(-1);
  if (link === undefined) throw new Error("No link came to the chat.");
  return link;
}

const title = () => page.getByRole("heading", { level: 1 }).textContent();
const lookAt = async () => {
  const [submission] = await world.submissions();
  return world.operator("/operator/secure-answers", { submissionId: submission?.id });
};

describe("the secure page", () => {
  it("gets by link what the Flow may not ask, once, and hands on no more than the last four", async () => {
    const flow = await published();
    await mapIban(flow);
    const receiver = await startWebhookReceiver({ now: world.now });
    try {
      const endpoint = { url: receiver.url };
      const added = z
        .looseObject({ secret: z.string() })
        .parse(await world.operator("/operator/webhooks/add", { endpoint }));
      receiver.accept(added.secret);
      const customer = world.stranger();
      const phone = await world.fillIn(flow, customer, typed);
      expect([phone.status, phone.problems]).toEqual(["completed", []]);
      await world.deliver();
      expect(await world.steps()).toMatchObject({ contact: "done: made", secure_link: "done", webhook: "done" });

      const link = await linkFor(customer);
      expect(linksTo(customer)).toHaveLength(1);
      // In the chat the link can be followed; WhatsApp's own phones do the same.
      await page.goto(world.whatsapp.phoneUrl(customer.waId));
      expect(await page.locator(`a[href="${link}"]`).getAttribute("rel")).toBe("noopener noreferrer");
      await expectRightLooks(page, "secure-link-in-the-chat");
      const answer = await page.goto(link);
      expect(answer?.headers()).toMatchObject({ "cache-control": "no-store", "referrer-policy": "no-referrer" });
      expect(answer?.headers()["content-security-policy"]).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
      expect(await title()).toBe("A last answer, kept safe");
      await expectRightLooks(page, "secure-page", { dark: true });

      // With the keyboard alone: too long an answer first, then the right one.
      await page.keyboard.press("Tab");
      await page.keyboard.type("D".repeat(40));
      await page.keyboard.press("Enter");
      await page.getByRole("alert").waitFor();
      expect(await page.getByRole("alert").textContent()).toMatch(/What is your IBAN\?: Please write at most 34/);
      await expectRightLooks(page, "secure-page-wrong", { dark: true });
      await page.getByRole("link", { name: "What is your IBAN?" }).press("Enter");
      await page.getByRole("textbox", { name: "What is your IBAN?" }).fill(iban);
      await page.keyboard.press("Enter");
      await page.getByRole("heading", { name: "Thank you" }).waitFor();
      await expectRightLooks(page, "secure-page-received");

      await page.goto(link);
      expect(await title()).toBe("This was answered already");
      await expectRightLooks(page, "secure-page-answered");

      await world.deliver();
      const contact = world.portal().contacts.list().at(-1);
      expect(contact?.properties).toMatchObject({ iban_end: "3000", flowella_last_status: "corrected" });
      expect(await lookAt()).toMatchObject({
        kind: "secure-answers",
        status: "answered",
        answers: [{ question: "What is your IBAN?", value: iban }],
      });
      // The webhook was not chosen to get it: it heard of the form alone.
      expect([...receiver.kept().values()].map((body) => submissionEventSchema.parse(body).type)).toEqual([
        "submission.accepted",
      ]);
      expect(JSON.stringify([...receiver.kept().values()])).not.toContain("3000");
      const everywhere = JSON.stringify([
        world.whatsapp.exchanges.map(({ requestBody }) => requestBody),
        world.hubspot.api.exchanges.map(({ requestBody }) => requestBody),
        customer.chat(),
      ]);
      expect(everywhere).not.toMatch(/0532|DE89/);
      await world.stop();
      const stored = await bytesOf(world.databaseFile);
      expect(readable(stored, [iban, iban.replaceAll(" ", ""), link.split("/").at(-1) ?? "?"])).toEqual([]);
      await world.start();
    } finally {
      await receiver.close();
    }
  });

  it("hands everything on where the portal chose so, and a destination is chosen by itself", async () => {
    const flow = await published();
    const receiver = await startWebhookReceiver({ now: world.now });
    try {
      const added = z
        .looseObject({ secret: z.string() })
        .parse(await world.operator("/operator/webhooks/add", { endpoint: { url: receiver.url } }));
      receiver.accept(added.secret);
      const chosen = { secureAnswers: { webhook: "full" } };
      expect(await world.operator("/operator/settings/change", { change: chosen })).toMatchObject({
        settings: { secureAnswers: { webhook: "full", hubspot: "last_four", google: "none" } },
      });
      expect(
        await world.operator("/operator/settings/change", { change: { secureAnswers: { hubspot: "full" } } }),
      ).toMatchObject({
        kind: "refused",
      });
      const customer = world.stranger();
      await world.fillIn(flow, customer, typed);
      await world.deliver();
      await page.goto(await linkFor(customer));
      await page.getByRole("textbox", { name: "What is your IBAN?" }).fill(iban);
      await page.getByRole("textbox", { name: /tax identification/ }).fill("12 345 678 901");
      await page.getByRole("button", { name: "Send securely" }).click();
      expect(await title()).toBe("Thank you");
      await world.deliver();
      const events = [...receiver.kept().values()].map((body) => submissionEventSchema.parse(body));
      expect(events.map(({ type }) => type)).toEqual(["submission.accepted", "submission.corrected"]);
      expect(JSON.stringify(events[0])).not.toContain("0532");
      expect(events[1]?.data.answers).toEqual(
        expect.arrayContaining([
          expect.objectContaining({ title: "What is your IBAN?", value: iban }),
          expect.objectContaining({ value: "12 345 678 901" }),
        ]),
      );
    } finally {
      await receiver.close();
    }
  });

  it("outlives a correction of the form, which keeps what was answered", async () => {
    const flow = await published();
    await mapIban(flow);
    const reopen = { kind: "change", until: world.now() + 3_600_000 };
    await world.operator("/operator/flows/settings", { flowId: flow.flowId, settings: { reopen } });
    world.passTime(2_000);
    const customer = world.stranger();
    await world.fillIn(flow, customer, typed);
    await world.deliver();
    await page.goto(await linkFor(customer));
    await page.getByRole("textbox", { name: "What is your IBAN?" }).fill(iban);
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Thank you" }).waitFor();
    await world.deliver();
    await fillEveryScreen(await customer.openFlow(), { ...typed, first_name: "Stella Maria" });
    await world.deliver();
    expect(linksTo(customer)).toHaveLength(1);
    expect(await lookAt()).toMatchObject({ status: "answered", answers: [{ value: iban }] });
    expect(world.portal().contacts.list().at(-1)?.properties).toMatchObject({
      firstname: "Stella Maria",
      iban_end: "3000",
    });
  });

  it("closes: after three days, for a link that is none, and when the business left", async () => {
    const flow = await published("it");
    const customer = world.stranger();
    await world.fillIn(flow, customer, typed);
    const link = await linkFor(customer);
    await page.goto(link);
    expect(await title()).toBe("Un'ultima risposta, al sicuro");
    expect(await page.locator("html").getAttribute("lang")).toBe("it");
    await page.goto(`${link.slice(0, -1)}`);
    expect(await title()).toBe("This link is not complete");
    await expectRightLooks(page, "secure-page-unknown");
    const french = await browser.newContext({ locale: "fr-FR" });
    const elsewhere = await french.newPage();
    await elsewhere.goto(`${world.url}/secure/nothing`);
    expect(await elsewhere.locator("html").getAttribute("lang")).toBe("fr");
    await french.close();

    world.passTime(72 * 3_600_000);
    expect((await page.goto(link))?.status()).toBe(410);
    expect(await title()).toBe("Questo link è scaduto");
    await expectRightLooks(page, "secure-page-expired");
    expect(await lookAt()).toMatchObject({ status: "expired", answers: [] });
  });

  it("is gone with the business", async () => {
    const flow = await published("de");
    const customer = world.stranger();
    await world.fillIn(flow, customer, typed);
    const link = await linkFor(customer);
    world.hubspot.uninstall(sandboxClientId, demoPortal.id);
    world.passTime(26 * 60_000);
    await world.fillIn(flow, world.stranger(), typed);
    await world.settle();
    await page.goto(link);
    expect(await title()).toBe("Dieses Formular wird nicht mehr verwendet");
    await expectRightLooks(page, "secure-page-gone");
  });
});

describe("the message with the link", () => {
  const failMessages = (answer: Parameters<World["whatsapp"]["failNext"]>[0]["answer"]) =>
    world.whatsapp.failNext({ method: "POST", path: /\/messages$/, times: 1, answer });

  it("is sent again by a replay, with another link, where WhatsApp never said that it went", async () => {
    const flow = await published();
    const customer = world.stranger();
    customer.sendText("Hello");
    await world.settle();
    await world.send(flow, { phone: `+${customer.waId}` });
    failMessages({ kind: "cut" });
    await fillEveryScreen(await customer.openFlow(), typed);
    await world.settle();
    world.passTime(16 * 60_000);
    await world.settle();
    expect((await world.steps())["secure_link"]).toBe("dead: secure.unconfirmed");
    expect(linksTo(customer)).toEqual([]);
    await world.operator("/operator/deliveries/replay", { code: "secure.unconfirmed" });
    await world.deliver();
    expect((await world.steps())["secure_link"]).toBe("done");
    await page.goto(await linkFor(customer));
    expect(await title()).toBe("A last answer, kept safe");
  });

  it("is a dead letter where the 24 hours are over, and goes once the customer has written again", async () => {
    const flow = await published();
    const customer = world.stranger();
    customer.sendText("Hello");
    await world.settle();
    await world.send(flow, { phone: `+${customer.waId}` });
    failMessages({ kind: "status", status: 400, body: { error: { message: "re-engagement", code: 131047 } } });
    await fillEveryScreen(await customer.openFlow(), typed);
    await world.deliver();
    expect((await world.steps())["secure_link"]).toBe("dead: secure.window_closed");
    expect((await world.steps())["contact"]).toMatch(/^done/);
    customer.sendText("Where is the link?");
    await world.settle();
    await world.operator("/operator/deliveries/replay", { code: "secure.window_closed" });
    await world.deliver();
    expect(linksTo(customer)).toHaveLength(1);
  });

  it("is not sent to somebody who wants no messages", async () => {
    const flow = await published();
    const customer = world.stranger();
    customer.sendText("Hello");
    await world.settle();
    await world.send(flow, { phone: `+${customer.waId}` });
    const phone = await customer.openFlow();
    customer.sendText("STOP");
    await world.settle();
    await fillEveryScreen(phone, typed);
    await world.deliver();
    expect((await world.steps())["secure_link"]).toBe("skipped: opted-out");
    expect(linksTo(customer)).toEqual([]);
  });
});
