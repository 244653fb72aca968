/** The settings in a browser: every section as people meet it, and what an admin does there. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from "@jest/globals";
import type { Page, Route } from "playwright-core";
import { z } from "zod";
import { type PhoneWorld, STARTING, startPhoneWorld } from "../phone-page/world.ts";
import { lookProblems, NARROW, openAccount, WIDE } from "./account-page.ts";

let world: PhoneWorld;
let opened: Page | undefined;
beforeAll(async () => {
  world = await startPhoneWorld();
  // As a portal has it that never chose, whatever this world is started with.
  const change = { timeline: true, messages: { tellOwner: true, reply: true } };
  await world.ask("/operator/settings/change", { change }, z.unknown());
}, STARTING);
afterAll(() => world.close());
afterEach(async () => {
  await opened?.context().close();
});

const tabs = [
  "Connections",
  "Numbers and keys",
  "Consent",
  "General",
  "Identity and data",
  "Privacy",
  "Alerts",
  "Webhooks",
  "Roles",
];

/** A portal whose job did much, with everything that can be said about it. */
const everythingRemoved = {
  kind: "ready",
  revision: "p1",
  values: { keep: "nothing", answerDays: 365, heldDays: 90, metaRegion: "IN" },
  flows: [
    { name: "Identity check for new clients of Casa Lume", keep: 1825 },
    { name: "Feedback", keep: "nothing" },
  ],
  last: { at: "2026-11-08T09:00:00.000Z", removed: [] },
  rounds: [
    {
      at: "2026-11-07T09:00:00.000Z",
      removed: [
        { what: "answers", count: 1204 },
        { what: "givenUp", count: 2 },
        { what: "files", count: 310 },
        { what: "messages", count: 57 },
      ],
    },
    { at: "2026-11-06T09:00:00.000Z", removed: [{ what: "sends", count: 12 }] },
  ],
  left: 1,
  held: { count: 4, until: "2027-01-05T09:00:00.000Z" },
  regions: { ours: "us-east-1", hubspot: "eu1", meta: "IN", differ: ["hubspot", "meta"] },
};

async function openSettings(language = "en"): Promise<{ page: Page; errors: readonly string[] }> {
  const { browser, hubspot, portalId } = world;
  const { page, errors } = await openAccount(browser, hubspot, Number(portalId), "/settings", WIDE, { language });
  opened = page;
  await page.getByRole("tab").first().waitFor();
  return { page, errors };
}

async function openTab(page: Page, name: string): Promise<void> {
  await page.getByRole("tab", { name, exact: true }).click();
  await page.getByRole("tabpanel", { name, exact: true }).getByRole("button").first().waitFor();
}

/** Wide and narrow, as high as the section is. */
async function looks(page: Page, name: string): Promise<string[]> {
  const problems: string[] = [];
  // Notices come and go by the clock.
  await page.locator(".notices").evaluateAll((all) => {
    for (const one of all) one.replaceChildren();
  });
  for (const [size, width] of [
    [WIDE, "wide"],
    [NARROW, "narrow"],
  ] as const) {
    await page.setViewportSize({ ...size, height: 600 });
    const height = await page.evaluate(() => Math.min(document.documentElement.scrollHeight, 3_000));
    await page.setViewportSize({ ...size, height });
    problems.push(...(await lookProblems(page, `settings-${name}-${width}`)));
  }
  return problems;
}

const hasValue = (page: Page, name: string, value: string) =>
  page.waitForFunction(
    ([field, wanted]) => document.querySelector<HTMLInputElement>(`[name="${field}"]`)?.value === wanted,
    [name, value] as const,
  );
const fileName = (tab: string) => tab.toLowerCase().replaceAll(" ", "-");

