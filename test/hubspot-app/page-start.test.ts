/** The app page: what every screen does while it loads and where it cannot, and the list that ticks itself. */
import { describe, expect, it } from "@jest/globals";
import {
  Alert,
  Button,
  EmptyState,
  ErrorState,
  LoadingButton,
  LoadingSpinner,
  ProgressBar,
  StatusTag,
  Tab,
  Tabs,
  Tile,
} from "../../src/app/node_modules/@hubspot/ui-extensions/dist/index.js";
import type { StartStep } from "../../src/app/packages/contract/index.ts";
import { origin } from "./card-harness.ts";
import {
  edits,
  flow,
  flows,
  forms,
  mapping,
  oneFlow,
  type Page,
  pageWith,
  report,
  results,
  showPage,
  started,
} from "./page-harness.ts";

type Request = Awaited<ReturnType<Page["server"]["next"]>>;

const aForm = { tool: "hubspot", form: "form-1" };
const screens: readonly [string, { path: string; params?: Record<string, string> }, string, unknown, string][] = [
  ["start", { path: "/" }, "/hubspot/page/start", started(), "A WhatsApp number"],
  ["forms", { path: "/forms" }, "/hubspot/page/forms", forms(), "Your details"],
  ["form", { path: "/forms/form", params: aForm }, "/hubspot/page/report", report(), "Signature"],
  ["mapping", { path: "/forms/mapping", params: aForm }, "/hubspot/page/mapping", mapping(), "Goes to"],
  ["edits", { path: "/forms/edits", params: aForm }, "/hubspot/page/edits", edits(), "Your rating"],
  ["flows", { path: "/flows" }, "/hubspot/page/flows", flows(flow()), "Version 2"],
  ["flow", { path: "/flows/flow", params: { flow: "flow-1" } }, "/hubspot/page/flow", oneFlow(), "The one before"],
  ["results", { path: "/results" }, "/hubspot/page/results", results(), "Arrived"],
];

describe.each(screens)("the screen %s", (_name, at, path, ready, seen) => {
  it("asks the server, says so meanwhile, then shows what it told", async () => {
    const page = showPage(at);
    expect(page.find(LoadingSpinner).props.label).toBe("Loading");
    const request = await page.server.next();
    expect(request).toMatchObject({ url: `${origin}${path}`, method: "POST" });
    // Any header but Authorization makes HubSpot's proxy refuse the request.
    expect(request.headers).toBeUndefined();
    request.answer(ready);
    await page.until(() => expect(page.text()).toContain(seen));
    expect(page.maybeFind(ErrorState)).toBeNull();
  });

  it.each<[string, (request: Request) => void, string, string]>([
    ["no answer", (r) => r.cut(), "did not answer", "error"],
    ["a server error", (r) => r.status(500, "oops"), "has a problem", "error"],
    ["an account that is disconnected", (r) => r.status(403), "connect the app again", "lock"],
    ["something that is no JSON", (r) => r.status(200, "<html>"), "does not understand", "error"],
    ["an unknown kind", (r) => r.answer({ kind: "surprise" }), "does not understand", "error"],
  ])("%s is an error with a way out, and trying again recovers", async (_case, respond, sentence, type) => {
    const page = showPage(at);
    respond(await page.server.next());
    await page.until(() => expect(page.find(ErrorState).toString()).toContain(sentence));
    expect(page.find(ErrorState).props.type).toBe(type);
    page.find(ErrorState).find(Button).trigger("onClick");
    await page.until(() => page.find(LoadingSpinner));
    (await page.server.next()).answer(ready);
    await page.until(() => expect(page.text()).toContain(seen));
    expect(page.maybeFind(ErrorState)).toBeNull();
  });

  it("the server's own error shows its sentence and its code", async () => {
    const page = await pageWith(
      { kind: "error", code: "hubspot.rate_limited", message: "HubSpot is busy. Try again in a minute." },
      at,
      ({ find }) => find(ErrorState),
    );
    expect(page.text()).toContain("HubSpot is busy. Try again in a minute.");
    expect(page.text()).toContain("hubspot.rate_limited");
  });

  it("who may not see it reads why, and whom to ask", async () => {
    const message = "Ask an administrator for the role that publishes.";
    const page = await pageWith({ kind: "forbidden", message }, at, ({ find }) => find(ErrorState));
    expect(page.find(ErrorState).props).toMatchObject({ title: "You may not see this", type: "lock" });
    expect(page.text()).toContain(message);
  });

  it("a refresh that fails keeps what was there and says that it may be out of date", async () => {
    const page = await pageWith(ready, at, ({ text }) => expect(text()).toContain(seen));
    page.find(LoadingButton, ({ text }) => text === "Refresh").trigger("onClick");
    (await page.server.next()).status(503);
    await page.until(() => page.find(Alert, { title: "This may be out of date." }));
    expect(page.text()).toContain(seen);
  });
});

