/** The page of an account in a real browser, and what must hold for everything on it. */
import type { Browser, Locator, Page, Route } from "playwright-core";
import { z } from "zod";
import type { HubSpotStandIn } from "../../sandbox/hubspot/index.ts";
import { accessibilityProblems, cutOff } from "../phone-page/looks.ts";
import { comparePicture } from "../phone-page/pictures.ts";
import { newContext } from "../phone-page/world.ts";

export const WIDE = { width: 1280, height: 760 };
export const NARROW = { width: 360, height: 760 };

export interface AccountPage {
  readonly page: Page;
  /** The contact card of the app. */
  readonly card: Locator;
  /** What went wrong on the page; it has to stay empty. */
  readonly errors: readonly string[];
}

/**
 * @param address below the account, such as `/contacts/142`
 * @param only this card of the app, by its meta file: its neighbours would ask the same server
 */
export async function openAccount(
  browser: Browser,
  hubspot: HubSpotStandIn,
  portalId: number,
  address: string,
  size: { width: number; height: number } = WIDE,
  only?: string,
): Promise<AccountPage> {
  const context = await newContext(browser, { ...size, steady: true });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  if (only !== undefined) await page.route(/\/account$/, (route) => withOnly(route, only));
  await page.goto(hubspot.pageUrl(portalId).replace(/\/contacts$/, address));
  return { page, card: page.locator('[data-card="contact-card"]'), errors };
}

const accountSchema = z.looseObject({
  app: z.looseObject({ extensions: z.array(z.looseObject({ id: z.string(), type: z.string() })) }),
});

async function withOnly(route: Route, only: string): Promise<void> {
  const answer = await route.fetch();
  const { app, ...account } = accountSchema.parse(await answer.json());
  const extensions = app.extensions.filter(({ id, type }) => id === only || type !== "card");
  await route.fulfill({ response: answer, json: { ...account, app: { ...app, extensions } } });
}

/** What is wrong with how the page looks now: the picture, and `placeProblems`. */
export async function lookProblems(page: Page, name: string): Promise<string[]> {
  await page.mouse.move(0, 0);
  await steadyTimes(page);
  const picture = await comparePicture(page, name, "hubspot");
  return [...(picture ? [picture] : []), ...(await placeProblems(page))];
}

/** What is cut or reaches out of the page, what axe-core calls serious, and what the page says it cannot show. */
export async function placeProblems(page: Page): Promise<string[]> {
  const unknown = await page.locator(".unknown").allTextContents();
  return [...unknown, ...(await cutOff(page)), ...(await accessibilityProblems(page))];
}

/**
 * Extensions write times in their worker, where nothing of the page reaches: in pictures they are all the same, also where
 * the page draws itself anew meanwhile.
 */
async function steadyTimes(page: Page): Promise<void> {
  await page.evaluate(() => {
    const steady = (): void => {
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const text = node.textContent ?? "";
        const steadied = text
          .replace(/\d{1,2} \p{L}{3,4} 20\d\d, \d\d:\d\d/gu, "16 Mar 2026, 09:41")
          .replace(/\d\d\.\d\d\.20\d\d, \d\d:\d\d/g, "16.03.2026, 09:41");
        if (steadied !== text) node.textContent = steadied;
      }
    };
    steady();
    new MutationObserver(steady).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
}
