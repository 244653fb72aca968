/**
 * Every screen in both themes: as in the committed picture, nothing serious for axe-core, and at 360 pixels nothing that
 * is cut or makes the page scroll sideways.
 */
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Locator, Page } from "playwright-core";
import { accessibilityProblems, cutOff } from "./looks.ts";
import { large, pdf, smile } from "./picked.ts";
import { comparePicture } from "./pictures.ts";
import { showcase } from "./showcase.ts";
import { type PhoneWorld, STARTING, startPhoneWorld, type Theme } from "./world.ts";

interface Stage {
  readonly world: PhoneWorld;
  readonly page: Page;
  /** The Flow's sheet. */
  readonly sheet: Locator;
}
/** A name for the picture, and the way from the scene before. */
type Scene = readonly [name: string, arrive: (stage: Stage) => Promise<void>];

const press = (where: Locator, name: string | RegExp) => where.getByRole("button", { name }).last().click();

/** Opens this message's Flow, whichever others the chat holds. */
const openForm = (page: Page, messageId: string) =>
  page.locator(`[data-message="${messageId}"]`).getByRole("button").click();

const showcaseScenes: readonly Scene[] = [
  ["chat-empty", async () => undefined],
  [
    "chat",
    async ({ world, page }) => {
      const body = "Hello Giulia! Please tell us a little about your stay.";
      await world.sendFlow(showcase, { header: "Your stay by the lake", body, footer: "Takes two minutes" });
      await page.getByRole("button", { name: "Open form" }).waitFor();
    },
  ],
  [
    "texts",
    async ({ page, sheet }) => {
      await page.getByRole("button", { name: "Open form" }).click();
      await sheet.getByRole("heading", { name: "Your stay by the lake" }).waitFor();
    },
  ],
  [
    "text-inputs",
    async ({ sheet }) => {
      await press(sheet, "Continue");
      await sheet.getByLabel("Full name").waitFor();
    },
  ],
  [
    "text-inputs-wrong",
    async ({ sheet }) => {
      await sheet.getByLabel("Full name").fill("Giulia Bellandi");
      await sheet.getByLabel("Email").fill("giulia@");
      await sheet.getByLabel("Door code").fill("12");
      await sheet.getByRole("button", { name: "Continue" }).click({ force: true });
      await sheet.getByText("This is required.").waitFor();
    },
  ],
  [
    "choices",
    async ({ sheet }) => {
      await sheet.getByLabel("Email").fill("giulia@bellandi.example");
      await sheet.getByLabel("Guests").fill("2");
      await sheet.getByLabel("Door code").fill("1234");
      await press(sheet, "Continue");
      await sheet.getByRole("radio", { name: "Lake" }).waitFor();
    },
  ],
  [
    "choices-list",
    async ({ page, sheet }) => {
      await sheet.getByRole("radio", { name: "Lake" }).check();
      await sheet.getByRole("checkbox", { name: "Boat" }).check();
      await sheet.getByRole("checkbox", { name: "Sauna" }).check();
      await sheet.getByText("Long walks").click();
      await sheet.getByRole("combobox").click();
      await page.getByRole("option", { name: "Austria" }).waitFor();
    },
  ],
  [
    "choices-made",
    async ({ page, sheet }) => {
      await page.getByRole("option", { name: "Finland" }).click();
      await sheet.getByText("Long walks").scrollIntoViewIfNeeded();
    },
  ],
  [
    "dates",
    async ({ sheet }) => {
      await press(sheet, "Continue");
      await sheet.getByLabel("Arrival").fill("2027-06-01");
    },
  ],
  [
    "files",
    async ({ sheet }) => {
      await sheet.getByLabel("Departure").fill("2027-06-08");
      await press(sheet, "Continue");
      await sheet.getByLabel("A photo of you").waitFor();
    },
  ],
  [
    "files-picked",
    async ({ sheet }) => {
      await sheet.getByLabel("A photo of you").setInputFiles([smile]);
      await sheet.getByText(smile.name).waitFor();
    },
  ],
  [
    "files-wrong",
    async ({ sheet }) => {
      await sheet.getByLabel("A photo of you").setInputFiles([large]);
      await sheet.getByText("Panorama.jpg is larger than 200 KB.").waitFor();
    },
  ],
  [
    "opt-ins",
    async ({ sheet }) => {
      await press(sheet, "Remove Panorama.jpg");
      await press(sheet, "Continue");
      await sheet.getByLabel("The signed contract").setInputFiles([pdf]);
      await press(sheet, "Continue");
      await sheet.getByText("Send me news.").waitFor();
    },
  ],
  [
    "leaving",
    async ({ page, sheet }) => {
      await press(sheet, "Close the form");
      await page.getByRole("alertdialog").waitFor();
    },
  ],
  [
    "rich-text",
    async ({ page, sheet }) => {
      await page.getByRole("button", { name: "Keep filling in" }).click();
      await press(sheet, /Read more/);
      await sheet.getByText("What we keep").waitFor();
    },
  ],
  [
    "chat-answered",
    async ({ page, sheet }) => {
      await press(sheet, "Understood");
      await page.getByText("Answers sent").waitFor();
    },
  ],
  [
    "phones",
    async ({ page }) => {
      await page.getByRole("link", { name: "All phones" }).click();
      await page.getByRole("link", { name: /Giulia/ }).waitFor();
    },
  ],
];