describe("around the screens", () => {
  it.each([
    ["no SERVER_ORIGIN", {}],
    ["an http address", { SERVER_ORIGIN: "http://flowella.example.com" }],
  ])("%s: asks nobody, and says who must do what", (_case, variables) => {
    const page = showPage({ variables });
    expect(page.find(ErrorState).props.title).toBe("The app is not set up completely");
    expect(page.text()).toContain("SERVER_ORIGIN");
    expect(page.server.requests).toEqual([]);
  });

  it("tabs lead to screens with addresses of their own", async () => {
    const page = await pageWith(started(), {}, ({ find }) => find(Tile));
    expect(page.findAll(Tab).map(({ props }) => props.title)).toEqual([
      "Start",
      "Forms",
      "Flows",
      "Ways in",
      "Broadcasts",
      "Stopped",
      "Results",
      "Insight",
    ]);
    expect(page.find(Tabs).props.selected).toBe("start");
    page.find(Tabs).props.onSelectedChange?.("flows" as never);
    (await page.server.next()).answer(flows());
    await page.until(() => page.find(EmptyState));
    expect(page.went()).toEqual([{ to: "/flows" }]);
    expect(page.find(Tabs).props.selected).toBe("flows");
  });

  it.each(["/nowhere", "/forms/form"])("%s, with nothing named, is no page", (path) => {
    const page = showPage({ path });
    expect(page.find(EmptyState).props.title).toBe("There is no such page");
    expect(page.server.requests).toEqual([]);
  });
});

