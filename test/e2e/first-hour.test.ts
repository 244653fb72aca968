/**
 * The first hour of a business in a real browser, from nothing to the first answers in HubSpot: one journey, whose steps
 * follow each other. What goes wrong on the way goes wrong on purpose, is said in words, and is repaired. With
 * FLOWELLA_PICTURES=docs/pictures/connect it makes the pictures of docs/connect.md.
 */
import { tmpdir } from "node:os";
import { afterAll, beforeAll, expect, it } from "@jest/globals";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { z } from "zod";
import type { SeedFacts } from "../../sandbox/hubspot/index.ts";
import { contactCard, sendFlow } from "../../src/app/packages/contract/index.ts";
import { launchBrowser } from "../browser.ts";
import { flowella } from "./command-line.ts";
import { addBusiness, business, delivered, fromHubSpot, operatorOf, pageLink, picture } from "./first-hour-world.ts";
import { startWorld, type World } from "./world.ts";

let world: World;
let facts: SeedFacts;
let browser: Browser;
let admin: BrowserContext;
let page: Page;
let operator: ReturnType<typeof operatorOf>;
beforeAll(async () => {
  world = await startWorld();
  facts = addBusiness(world);
  operator = operatorOf(world);
  browser = await launchBrowser();
  admin = await browser.newContext({ viewport: { width: 1100, height: 800 } });
  page = await admin.newPage();
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await world?.close();
});

const contacts = () => world.hubspot.portal(business.portalId).contacts;
const title = () => page.getByRole("heading", { level: 1 }).textContent();
const news = () => page.locator("p.note[role=status]:not([hidden])").first().innerText();
const rowOf = async (name: string) => (await page.getByRole("row", { name }).first().innerText()).replace(/\s+/g, " ");
const press = (name: string | RegExp, exact = true) => page.getByRole("button", { name, exact }).click();

/** On HubSpot's page: which account, and what happens there. */
async function choose(button: string): Promise<void> {
  await page.getByRole("radio", { name: `(${business.portalId})` }).check();
  if (button !== "Allow") await page.getByText("let it go wrong").click();
  await press(button);
}

it("somebody who may not install gets a link to forward; the admin who leaves a permission out starts again", async () => {
  await page.goto(`${world.url}/oauth/install`);
  await choose("As somebody who may not install");
  await page.getByText("super admin").first().waitFor();
  await page.goto(`${world.url}/oauth/ask-admin?portal=${business.portalId}`);
  const forwarded = await page.locator(".copy").textContent();

  await page.goto(forwarded ?? "");
  await choose("Leave out a required permission");
  expect(await title()).toBe("Some permissions are missing");
  await picture(page, "permissions-missing");
  expect(await operator("/operator/whatsapp")).toMatchObject({ kind: "refused" });
  await page.getByRole("link", { name: "Start again" }).click();
});

it("installs, says which property is in the way, and repairs once that is gone", async () => {
  const { catalogue } = contacts();
  const [other] = catalogue.list();
  if (!other) throw new Error("The account has no properties.");
  catalogue.add({ ...other, name: "flowella_last_score", type: "string", hasUniqueValue: false });
  await choose("Allow");
  expect(await title()).toBe("Installed");
  expect(await page.innerText("main")).toMatch(/One thing needs you.*flowella_last_score/s);
  await picture(page, "installed");

  await page.goto(await pageLink(world, "hubspot"));
  expect(await rowOf("Properties for lists and workflows")).toMatch(/To do:.*flowella_last_score/);
  catalogue.forget("flowella_last_score");
  await press("Look again and repair");
  await page.getByText("Looked again: nothing is missing.").waitFor();
  expect(catalogue.get("flowella_last_score")?.type).toBe("number");
  await picture(page, "what-works", { height: 960 });
});

it("opens the page for WhatsApp once, and says there first which numbers cannot be used", async () => {
  const link = await pageLink(world, "whatsapp");
  await page.goto(link);
  expect(await title()).toBe("Connect WhatsApp");
  const text = await page.innerText("main");
  expect(text.indexOf("One number, one place")).toBeLessThan(text.indexOf("Connect with Facebook"));
  await picture(page, "before-you-begin", { height: 700 });

  const elsewhere = await browser.newContext();
  const second = await elsewhere.newPage();
  await second.goto(link);
  expect(await second.getByRole("heading", { level: 1 }).textContent()).toBe("This link was opened before");
  await elsewhere.close();
});

async function paste(accessToken: string): Promise<void> {
  const summary = page.getByText("Or paste the values of your own Meta app");
  if (await summary.isVisible()) await summary.click();
  const { wabaId, phoneNumberId, appId, appSecret } = business;
  const values = { wabaId, phoneNumberId, appId, appSecret, accessToken };
  for (const [name, value] of Object.entries(values)) await page.fill(`#${name}`, value);
  await press("Try and connect");
  await page.waitForLoadState();
}

