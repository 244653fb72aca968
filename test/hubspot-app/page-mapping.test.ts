/** The app page's screens on which a form's answers are mapped and its words changed: what is asked of the server, and when. */
import { describe, expect, it } from "@jest/globals";
import {
  Alert,
  Button,
  Image,
  Input,
  LoadingButton,
  Select,
  StatusTag,
} from "../../src/app/node_modules/@hubspot/ui-extensions/dist/index.js";
import { origin } from "./card-harness.ts";
import { edits, mapping, type Page, pageWith, report } from "./page-harness.ts";

const params = { tool: "hubspot", form: "form-1" };
const source = { tool: "hubspot", formId: "form-1" };
const button = (page: Page, text: string) => page.find(LoadingButton, (node) => node.text === text);
const plain = (page: Page, text: string) => page.findAll(Button).filter((node) => node.text === text);
const key = (body: Record<string, unknown> | undefined) => body?.["idempotencyKey"];

describe("where answers go", () => {
  const mappingPage = (answer = mapping()) =>
    pageWith(answer, { path: "/forms/mapping", params }, ({ find }) => find(Select));
  const goesTo = (page: Page) => page.findAll(Select, { label: "Goes to" });

  it("offers what takes such an answer, and nothing else", async () => {
    const page = await mappingPage();
    expect(goesTo(page).map(({ props }) => props.options?.map(({ label }) => label))).toEqual([
      ["No property", "First Name", "Job Title"],
      ["No property", "Topic"],
      ["No property", "Topic"],
    ]);
    expect(page.text()).toContain("The ending that was reached");
  });

  it("a choice is tried on samples, then saved with one key until there is a clear answer", async () => {
    const page = await mappingPage();
    goesTo(page)[0]?.props.onChange?.("jobtitle");
    await page.until(() => page.find(Alert, { title: "Changed, not tried yet" }));
    expect(page.text()).toContain("We suggest First Name (likely).");
    page.find(Input).props.onChange?.("Ada");
    button(page, "Try it").trigger("onClick");
    const tried = await page.server.next();
    expect(tried).toMatchObject({ url: `${origin}/hubspot/page/mapping/try` });
    expect(tried.body).toMatchObject({
      source,
      rows: expect.arrayContaining([{ key: "field:name", property: "jobtitle", sample: "Ada" }]),
    });
    const concern = { key: "field:topic", level: "warn", code: "options_missing", options: ["Kitchen"] };
    tried.answer({ kind: "tried", written: [{ property: "jobtitle", value: "Ada" }], notes: [], concerns: [concern] });
    await page.until(() => expect(page.text()).toContain("Missing: Kitchen"));
    expect(page.text()).toContain("Ada");
    button(page, "Save").trigger("onClick");
    const first = await page.server.next();
    first.cut();
    await page.until(() => page.find(Alert, { title: "We do not know whether it was saved" }));
    button(page, "Save").trigger("onClick");
    const second = await page.server.next();
    expect([second.url, key(second.body)]).toEqual([`${origin}/hubspot/page/mapping/save`, key(first.body)]);
    second.answer({ kind: "saved" });
    expect((await page.server.next()).url).toBe(`${origin}/hubspot/page/mapping`);
    expect(page.alerts()).toEqual([{ type: "success", message: "Answers go there from now on." }]);
  });

  it("what does not fit is said at its question", async () => {
    const page = await mappingPage();
    button(page, "Save").trigger("onClick");
    const concerns = [{ key: "field:name", level: "refuse", code: "type_unfit" }];
    (await page.server.next()).answer({
      kind: "refused",
      code: "mapping.unfit",
      message: "Some do not fit.",
      concerns,
    });
    await page.until(() => expect(page.findAll(StatusTag).map(({ text }) => text)).toContain("Does not fit"));
    expect(page.text()).toContain("Choose another one.");
  });

  it("ours is offered again where somebody chose, and only there", async () => {
    expect((await mappingPage()).text()).not.toContain("Use our suggestion again");
    const page = await mappingPage(mapping({ edited: true }));
    button(page, "Use our suggestion again").trigger("onClick");
    expect((await page.server.next()).body).toMatchObject({ rows: "suggested" });
  });

  it("a form without anything to write says so", async () => {
    const page = await pageWith(mapping({ rows: [] }), { path: "/forms/mapping", params }, ({ text }) =>
      expect(text()).toContain("no question with an answer of its own"),
    );
    expect(page.maybeFind(LoadingButton, ({ text }) => text === "Save")).toBeNull();
  });
});

