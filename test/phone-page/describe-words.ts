/** The phone's own words on the screen, in several languages: as in the committed picture, and nothing is cut at 360 pixels. */
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { type GalleryWorld, startGallery } from "./gallery-world.ts";
import { cutOff } from "./looks.ts";
import { comparePicture } from "./pictures.ts";
import { STARTING } from "./world.ts";

export function describeWords(languages: readonly string[]): void {
  let world: GalleryWorld;
  beforeAll(async () => {
    world = await startGallery();
  }, STARTING);
  afterAll(() => world.close());

  describe("the phone's own words", () => {
    it.each(languages)("fit the screen in %s", async (language) => {
      const page = await world.openPhone({ theme: "light", steady: true, language });
      const sheet = await world.visit(page, "opt-ins");
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
}
