/** The app page's list of what needs somebody: in the reader's words, with the way there, and quiet where somebody may say so. */
import { describe, expect, it } from "@jest/globals";
import {
  Alert,
  Button,
  EmptyState,
  LoadingButton,
  Tile,
} from "../../src/app/node_modules/@hubspot/ui-extensions/dist/index.js";
import { type AlertShown, alertNameSchema, type PageAlertsReady } from "../../src/app/packages/contract/index.ts";
import { origin } from "./card-harness.ts";
import { pageWith, started } from "./page-harness.ts";

const alert = (changes: Partial<AlertShown> = {}): AlertShown => ({
  id: "alr_1",
  kind: "flow_stopped",
  subject: "flw_1",
  status: "open",
  about: "Book a visit",
  count: 17,
  flows: [{ name: "Book a visit", count: 17 }],
  figures: { usual: { hits: 40, of: 50 }, lately: { hits: 3, of: 20 } },
  openedAt: "2026-11-01T09:05:00.000Z",
  flowId: "flw_1",
  says: { title: "T", says: "S", affected: "A", fix: "flowella doctor --portal 7" },
  ...changes,
});
const answer = (alerts: AlertShown[], mayMute = true): PageAlertsReady => ({ kind: "ready", alerts, mayMute });
const at = { path: "/alerts" };

describe("what needs somebody", () => {
  it("says what happened, who is affected and what to do, and leads to the Flow", async () => {
    const page = await pageWith(answer([alert()]), at, ({ text }) => expect(text()).toContain("stopped finishing"));
    for (const words of [
      "People stopped finishing Book a visit",
      "Of the newest, 3 of 20 finished; before that, 40 of 50.",
      "Affected: 17",
      "Since 1 Nov 2026",
      "flowella doctor --portal 7",
    ])
      expect(page.text()).toContain(words);
    page
      .findAll(Button)
      .find((button) => button.toString().includes("Open the Flow"))
      ?.trigger("onClick");
    expect(page.went()).toEqual([{ to: "/flows/flow", params: { flow: "flw_1" } }]);
  });

  it("has words for every kind in every language", async () => {
    const alerts = alertNameSchema.options.map((kind) => alert({ kind, id: kind, subject: kind }));
    for (const language of ["en", "it", "de", "es", "fr"]) {
      const page = await pageWith(answer(alerts), { ...at, language }, (shown) =>
        expect(shown.findAll(Tile)).toHaveLength(alerts.length),
      );
      expect(page.text()).not.toMatch(/undefined|NaN/);
    }
  });

  it("can be quiet for a week, one thing alone, by whoever may", async () => {
    const page = await pageWith(answer([alert()]), at, ({ text }) => expect(text()).toContain("Quiet for 7 days"));
    page
      .findAll(LoadingButton)
      .find((button) => button.toString().includes("Quiet for 7 days"))
      ?.trigger("onClick");
    const asked = await page.server.next();
    expect(asked.url).toBe(`${origin}/hubspot/settings/alerts/switch`);
    expect(asked.body).toMatchObject({ do: { what: "mute", kind: "flow_stopped", subject: "flw_1", days: 7 } });
    asked.answer({ kind: "done" });
    const muted = alert({ mutedUntil: "2026-11-08T09:05:00.000Z" });
    (await page.server.next()).answer(answer([muted]));
    await page.until(() => expect(page.text()).toContain("Quiet until 8 Nov 2026"));
    expect(page.text()).toContain("Tell again");

    const reader = await pageWith(answer([alert()], false), at, ({ text }) => expect(text()).toContain("finishing"));
    expect(reader.text()).not.toContain("Quiet for 7 days");
  });

  it("says when nothing needs anybody, and keeps what is over apart", async () => {
    const over = alert({ status: "over", overAt: "2026-11-02T09:05:00.000Z" });
    const page = await pageWith(answer([over]), at, (shown) => shown.find(EmptyState));
    expect(page.text()).toContain("Over in the last 7 days (1)");
    expect(page.text()).toContain("Over since 2 Nov 2026");
  });
});

it("the first screen says how many there are, and leads to them", async () => {
  const page = await pageWith({ ...started(), alerts: 3 }, { path: "/" }, ({ text }) =>
    expect(text()).toContain("3 things need somebody"),
  );
  page.find(Alert).find(Button).trigger("onClick");
  expect(page.went()).toEqual([{ to: "/alerts" }]);
  const calm = await pageWith(started(), { path: "/" }, ({ text }) => expect(text()).toContain("A WhatsApp number"));
  expect(calm.maybeFind(Alert)).toBeNull();
});
