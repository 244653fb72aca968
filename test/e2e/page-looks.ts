/**
 * Looking at pages of the companion server as people do: at the width of a desk and of a small phone, with nothing cut,
 * nothing that scrolls sideways, and nothing serious for axe-core. With `FLOWELLA_PICTURES` set to a folder, a picture of
 * each is kept there.
 */
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { expect } from "@jest/globals";
import type { Page } from "playwright-core";
import { accessibilityProblems, cutOff } from "../phone-page/looks.ts";

/** What is right at both has room in between. */
const widths = [1100, 360] as const;
const pictureWidths = [1100, 390] as const;

export interface Looks {
  /** The dark theme is looked at as well: for pages that show every part of the style. */
  readonly dark?: boolean;
}

/** Fails where the page that is open does not look right. @param name of the pictures, such as `install-denied` */
export async function expectRightLooks(page: Page, name: string, { dark = false }: Looks = {}): Promise<void> {
  for (const width of widths) {
    await page.setViewportSize({ width, height: 800 });
    expect({ name, width, cut: await cutOff(page) }).toEqual({ name, width, cut: [] });
    const sideways = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
    expect({ name, width, sideways }).toEqual({ name, width, sideways: false });
  }
  for (const colorScheme of dark ? (["dark", "light"] as const) : (["light"] as const)) {
    await page.emulateMedia({ colorScheme });
    expect({ name, colorScheme, problems: await accessibilityProblems(page) }).toEqual({
      name,
      colorScheme,
      problems: [],
    });
  }
  await keepPictures(page, name);
}

async function keepPictures(page: Page, name: string): Promise<void> {
  const folder = process.env["FLOWELLA_PICTURES"];
  if (!folder) return;
  await mkdir(folder, { recursive: true });
  for (const width of pictureWidths) {
    await page.setViewportSize({ width, height: 800 });
    await page.screenshot({ path: path.join(folder, `${name}-${width}.png`), fullPage: true });
  }
}