/** Saves, and waits for the fields that are drawn anew: what is filled in before that goes into the old ones. */
async function save(page: Page): Promise<void> {
  const button = page.getByRole("button", { name: "Save" });
  await button.evaluate((element) => element.setAttribute("data-old", ""));
  await button.click();
  await page.getByText("Saved.", { exact: true }).last().waitFor();
  await page.locator("[data-old]").waitFor({ state: "detached" });
  await button.waitFor();
}

describe("every section", () => {
  it.each(tabs)("%s looks as in the picture, wide and narrow", async (tab) => {
    const { page, errors } = await openSettings();
    await openTab(page, tab);
    const problems = await looks(page, fileName(tab));
    expect({ problems, errors }).toEqual({ problems: [], errors: [] });
  });

  it.each(["Allgemein", "Rollen", "Meldungen", "Datenschutz"])("and in German: %s", async (tab) => {
    const { page } = await openSettings("de");
    await page.getByRole("tab", { name: "Verbindungen" }).waitFor();
    await openTab(page, tab);
    expect(await looks(page, `german-${fileName(tab)}`)).toEqual([]);
  });

  it("privacy says what was removed, what waits, and where data lies", async () => {
    const { page } = await openSettings();
    const body = JSON.stringify(everythingRemoved);
    await page.route(/\/fetch$/, (route) =>
      route.fulfill({ json: { kind: "answered", status: 200, type: "application/json", body } }),
    );
    await openTab(page, "Privacy");
    expect(await looks(page, "privacy-after-rounds")).toEqual([]);
  });

  it("says that it is loading, that there was no answer, and that only admins may see it", async () => {
    const { page } = await openSettings();
    await openTab(page, "General");
    const held: Route[] = [];
    await page.route(/\/fetch$/, (route) => void held.push(route));
    await page.getByRole("tab", { name: "Roles" }).click();
    await page.getByRole("status").getByText("Loading").waitFor();
    expect(await looks(page, "loading")).toEqual([]);
    for (const route of held) await route.abort();
    await page.unroute(/\/fetch$/);
    await page.getByText("Flowella's server did not answer.").waitFor();
    expect(await looks(page, "no-answer")).toEqual([]);
    await page.getByRole("button", { name: "Try again" }).click();
    await page.getByText("Everybody who can open Flowella in HubSpot may").waitFor();
    await page.getByLabel("User", { exact: true }).selectOption("Tommaso Neri");
    await page.getByText("Only admins may see this").waitFor();
    expect(await looks(page, "forbidden")).toEqual([]);
  });
});

