/** Figures on the app page and on a card: what is asked, in whose words they are told, and what is not said of too few. */
import { describe, expect, it } from "@jest/globals";
import {
  BarChart,
  LineChart,
  Select,
  StatisticsItem,
  Tag,
  Text,
} from "../../src/app/node_modules/@hubspot/ui-extensions/dist/index.js";
import type { CardInsightResponse, Insight, PageInsightFlowsResponse } from "../../src/app/packages/contract/index.ts";
import { formatDuration } from "../../src/app/packages/ui/index.ts";
import { usualMonth, veryFew, veryMany } from "../hubspot-page/insight-answers.ts";
import { origin, ready, showCard } from "./card-harness.ts";
import { type Page, pageWith } from "./page-harness.ts";

const flows: PageInsightFlowsResponse = {
  kind: "ready",
  flows: [{ id: "flow-1", name: "Request a consultation" }],
  today: "2026-03-30",
  timeZone: "Europe/Rome",
};

const choice = (page: Page, name: string) => page.find(Select, (node) => node.props.name === name);

/** The page once it has these figures, and what it asked for them. */
async function figures(answer: Insight, language = "en", params: Record<string, string> = {}) {
  const page = await pageWith(flows, { path: "/insight", params, language }, ({ find }) => find(Select));
  const asked = await page.server.next();
  asked.answer(answer);
  await page.until(() => page.find(StatisticsItem));
  return { page, asked };
}

describe("figures on the app page", () => {
  it("are asked for with the address's Flow and the last 30 days of the account", async () => {
    const { asked } = await figures(usualMonth, "en", { flow: "flow-1" });
    expect([asked.url, asked.body]).toEqual([
      `${origin}/hubspot/page/insight`,
      { flowId: "flow-1", from: "2026-03-01", to: "2026-03-30" },
    ]);
  });

  it("stand in charts as they were told, screens by their number", async () => {
    const { page } = await figures(usualMonth);
    const [funnel, screens] = page.findAll(BarChart).map(({ props }) => props.data);
    expect(funnel).toEqual([
      { step: "Sent", count: 1284 },
      { step: "Delivered", count: 1251 },
      { step: "Read", count: 1102 },
      { step: "Opened", count: 842 },
      { step: "Started", count: 801 },
      { step: "Completed", count: 655 },
      { step: "In HubSpot", count: 651 },
    ]);
    expect(screens).toContainEqual({ screen: "3", what: "Handed in", count: 688 });
    const days = page.find(LineChart).props.data;
    expect(days).toHaveLength(3 * 30);
  });

  it("warn by colour where a question is refused often", async () => {
    const { page } = await figures(usualMonth);
    const told = page.findAll(Tag).map(({ props, text }) => [text, props.variant]);
    expect(told.filter(([, variant]) => variant !== undefined)).toEqual([
      ["211", "error"],
      ["74", "warning"],
      ["9", "default"],
      ["0", "default"],
    ]);
  });

  it("mean what the server says, in the reader's language", async () => {
    const english = await figures(usualMonth);
    expect(english.page.text()).toContain("Messages whose customer saw this screen.");
    const german = await figures(usualMonth, "de");
    expect(german.page.text()).toContain("Nachrichten, deren Kunde diesen Bildschirm gesehen hat.");
    expect(german.page.text()).not.toContain("Messages whose customer");
  });

  it("of three messages claim no share, and lead to the prices that are missing", async () => {
    const { page } = await figures(veryFew);
    const told = new Map(page.findAll(StatisticsItem).map(({ props }) => [props.label, props.number]));
    expect([told.get("Completed of sent"), told.get("Cost of one completed")]).toEqual(["1 of 3", "No prices entered"]);
    expect(page.text()).toContain("no prices are entered");
  });

  it("tell which countries have no price, small ones together", async () => {
    const { page } = await figures(veryMany);
    expect(page.text()).toContain("Bosnia & Herzegovina, Utility message (877)");
    expect(page.text()).toContain("Others together, Utility message (7)");
  });

  it("stand there although a newer server also tells of what this page does not know", async () => {
    const { page } = await figures({ ...usualMonth, definitions: { ...usualMonth.definitions, newer: "Something." } });
    expect(page.text()).toContain("Messages whose customer saw this screen.");
  });

  it("are split by version for one Flow alone", async () => {
    const { page } = await figures(usualMonth);
    const values = () => choice(page, "group").props.options.map(({ value }) => value);
    expect(values()).not.toContain("version");
    choice(page, "flow").props.onChange?.("flow-1");
    (await page.server.next()).answer(usualMonth);
    await page.until(() => expect(values()).toContain("version"));
    choice(page, "group").props.onChange?.("version");
    const asked = await page.server.next();
    expect(asked.body).toMatchObject({ flowId: "flow-1", group: "version" });
    asked.answer(usualMonth);
    choice(page, "flow").props.onChange?.("");
    expect((await page.server.next()).body).toEqual({ from: "2026-03-01", to: "2026-03-30" });
  });

  it("of two choices that come before the page is drawn anew are asked for with both", async () => {
    const { page } = await figures(usualMonth);
    const [flow, group] = ["flow", "group"].map((name) => choice(page, name).props.onChange);
    flow?.("flow-1");
    group?.("source");
    let asked = await page.server.next();
    while (asked.body?.["group"] === undefined) asked = await page.server.next();
    expect(asked.body).toMatchObject({ flowId: "flow-1", group: "source" });
  });
});

describe("figures on the card", () => {
  const lately = (sent: number, completed: number): CardInsightResponse => ({
    kind: "ready",
    days: 30,
    flows: [
      {
        id: "flow-visit",
        name: "Book a visit",
        sent,
        completed,
        rate: completed / sent,
        filling: { count: completed, median: 95, p90: 300, exact: true },
      },
    ],
    definitions: {},
  });

  async function line(insight: CardInsightResponse, flowId: string): Promise<string[]> {
    const card = showCard(undefined, { insight });
    (await card.server.next()).answer(ready());
    await card.until(() => card.find(Select));
    card.find(Select).props.onChange?.(flowId);
    await card.until(() => expect(card.find(Select).props.value).toBe(flowId));
    await new Promise((resolve) => setImmediate(resolve));
    return card
      .findAll(Text, ({ text }) => text?.startsWith("Sent in the last 30 days") ?? false)
      .map(({ text }) => text ?? "");
  }

  it("are those of the Flow that is chosen", async () => {
    const said = "Sent in the last 30 days: 120. Completed: 80 (66.7%). Median time to fill it in: 1m 35s";
    expect(await line(lately(120, 80), "flow-visit")).toEqual([expect.stringContaining(said)]);
  });

  it("claim no share of fewer than five", async () => {
    expect(await line(lately(4, 2), "flow-visit")).toEqual([expect.stringContaining("Completed: 2. Median")]);
  });

  it("are not there for a Flow that was not sent, and not where the server cannot say", async () => {
    expect(await line(lately(120, 80), "flow-details")).toEqual([]);
    expect(await line({ kind: "error", code: "x", message: "Try again." }, "flow-visit")).toEqual([]);
  });
});

it.each([
  [0, "0s"],
  [0.4, "0s"],
  [59.6, "1m"],
  [95, "1m 35s"],
  [3599, "59m 59s"],
  [7199, "2h"],
  [90_000, "1d 1h"],
])("%d seconds are told in their two largest parts", (seconds, told) => {
  expect(formatDuration(seconds, "en")).toBe(told);
});
