/** The app page's Flows and results. */
import { describe, expect, it } from "@jest/globals";
import {
  Accordion,
  Alert,
  Button,
  DescriptionListItem,
  EmptyState,
  LoadingButton,
  StatusTag,
  Tile,
} from "../../src/app/node_modules/@hubspot/ui-extensions/dist/index.js";
import type { PageFlow, PageSubmission } from "../../src/app/packages/contract/index.ts";
import { origin } from "./card-harness.ts";
import { flow, flows, oneFlow, type Page, pageWith, results, showPage } from "./page-harness.ts";

const flowsPage = (...list: readonly PageFlow[]) =>
  pageWith(flows(...list), { path: "/flows" }, ({ find }) => find(Tile));
const resultsPage = (changes: Parameters<typeof results>[0] = {}) =>
  pageWith(results(changes), { path: "/results" }, ({ find }) => find(LoadingButton));
const button = (page: Page, text: string) => page.find(LoadingButton, (node) => node.text === text);
const key = (body: Record<string, unknown> | undefined) => body?.["idempotencyKey"];

describe("Flows", () => {
  it("say how they stand: status, version, template, messages and answers", async () => {
    const page = await flowsPage(
      flow({ template: { state: "in-review", title: "In review", says: "WhatsApp reviews." } }),
    );
    expect(page.findAll(StatusTag).map(({ text, props }) => [text, props.variant])).toEqual([
      ["Published", "success"],
      ["In review", "info"],
    ]);
    expect(page.findAll(DescriptionListItem).map(({ props, text }) => [props.label, text])).toEqual([
      ["Messages", "12"],
      ["Answers", "7"],
      // Its tag, with a colour of its own.
      ["Message template", null],
    ]);
    expect(page.text()).toContain("Version 2");
    expect(page.text()).toContain("Until then, the Flow goes out in open chats only.");
  });

  it("a template that somebody must look after says in WhatsApp's reasons what is wrong, and what it costs", async () => {
    const template = {
      state: "attention",
      title: "Rejected",
      says: "Too vague: name the form.",
      price: "Dearer.",
    } as const;
    const page = await flowsPage(flow({ template }));
    expect(page.findAll(StatusTag).map(({ text }) => text)).toEqual(["Published", "Needs somebody"]);
    expect(page.text()).toContain("Rejected. Too vague: name the form. Dearer.");
  });

  it("none yet: leads to the forms", async () => {
    const page = await pageWith(flows(), { path: "/flows" }, ({ find }) => find(EmptyState));
    page.find(EmptyState).find(Button).trigger("onClick");
    expect(page.went()).toEqual([{ to: "/forms" }]);
  });

  it("a draft was never published: it is looked at and published with its form, and cannot be paused", async () => {
    const { version: _, template: __, ...draft } = flow({ status: "draft", sends: 0, answers: 0 });
    const page = await flowsPage(draft);
    expect(page.text()).toContain("Not published yet");
    expect(page.findAll(LoadingButton).map(({ text }) => text)).toEqual(["See it on a phone", "Refresh"]);
    page.find(Button).trigger("onClick");
    expect(page.went()).toEqual([{ to: "/forms/form", params: { tool: "hubspot", form: "form-1" } }]);
  });

  it.each<[PageFlow["status"], string, string, string]>([
    ["published", "Pause", "pause", "Book a visit is paused."],
    ["paused", "Let it go on", "resume", "Book a visit goes on."],
  ])("%s: %s, once, then all is loaded again", async (status, word, what, said) => {
    const page = await flowsPage(flow({ status }));
    const drawn = button(page, word);
    drawn.trigger("onClick");
    drawn.trigger("onClick");
    const asked = await page.server.next();
    expect(asked).toMatchObject({ url: `${origin}/hubspot/page/flows/hold`, body: { flowId: "flow-1", what } });
    asked.answer({ kind: "changed", status: status === "paused" ? "published" : "paused" });
    expect((await page.server.next()).url).toBe(`${origin}/hubspot/page/flows`);
    expect(page.alerts()).toEqual([{ type: "success", message: said }]);
    expect(page.server.requests).toHaveLength(3);
  });

  it("a change that is refused says why; without an answer the next press is the same one", async () => {
    const page = await flowsPage(flow());
    button(page, "Pause").trigger("onClick");
    const first = await page.server.next();
    first.cut();
    await page.until(() => expect(page.find(Alert).props.title).toBe("We do not know whether it was changed"));
    button(page, "Pause").trigger("onClick");
    const second = await page.server.next();
    expect(key(second.body)).toBe(key(first.body));
    second.answer({ kind: "refused", code: "flow.unknown", message: "The portal has no such Flow." });
    await page.until(() => expect(page.find(Alert).props.title).toBe("Nothing was changed"));
    expect(page.find(Alert).toString()).toContain("no such Flow");
  });

  it("one whose form changed: what changed, what publishing costs, and the next version", async () => {
    const changes = { state: "state-1", lines: ["A question was added.", "The title was changed."] };
    const page = await flowsPage(flow({ changes }));
    expect(page.find(Accordion).props.title).toBe("The form was changed (2 changes)");
    expect(page.text()).toContain("A question was added.");
    expect(page.text()).toContain("keep the version");
    button(page, "Publish as the next version").trigger("onClick");
    const asked = await page.server.next();
    expect(asked.body).toMatchObject({ of: { what: "changes", flowId: "flow-1", state: "state-1" } });
    asked.answer({ kind: "error", code: "forms.changed_again", message: "Look at `flowella forms changes`." });
    await page.until(() => expect(page.find(Alert).toString()).toContain("changed once more"));
    expect(page.text()).not.toContain("flowella forms changes");
    button(page, "Publish as the next version").trigger("onClick");
    (await page.server.next()).answer({ kind: "published", flowId: "flow-1", template: "approved" });
    const again = await page.server.next();
    expect(again.url).toBe(`${origin}/hubspot/page/flows`);
    again.answer(flows(flow({ version: 3 })));
    await page.until(() => expect(page.maybeFind(Accordion)).toBeNull());
  });

  it("are looked at as new messages carry them", async () => {
    const page = await flowsPage(flow());
    button(page, "See it on a phone").trigger("onClick");
    expect((await page.server.next()).body).toMatchObject({ of: { what: "flow", flowId: "flow-1" } });
  });
});

