/** The page of an account in a real browser, and what must hold for everything on it. */
import type { Browser, Locator, Page, Request, Response, Route } from "playwright-core";
import { z } from "zod";
import type { HubSpotStandIn } from "../../sandbox/hubspot/index.ts";
import { accessibilityProblems, cutOff } from "../phone-page/looks.ts";
import { comparePicture } from "../phone-page/pictures.ts";
import { newContext } from "../phone-page/world.ts";

export const WIDE = { width: 1280, height: 760 };
/** Tall enough for a whole screen of the app page. */
export const DESK = { width: 1100, height: 1500 };
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
 * @param language of the person who looks, as HubSpot names it: `de`
 */
export async function openAccount(
  browser: Browser,
  hubspot: HubSpotStandIn,
  portalId: number,
  address: string,
  size: { width: number; height: number } = WIDE,
  { only, language }: { readonly only?: string; readonly language?: string } = {},
): Promise<AccountPage> {
  const context = await newContext(browser, { ...size, steady: true });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  if (only !== undefined) await page.route(/\/account$/, (route) => withOnly(route, only));
  // Chosen on the page, it would show the language before for a while.
  if (language) await page.addInitScript((chosen) => localStorage.setItem("hubspot-language", chosen), language);
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

const askSchema = z.looseObject({
  userId: z.number(),
  url: z.url(),
  body: z.record(z.string(), z.unknown()).optional(),
});

/** What an extension asks by this request of the page; undefined where it is another request. */
export function askOf(request: Request): z.infer<typeof askSchema> | undefined {
  return request.url().endsWith("/fetch") ? askSchema.parse(request.postDataJSON()) : undefined;
}

/**
 * The answer to a question with these members. A screen that is chosen anew asks once it is drawn, so nothing of the one
 * before stands on the page by then; words that stood there already say no such thing.
 */
export function answeredFor(page: Page, members: Readonly<Record<string, unknown>>): Promise<Response> {
  return page.waitForResponse((response) => {
    const asked = askOf(response.request())?.body ?? {};
    return Object.entries(members).every(([name, value]) => asked[name] === value);
  });
}

/** No extension has yet to begin, asks, or is busy. */
export async function whenLoaded(page: Page): Promise<void> {
  const waiting = page.locator('[aria-busy="true"], .extension .spinner, .extension .waiting');
  // Several may be there: the first is gone when all are.
  await waiting.first().waitFor({ state: "detached" });
}

/** Takes what no picture can hold out of the page, also where it draws itself anew. */
export async function hide(page: Page, selector: string): Promise<void> {
  await page.evaluate((hidden) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`${hidden} { display: none }`);
    document.adoptedStyleSheets.push(sheet);
  }, selector);
}

/** What is wrong with how the page looks now: the picture, and `placeProblems`. */
export async function lookProblems(page: Page, name: string): Promise<string[]> {
  await page.mouse.move(0, 0);
  // The server counts once a minute: whether a card has figures yet is chance, and so are their seconds.
  await hide(page, '[data-test-id="flow-figures"]');
  await steadyTimes(page);
  const picture = await comparePicture(page, name, "hubspot");
  return [...(picture ? [picture] : []), ...(await placeProblems(page))];
}

/** The app page at two widths, once nothing loads any more and its notices are closed. */
export async function screenProblems(opened: AccountPage | undefined, name: string): Promise<string[]> {
  if (!opened) throw new Error("No page is open.");
  const { page, errors } = opened;
  const problems = [...errors];
  for (const close of await page.getByRole("button", { name: "Close" }).all()) await close.click();
  await whenLoaded(page);
  for (const [size, width] of [
    [DESK, "wide"],
    [{ ...NARROW, height: DESK.height }, "narrow"],
  ] as const) {
    await page.setViewportSize(size);
    problems.push(...(await lookProblems(page, `page-${name}-${width}`)));
  }
  await page.setViewportSize(DESK);
  return problems;
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