describe("the first screen", () => {
  const source = { tool: "hubspot" as const, formId: "form-1" };
  const list = (...steps: readonly StartStep[]) => pageWith(started(...steps), {}, ({ find }) => find(Tile));
  const item = (page: Page, id: string) => page.findByTestId(Tile, `step-${id}`);

  it("counts what is done, and says all of it when all is done", async () => {
    const some = await list({ id: "number", is: "ready", says: "+34 600 000 001" }, { id: "consent", is: "named" });
    expect(some.find(ProgressBar).props).toMatchObject({ value: 2, maxValue: 9, valueDescription: "2 of 9 done" });
    const all = await list(
      { id: "number", is: "ready" },
      { id: "form", is: "published" },
      { id: "see", is: "done" },
      { id: "phone-test", is: "done" },
      { id: "consent", is: "named" },
      { id: "template", is: "approved" },
      { id: "card", is: "done" },
      { id: "first-send", is: "done" },
      { id: "first-answer", is: "done" },
    );
    expect(all.text()).toContain("Everything works.");
    expect(all.findAll(StatusTag).map(({ text }) => text)).toEqual(Array(9).fill("Done"));
  });

  it.each<[StartStep, string, string, string | undefined]>([
    [{ id: "number", is: "none" }, "To do", "No number is connected yet", "Connect WhatsApp"],
    [{ id: "number", is: "blocked", says: "Payment method: add one." }, "To do", "add one.", "See what has to happen"],
    [{ id: "number", is: "ready", says: "+34 600 000 001" }, "Done", "+34 600 000 001", undefined],
    [{ id: "form", is: "none" }, "To do", "Choose one of your forms", "Choose a form"],
    [{ id: "form", is: "draft", says: "Book a visit" }, "To do", "Publish it", "Choose a form"],
    [{ id: "form", is: "published", says: "Book a visit" }, "Done", "Book a visit", undefined],
    [{ id: "see", is: "later" }, "Comes by itself", "once a form is chosen", undefined],
    [{ id: "see", is: "none", source }, "To do", "See it on a phone", "Open the form"],
    [{ id: "see", is: "done", source }, "Done", "as your customers will", undefined],
    [{ id: "phone-test", is: "later" }, "Comes by itself", "once a form is chosen", undefined],
    [{ id: "phone-test", is: "none", source }, "To do", "scan the code", "Open the form"],
    [{ id: "phone-test", is: "none" }, "To do", "scan the code", undefined],
    [{ id: "phone-test", is: "done", source }, "Done", "on your phone", undefined],
    [{ id: "card", is: "none" }, "To do", "under Customize", undefined],
    [{ id: "card", is: "done" }, "Done", "The card is there", undefined],
    [{ id: "consent", is: "none" }, "To do", "have whoever runs Flowella name", "Let the form ask"],
    [{ id: "consent", is: "named" }, "Done", "Only people who agreed", undefined],
    [{ id: "template", is: "none" }, "Comes by itself", "when you publish the first form", undefined],
    [{ id: "template", is: "in-review" }, "WhatsApp is looking at it", "open chats only", undefined],
    [{ id: "template", is: "attention", says: "Rejected. Too vague." }, "To do", "Too vague.", "See the Flow"],
    [{ id: "template", is: "approved" }, "Done", "last 24 hours", undefined],
    [{ id: "first-send", is: "none" }, "To do", "press Send Flow", undefined],
    [{ id: "first-send", is: "done" }, "Done", "Sent.", undefined],
    [{ id: "first-answer", is: "none" }, "The customer's turn", "under Results", undefined],
    [{ id: "first-answer", is: "done" }, "Done", "Answers have arrived", "See the results"],
  ])("%j: state, words, and the one thing to do next", async (step, state, words, next) => {
    const shown = item(await list(step), step.id);
    expect(shown.find(StatusTag).text).toBe(state);
    expect(shown.toString()).toContain(words);
    const buttons = [...shown.findAll(Button), ...shown.findAll(LoadingButton)].map(({ text }) => text);
    expect(buttons).toEqual(next === undefined ? [] : [next]);
  });

  it("the way to a page outside HubSpot is made when it is wanted", async () => {
    const page = await list();
    item(page, "number").find(LoadingButton).trigger("onClick");
    const asked = await page.server.next();
    expect(asked).toMatchObject({ url: `${origin}/hubspot/connect-link`, body: { page: "whatsapp" } });
    const url = "https://flowella.example.com/connect/open/abc";
    asked.answer({ kind: "link", url, expiresAt: "2026-11-01T09:15:00.000Z" });
    await page.until(() => expect(item(page, "number").find(Button).props.href).toEqual({ url, external: true }));
    expect(item(page, "number").toString()).toContain("once, within ten minutes");
  });

  it.each<[string, (request: Request) => void, string]>([
    ["no answer", (r) => r.cut(), "did not answer"],
    ["an error", (r) => r.answer({ kind: "error", code: "x", message: "Reload the page." }), "Reload the page."],
  ])("%s to that says so, and it can be asked for again", async (_case, respond, sentence) => {
    const page = await list();
    item(page, "number").find(LoadingButton).trigger("onClick");
    respond(await page.server.next());
    await page.until(() => expect(item(page, "number").find(Alert).toString()).toContain(sentence));
    expect(item(page, "number").find(LoadingButton).props.disabled).toBe(false);
  });

  it("consent: lets the form ask, once, and ticks itself", async () => {
    const page = await list();
    const asking = item(page, "consent").find(LoadingButton);
    asking.trigger("onClick");
    asking.trigger("onClick");
    const asked = await page.server.next();
    expect(asked).toMatchObject({
      url: `${origin}/hubspot/page/consent/question`,
      body: { idempotencyKey: expect.any(String) },
    });
    asked.answer({ kind: "saved" });
    (await page.server.next()).answer(started({ id: "consent", is: "named" }));
    await page.until(() => expect(item(page, "consent").find(StatusTag).text).toBe("Done"));
    expect(page.alerts()).toEqual([
      { type: "success", message: "Forms that are published from now on end with the question." },
    ]);
    expect(page.server.requests).toHaveLength(3);
  });

  it("leads to the forms", async () => {
    const page = await list();
    item(page, "form").find(Button).trigger("onClick");
    expect((await page.server.next()).url).toBe(`${origin}/hubspot/page/forms`);
    expect(page.went()).toEqual([{ to: "/forms" }]);
  });
});
