/** What must hold for every screen, whatever is on it. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Everything that axe-core calls serious or critical, with the element it means. */
export async function accessibilityProblems(page: Page): Promise<string[]> {
  // Through the debugger, not a script element: the page's policy stays in force.
  await page.evaluate(axeSource);
  return page.evaluate(async () => {
    // biome-ignore lint/suspicious/noExplicitAny: axe-core puts itself on the window.
    const { violations } = await (window as any).axe.run(document, { resultTypes: ["violations"] });
    return violations
      .filter(({ impact }: { impact: string }) => impact === "serious" || impact === "critical")
      .flatMap(({ id, nodes }: { id: string; nodes: { html: string; failureSummary: string }[] }) =>
        nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
      );
  });
}

/** Whatever is wider than its place: the page, a scrolling part, or a text that is cut. */
export function cutOff(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const root = document.scrollingElement;
    if (root && root.scrollWidth > window.innerWidth) found.push(`the page is ${root.scrollWidth} px wide`);
    for (const element of document.querySelectorAll<HTMLElement>("body *")) {
      if (!element.checkVisibility() || element.closest(".unseen, svg")) continue;
      const { overflowX, display } = getComputedStyle(element);
      const { left, right } = element.getBoundingClientRect();
      const name = `${element.tagName.toLowerCase()}.${element.className} "${element.textContent.slice(0, 40)}"`;
      if (right > window.innerWidth + 0.5 || left < -0.5) found.push(`${name} reaches out of the page`);
      if (display === "inline" || element instanceof HTMLInputElement) continue;
      if (element.scrollWidth > element.clientWidth + 1) found.push(`${name} is cut (overflow ${overflowX})`);
      if (element.matches("p, span, h1, h2, h3, button, label") && element.scrollHeight > element.clientHeight + 1)
        found.push(`${name} is cut in its height`);
    }
    return found;
  });
}