describe("an admin", () => {
  it("saves, is told what is wrong at the field, and does not go over somebody else's change", async () => {
    const { page } = await openSettings();
    await openTab(page, "General");
    await page.getByLabel("Whom else to turn to").fill("+39 02 5550 0100");
    await save(page);
    await page.getByLabel("Time zone").fill("Moon");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("This is no time zone. Write it as Europe/Rome.").waitFor();
    const problems = await looks(page, "wrong");
    await page.getByRole("button", { name: "Undo my changes" }).click();
    await hasValue(page, "timeZone", "UTC");
    await expect(page.getByText("This is no time zone.").count()).resolves.toBe(0);

    const other = await openAccount(world.browser, world.hubspot, Number(world.portalId), "/settings");
    await openTab(other.page, "General");
    await other.page.getByLabel("Whom else to turn to").fill("marta@casa-lume.example");
    await save(other.page);
    await other.page.context().close();

    await page.getByLabel("Default country").fill("FR");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("somebody else changed this meanwhile").waitFor();
    problems.push(...(await looks(page, "meanwhile")));
    await page.getByRole("button", { name: "Load what is there now" }).click();
    await page.getByText("somebody else changed this meanwhile").waitFor({ state: "detached" });
    await hasValue(page, "person", "marta@casa-lume.example");
    expect(problems).toEqual([]);
  });

  it("adds a webhook, sees its secret once, and removes it only when sure", async () => {
    const { page } = await openSettings();
    await openTab(page, "Webhooks");
    await page.getByLabel("Address").fill("https://169.254.169.254/");
    await page.getByRole("button", { name: "Add the webhook" }).click();
    await page.getByText("That was not done").waitFor();
    await page.getByLabel("Address").fill("http://127.0.0.1:14090/flowella?key=1");
    await page.getByRole("button", { name: "Add the webhook" }).click();
    await page.getByText("The secret, shown this once").waitFor();
    const secret = (await page.getByText(/^whsec_/).textContent()) ?? "";
    expect(secret.length).toBeGreaterThan(30);
    await page.getByRole("button", { name: "Send a test" }).click();
    await page.getByText("The test did not arrive").waitFor();
    await openTab(page, "Roles");
    await openTab(page, "Webhooks");
    await page.getByRole("button", { name: "Remove", exact: true }).click();
    await page.getByText("Remove this webhook?").waitFor();
    const problems = await looks(page, "webhook-sure");
    await expect(page.getByText(secret).count()).resolves.toBe(0);
    await page.getByRole("button", { name: "Cancel" }).click();
    await page.getByText("Remove this webhook?").waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Remove", exact: true }).click();
    await page.getByText("Remove this webhook?").waitFor();
    await page.getByRole("button", { name: "Remove", exact: true }).click();
    await page.getByText("No webhook yet").waitFor();
    expect(problems).toEqual([]);
  });

  it("gives a user and a team roles", async () => {
    const { page } = await openSettings();
    await openTab(page, "Roles");
    await page.getByLabel("User id").fill("61200482");
    await page.getByRole("button", { name: "Add to the list: User 61200482" }).click();
    const user = page.getByRole("group", { name: "User 61200482 may" });
    await user.getByLabel("Reveal identity data and documents").check();
    await save(page);
    const problems = await looks(page, "roles-given");
    await openTab(page, "General");
    await openTab(page, "Roles");
    await expect(user.getByLabel("Reveal identity data and documents").isChecked()).resolves.toBe(true);
    await page.getByRole("button", { name: "Take everything back from User 61200482" }).click();
    await save(page);
    expect(problems).toEqual([]);
  });

  it("names a place of consent, quiet hours and a cap", async () => {
    const { page } = await openSettings();
    await openTab(page, "Consent");
    await page.getByLabel("Add a place").selectOption("A HubSpot list");
    await page.getByLabel("From", { exact: true }).fill("21:00");
    await page.getByLabel("To", { exact: true }).fill("08:00");
    await page.getByLabel("Limit how many messages one contact gets").check();
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("Write the list's number").waitFor();
    const problems = await looks(page, "consent-wrong");
    await page.getByLabel("Number of the list").fill("17");
    await page.getByLabel("What people were told").last().fill("I agree to messages on WhatsApp.");
    await save(page);
    expect(problems).toEqual([]);
  });

  it("is led to a form tool, and gives an account up only when sure", async () => {
    const { page } = await openSettings();
    await openTab(page, "Connections");
    await page.getByRole("button", { name: "Connect SurveyMonkey" }).click();
    await page.getByRole("link", { name: "Go to SurveyMonkey" }).waitFor();
    const disconnect = page.getByRole("button", { name: "Disconnect Casa Lume Arredamenti" });
    await disconnect.click();
    await page.getByText("Nothing is sent from it any more.").waitFor();
    const problems = await looks(page, "connections-sure");
    await page.getByRole("button", { name: "Cancel" }).click();
    await page.getByText("Nothing is sent from it any more.").waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Refresh" }).click();
    await disconnect.click();
    await page.getByText("Nothing is sent from it any more.").waitFor();
    await disconnect.click();
    await page.getByText("No WhatsApp account is connected yet.").waitFor();
    problems.push(...(await looks(page, "no-whatsapp")));
    await openTab(page, "Numbers and keys");
    await page.getByText("No WhatsApp number yet").waitFor();
    problems.push(...(await looks(page, "no-numbers")));
    expect(problems).toEqual([]);
  });
});
