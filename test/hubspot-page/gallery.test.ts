/** Every component on the page: what it looks like, what it tells the extension, and what is said about unknown ones. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from "@jest/globals";
import type { Locator, Page } from "playwright-core";
import { STARTING } from "../phone-page/world.ts";
import { type AccountPage, lookProblems, NARROW, openAccount } from "./account-page.ts";
import { type GalleryWorld, startGallery } from "./gallery-world.ts";

let world: GalleryWorld;
let opened: AccountPage | undefined;
beforeAll(async () => {
  world = await startGallery();
}, STARTING);
afterAll(() => world.close());
afterEach(async () => {
  await opened?.page.context().close();
});

/** One card of the gallery stops on purpose. */
const stopped = ["the oven is cold"];
const tall = { width: 1280, height: 1150 };

async function open(address: string, size = tall): Promise<AccountPage> {
  opened = await openAccount(world.browser, world.hubspot, world.portalId, address, size);
  return opened;
}

async function openGallery(
  tab: string,
  size = tall,
): Promise<{ page: Page; card: Locator; errors: readonly string[] }> {
  const { page, errors } = await open(`/contacts/${world.facts.customer.contactId}`, size);
  const card = page.locator('[data-card="gallery"]');
  await card.getByRole("tab", { name: tab }).click();
  // The cards beside it say on purpose what the page does not know: no part of these pictures.
  await page.locator(".record-cards").evaluate((cards) => cards.remove());
  return { page, card, errors };
}

describe("components on the page", () => {
  it.each(["Words", "States", "Fields", "Choices", "Tables", "Actions"])(
    "%s look as in the picture, wide and narrow",
    async (tab) => {
      const { page, errors } = await openGallery(tab);
      const problems = await lookProblems(page, `gallery-${tab.toLowerCase()}-wide`);
      await page.setViewportSize({ width: NARROW.width, height: 1500 });
      problems.push(...(await lookProblems(page, `gallery-${tab.toLowerCase()}-narrow`)));
      expect({ problems, errors }).toEqual({ problems: [], errors: stopped });
    },
  );

  it("take what is typed, letter by letter and when it is done, and hand it in", async () => {
    const { card } = await openGallery("Fields");
    const dish = card.getByLabel("Dish");
    await dish.pressSequentially("Strudel", { delay: 0 });
    await card.getByText("dish Strudel").waitFor();
    await expect(dish.inputValue()).resolves.toBe("Strudel");
    const typed: [label: string, given: string, said: string][] = [
      ["Find", "flour", 'Said find "flour"'],
      ["Recipe", "Roll it thin.", 'Said recipe "Roll it thin."'],
      ["Eggs", "3", "Said eggs 3"],
      ["Spoons", "4", "Said spoons 4"],
      ["Price", "2.5", "Said price 2.5"],
      ["Hour", "10:30", 'Said hour {"hours":10,"minutes":30}'],
      ["Day", "2027-04-01", "day 1.3"],
    ];
    for (const [label, given, said] of typed) {
      await card.getByLabel(label).fill(given);
      await card.getByLabel(label).blur();
      await card.getByText(said).waitFor();
    }
    await card.getByRole("button", { name: "Hand in" }).click();
    await card.getByText("Said handed in Strudel").waitFor();
  });

  it("tell what is chosen", async () => {
    const { card } = await openGallery("Choices");
    await card.getByLabel("Fruit", { exact: true }).selectOption("Quince");
    await card.getByText("one quince").waitFor();
    await card.getByRole("group", { name: "Fruits" }).getByLabel("Apple").check();
    await card.getByText("many pear and apple").waitFor();
    await card.getByLabel("A little").check();
    await card.getByText("Said sweet little").waitFor();
    await card.getByLabel("Washed").check();
    await card.getByText("Said washed true").waitFor();
    await card.getByLabel("Ripe").check();
    await card.getByText("Said ripe true yes").waitFor();
    await card.getByLabel("Organic").check();
    await card.getByText("Said organic true").waitFor();
  });

  it("sort and turn the pages of a table, and open what is folded", async () => {
    const { card } = await openGallery("Tables");
    await card.getByRole("button", { name: "Cake" }).click();
    await card.getByText("Page 1, ascending").waitFor();
    await card.getByRole("button", { name: "Next" }).click();
    await card.getByText("Page 2, ascending").waitFor();
    await card.getByRole("tab", { name: "Words" }).click();
    const more = card.getByText("They keep for months.");
    await expect(more.isVisible()).resolves.toBe(false);
    await card.getByRole("button", { name: "More about apples" }).click();
    await more.waitFor();
  });
});

