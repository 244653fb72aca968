/**
 * Every component with every property that changes how it looks, in both themes: as in the committed picture, nothing
 * serious for axe-core, and at 360 pixels nothing that is cut or makes the page scroll sideways.
 */
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Locator, Page } from "playwright-core";
import { exhibits } from "./gallery.ts";
import { type GalleryWorld, startGallery } from "./gallery-world.ts";
import { accessibilityProblems, cutOff } from "./looks.ts";
import { comparePicture } from "./pictures.ts";
import { STARTING } from "./world.ts";

let world: GalleryWorld;
beforeAll(async () => {
  world = await startGallery();
}, STARTING);
afterAll(() => world.close());

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
  ranking: [
    [
      "ranking-made",
      async (sheet, page) => {
        await sheet.getByRole("combobox").first().click();
        await page.getByRole("option", { name: "The lake" }).click();
        await sheet.getByText("After you send").scrollIntoViewIfNeeded();
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
    const page = await world.openPhone({ theme, steady: true });
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
      const sheet = await world.visit(page, name);
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
