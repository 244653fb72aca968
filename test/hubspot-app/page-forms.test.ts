/** The app page's forms: finding one, what becomes of its questions, looking at it, publishing it. */
import { describe, expect, it } from "@jest/globals";
import {
  Accordion,
  Alert,
  Button,
  EmptyState,
  Heading,
  Link,
  LoadingButton,
  SearchInput,
  Select,
  StatusTag,
  Text,
  Tile,
} from "../../src/app/node_modules/@hubspot/ui-extensions/dist/index.js";
import type { PagePublishResponse, PageReport } from "../../src/app/packages/contract/index.ts";
import { origin } from "./card-harness.ts";
import { forms, type Page, pageWith, report } from "./page-harness.ts";

const formsPage = (answer = forms()) => pageWith(answer, { path: "/forms" }, ({ find }) => find(Select));
const listed = (page: Page) => page.until(() => page.find(Tile));
const at = { path: "/forms/form", params: { tool: "hubspot", form: "form-1" } };
const formPage = (changes: Partial<PageReport> = {}) => pageWith(report(changes), at, ({ find }) => find(Accordion));
const button = (page: Page, text: string) => page.find(LoadingButton, (node) => node.text === text);
const key = (body: Record<string, unknown> | undefined) => body?.["idempotencyKey"];

describe("forms", () => {
  it("say whether they are a Flow and when they changed, each with what to do", async () => {
    const page = await formsPage();
    await listed(page);
    const words = page.findAll(Tile).map((tile) => tile.findAll(Text).map(({ text }) => text));
    expect(words).toEqual([["Book a visit", expect.stringContaining("Last changed 1 Nov 2026")], ["Your details"]]);
    expect(page.findAll(StatusTag).map(({ text }) => text)).toEqual(["Published", "Not a Flow yet"]);
    expect(page.findAll(Button).map(({ text }) => text)).toEqual([
      "Start from a template",
      "Open",
      "Look at it as a Flow",
    ]);
    page.find(Button, ({ text }) => text === "Open").trigger("onClick");
    const asked = await page.server.next();
    expect(page.went()).toEqual([{ to: "/forms/form", params: { tool: "hubspot", form: "form-1" } }]);
    expect(asked.body).toEqual({ source: { tool: "hubspot", formId: "form-1" } });
  });

  it("are searched by title, once the typing rests", async () => {
    const page = await formsPage();
    page.find(SearchInput).props.onInput?.(" visit ");
    const asked = await page.server.next();
    expect(asked.body).toEqual({ tool: "hubspot", search: "visit" });
    asked.answer(forms({ forms: [] }));
    await page.until(() => expect(page.find(EmptyState).props.title).toBe("No form has these words in its title"));
  });

  it("are turned page by page, forth and back", async () => {
    const page = await formsPage(forms({ next: "page-2" }));
    await listed(page);
    const turn = (text: string) => page.find(Button, (node) => node.text === text);
    expect(turn("Previous").props.disabled).toBe(true);
    turn("Next").trigger("onClick");
    const second = await page.server.next();
    expect(second.body).toEqual({ tool: "hubspot", after: "page-2" });
    second.answer(forms());
    await page.until(() => expect(turn("Next").props.disabled).toBe(true));
    turn("Previous").trigger("onClick");
    expect((await page.server.next()).body).toEqual({ tool: "hubspot" });
  });

  it("of a portal that has none: where to make one", async () => {
    const page = await formsPage(forms({ forms: [] }));
    await page.until(() => expect(page.find(EmptyState).toString()).toContain("Marketing > Forms"));
  });

  it.each([
    ["typeform", "Typeform is not connected", "Connect Typeform", "Go to Typeform"],
    ["google-forms", "Google Forms takes the connection no more", "Connect Google Forms", "Go to Google Forms"],
  ])("of %s: %s, and the way to connect it", async (tool, title, connect, go) => {
    const page = await formsPage();
    page.find(Select).props.onChange?.(tool);
    const asked = await page.server.next();
    expect(asked.body).toEqual({ tool });
    asked.answer(forms({ forms: [] }));
    await page.until(() => expect(page.find(EmptyState).props.title).toBe(title));
    button(page, connect).trigger("onClick");
    const wanted = await page.server.next();
    expect(wanted).toMatchObject({ url: `${origin}/hubspot/page/forms/connect`, body: { tool } });
    wanted.answer({ kind: "link", url: "https://flowella.example.com/oauth/forms/x" });
    await page.until(() => page.find(Button, (node) => node.text === go));
  });

  it("of a tool that this server has no app for: whoever runs it is named", async () => {
    const page = await formsPage();
    page.find(Select).props.onChange?.("typeform");
    (await page.server.next()).answer(forms({ forms: [] }));
    await page.until(() => page.find(EmptyState));
    button(page, "Connect Typeform").trigger("onClick");
    const message = "This server has no app at Typeform. Ask whoever runs it.";
    (await page.server.next()).answer({ kind: "error", code: "forms.no_app", message });
    await page.until(() => expect(page.find(Alert).toString()).toContain(message));
  });
});

