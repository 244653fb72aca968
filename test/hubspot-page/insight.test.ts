/** The app page's figures as people meet them: charts and tables with a usual month, very many, few and none; real ones, too. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from "@jest/globals";
import type { Page, Route } from "playwright-core";
import {
  type Insight,
  type PageInsightFlowsResponse,
  pageInsight,
  pageInsightFlows,
} from "../../src/app/packages/contract/index.ts";
import { type PhoneWorld, STARTING, startPhoneWorld } from "../phone-page/world.ts";
import {
  type AccountPage,
  answeredFor,
  askOf,
  DESK,
  lookProblems,
  NARROW,
  openAccount,
  placeProblems,
  screenProblems,
  WIDE,
  whenLoaded,
} from "./account-page.ts";
import { fillConsultation } from "./fill-consultation.ts";
import { nothingSent, usualMonth, veryFew, veryMany } from "./insight-answers.ts";

let world: PhoneWorld;
let opened: AccountPage | undefined;
beforeAll(async () => {
  world = await startPhoneWorld();
}, STARTING);
afterAll(() => world.close());
afterEach(async () => {
  await opened?.page.context().close();
});

const looks = (name: string) => screenProblems(opened, name);

const flows: PageInsightFlowsResponse = {
  kind: "ready",
  flows: [
    { id: "flow-1", name: "Request a consultation" },
    {
      id: "flow-2",
      name: "How satisfied were you with our advice, our deliveries and the fitters who came to your home?",
    },
  ],
  today: "2026-03-30",
  timeZone: "Europe/Rome",
};

/** Opens the figures with this answer to every question about them; returns what was asked. */
async function openWith(answer: Insight): Promise<{ page: Page; asked: unknown[] }> {
  const { browser, hubspot, portalId } = world;
  opened = await openAccount(browser, hubspot, Number(portalId), "/contacts", DESK);
  const { page } = opened;
  const asked: unknown[] = [];
  const answered = (route: Route, body: unknown) =>
    route.fulfill({ json: { kind: "answered", status: 200, type: "application/json", body: JSON.stringify(body) } });
  await page.route(/\/fetch$/, (route) => {
    const question = askOf(route.request());
    const pathname = question && new URL(question.url).pathname;
    if (pathname === pageInsightFlows.path) return answered(route, flows);
    if (pathname !== pageInsight.path) return route.continue();
    asked.push(question?.body);
    return answered(route, answer);
  });
  await page.goto(hubspot.pageUrl(Number(portalId)).replace(/\/contacts$/, "/app/insight"));
  return { page, asked };
}

const chooseFlow = (page: Page) =>
  Promise.all([
    answeredFor(page, { flowId: "flow-1" }),
    page.getByLabel("Which Flow").selectOption({ label: "Request a consultation" }),
  ]);

const part = (page: Page, id: string) => page.locator(`[data-test-id="insight-${id}"]`);

describe("figures of a usual month", () => {
  it("of one Flow, by source: the way through the form, where people stumble, what it cost", async () => {
    const { page, asked } = await openWith(usualMonth);
    await page.getByRole("heading", { name: "Request a consultation" }).waitFor();
    expect(asked).toEqual([{ from: "2026-03-01", to: "2026-03-30" }]);
    await chooseFlow(page);
    await Promise.all([
      answeredFor(page, { flowId: "flow-1", group: "source" }),
      page.getByLabel("Split by").selectOption({ label: "Source" }),
    ]);
    await part(page, "groups").getByText("QR code, link or button").last().waitFor();
    expect(asked.at(-1)).toEqual({ flowId: "flow-1", from: "2026-03-01", to: "2026-03-30", group: "source" });
    // Whoever cannot see the chart reads the same.
    const bars = part(page, "funnel").getByRole("figure").getByRole("row");
    await expect(bars.allInnerTexts()).resolves.toContain("Completed\t655");
    await expect(part(page, "screens").getByRole("row").last().allInnerTexts()).resolves.toEqual([
      expect.stringMatching(/^4\. When suits you\nMedian time: 1m 6s · Went back: 12\n?\t688\t33 \(4\.8%\)$/),
    ]);
    await part(page, "fields").getByText("never reaches the server and cannot be counted").waitFor();
    await part(page, "funnel").getByRole("button", { name: "What these figures mean" }).click();
    await part(page, "funnel").getByText("Messages that reached the phone.").waitFor();
    await part(page, "funnel").getByRole("button", { name: "What these figures mean" }).click();
    expect(await looksWhole(page, "insight-month")).toEqual([]);
  }, 120_000);

  it("for other days, which have to be in order", async () => {
    const { page, asked } = await openWith(usualMonth);
    await Promise.all([
      answeredFor(page, { from: "2026-03-24" }),
      page.getByLabel("Period").selectOption({ label: "Last 7 days" }),
    ]);
    await page.getByRole("heading", { name: "Request a consultation" }).waitFor();
    expect(asked.at(-1)).toEqual({ from: "2026-03-24", to: "2026-03-30" });
    await page.getByLabel("Period").selectOption({ label: "Own dates" });
    await page.getByLabel("First day").fill("2026-03-29");
    await page.getByLabel("First day").blur();
    await page.getByLabel("Last day").fill("2026-03-28");
    await page.getByLabel("Last day").blur();
    await page.getByText("The last day must not be before the first").waitFor();
    await page.getByLabel("Last day").fill("2026-03-30");
    await page.getByLabel("Last day").blur();
    await page.getByRole("heading", { name: "Request a consultation" }).waitFor();
    expect(asked.at(-1)).toEqual({ from: "2026-03-29", to: "2026-03-30" });
  }, 60_000);
});

