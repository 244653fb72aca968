/** Which components may share a screen (WhatsApp reference 1.6): a phone would show such a screen wrongly or not at all. */
import { type Component, leavesOf } from "./components.ts";
import { BrokenFlow } from "./errors.ts";

interface Screen {
  readonly id: string;
  readonly terminal: boolean;
  readonly components: readonly Component[];
}

/** Throws `BrokenFlow`, naming the screen. */
export function checkArrangement(screens: readonly Screen[]): void {
  for (const screen of screens) checkScreen(screen);
  if (screens.reduce((sum, screen) => sum + countOn(screen, "ImageCarousel"), 0) > 3)
    throw new BrokenFlow("A Flow has three ImageCarousels at most.");
}

function checkScreen(screen: Screen): void {
  const refuse = (why: string): never => {
    throw new BrokenFlow(`Screen ${screen.id}: ${why}`);
  };
  const lists = countOn(screen, "NavigationList");
  if (lists > 2) refuse("a screen has two NavigationLists at most.");
  if (lists > 0 && lists < screen.components.length) refuse("nothing may stand beside a NavigationList.");
  if (lists > 0 && screen.terminal) refuse("a NavigationList may not stand on a terminal screen.");
  if (countOn(screen, "ImageCarousel") > 2) refuse("a screen has two ImageCarousels at most.");
  if (countOn(screen, "PhotoPicker") + countOn(screen, "DocumentPicker") > 1)
    refuse("a screen has one picker at most.");
  const richTexts = countOn(screen, "RichText");
  if (richTexts > 0 && richTexts + countOn(screen, "Footer") < leavesOf(screen.components).length)
    refuse("only a Footer may stand beside a RichText.");
}

function countOn({ components }: Screen, type: string): number {
  return leavesOf(components).filter((leaf) => leaf.type === type).length;
}