describe("what becomes of a form", () => {
  it("in words, what is left out first, and the facts", async () => {
    const page = await formPage();
    expect(page.findAll(Accordion).map(({ props }) => [props.title, props.defaultOpen])).toEqual([
      ["Left out (1)", true],
      ["Asked in another way (1)", true],
      ["Asked as in the form (1)", false],
    ]);
    for (const words of ["WhatsApp has no signatures.", "about 2 minutes"]) {
      expect(page.text()).toContain(words);
    }
    expect(page.find(Heading).text).toBe("Book a visit");
  });

  it("blocked: says what has to change, and does not offer to publish; it can be looked at all the same", async () => {
    const blocked = "Turn off the CAPTCHA of the form.";
    const page = await formPage({ blocked, notices: [{ level: "block", message: blocked }] });
    expect(page.findAll(Alert).map(({ props }) => props.title)).toEqual(["It cannot be published as it is"]);
    expect(page.text()).toContain(blocked);
    expect(page.maybeFind(LoadingButton, { variant: "primary" })).toBeNull();
    expect(button(page, "See it on a phone").props.disabled).toBe(false);
  });

  it("notices of the form as a whole", async () => {
    const page = await formPage({ notices: [{ level: "warn", message: "The form has a file question." }] });
    expect(page.find(Alert).props).toMatchObject({ title: "Look at this", variant: "warning" });
  });
});

describe("the preview", () => {
  it("opens in a frame over the page, with a tab of its own beside it", async () => {
    const page = await formPage();
    button(page, "See it on a phone").trigger("onClick");
    const asked = await page.server.next();
    expect(asked).toMatchObject({
      url: `${origin}/hubspot/page/preview`,
      body: { of: { what: "form", source: { tool: "hubspot", formId: "form-1" } } },
    });
    const url = "http://10.0.0.7:3000/preview/abc";
    asked.answer({ kind: "link", url, version: 1, until: "2026-11-01T11:00:00.000Z" });
    await page.until(() => expect(page.find(Link).props.href).toEqual({ url, external: true }));
    expect(await page.framed).toEqual({
      // HubSpot frames the permitted origin alone, whatever address the server has of its own.
      uri: `${origin}/preview/abc`,
      title: "Preview",
      flush: true,
      width: 460,
      height: 860,
    });
  });

  it("that cannot be made says why", async () => {
    const page = await formPage();
    button(page, "See it on a phone").trigger("onClick");
    (await page.server.next()).answer({ kind: "refused", code: "whatsapp.not_connected", message: "Connect." });
    await page.until(() => expect(page.find(Alert).toString()).toContain("Connect a WhatsApp number first"));
    expect(page.frames()).toBe(0);
  });
});