describe("results", () => {
  const troubled: PageSubmission = {
    id: "sub-2",
    flowName: "Your details",
    at: "2026-11-01T09:00:00.000Z",
    state: "attention",
    troubled: [
      { id: "step-1", state: "dead", destination: "HubSpot", says: "HubSpot refused a value. Correct it." },
      { id: "step-2", state: "person", destination: "HubSpot", says: "A task asks whose answers these are." },
    ],
  };

  it("none yet: says where they come from", async () => {
    const page = await resultsPage({ submissions: [] });
    expect(page.find(EmptyState).toString()).toContain("Send a Flow from a contact's card");
  });

  it("say in words where each stands and when it was handed in", async () => {
    const page = await resultsPage({
      submissions: [...results().submissions, { ...troubled, id: "sub-3", state: "under-way", troubled: [] }],
    });
    expect(page.findAll(StatusTag).map(({ text }) => text)).toEqual(["Arrived", "On the way"]);
    expect(page.text()).toContain("1 Nov 2026, 09:05");
    expect(page.maybeFind(Alert)).toBeNull();
  });

  it("one that was given up is tried again alone; what a person must decide is not", async () => {
    const page = await resultsPage({ submissions: [troubled], dead: 1 });
    expect(page.text()).toContain("HubSpot: HubSpot refused a value. Correct it.");
    expect(page.text()).toContain("HubSpot: A task asks whose answers these are.");
    expect(page.findAll(LoadingButton).map(({ text }) => text)).toEqual(["Try all again", "Try again", "Refresh"]);
    button(page, "Try again").trigger("onClick");
    const asked = await page.server.next();
    expect(asked).toMatchObject({ url: `${origin}/hubspot/page/replay`, body: { stepId: "step-1" } });
    asked.answer({ kind: "replayed", steps: 1 });
    expect((await page.server.next()).url).toBe(`${origin}/hubspot/page/results`);
    expect(page.alerts()).toEqual([{ type: "success", message: "It is on its way again." }]);
  });

  it("all that were given up are tried again at once", async () => {
    const page = await resultsPage({ submissions: [troubled], dead: 3 });
    expect(page.find(Alert).props.title).toBe("3 deliveries were given up");
    button(page, "Try all again").trigger("onClick");
    const asked = await page.server.next();
    expect(asked.body).toEqual({ idempotencyKey: expect.any(String) });
    asked.answer({ kind: "replayed", steps: 3 });
    await page.until(() => expect(page.alerts()).toEqual([{ type: "success", message: "3 are on their way again." }]));
  });

  it("trying again that did not work says so", async () => {
    const page = await resultsPage({ submissions: [troubled], dead: 1 });
    button(page, "Try again").trigger("onClick");
    (await page.server.next()).answer({ kind: "error", code: "page.lost", message: "Look how it stands." });
    await page.until(() => page.find(Alert, { title: "It was not tried again" }));
    expect(page.text()).toContain("Look how it stands.");
  });

  it("are turned to older ones and back to the newest", async () => {
    const page = await resultsPage({ next: "older-1" });
    page.find(Button, ({ text }) => text === "Older").trigger("onClick");
    const older = await page.server.next();
    expect(older.body).toEqual({ after: "older-1" });
    older.answer(results());
    await page.until(() => page.find(Button, ({ text }) => text === "Newest"));
    page.find(Button, ({ text }) => text === "Newest").trigger("onClick");
    expect((await page.server.next()).body).toEqual({});
  });
});

