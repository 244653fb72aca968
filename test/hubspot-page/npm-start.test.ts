/** The address that `npm start` prints leads a newcomer to a contact whose card is ready to send. */
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Browser } from "playwright-core";
import { launchBrowser } from "../browser.ts";
import { folderPerTest } from "../cli/folder.ts";
import { begin } from "../cli/process.ts";
import { newContext, STARTING } from "../phone-page/world.ts";

const folder = folderPerTest();
let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
}, STARTING);
afterAll(() => browser.close());

describe("npm start", () => {
  it("prints where the contact is in HubSpot, and her card sends the published form", async () => {
    const [said] = await begin(["start"], { cwd: folder(), env: { PORT: "0" } }).until(/Flowella runs[\s\S]*Ctrl-C/);
    const find = (pattern: RegExp) => pattern.exec(said)?.[1] ?? "";
    const context = await newContext(browser, { width: 1280 });
    const page = await context.newPage();
    await page.goto(find(/Giulia in HubSpot\s+(http\S+)/));
    await page.getByRole("heading", { level: 1, name: "Giulia Bellandi" }).waitFor();
    const card = page.locator('[data-card="contact-card"]');
    await card.getByRole("button", { name: "Send Flow" }).click();
    await page.getByText("Request a consultation was sent as an approved template.").waitFor();
    await card.getByText(/^(Sent|Delivered)$/).waitFor();
    await page.goto(find(/'s phone\s+(http\S+)/));
    const open = page.getByRole("button", { name: /form|open/i });
    await open.last().waitFor();
    expect(await open.count()).toBe(1);
    await context.close();
  }, 120_000);
});
