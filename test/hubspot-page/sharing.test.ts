/** The app page's ways to get a Flow to people, as those meet them who use them: templates, ways in, broadcasts, who stopped. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from "@jest/globals";
import type { Page } from "playwright-core";
import { toDataURL } from "qrcode";
import { z } from "zod";
import { type PhoneWorld, STARTING, startPhoneWorld } from "../phone-page/world.ts";
import { type AccountPage, answeredFor, DESK, hide, openAccount, screenProblems } from "./account-page.ts";

const people = 40;

let world: PhoneWorld;
let opened: AccountPage | undefined;
beforeAll(async () => {
  world = await startPhoneWorld();
  const source = { tool: "hubspot", formId: world.facts.formIds.consultation };
  await world.ask("/operator/publish", { source }, z.unknown());
  for (const { name } of world.whatsapp.state.templates.values()) world.whatsapp.decideTemplate(name, "APPROVED");
  await settle();
}, STARTING);
afterAll(() => world.close());
afterEach(async () => {
  await opened?.page.context().close();
});

/** Everything that waits, here and there; no time passes. */
async function settle(): Promise<void> {
  for (let rounds = 0; rounds < 3; rounds += 1) {
    await world.whatsapp.settled();
    await world.server.idle();
  }
}

async function open(address: string): Promise<Page> {
  const { browser, hubspot, portalId } = world;
  opened = await openAccount(browser, hubspot, Number(portalId), address, DESK);
  return opened.page;
}

const looks = (name: string) => screenProblems(opened, name);

/** So many contacts in a list, who have agreed and are on WhatsApp; one has no number. */
function fillList(): void {
  const { lists, contacts } = world.hubspot.portal(Number(world.portalId));
  const members = Array.from({ length: people }, (_, at) => {
    const waId = `39320777${String(at).padStart(4, "0")}`;
    if (at > 0) world.whatsapp.person(waId, { name: `Ada ${at}` });
    const phone = at > 0 ? { phone: `+${waId}` } : {};
    return contacts.create({ ...phone, whatsapp_opt_in: "true", firstname: "Ada", hs_language: "en" }).id;
  });
  lists.set("4001", { listId: "4001", name: "Spring customers", members: new Map(members.map((id) => [id, 1])) });
}

describe("templates", () => {
  it("are chosen by what they do and what they bring, and lead to the form's own screen", async () => {
    const page = await open("/app/forms");
    await page.getByRole("button", { name: "Start from a template" }).click();
    const nps = page.locator('[data-test-id="template-nps"]');
    await nps.getByText("Would they recommend you").waitFor();
    await nps.getByText("A sample answer, and what the contact gets").click();
    await nps.getByText("NPS group").waitFor();
    expect(await looks("templates")).toEqual([]);
    await nps.getByRole("button", { name: "Look at it" }).click();
    await page.getByRole("button", { name: "Publish", exact: true }).waitFor();
  }, 120_000);
});

describe("ways in", () => {
  it("are made, shared as a code, a link and a button, and their files open", async () => {
    const page = await open("/app/entries");
    await page.getByText("No way in yet").waitFor();
    await page.getByRole("button", { name: "New way in" }).click();
    await page.getByLabel("Name").fill("Shop window");
    await page.getByLabel("Where these customers come from").fill("shop");
    await page.getByLabel("Keywords").fill("advice\nconsultation");
    await page.getByLabel("Ads").fill("no number");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await page.getByText("Digits only, one id in a line, 50 at most.").waitFor();
    expect(await looks("entry")).toEqual([]);
    await page.getByLabel("Ads").fill("");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await page.getByText("Keywords: advice, consultation").waitFor();
    const entry = page.locator('[data-test-id^="entry-"]');
    await entry.getByRole("button", { name: "QR code, link and button" }).click();
    const code = entry.getByRole("img", { name: "QR code that opens the chat" });
    await code.waitFor();
    // The files' links come with an answer of their own.
    await entry.getByRole("link").nth(3).waitFor();
    const [link, ...files] = await entry.getByRole("link").all();
    expect(await link?.getAttribute("href")).toMatch(/^https:\/\/wa\.me\/\d+\?text=/);
    const got = await Promise.all(
      files.map(async (file) => {
        const answer = await fetch((await file.getAttribute("href")) ?? "");
        return [answer.status, answer.headers.get("content-type")];
      }),
    );
    const svg = [200, "image/svg+xml"];
    expect(got).toEqual([[200, "image/png"], svg, svg]);
    // Every entry's code is another one.
    const look = { width: 240, margin: 4, errorCorrectionLevel: "M" } as const;
    const steady = await toDataURL("https://wa.me/39?text=HELLO", look);
    await code.evaluate((image, src) => image.setAttribute("src", src), steady);
    await steadyCodes(page);
    expect(await looks("entries")).toEqual([]);
  }, 120_000);

  it("whom WhatsApp does not reach: nobody so far", async () => {
    const page = await open("/app/entries/not-on-whatsapp");
    await page.getByText("Everybody could be reached").waitFor();
    expect(await looks("unreached")).toEqual([]);
  }, 60_000);
});