const endpointScenes: readonly Scene[] = [
  [
    "opening",
    async ({ world, page, sheet }) => {
      const message = await world.sendConsultation();
      world.holdAnswers();
      await openForm(page, message);
      await sheet.getByText("Opening the form…").waitFor();
    },
  ],
  [
    "consultation-1",
    async ({ world, sheet }) => {
      world.releaseAnswers();
      await sheet.getByLabel("First name").waitFor();
    },
  ],
  [
    "waiting",
    async ({ world, sheet }) => {
      await sheet.getByLabel("First name").fill("Giulia");
      await sheet.getByLabel("Last name").fill("Bellandi");
      await sheet.getByLabel("Email").fill("giulia@bellandi.example");
      await sheet.getByLabel("Mobile phone number").fill("12345");
      world.holdAnswers();
      await press(sheet, "Continue");
      await sheet.getByText("Sending…").waitFor({ state: "attached" });
    },
  ],
  [
    "refused",
    async ({ world, sheet }) => {
      world.releaseAnswers();
      await sheet.getByRole("alert").getByRole("paragraph").waitFor();
    },
  ],
  [
    "failed",
    async ({ world, sheet }) => {
      await sheet.getByLabel("Mobile phone number").fill("+39 347 555 0142");
      world.whatsapp.proxy.failNext("lose answer");
      await press(sheet, "Continue");
      await sheet.getByRole("button", { name: "Try again" }).waitFor();
    },
  ],
  [
    "consultation-2",
    async ({ sheet }) => {
      await press(sheet, "Try again");
      await sheet.getByRole("combobox").waitFor();
    },
  ],
  [
    "consultation-3",
    async ({ page, sheet }) => {
      await sheet.getByRole("combobox").click();
      await page.getByRole("option", { name: "Kitchen" }).click();
      await sheet.getByRole("radio", { name: "WhatsApp" }).check();
      await press(sheet, "Continue");
      await sheet.getByLabel("I agree").waitFor();
    },
  ],
  [
    "ended",
    async ({ world, page, sheet }) => {
      await press(sheet, "Close the form");
      await page.getByRole("button", { name: "Leave", exact: true }).click();
      await openForm(page, await world.sendUnknownToken());
      await sheet.getByText("This form has ended").waitFor();
    },
  ],
  [
    "cannot-open",
    async ({ world, page, sheet }) => {
      await press(sheet, "Close");
      const message = await world.sendUnknownToken();
      world.whatsapp.proxy.failNext("wrong secret");
      await openForm(page, message);
      await sheet.getByRole("button", { name: "Try again" }).waitFor();
    },
  ],
];

/** Declares the tests of one theme; a file each, so that they run side by side. */
export function describeLooks(theme: Theme): void {
  describe(`every screen in ${theme} colours`, () => {
    let world: PhoneWorld;
    beforeAll(async () => {
      world = await startPhoneWorld();
    }, STARTING);
    afterAll(() => world.close());

    it.each([
      ["one of every component", showcaseScenes],
      ["the demo's form and what can happen to it", endpointScenes],
    ])("%s", async (_, scenes) => {
      const page = await world.openPhone({ theme, steady: true });
      const sheet = page.locator(".sheet");
      const problems: string[] = [];
      for (const [name, arrive] of scenes) {
        await arrive({ world, page, sheet });
        await page.mouse.move(0, 0);
        problems.push(...[await comparePicture(page, `${name}-${theme}`)].flatMap((problem) => problem ?? []));
        problems.push(...(await accessibilityProblems(page)).map((problem) => `${name}: ${problem}`));
        await page.setViewportSize({ width: 360, height: 740 });
        problems.push(...(await cutOff(page)).map((problem) => `${name} at 360: ${problem}`));
        await page.setViewportSize({ width: 390, height: 844 });
      }
      expect(problems).toEqual([]);
    });

    it("stands as a phone on a wide page", async () => {
      const page = await world.openPhone({ theme, steady: true, width: 1280, height: 900 });
      await openForm(page, await world.sendFlow(showcase, { header: "Your stay by the lake" }));
      await page.getByRole("heading", { name: "Before you start" }).waitFor();
      await page.mouse.move(0, 0);
      expect(await comparePicture(page, `wide-${theme}`)).toBeUndefined();
      const box = await page.locator(".phone").boundingBox();
      expect(box?.width).toBeGreaterThanOrEqual(360);
      expect(box?.width).toBeLessThanOrEqual(430);
      expect(await cutOff(page)).toEqual([]);
    });
  });
}
