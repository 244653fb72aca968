/**
 * Every component with every property that changes how it looks, in both themes: as in the committed picture, nothing
 * serious for axe-core, and at 360 pixels nothing that is cut or makes the page scroll sideways. Then the phone's own words
 * in every language it speaks.
 */
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Browser, BrowserContext, Locator, Page } from "playwright-core";
import { launchBrowser } from "../browser.ts";
import { ANA, type Business, connect, flowMessage, publish } from "../sandbox/whatsapp/connected-business.ts";
import { phoneNumberId } from "../sandbox/whatsapp/graph-client.ts";
import { exhibits, gallery, idOf } from "./gallery.ts";
import { accessibilityProblems, cutOff } from "./looks.ts";
import { comparePicture } from "./pictures.ts";
import { type Look, newContext, STARTING } from "./world.ts";

let browser: Browser;
let business: Business;
let flowId: string;
const contexts: BrowserContext[] = [];
beforeAll(async () => {
  browser = await launchBrowser();
  business = await connect();
  flowId = await publish(business, gallery, "gallery");
  business.ana.sendText("Hello");
}, STARTING);
afterAll(async () => {
  for (const context of contexts) await context.close();
  await browser.close();
  await business.close();
});

async function openPhone(look: Look): Promise<Page> {
  const context = await newContext(browser, look);
  contexts.push(context);
  const page = await context.newPage();
  await page.goto(business.whatsapp.phoneUrl(ANA));
  return page;
}

/** Sends the Flow, opened at this exhibit, and presses the message's button. */
async function visit(page: Page, name: string): Promise<Locator> {
  const screen = { screen: idOf(name), ...dataOf(name) };
  const message = flowMessage(flowId, { flow_action: "navigate", flow_action_payload: screen });
  const sent = await business.api.post(`/${phoneNumberId}/messages`, message);
  const id: string = sent.body.messages[0].id;
  await page.locator(`[data-message="${id}"]`).getByRole("button").click();
  const sheet = page.locator(".sheet");
  await sheet.locator(".blocks").waitFor();
  return sheet;
}

function dataOf(name: string): object {
  return exhibits.find((exhibit) => exhibit.name === name)?.data ? { data: { asked: false } } : {};
}

/** What is to be seen only once something was done: a name for the picture, and what to do. */
const then: Record<string, readonly (readonly [name: string, act: (sheet: Locator, page: Page) => Promise<void>])[]> = {
  inputs: [
    [
      "inputs-end",
      async (sheet) => {
        await sheet.getByLabel("With an error").scrollIntoViewIfNeeded();
      },
    ],
  ],
  "choose-several": [
    [
      "choose-several-end",
      async (sheet) => {
        await sheet.getByText("One at least.", { exact: true }).scrollIntoViewIfNeeded();
      },
    ],
  ],
  dropdowns: [
    [
      "dropdown-list",
      async (sheet, page) => {
        await sheet.getByRole("combobox", { name: /^Chosen/ }).click();
        await page.getByRole("option", { name: "Dawn" }).waitFor();
      },
    ],
  ],
  dates: [
    [
      "dates-end",
      async (sheet) => {
        await sheet.getByText("In the evening").scrollIntoViewIfNeeded();
      },
    ],
  ],
  pictures: [
    [
      "pictures-last",
      async (sheet) => {
        await sheet.getByRole("button", { name: "Next picture" }).click();
        await sheet.getByRole("button", { name: "Next picture" }).click();
        await sheet.getByRole("img", { name: "Alone" }).scrollIntoViewIfNeeded();
      },
    ],
  ],
  branches: [
    [
      "branches-taken",
      async (sheet) => {
        await sheet.getByText("For me").click();
        await sheet.getByText("For a company").click();
        await sheet.getByLabel("VAT number").waitFor();
      },
    ],
  ],
};

describe.each(["light", "dark"] as const)("every component in %s colours", (theme) => {
  it("looks as it should, is usable by everyone, and nothing is cut on a narrow screen", async () => {
    const page = await openPhone({ theme, steady: true });
    const problems: string[] = [];
    const look = async (name: string) => {
      await page.mouse.move(0, 0);
      problems.push(...[await comparePicture(page, `gallery-${name}-${theme}`)].flatMap((problem) => problem ?? []));
      problems.push(...(await accessibilityProblems(page)).map((problem) => `${name}: ${problem}`));
      await page.setViewportSize({ width: 360, height: 740 });
      problems.push(...(await cutOff(page)).map((problem) => `${name} at 360: ${problem}`));
      await page.setViewportSize({ width: 390, height: 844 });
    };
    for (const { name } of exhibits) {
      const sheet = await visit(page, name);
      await look(name);
      for (const [more, act] of then[name] ?? []) {
        await act(sheet, page);
        await look(more);
      }
      for (let open = await page.locator(".front").count(); open > 0; open = await page.locator(".front").count()) {
        const leave = page.getByRole("button", { name: "Leave", exact: true });
        if (await leave.isVisible()) await leave.click();
        else await page.keyboard.press("Escape");
      }
    }
    expect(problems).toEqual([]);
  }, 120_000);
});

describe("the phone's own words", () => {
  it.each(["en", "it", "de", "es", "fr", "pt", "nl"])("fit the screen in %s", async (language) => {
    const page = await openPhone({ theme: "light", steady: true, language });
    const sheet = await visit(page, "opt-ins");
    await sheet.locator("button.primary").click({ force: true });
    await sheet.locator("[data-wrong]").first().waitFor();
    const problems: (string | undefined)[] = [await comparePicture(page, `words-${language}`)];
    await page.setViewportSize({ width: 360, height: 740 });
    problems.push(...(await cutOff(page)));
    await sheet.getByText("Ticked before.").click();
    await page.keyboard.press("Escape");
    await page.getByRole("alertdialog").waitFor();
    problems.push(...(await cutOff(page)));
    expect(problems.flatMap((problem) => problem ?? [])).toEqual([]);
  });
});