/** The short code at the end of what customers send, in the text and in the link. */
async function steadyCodes(page: Page): Promise<void> {
  await page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode())
      node.textContent = (node.textContent ?? "").replace(/(#|%23)[A-Z0-9]{3,}/g, "$1ABCD");
  });
}

describe("broadcasts", () => {
  it("are checked, tried on a pilot, decided upon with its figures, and followed to the end", async () => {
    fillList();
    const page = await open("/app/broadcasts/prices");
    await page.getByLabel("Currency").fill("EUR");
    await page.getByRole("button", { name: "Add a country" }).click();
    await page.getByLabel("Country", { exact: true }).fill("IT");
    await page.getByLabel("Marketing, a message").fill("0.0691");
    await page.getByLabel("Utility, a message").fill("0.03");
    await page.getByLabel("Utility, a message").blur();
    await page.getByText("Italy", { exact: true }).waitFor();
    expect(await looks("prices")).toEqual([]);
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await page.getByText("Saved. Checks estimate with it from now on.").waitFor();

    await page.getByRole("button", { name: "All broadcasts" }).click();
    await page.getByText("No broadcast yet").waitFor();
    await page.getByRole("button", { name: "New broadcast" }).click();
    await page.getByLabel("Name", { exact: true }).fill("Spring offer");
    await page.getByRole("button", { name: "Check it" }).click();
    await page.getByText("Choose a list.").waitFor();
    await page.getByLabel("HubSpot list").selectOption({ label: "Spring customers (40)" });
    await page.getByLabel("Compare it with the web form").check();
    await page.locator('[data-test-id="ab"]').waitFor();
    expect(await looks("broadcast-new")).toEqual([]);
    await page.getByLabel("Compare it with the web form").uncheck();
    await page.getByRole("button", { name: "Check it" }).click();
    await page.getByRole("heading", { name: "Spring offer" }).waitFor();
    await settle();
    await page.reload();
    await page.getByText("What was found before anything is sent").waitFor();
    await page.getByText("Checked, nothing sent").waitFor();
    expect(await looks("broadcast-check")).toEqual([]);

    const buttons = page.locator('[data-test-id="broadcast-buttons"]');
    await buttons.getByRole("button", { name: "Start" }).click();
    await buttons.getByText("Send it to 10 % of the people now?").waitFor();
    await buttons.getByRole("button", { name: "Cancel" }).click();
    expect(world.whatsapp.person("393207770001").chat()).toEqual([]);
    await buttons.getByRole("button", { name: "Start" }).click();
    await buttons.getByRole("button", { name: "Start" }).click();
    await page.getByText("It has started.").waitFor();
    await settle();
    await page.reload();
    await page.getByText("Look at the figures, then decide").waitFor();
    await buttons.getByRole("button", { name: "Go on" }).click();
    await buttons.getByText(/Send it to everybody else now/).waitFor();
    const recipients = page.locator('[data-test-id="recipients"]');
    await Promise.all([
      answeredFor(page, { outcome: "delivered" }),
      recipients.getByLabel("Show").selectOption({ label: "Delivered" }),
    ]);
    await recipients.getByText("Contact ").nth(3).waitFor();
    await withoutContacts(page);
    expect(await looks("broadcast-decide")).toEqual([]);
    await buttons.getByRole("button", { name: "Go on" }).click();
    await page.getByText("It goes on.").waitFor();
    await settle();
    await page.reload();
    await page.getByText("Finished", { exact: true }).waitFor();
    await Promise.all([
      answeredFor(page, { outcome: "skipped" }),
      recipients.getByLabel("Show").selectOption({ label: "Left out on purpose" }),
    ]);
    const someone = recipients.locator('a[href*="/record/"]').first();
    await someone.waitFor({ state: "attached" });
    const record = await page.request.get(new URL((await someone.getAttribute("href")) ?? "", page.url()).href);
    expect(record.url()).toMatch(/\/_sandbox\/hubspot\/\d+\/contacts\/\d+$/);
    await withoutContacts(page);
    expect(await looks("broadcast-finished")).toEqual([]);
    await page.getByRole("button", { name: "All broadcasts" }).click();
    await page.getByRole("button", { name: "New broadcast" }).waitFor();
    expect(await looks("broadcasts")).toEqual([]);
  }, 180_000);
});