describe("publishing", () => {
  /** Presses the button and gives the request that this made. */
  async function pressed(page: Page, text = "Publish") {
    button(page, text).trigger("onClick");
    return page.server.next();
  }
  const published = { kind: "published", flowId: "flow-1", template: "in-review" } as const;

  it("says what it costs before anything is pressed", async () => {
    const first = await formPage();
    expect(first.text()).toContain("Publishing itself costs nothing.");
    expect(first.text()).toContain("A message template is handed in");
    expect(first.text()).not.toContain("keep the version");
    const again = await formPage({ newTemplate: false, flow: { id: "flow-1", status: "published", version: 2 } });
    expect(again.find(StatusTag).text).toBe("Published");
    expect(again.text()).toContain("The message template stays as it is");
    expect(again.text()).toContain("keep the version");
    expect(button(again, "Publish as the next version").props.disabled).toBe(false);
    expect(again.server.requests.filter(({ url }) => url.endsWith("/publish"))).toEqual([]);
  });

  it("asks once, shows that it runs, asks for its end with the same key, and loads the report again", async () => {
    const page = await formPage();
    const first = await pressed(page);
    expect(first.url).toBe(`${origin}/hubspot/page/publish`);
    expect(first.body).toEqual({
      of: { what: "form", source: { tool: "hubspot", formId: "form-1" } },
      idempotencyKey: expect.stringMatching(/^[A-Za-z0-9_-]{16,64}$/),
    });
    await page.until(() => expect(button(page, "Publishing").props).toMatchObject({ loading: true, disabled: true }));
    button(page, "Publishing").trigger("onClick");
    first.answer({ kind: "running" });
    const second = await page.server.next();
    expect(second.body).toEqual(first.body);
    expect(page.find(Alert).toString()).toContain("stay on this page");
    second.answer(published);
    expect((await page.server.next()).url).toBe(`${origin}/hubspot/page/report`);
    expect(page.alerts()).toEqual([{ type: "success", message: "Published" }]);
    expect(page.find(Alert).toString()).toContain("once WhatsApp has approved its message template");
  });

  it("of what customers get already is not offered; how the last one went stays", async () => {
    const flow = { id: "flow-1", status: "published", version: 2 } as const;
    const old = await formPage({ current: true, newTemplate: false, flow });
    expect(old.text()).toContain("There is nothing to publish.");
    expect(old.maybeFind(LoadingButton, { variant: "primary" })).toBeNull();
    const page = await formPage();
    (await pressed(page)).answer(published);
    (await page.server.next()).answer(report({ current: true, newTemplate: false, flow }));
    await page.until(() => expect(page.text()).toContain("There is nothing to publish."));
    expect(page.find(Alert).props.title).toBe("Published");
  });

  it.each<[string, PagePublishResponse, readonly string[]]>([
    ["approved already", { ...published, template: "approved" }, ["It can be sent now"]],
    ["somebody must act", { ...published, template: "attention" }, ["needs somebody to act"]],
    ["a notice", { ...published, notice: "The Flow was made anew." }, ["The Flow was made anew."]],
    [
      "refused, a code that the page knows",
      { kind: "refused", code: "flow.paused", message: "Paused." },
      ["Not published", "Let it go on first"],
    ],
    [
      "refused, another code",
      { kind: "refused", code: "whatsapp.flow_invalid", message: "WhatsApp refused the Flow: too long." },
      ["Not published", "too long."],
    ],
    [
      "by hand",
      { kind: "by-hand", message: "The partner cannot publish.", steps: ["Open WhatsApp Manager.", "Press Publish."] },
      ["done by hand", "Open WhatsApp Manager.", "Press Publish."],
    ],
    [
      "an error",
      { kind: "error", code: "whatsapp.unavailable", message: "WhatsApp did not answer. Try again later." },
      ["did not work", "Try again later.", "whatsapp.unavailable"],
    ],
    ["not allowed", { kind: "forbidden", message: "Ask for the role." }, ["Not published", "Ask for the role."]],
    ["nothing new", { kind: "unchanged" }, ["has these changes already"]],
  ])("%s is said with what to do", async (_case, answer, words) => {
    const page = await formPage();
    (await pressed(page)).answer(answer);
    await page.until(() => {
      for (const word of words) expect(page.text()).toContain(word);
    });
    await page.until(() => expect(button(page, "Publish").props.disabled).toBe(false));
  });

  it("without a clear answer the next press is the same publishing; after a clear one it is another", async () => {
    const page = await formPage();
    const first = await pressed(page);
    first.cut();
    await page.until(() => expect(page.find(Alert).props.title).toBe("We do not know whether it was published"));
    const second = await pressed(page);
    expect(key(second.body)).toBe(key(first.body));
    second.answer({ kind: "refused", code: "x", message: "No." });
    await page.until(() => expect(page.find(Alert).props.title).toBe("Not published"));
    expect(key((await pressed(page)).body)).not.toBe(key(first.body));
  });

  it("where WhatsApp lets nobody edit the Flow, a copy is offered with its costs", async () => {
    const page = await formPage();
    const first = await pressed(page);
    const copyCosts = ["New templates have to be approved."];
    first.answer({ kind: "refused", code: "flow.edit_refused", message: "WhatsApp refuses edits.", copyCosts });
    await page.until(() => expect(page.text()).toContain("New templates have to be approved."));
    page.find(Button, ({ text }) => text === "Publish a copy").trigger("onClick");
    const second = await page.server.next();
    expect(second.body).toMatchObject({ copy: true });
    expect(key(second.body)).not.toBe(key(first.body));
    second.answer(published);
    await page.until(() => expect(page.alerts()).toHaveLength(1));
  });
});
