/** The page that connects a number of 360dialog, in a real browser. FLOWELLA_PICTURES: pictures go into that folder. */
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "@jest/globals";
import axe from "axe-core";
import type { Browser, Page } from "playwright-core";
import { z } from "zod";
import { launchBrowser } from "../browser.ts";
import { startWorld, type World } from "./world.ts";

const number = {
  accountId: "204000000000360",
  numberId: "106000000000360",
  displayNumber: "+34 911 00 03 60",
  apiKey: "key-of-the-number",
} as const;

let world: World;
let browser: Browser;
let page: Page;
beforeAll(async () => {
  world = await startWorld();
  world.whatsapp.dialog360.add(number);
  world.whatsapp.dialog360.hooks.set(number.numberId, { url: "https://other-tool.example/hook", headers: {} });
  browser = await launchBrowser();
  page = await (await browser.newContext({ viewport: { width: 1100, height: 900 } })).newPage();
  const link = z
    .object({ url: z.string() })
    .parse(await world.operator("/operator/connect/link", { page: "whatsapp" }));
  await page.goto(link.url);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await world?.close();
});

async function tryValues(change: Partial<Record<"wabaId" | "number" | "apiKey", string>> = {}): Promise<void> {
  const values = { wabaId: number.accountId, number: number.displayNumber, apiKey: number.apiKey, ...change };
  for (const [name, value] of Object.entries(values)) await page.fill(`#${name}`, value);
  await page.click("text=Try and connect");
  await page.waitForLoadState();
}

const news = () => page.locator("p.note[role=status]").first().innerText();

/** Nothing is wider than a phone, and axe finds nothing. */
async function looksRight(name: string): Promise<void> {
  await page.addScriptTag({ content: axe.source }).catch(() => page.evaluate(axe.source));
  const violations = await page.evaluate(async () => {
    const found = await (globalThis as unknown as { axe: typeof axe }).axe.run();
    return found.violations.map(({ id }) => id);
  });
  expect({ name, violations }).toEqual({ name, violations: [] });
  for (const width of [390, 1100]) {
    await page.setViewportSize({ width, height: 900 });
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect({ name, width, overflow: Math.max(0, overflow) }).toEqual({ name, width, overflow: 0 });
    const folder = process.env["FLOWELLA_PICTURES"];
    if (!folder) continue;
    await mkdir(folder, { recursive: true });
    await page.screenshot({ path: path.join(folder, `${name}-${width}.png`), fullPage: true });
  }
}

it("is reached from the page that connects WhatsApp, and says first what stays to be done by hand", async () => {
  await page.click("text=Connect it by its key");
  await page.waitForURL(/360dialog$/);
  const text = await page.innerText("main");
  expect(text.indexOf("Managing Flows")).toBeGreaterThan(0);
  expect(text.indexOf("Managing Flows")).toBeLessThan(text.indexOf("The number's values"));
  await looksRight("360dialog-empty");
});

it("says what is wrong with a value, keeps the others, and never shows the key again", async () => {
  await tryValues({ number: "12" });
  expect(await news()).toMatch(/The phone number must be a number with its country code/);
  await tryValues({ apiKey: "wrong" });
  expect(await news()).toMatch(/does not accept this API key/);
  expect(await page.inputValue("#wabaId")).toBe(number.accountId);
  expect(await page.inputValue("#apiKey")).toBe("");
  expect(await page.locator("table:has(caption:text-is('What was tried')) tr").allInnerTexts()).toHaveLength(4);
  await looksRight("360dialog-wrong-key");
});

it("takes the messages from another tool only once that was ticked, and then lists what is ready", async () => {
  await tryValues();
  expect(await news()).toMatch(/go to another tool, at other-tool\.example/);
  await looksRight("360dialog-taken");
  await page.check("input[name=takeOver]");
  await tryValues();
  await page.waitForURL(/done=360dialog/);
  expect(await news()).toMatch(/the number is connected/);
  const account = page.locator("h2", { hasText: `Account ${number.accountId} at 360dialog` });
  expect(await account.innerText()).toMatch(/May send/);
  expect(await page.innerText("main")).toMatch(/Managing Flows/);
  await looksRight("360dialog-connected");
});

it("opens with its link only", async () => {
  const stranger = await browser.newContext();
  const answer = await (await stranger.newPage()).goto(`${world.url}/connect/whatsapp/360dialog`);
  expect(answer?.status()).toBe(401);
  await stranger.close();
});