/** Contacts' numbers come in an order of chance. */
const withoutContacts = (page: Page) => hide(page, 'a[href*="/record/"]');

describe("who stopped half-way", () => {
  it("nobody so far, then somebody, with the screen that they saw last", async () => {
    const page = await open("/app/rescue");
    await page.getByText("Nobody stopped half-way").waitFor();
    await world.sendConsultation();
    const phone = await world.openPhone();
    await phone
      .getByRole("button", { name: /form|open/i })
      .last()
      .click();
    const sheet = phone.locator(".sheet");
    await sheet.getByLabel("First name").fill("Giulia");
    await sheet.getByLabel("Last name").fill("Bellandi");
    await sheet.getByLabel("Email").fill("giulia@bellandi.example");
    await sheet.getByLabel(/phone/i).fill("+39 347 555 0142");
    await sheet.getByRole("button", { name: "Continue", exact: true }).click();
    await sheet.getByRole("combobox").waitFor();
    await settle();
    world.passTime(4 * 3_600_000);
    await settle();
    await page.getByRole("button", { name: "Refresh" }).click();
    await page.getByText("Where people stop").waitFor();
    await withoutContacts(page);
    expect(await looks("rescue")).toEqual([]);
    await page.getByRole("button", { name: "Only this Flow" }).click();
    await page.getByRole("button", { name: "All Flows" }).waitFor();
  }, 120_000);
});

describe("settings", () => {
  it("reminders and ready answers are changed and kept", async () => {
    const page = await open("/settings");
    await page.getByRole("tab", { name: "Reminders" }).click();
    await page.getByLabel("Never").check();
    await page.getByLabel("Minutes after they stopped").fill("5");
    await page.getByLabel("Minutes after they stopped").blur();
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await page.getByText("Write a whole number from 15 to 2880.").waitFor();
    expect(await looks("settings-reminders")).toEqual([]);
    await page.getByLabel("Minutes after they stopped").fill("60");
    await page.getByLabel("Minutes after they stopped").blur();
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await page.getByText("Saved.").waitFor();
    await page.getByRole("tab", { name: "Ready answers" }).click();
    await page.getByRole("button", { name: "Add an answer" }).click();
    await page.getByLabel("Name").fill("Opening hours");
    await page.getByLabel("Text in English").fill("We are here from 9 to 6, {firstname}.");
    await page.getByLabel("In one more language").selectOption({ label: "Italian" });
    await page.getByLabel("Text in Italian").fill("Siamo qui dalle 9 alle 18, {firstname}.");
    expect(await looks("settings-answers")).toEqual([]);
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await page.getByText("Saved.").waitFor();
  }, 120_000);
});