it("connects an account by pasting: names the wrong value, then what is missing, until it may send", async () => {
  await paste("the-token-of-the-setup-page");
  expect(await news()).toMatch(/Generate a new one/);
  expect(await rowOf("The token is valid")).toMatch(/Wrong.*Generate a new one/);
  await picture(page, "wrong-value", { from: "h2:text-is('Paste the values of your own Meta app')", height: 705 });

  world.whatsapp.changeAccount(business.wabaId, { payment: "missing" });
  await paste(business.accessToken);
  expect(await news()).toMatch(/All values are right/);
  expect(await title()).toBe("WhatsApp is almost ready");
  expect(await page.innerText("main")).toContain("Still missing: Payment method (you)");
  await picture(page, "almost-ready", { height: 950 });

  world.whatsapp.changeAccount(business.wabaId, { payment: "there" });
  await press("Ask WhatsApp again");
  expect(await title()).toBe("WhatsApp is ready");
  expect(await rowOf("Encryption key")).toMatch(/Ready/);
});

it("connects another account in WhatsApp's own window, and goes on sending from the first", async () => {
  const signUp = async (outcome: string) => {
    await page.waitForSelector("#signup:not([disabled])");
    const [popup] = await Promise.all([admin.waitForEvent("page"), page.click("#signup")]);
    const closed = popup.waitForEvent("close");
    await popup.click(`button[value=${outcome}]`);
    await closed;
  };
  await signUp("cancel");
  await page.locator("#signup-state", { hasText: "closed before the end" }).waitFor();
  await Promise.all([page.waitForURL(/done=signup/), signUp("finish")]);
  expect(await news()).toMatch(/Connected/);
  const accounts = z.array(z.object({ wabaId: z.string(), via: z.string(), forNewFlows: z.boolean() }));
  const seen = async () => accounts.parse(await operator("/operator/whatsapp"));
  const [pasted, signed] = [{ wabaId: business.wabaId, via: "pasted" }, { via: "signup" }];
  expect(await seen()).toMatchObject([
    { ...pasted, forNewFlows: true },
    { ...signed, forNewFlows: false },
  ]);
  await press("Send from this number");
  expect(await seen()).toMatchObject([{ forNewFlows: false }, { forNewFlows: true }]);
  await press("Send from this number");
  expect(await seen()).toMatchObject([{ forNewFlows: true }, { forNewFlows: false }]);
  expect((await firstMessage()).map((line) => line.split(": ")[0])).toEqual(["To do", "To do", "To do", "To do"]);
});

it("connects a third on WhatsApp's own page, once a template shows whose it is", async () => {
  await page.goto(await pageLink(world, "whatsapp"));
  const [tab] = await Promise.all([admin.waitForEvent("page"), press("Open WhatsApp's page")]);
  await tab.click("button[value=finish]");
  await tab.waitForLoadState();
  const number = (await tab.locator("#number").textContent()) ?? "";
  await tab.click("#manager");
  await world.settle();

  await page.fill("#hosted-number", number);
  await press("Go on with this number");
  const name = (await page.locator(".copy").textContent()) ?? "";
  await picture(page, "hosted-prove", { from: "#hosted", height: 720 });
  await press("I have made the template: go on");
  await page.getByText("does not have a template of this name yet").waitFor();
  await tab.getByLabel("Name of the template").fill(name);
  await tab.getByRole("button", { name: "Create template" }).click();
  await tab.getByText("was submitted").waitFor();
  await tab.close();
  await press("I have made the template: go on");
  await page.waitForURL(/done=hosted/);
  expect(await operator("/operator/whatsapp")).toMatchObject([
    { via: "pasted", forNewFlows: true },
    { via: "signup", forNewFlows: false },
    { via: "hosted", forNewFlows: false, readiness: { state: "ready" } },
  ]);
});

/** What the page says beside each thing that the first message needs: its state and the words, in order. */
async function firstMessage(): Promise<string[]> {
  await page.goto(`${world.url}/connect/whatsapp`);
  const rows = await page.locator("table:has(caption:text-is('Besides an account that may send')) tr").all();
  return Promise.all(
    rows.map(async (row) => {
      const [state = "", says = ""] = await row.locator("td").allInnerTexts();
      return `${state.trim()}: ${says.replace(/\s+/g, " ")}`;
    }),
  );
}

let flowId: string;
const flowSchema = z.object({
  kind: z.literal("published"),
  flowId: z.string(),
  template: z.object({ name: z.string() }),
});
const templatesSchema = z.array(z.looseObject({ id: z.string(), status: z.string(), says: z.string() })).length(1);