describe("figures in other languages, whose words are longer", () => {
  it.each([
    ["Deutsch", "Herkunft", "Nachrichten, deren Kunde diesen Bildschirm gesehen hat."],
    ["Italiano", "Provenienza", "Messaggi il cui cliente ha visto questa schermata."],
    ["Español", "Procedencia", "Mensajes cuyo cliente vio esta pantalla."],
    ["Français", "Provenance", "Messages dont le client a vu cet écran."],
  ])("are whole on a narrow screen, with everything that they mean: %s", async (language, source, meaning) => {
    const { page } = await openWith(usualMonth);
    await page.setViewportSize({ width: NARROW.width, height: 1500 });
    await page.getByLabel("Language").selectOption(language);
    await page.locator('.extension select[name="group"]').selectOption({ label: source });
    await part(page, "groups").waitFor();
    for (const more of await page.locator(".accordion-title").all()) await more.click();
    await part(page, "screens").getByText(meaning).waitFor();
    expect(await placeProblems(page)).toEqual([]);
  });
});

describe("figures that are not a usual month's", () => {
  it("very many: of all Flows, by country", async () => {
    const { page } = await openWith(veryMany);
    await page.getByLabel("Split by").selectOption({ label: "Country" });
    await part(page, "groups").getByText("Bosnia").waitFor();
    await part(page, "cost").getByRole("button", { name: "Enter what messages cost" }).waitFor();
    await part(page, "screens").waitFor({ state: "detached" });
    expect(await looksWhole(page, "insight-many")).toEqual([]);
  }, 120_000);

  it("few: the numbers themselves, and no share that would say something", async () => {
    const { page } = await openWith(veryFew);
    await chooseFlow(page);
    await page.getByText("These are few messages").waitFor();
    await page.getByText("1 of 3", { exact: true }).first().waitFor();
    await part(page, "cost").getByText("no prices are entered").waitFor();
    expect(await looksWhole(page, "insight-few")).toEqual([]);
    await part(page, "cost").getByRole("button", { name: "Enter what messages cost" }).click();
    await page.getByRole("heading", { name: "What messages cost" }).waitFor();
  }, 120_000);

  it("none: what to do", async () => {
    const { page } = await openWith(nothingSent);
    await page.getByText("Nothing was sent in these days").waitFor();
    await page.getByRole("figure").waitFor({ state: "detached" });
    expect(await looks("insight-none")).toEqual([]);
    await page.getByRole("button", { name: "Go to Flows" }).click();
    await page.getByText("No form is a Flow yet").waitFor();
  }, 60_000);
});

describe("figures of what has just happened", () => {
  it("a Flow that was sent and filled in is counted, and its figures can be taken along", async () => {
    const { browser, hubspot, portalId } = world;
    await world.sendConsultation();
    const phone = await world.openPhone();
    await fillConsultation(phone, { message: "The kitchen, please." });
    await phone.getByText("Answers sent").waitFor();
    for (let rounds = 0; rounds < 3; rounds += 1) {
      await world.whatsapp.settled();
      await world.server.idle();
    }
    opened = await openAccount(browser, hubspot, Number(portalId), "/app/insight", DESK);
    const { page } = opened;
    await page.getByText("These are few messages").waitFor();
    await page.getByLabel("Which Flow").selectOption({ label: "Request a consultation" });
    // Of one Flow alone: what all together had stands there no more.
    await part(page, "screens").waitFor();
    const rows = part(page, "funnel").locator("table").last().getByRole("row");
    await rows.filter({ hasText: "In HubSpot" }).waitFor();
    const words = (await rows.allInnerTexts()).map((row) => row.replace(/\s+/g, " "));
    expect(words.filter((row) => /^(Sent|Started|Completed|In HubSpot) /.test(row))).toEqual([
      "Sent 1 1 of 1",
      "Started 1 1 of 1",
      "Completed 1 1 of 1",
      "In HubSpot 1 1 of 1",
    ]);
    await page.getByRole("button", { name: "Export these figures" }).click();
    const links = page.locator('[data-test-id="insight-export"]').getByRole("link");
    await links.first().waitFor();
    const files = await Promise.all(
      (await links.all()).map(async (link) => fetch((await link.getAttribute("href")) ?? "")),
    );
    expect(files.map(({ status, headers }) => [status, headers.get("content-type")?.split(";")[0]])).toEqual([
      [200, "text/csv"],
      [200, "application/json"],
    ]);
    await page.context().close();
    const { contactId } = world.facts.customer;
    opened = await openAccount(browser, hubspot, Number(portalId), `/contacts/${contactId}`, WIDE, {
      only: "contact-card",
    });
    await opened.card.getByText("Sent in the last 30 days: 1. Completed: 1. Median time to fill it in:").waitFor();
    expect(await placeProblems(opened.page)).toEqual([]);
  }, 180_000);
});

/** The whole page, as tall as it is, at two widths: charts below the first screen count, too. */
async function looksWhole(page: Page, name: string): Promise<string[]> {
  await page.getByRole("figure").first().waitFor();
  await whenLoaded(page);
  const problems = [...(opened?.errors ?? [])];
  for (const [width, called] of [
    [DESK.width, "wide"],
    [NARROW.width, "narrow"],
  ] as const) {
    await page.setViewportSize({ width, height: 800 });
    const height = await page.evaluate(() => document.documentElement.scrollHeight);
    await page.setViewportSize({ width, height });
    problems.push(...(await lookProblems(page, `page-${name}-${called}`)));
  }
  await page.setViewportSize(DESK);
  return problems;
}
