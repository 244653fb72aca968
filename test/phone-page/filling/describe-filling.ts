/** Fills in every publishable definition on a phone in a real browser, and compares what the server then keeps. */
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Browser } from "playwright-core";
import { compile } from "../../../core/flow/index.ts";
import { launchBrowser } from "../../browser.ts";
import { STARTING } from "../world.ts";
import type { Definition } from "./definitions.ts";
import { kept } from "./entered.ts";
import { fillIn, type Wish } from "./fill-in.ts";
import { type House, startHouse } from "./house.ts";

export function describeFilling(what: string, definitions: readonly Definition[], wishes: readonly Wish[]): void {
  describe(what, () => {
    let browser: Browser;
    let house: House;
    beforeAll(async () => {
      browser = await launchBrowser();
      house = await startHouse(browser);
    }, STARTING);
    afterAll(async () => {
      await browser.close();
      await house.close();
    });

    const ways = definitions.flatMap((definition) =>
      wishes.map((wish) => [definition.name, wish, definition] as const),
    );
    it.each(ways)(
      "%s, with %j, hands in exactly what was entered",
      async (_, wish, { form }) => {
        const opened = await house.open(form);
        const entered = await fillIn(opened, form, compile(form).screens, wish);
        expect(entered.length).toBeGreaterThan(0);
        expect(await opened.finished).toBe("completed");
        const [submission, ...more] = await opened.submissions();
        expect(submission?.map(kept)).toEqual(entered);
        expect(more).toEqual([]);
        await opened.page.close();
      },
      120_000,
    );
  });
}
