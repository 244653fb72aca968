/** A browser that does not answer says what it was asked; no test hangs on it without a word. */
import { afterAll, beforeAll, expect, it } from "@jest/globals";
import type { Browser } from "playwright-core";
import { launchBrowser } from "./browser.ts";
import { within } from "./limited-calls.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
}, 400_000);
afterAll(() => browser.close());

it("a wait that is over names what it was for, and one that is answered gives the answer", async () => {
  const never = new Promise<string>(() => {});
  await expect(within(1, () => "Page.evaluate (a page)", never)).rejects.toThrow(
    "Page.evaluate (a page) did not answer",
  );
  await expect(within(1_000, () => "", Promise.resolve("here"))).resolves.toBe("here");
});

it("limits every call of what a browser hands out", async () => {
  const page = await (await browser.newContext()).newPage();
  const locator = page.locator("main").first();
  const [frame] = page.frames();
  const calls = [
    browser.newPage,
    browser.close,
    page.context().close,
    page.evaluate,
    page.mouse.move,
    page.keyboard.press,
    locator.count,
    locator.allTextContents,
    frame?.evaluate,
  ];
  expect(calls.map((call) => call?.name)).toEqual(calls.map(() => "limitedCall"));
  await page.setContent("<main>Hello</main>");
  await expect(locator.filter({ has: page.locator("xpath=self::main") }).count()).resolves.toBeLessThan(2);
  await expect(locator.innerText()).resolves.toBe("Hello");
  await page.context().close();
});