describe("actions on the page", () => {
  it("open modals and panels, which go on following the extension, and close them in every way", async () => {
    const { page, card } = await openGallery("Actions");
    const dialog = page.getByRole("dialog");
    await card.getByRole("button", { name: "Open the oven" }).click();
    await dialog.getByText("Inside: nothing").waitFor();
    await dialog.getByRole("button", { name: "Hotter" }).click();
    await dialog.getByText("Inside: hotter").waitFor();
    await dialog.getByRole("button", { name: "Done" }).click();
    await dialog.waitFor({ state: "detached" });
    await card.getByText("Said modal closed").waitFor();
    await card.getByRole("button", { name: "Open the oven" }).click();
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    await card.getByRole("button", { name: "Look at the shelf" }).click();
    await dialog.getByText("On the shelf").waitFor();
    await dialog.getByRole("button", { name: "Leave" }).click();
    await dialog.waitFor({ state: "detached" });
    await card.getByRole("button", { name: "More" }).click();
    await card.getByRole("button", { name: "Bake", exact: true }).click();
    await card.getByText("Said baked").waitFor();
  });

  it("show alerts, copy, read the record anew and ask the server, signed; elsewhere nothing is asked", async () => {
    const { page, card } = await openGallery("Actions");
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await card.getByText("City Bologna, nobody").waitFor();
    await card.getByRole("button", { name: "Alert" }).click();
    await page.getByText("The oven is hot.").waitFor();
    await card.getByRole("button", { name: "Copy" }).click();
    await page.getByText("Copied").waitFor();
    await expect(page.evaluate(() => navigator.clipboard.readText())).resolves.toBe("a cake");
    const { hubspot, portalId, facts } = world;
    hubspot.portal(portalId).contacts.update(facts.customer.contactId, { city: "Ravenna" });
    await card.getByRole("button", { name: "Refresh the record" }).click();
    await page.locator(".record-side").getByText("Ravenna").waitFor();
    await card.getByRole("button", { name: "Ask the server" }).click();
    await card.getByText("Said 418 a teapot").waitFor();
    await card.getByRole("button", { name: "Ask elsewhere" }).click();
    await card.getByText("https://elsewhere.example is not in permittedUrls.fetch.").waitFor();
    expect(world.asked).toHaveLength(1);
    hubspot.portal(portalId).contacts.update(facts.customer.contactId, { city: "Bologna" });
  });

  it("open another page in a window, which closes itself", async () => {
    const { page, card } = await openGallery("Actions");
    await card.getByRole("button", { name: "Open a window" }).click();
    await page.frameLocator("iframe").getByRole("button", { name: "Enough" }).click();
    await card.getByText("Said window closed").waitFor();
    await page.getByRole("dialog").waitFor({ state: "detached" });
  });
});

describe("an app's pages and settings", () => {
  it("are found by their meta files; routes are addresses, and going back is going back", async () => {
    const { page, errors } = await open("/contacts");
    await page.getByRole("link", { name: "Gallery" }).click();
    await page.getByRole("heading", { name: "All dishes" }).waitFor();
    const problems = await lookProblems(page, "app-page-wide");
    await page.getByRole("link", { name: "Risotto" }).click();
    await page.getByText("Number 7, hot: no").waitFor();
    expect(new URL(page.url()).pathname).toMatch(/\/app\/dishes\/7$/);
    await page.reload();
    await page.getByText("Number 7, hot: no").waitFor();
    await page.getByRole("link", { name: "All dishes" }).click();
    await page.getByRole("button", { name: "Today's dish" }).click();
    await page.getByText("Number 9, hot: yes").waitFor();
    await page.goBack();
    await page.getByRole("heading", { name: "All dishes" }).waitFor();
    await page.getByRole("link", { name: "Settings" }).click();
    await page.getByText("settings for Paola").waitFor();
    // The extension rewrites what is typed, and runs elsewhere: a key pressed before the answer would be answered away.
    for (const typed of ["L", "LU", "LUM", "LUME"]) {
      await page.getByLabel("Shop").press(typed.slice(-1).toLowerCase());
      await page.getByText(`Shop: ${typed}`, { exact: true }).waitFor();
    }
    await expect(page.getByLabel("Shop").inputValue()).resolves.toBe("LUME");
    expect({ problems, errors }).toEqual({ problems: [], errors: [] });
  });
});

describe("what the page cannot show", () => {
  it("is said where it would stand: a component, a property, a card that stops", async () => {
    const { page } = await open(`/contacts/${world.facts.customer.contactId}`);
    const unknown = page.locator('[data-card="unknown"]');
    await unknown.getByText("This page does not know HubSpot's component CrmPropertyList.").waitFor();
    await unknown.getByText('This page does not know the property "shiny" of HubSpot\'s Text.').waitFor();
    await unknown.getByText("A text with a property that nobody knows.").waitFor();
    await page.locator('[data-card="broken"]').getByText("This extension stopped: the oven is cold").waitFor();
  });
});