it("publishes the form; its first template is rejected with the reason in words, mended, and approved", async () => {
  const source = { tool: "hubspot", formId: facts.formIds.consultation };
  const flow = flowSchema.parse(await operator("/operator/publish", { source }));
  flowId = flow.flowId;
  await world.settle();
  const template = async () => templatesSchema.parse(await operator("/operator/templates"))[0];
  expect(await template()).toMatchObject({ status: "in_review" });
  expect((await firstMessage()).slice(0, 2)).toEqual([
    "Ready: One form is a Flow.",
    expect.stringMatching(/^WhatsApp decides: In review/),
  ]);

  world.whatsapp.decideTemplate(flow.template.name, "REJECTED", "PROMOTIONAL", "Name what the person asked for.");
  await world.settle();
  const rejected = await template();
  expect(rejected).toMatchObject({ status: "rejected", says: expect.stringContaining("Name what the person") });
  expect((await firstMessage())[1]).toMatch(/^To do: Rejected\..*Name what the person/);
  await picture(page, "first-message", { from: "#first-message", height: 590 });
  const body = "Here is the consultation form that you asked us for. It opens right here in the chat.";
  const edited = await operator("/operator/templates/edit", { templateId: rejected?.id, body });
  expect(edited).toMatchObject({ template: { status: "in_review" } });

  world.whatsapp.decideTemplate(flow.template.name, "APPROVED");
  await world.settle();
  expect(await template()).toMatchObject({ status: "approved" });
});

/** As whoever runs the server types it. */
async function settings(...options: string[]): Promise<unknown> {
  const words = ["settings", "--portal", String(business.portalId), "--server", world.url, ...options];
  const { out, err } = await flowella(words, { cwd: tmpdir(), env: { FLOWELLA_OPERATOR_TOKEN: world.operatorToken } });
  expect(err).toBe("");
  return z.object({ kind: z.literal("saved"), settings: z.unknown() }).parse(JSON.parse(out)).settings;
}

it("sends nothing to a number that it cannot read, nor to somebody who did not agree; then it may send", async () => {
  const { contactId } = facts.customer;
  const ask = (idempotencyKey: string) => fromHubSpot(world, sendFlow, { contactId, flowId, idempotencyKey });
  expect(await ask("before-the-country")).toMatchObject({
    kind: "refused",
    code: "NO_NUMBER",
    message: expect.stringMatching(/choose the country/),
  });
  await settings("--time-zone", "Europe/Rome");
  expect(await settings("--country", "IT")).toMatchObject({ timeZone: "Europe/Rome", defaultCountry: "IT" });

  expect(await ask("before-a-source-of-consent")).toMatchObject({
    kind: "refused",
    code: "NO_CONSENT",
    message: expect.stringMatching(/source/),
  });
  const { property: name, value } = facts.optIn;
  const wording = "Casa Lume may write to me on WhatsApp about my enquiry.";
  const named = { sources: [{ kind: "property", name, values: [value], wording }] };
  expect(await operator("/operator/consent/settings/save", { settings: named })).toMatchObject({ kind: "saved" });

  expect((await firstMessage()).filter((line) => !line.startsWith("Ready"))).toEqual([]);
  expect(await fromHubSpot(world, contactCard, { contactId })).toMatchObject({
    kind: "ready",
    sender: { displayNumber: business.displayNumber },
    contact: { reachable: "yes", window: "closed" },
  });
  expect(await ask("the-first-real-send")).toMatchObject({ kind: "sent", channel: "template" });
  const sent = [...world.whatsapp.state.sent.values()];
  expect(sent).toMatchObject([{ type: "template", phoneNumberId: business.phoneNumberId, waId: facts.customer.waId }]);
});

it("is filled in on the phone, and lands on the contact and as a form submission", async () => {
  await world.settle();
  const phone = await (await browser.newContext({ viewport: { width: 390, height: 844 } })).newPage();
  await phone.goto(world.whatsapp.phoneUrl(facts.customer.waId));
  await phone.locator("[data-message]").getByRole("button").last().click();
  const sheet = phone.locator(".sheet");
  const go = (name: string) => sheet.getByRole("button", { name, exact: true }).click();
  await sheet.getByLabel("First name").fill("Giulia");
  await sheet.getByLabel("Last name").fill("Bellandi");
  await sheet.getByLabel("Email").fill(facts.customer.email);
  await go("Continue");
  await sheet.getByRole("combobox").click();
  await phone.getByRole("option", { name: "Kitchen" }).click();
  await sheet.getByText("Phone call").click();
  await picture(phone, "on-the-phone", { height: 844 });
  await go("Continue");
  await sheet.getByLabel("I agree").last().check();
  await go("Request consultation");
  await sheet.waitFor({ state: "detached" });

  expect(await delivered(world)).toEqual({
    identify: "done",
    contact: "done",
    form_submission: "done",
    timeline: "done",
  });
  const contact = contacts()
    .list()
    .find(({ id }) => id === facts.customer.contactId);
  expect(contact?.properties).toMatchObject({ consultation_topic: "kitchen", flowella_wa_id: facts.customer.waId });
  expect(contacts().list()).toHaveLength(facts.contactCount);
  const card = await fromHubSpot(world, contactCard, { contactId: facts.customer.contactId });
  expect(card).toMatchObject({ sends: [{ status: "delivered-to-hubspot" }] });
});