describe("one Flow", () => {
  const flowPage = (answer = oneFlow()) =>
    pageWith(answer, { path: "/flows/flow", params: { flow: "flow-1" } }, ({ text }) =>
      expect(text()).toContain("Versions"),
    );

  it("is asked for by its id; an address without one is no page", async () => {
    const page = await flowPage();
    expect(page.server.requests[0]?.body).toEqual({ flowId: "flow-1" });
    const none = showPage({ path: "/flows/flow" });
    await none.until(() => expect(none.find(EmptyState).props.title).toBe("There is no such page"));
  });

  it("dismisses the changes that were seen, and asks anew", async () => {
    const page = await flowPage();
    button(page, "Leave it as it is").trigger("onClick");
    const asked = await page.server.next();
    expect(asked).toMatchObject({
      url: `${origin}/hubspot/page/flow/dismiss`,
      body: { flowId: "flow-1", state: "s1" },
    });
    asked.answer({ kind: "dismissed" });
    expect((await page.server.next()).url).toBe(`${origin}/hubspot/page/flow`);
    expect(page.alerts()).toMatchObject([{ message: "You hear no more of these changes." }]);
  });

  it("goes back to the version before; a refusal is said", async () => {
    const page = await flowPage();
    button(page, "Go back to version 1").trigger("onClick");
    const asked = await page.server.next();
    expect(asked).toMatchObject({ url: `${origin}/hubspot/page/flow/roll-back`, body: { flowId: "flow-1", to: 1 } });
    asked.answer({ kind: "refused", code: "flow.other_version", message: "Look at the versions." });
    await page.until(() => expect(page.find(Alert, { title: "It did not go back" }).toString()).toContain("Look at"));
  });

  it("without changes and without a version before: nothing to press", async () => {
    const { changes: _, ...same } = oneFlow({
      versions: [{ number: 1, at: "2026-11-01T09:00:00.000Z", state: "current" }],
    });
    const page = await flowPage(same);
    expect(page.text()).toContain("Nothing: customers get the form as it is.");
    expect(page.findAll(LoadingButton).map(({ text }) => text)).toEqual(["Refresh"]);
  });

  it("a form that cannot be read says why", async () => {
    const page = await flowPage(oneFlow({ unreadable: "The account is not connected." }));
    expect(page.find(Alert, { title: "The form cannot be read" }).toString()).toContain("not connected");
  });
});