describe("what is different on WhatsApp", () => {
  const editsPage = (answer = edits()) =>
    pageWith(answer, { path: "/forms/edits", params }, ({ text }) => expect(text()).toContain("Your rating"));

  it("a question is changed in its place, and the list asked for anew", async () => {
    const page = await editsPage();
    plain(page, "Change")[1]?.trigger("onClick");
    await page.until(() => page.find(Input, { label: "Option: Good" }));
    page.find(Input, { label: "Option: Good" }).props.onInput?.("Great");
    await page.until(() => expect(page.find(Input, { label: "Option: Good" }).props.value).toBe("Great"));
    button(page, "Save").trigger("onClick");
    const asked = await page.server.next();
    expect(asked).toMatchObject({ url: `${origin}/hubspot/page/edits/change` });
    expect(asked.body).toMatchObject({
      source,
      change: { kind: "question", field: "rating", title: "Your rating", screen: "auto", options: { o1: "Great" } },
    });
    asked.answer({ kind: "saved" });
    expect((await page.server.next()).url).toBe(`${origin}/hubspot/page/edits`);
  });

  it("moves to where it stands one further up or down; the first cannot go up, nor the last down", async () => {
    const page = await editsPage();
    expect(plain(page, "Move up").map(({ props }) => props.disabled)).toEqual([true, false]);
    expect(plain(page, "Move down").map(({ props }) => props.disabled)).toEqual([false, true]);
    plain(page, "Move up")[1]?.trigger("onClick");
    expect((await page.server.next()).body).toMatchObject({ change: { kind: "move", field: "rating", after: null } });
  });

  it("hides what need not be answered; what the server refuses is said", async () => {
    const page = await editsPage();
    expect(plain(page, "Hide")).toHaveLength(1);
    plain(page, "Hide")[0]?.trigger("onClick");
    const asked = await page.server.next();
    expect(asked.body).toMatchObject({ change: { kind: "hide", field: "rating", hide: true } });
    asked.answer({ kind: "refused", code: "edits.unfit", message: "It cannot be hidden." });
    await page.until(() => expect(page.find(Alert).toString()).toContain("It cannot be hidden."));
  });

  it("is undone where something was changed", async () => {
    expect((await editsPage()).text()).not.toContain("Undo");
    const [first, second] = edits().questions;
    const page = await editsPage(
      edits({ questions: [...(first ? [first] : []), ...(second ? [{ ...second, changed: true }] : [])] }),
    );
    plain(page, "Undo")[0]?.trigger("onClick");
    const asked = await page.server.next();
    expect(asked.body).toMatchObject({ change: { kind: "undo", field: "rating" } });
    asked.answer({ kind: "saved" });
    await page.until(() => expect(page.alerts()).toMatchObject([{ message: "It is as in the form again." }]));
  });
});

describe("a test on the user's phone", () => {
  it("shows the code, how far it got, and that it has ended", async () => {
    const page = await pageWith(report(), { path: "/forms/form", params }, ({ text }) =>
      expect(text()).toContain("Test it on my phone"),
    );
    button(page, "Test it on my phone").trigger("onClick");
    const asked = await page.server.next();
    expect(asked).toMatchObject({ url: `${origin}/hubspot/page/phone-test`, body: { source } });
    const qr = "data:image/png;base64,iVBORw0KGgo=";
    const link = "https://wa.me/34600000001?text=TEST-ABCDEFGH";
    const test = { code: "ABCDEFGH", text: "TEST-ABCDEFGH", link, number: "+34 600 000 001", qr };
    asked.answer({ kind: "ready", ...test, until: "2026-11-01T09:30:00.000Z" });
    const state = await page.server.next();
    expect(state).toMatchObject({ url: `${origin}/hubspot/page/phone-test/state`, body: { code: "ABCDEFGH" } });
    state.answer({ kind: "ready", state: "waiting" });
    await page.until(() => expect(page.text()).toContain("Waiting for your message"));
    expect(page.find(Image).props).toMatchObject({ src: qr, alt: "QR code that opens WhatsApp on your phone" });
    button(page, "See how far it got").trigger("onClick");
    (await page.server.next()).answer({ kind: "ready", state: "ended" });
    await page.until(() => expect(page.text()).toContain("The code has ended"));
    expect(page.maybeFind(Image)).toBeNull();
  });

  it("says what is missing", async () => {
    const page = await pageWith(report(), { path: "/forms/form", params }, ({ text }) =>
      expect(text()).toContain("Test it on my phone"),
    );
    button(page, "Test it on my phone").trigger("onClick");
    (await page.server.next()).answer({ kind: "refused", code: "whatsapp.not_connected", message: "Connect." });
    await page.until(() => page.find(Alert, { title: "There is no code" }));
    expect(page.text()).toContain("Connect a WhatsApp number first: see Start.");
  });
});
