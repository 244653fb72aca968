/** The app page's templates, ways in, broadcasts and customers who stopped: what is asked, when, and what is said to it. */
import { describe, expect, it } from "@jest/globals";
import {
  Alert,
  Button,
  EmptyState,
  Input,
  Link,
  LoadingButton,
  NumberInput,
  ProgressBar,
  Select,
  StatisticsItem,
  StatusTag,
  TextArea,
  Tile,
  Toggle,
} from "../../src/app/node_modules/@hubspot/ui-extensions/dist/index.js";
import type {
  Broadcast,
  BroadcastCheck,
  BroadcastFigures,
  Entry,
  PageRescueReady,
  Stopped,
} from "../../src/app/packages/contract/index.ts";
import { origin } from "./card-harness.ts";
import { type Page, pageWith } from "./page-harness.ts";

const at = "2026-11-01T09:00:00.000Z";
const later = "2099-01-01T09:00:00.000Z";
const loading = (page: Page, text: string) => page.find(LoadingButton, (node) => node.text === text);
const plain = (page: Page, text: string) => page.find(Button, (node) => node.text === text);
const key = (body: Record<string, unknown> | undefined) => body?.["idempotencyKey"];

const figures: BroadcastFigures = {
  recipients: 10,
  waiting: 0,
  sending: 0,
  sent: 1,
  delivered: 2,
  read: 6,
  failed: 1,
  unconfirmed: 0,
  skipped: 0,
  opened: 4,
  answered: 3,
  optedOut: 1,
};

const check: BroadcastCheck = {
  people: 120,
  reachable: 100,
  noNumber: 5,
  noConsent: 10,
  optedOut: 3,
  duplicates: 1,
  gone: 1,
  overToday: 20,
  leftToday: 80,
  days: 2,
  seconds: 10,
  languages: [{ language: "it", people: 100, template: "missing" }],
  cost: { currency: "EUR", amount: 6.91, free: 4, unpriced: [{ country: "CH", people: 2 }] },
  obstacles: [],
  warnings: ["Send it in the afternoon."],
};

function broadcast(changes: Partial<Broadcast> = {}): Broadcast {
  return {
    id: "b-1",
    name: "Spring offer",
    flowId: "flow-1",
    flowName: "Book a visit",
    listId: "4001",
    listName: "Customers",
    state: "ready",
    stage: "none",
    people: 120,
    createdAt: at,
    pilotPercent: 10,
    internal: 0,
    progress: { collected: 120, checked: 120 },
    check,
    total: figures,
    stages: [],
    may: ["start", "stop"],
    ...changes,
  };
}

async function show(changes: Partial<Broadcast> = {}): Promise<Page> {
  const shown = broadcast(changes);
  const address = { path: "/broadcasts/broadcast", params: { broadcast: "b-1" } };
  const page = await pageWith({ kind: "ready", broadcast: shown }, address, ({ find }) => find(StatusTag));
  // Who got it is asked for once something went out and nothing is going out.
  if (shown.stage !== "none" && shown.state !== "running")
    expect((await page.server.next()).url).toBe(`${origin}/hubspot/page/broadcasts/recipients`);
  return page;
}

describe("a broadcast", () => {
  it("that is checked says whom it reaches, what it costs and what it leaves out", async () => {
    const page = await show();
    const said = page.text();
    expect(page.findAll(StatisticsItem).map(({ props }) => [props.label, props.number])).toEqual([
      ["Can be reached", "100"],
      ["Time it takes", "2 days"],
      ["Estimated cost", "€6.91"],
    ]);
    expect(said).toContain("WhatsApp allows 80 more people today.");
    expect(said).toContain("Without a price, and so not counted: Switzerland (2)");
    expect(said).toContain("Missing: they get it in another language");
    expect(page.findAll(Alert).map(({ props }) => props.title)).toEqual(["Good to know"]);
  });

  it("with an empty price table claims no cost", async () => {
    const page = await show({ check: { ...check, cost: { amount: 0, free: 0, unpriced: [] } } });
    expect(page.text()).toContain("nothing can be estimated");
    expect(page.findAll(StatisticsItem).map(({ props }) => props.label)).not.toContain("Estimated cost");
  });

  it("starts only once somebody said yes to whom it goes to, once for two presses", async () => {
    const page = await show();
    loading(page, "Start").trigger("onClick");
    await page.until(() => expect(page.find(Alert, { title: "Send it to 10 % of the people now?" })).toBeTruthy());
    expect(page.server.requests).toHaveLength(1);
    plain(page, "Cancel").trigger("onClick");
    await page.until(() => expect(page.maybeFind(Alert, { title: "Send it to 10 % of the people now?" })).toBeNull());
    loading(page, "Start").trigger("onClick");
    await page.until(() => plain(page, "Cancel"));
    const sure = loading(page, "Start");
    sure.trigger("onClick");
    sure.trigger("onClick");
    const asked = await page.server.next();
    expect(asked).toMatchObject({ url: `${origin}/hubspot/page/broadcasts/press`, body: { id: "b-1", what: "start" } });
    asked.answer({ kind: "done", state: "running", stage: "pilot" });
    const again = await page.server.next();
    expect(again.url).toBe(`${origin}/hubspot/page/broadcasts/show`);
    expect(page.alerts()).toEqual([{ type: "success", message: "It has started." }]);
    expect(page.server.requests).toHaveLength(3);
  });

  it("asks about colleagues first where there are some, and about all where there is no pilot", async () => {
    const colleagues = await show({ internal: 2 });
    loading(colleagues, "Start").trigger("onClick");
    await colleagues.until(() => colleagues.find(Alert, { title: "Send it to 2 of your colleagues now?" }));
    const all = await show({ pilotPercent: 0 });
    loading(all, "Start").trigger("onClick");
    await all.until(() => all.find(Alert, { title: "Send it to all 100 people now?" }));
  });

  it("without an answer is pressed again under the same key, and a refusal is told", async () => {
    const page = await show({ state: "running", stage: "rest", may: ["pause"] });
    loading(page, "Pause").trigger("onClick");
    const first = await page.server.next();
    first.cut();
    await page.until(() => page.find(Alert, { title: "We do not know whether that was done" }));
    loading(page, "Pause").trigger("onClick");
    const second = await page.server.next();
    expect(key(second.body)).toBe(key(first.body));
    second.answer({ kind: "refused", code: "broadcast.other_state", message: "It is over already." });
    await page.until(() => expect(page.text()).toContain("It is over already."));
    page.mocks.setPageLocation({ path: "/nowhere", params: {} });
  });

  it("that waits for a decision shows the pilot's figures right above the buttons", async () => {
    const reasons = [{ code: "whatsapp.undeliverable", says: "Not on WhatsApp.", people: 1 }];
    const pilot = { stage: "pilot" as const, figures, reasons };
    const page = await show({ state: "deciding", stage: "pilot", stages: [pilot], may: ["go", "stop"] });
    const said = page.text();
    expect(said).toContain("Look at the figures, then decide");
    expect(said).toContain("Not on WhatsApp. (1)");
    const order = ["The pilot", "Said STOP afterwards", "Go on", "Who got it"].map((word) => said.indexOf(word));
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(Math.min(...order)).toBeGreaterThan(0);
    loading(page, "Go on").trigger("onClick");
    await page.until(() => page.find(Alert, { title: "Send it to everybody else now (100 in all)?" }));
  });

  it("that is running shows how far it is, and why it waits", async () => {
    const rest = { stage: "rest" as const, figures: { ...figures, waiting: 4, sending: 1 }, reasons: [] };
    const waits = { until: later, says: "WhatsApp's limit of today is used up." };
    const page = await show({ state: "running", stage: "rest", stages: [rest], may: ["pause", "stop"], waits });
    expect(page.find(ProgressBar).props).toMatchObject({ value: 5, maxValue: 10, valueDescription: "5 of 10 done" });
    expect(page.find(Alert).toString()).toContain("limit of today");
    page.mocks.setPageLocation({ path: "/nowhere", params: {} });
  });

  it("that paused itself says why", async () => {
    const because = { code: "template.paused", says: "WhatsApp paused the template." };
    const page = await show({ state: "paused", stage: "rest", because, may: ["resume", "stop"] });
    expect(page.find(Alert, { title: "Why it is paused" }).toString()).toContain("WhatsApp paused the template.");
  });

  it("against the web form says what can be said, and no more", async () => {
    const arm = { sent: 50, completed: 10, rate: 0.2 };
    const comparison = { flow: arm, link: arm, verdict: "too-few" as const, needed: 400 };
    const rest = { stage: "rest" as const, figures, reasons: [] };
    const page = await show({ state: "finished", stage: "rest", stages: [rest], may: [], comparison });
    expect(page.find(Alert, { title: "Too few answers to say anything yet." }).toString()).toContain(
      "about 400 people",
    );
    expect(page.text()).toContain("The form tool was not asked yet.");
  });

  it("that is not there says so", async () => {
    const gone = { kind: "refused", code: "broadcast.unknown", message: "There is no such broadcast." };
    const params = { broadcast: "b-2" };
    const page = await pageWith(gone, { path: "/broadcasts/broadcast", params }, (shown) =>
      expect(shown.text()).toContain("There is no such broadcast."),
    );
    expect(page.maybeFind(StatusTag)).toBeNull();
  });
});

describe("a new broadcast", () => {
  const lists = {
    kind: "ready",
    lists: [{ id: "4001", name: "Customers", people: 120 }],
    flows: [{ id: "flow-1", name: "Book a visit" }],
  };
  const open = () => pageWith(lists, { path: "/broadcasts/new" }, ({ find }) => find(Toggle));

  it("says at the field what is missing, and asks nothing", async () => {
    const page = await open();
    page.find(TextArea, { name: "internal" }).props.onChange?.("1234");
    loading(page, "Check it").trigger("onClick");
    await page.until(() => expect(page.find(Select, { name: "list" }).props.validationMessage).toBe("Choose a list."));
    expect(page.find(Input, { name: "name" }).props.error).toBe(true);
    expect(page.find(TextArea, { name: "internal" }).props.error).toBe(true);
    expect(page.find(Select, { name: "flow" }).props.error).toBeUndefined();
    expect(page.server.requests).toHaveLength(1);
  });

  it("is made with what was typed, and leads to its check", async () => {
    const page = await open();
    page.find(Input, { name: "name" }).props.onChange?.("Spring");
    page.find(Select, { name: "list" }).props.onChange?.("4001");
    page.find(Select, { name: "pilot" }).props.onChange?.(5);
    page.find(TextArea, { name: "internal" }).props.onChange?.("+39 347 555 0142\n\n+39 347 555 0143");
    page.find(Toggle, { name: "ab" }).props.onChange?.(true);
    await page.until(() => page.find(NumberInput, { name: "linkPercent" }));
    for (const [name, value] of Object.entries({
      formUrl: "https://forms.example.com/a",
      hiddenField: "mark",
      template: "web_form",
      language: "it",
    })) {
      page.find(Input, { name }).props.onChange?.(value);
    }
    loading(page, "Check it").trigger("onClick");
    const asked = await page.server.next();
    expect(asked.body).toEqual({
      name: "Spring",
      flowId: "flow-1",
      listId: "4001",
      pilotPercent: 5,
      internal: ["+39 347 555 0142", "+39 347 555 0143"],
      ab: {
        linkPercent: 50,
        formUrl: "https://forms.example.com/a",
        hiddenField: "mark",
        template: "web_form",
        language: "it",
      },
      idempotencyKey: expect.any(String),
    });
    asked.answer({ kind: "made", id: "b-9" });
    await page.until(() =>
      expect(page.went()).toEqual([{ to: "/broadcasts/broadcast", params: { broadcast: "b-9" } }]),
    );
  });

  it("leads to the forms where no Flow is published", async () => {
    const none = { ...lists, flows: [] };
    const page = await pageWith(none, { path: "/broadcasts/new" }, ({ find }) => find(Alert));
    plain(page, "Choose a form").trigger("onClick");
    expect(page.went()).toEqual([{ to: "/forms" }]);
  });
});

describe("prices", () => {
  const prices = { currency: "EUR", countries: { IT: { marketing: 0.0691, utility: 0.03 } } };
  const open = () =>
    pageWith({ kind: "ready", prices }, { path: "/broadcasts/prices" }, ({ find }) =>
      find(Input, { name: "currency" }),
    );

  it("are saved as a whole, and a country that stands twice is not", async () => {
    const page = await open();
    plain(page, "Add a country").trigger("onClick");
    await page.until(() => page.find(Input, { name: "country 1" }));
    page.find(Input, { name: "country 1" }).props.onChange?.("it");
    loading(page, "Save").trigger("onClick");
    await page.until(() => expect(page.find(Input, { name: "country 1" }).props.error).toBe(true));
    expect(page.server.requests).toHaveLength(1);
    page.find(Input, { name: "country 1" }).props.onChange?.("*");
    page.find(NumberInput, { name: "marketing 1" }).props.onChange?.(0.1);
    loading(page, "Save").trigger("onClick");
    const asked = await page.server.next();
    const countries = { ...prices.countries, "*": { marketing: 0.1, utility: 0 } };
    expect(asked.body).toEqual({ save: { currency: "EUR", countries } });
    asked.answer({ kind: "ready", prices: { currency: "EUR", countries } });
    expect((await page.server.next()).body).toEqual({});
    expect(page.alerts()).toEqual([{ type: "success", message: "Saved. Checks estimate with it from now on." }]);
  });

  it("that change before the table is drawn anew are all kept", async () => {
    const page = await open();
    const [marketing, utility] = page.findAll(NumberInput).map(({ props }) => props.onChange);
    marketing?.(0.2);
    utility?.(0.1);
    plain(page, "Add a country").trigger("onClick");
    await page.until(() => page.find(Input, { name: "country 1" }));
    page.find(Input, { name: "country 1" }).props.onChange?.("fr");
    loading(page, "Save").trigger("onClick");
    const countries = { IT: { marketing: 0.2, utility: 0.1 }, FR: { marketing: 0, utility: 0 } };
    expect((await page.server.next()).body).toEqual({ save: { currency: "EUR", countries } });
  });
});

describe("ways in", () => {
  const entry: Entry = {
    id: "e-1",
    name: "Shop window",
    flowId: "flow-1",
    flowName: "Book a visit",
    language: "it",
    source: "shop",
    state: "on",
    keywords: ["visit"],
    ads: [],
    code: "AB12",
    text: "I would like to book a visit. #AB12",
    link: "https://wa.me/39?text=Hello",
    number: "+39 055 123",
    counts: { seen: 12, opened: 7, completed: 3 },
    createdAt: at,
  };
  const ready = (...entries: readonly Entry[]) => ({
    kind: "ready",
    entries,
    flows: [
      { id: "flow-1", name: "Book a visit" },
      { id: "flow-2", name: "Your details" },
    ],
    languages: ["en", "it"],
  });
  const list = (...entries: readonly Entry[]) =>
    pageWith(ready(...entries), { path: "/entries" }, ({ find }) => find(LoadingButton));

  it("none yet: says what they are for", async () => {
    const page = await list();
    expect(page.find(EmptyState).props.title).toBe("No way in yet");
  });

  it("that open nothing say why, and have nothing to share", async () => {
    const { link: _, number: __, ...without } = entry;
    const page = await list({ ...without, trouble: "no-number" });
    expect(page.find(Alert).props.title).toContain("no number can send its Flow");
    expect(page.findAll(LoadingButton).map(({ text }) => text)).toEqual(["Refresh"]);
  });

  it("are shared: code, link, button, and files to keep", async () => {
    const page = await list(entry);
    loading(page, "QR code, link and button").trigger("onClick");
    const [share, files] = [await page.server.next(), await page.server.next()];
    expect([share.url, files.url]).toEqual([
      `${origin}/hubspot/page/entries/share`,
      `${origin}/hubspot/page/entries/files`,
    ]);
    const png = "data:image/png;base64,AAAA";
    const svg = "<svg></svg>";
    const { link, text, number } = entry;
    share.answer({ kind: "ready", link, text, number, png, svg, label: svg, button: "<a>Write to us</a>" });
    const file = (name: string) => `https://flowella.example.com/entry-files/t/${name}`;
    files.answer({ kind: "ready", png: file("qr.png"), svg: file("qr.svg"), label: file("card.svg"), until: later });
    await page.until(() => expect(page.findAll(Link)).toHaveLength(4));
    plain(page, "Copy the button for your website").trigger("onClick");
    await new Promise((resolve) => setImmediate(resolve));
    expect(page.alerts()).toEqual([{ type: "success", message: "Copied." }]);
    expect(page.mocks.actions.copyTextToClipboard.calls).toEqual([["<a>Write to us</a>"]]);
  });

  it("are changed: lists line by line, and a field that is wrong says so", async () => {
    const params = { entry: "e-1" };
    const page = await pageWith(ready(entry), { path: "/entries/entry", params }, ({ find }) => find(Toggle));
    page.find(TextArea, { name: "ads" }).props.onChange?.("my ad");
    loading(page, "Save").trigger("onClick");
    await page.until(() => expect(page.find(TextArea, { name: "ads" }).props.error).toBe(true));
    page.find(TextArea, { name: "ads" }).props.onChange?.("12\n13\n");
    page.find(Toggle).props.onChange?.(false);
    loading(page, "Save").trigger("onClick");
    const asked = await page.server.next();
    expect(asked.body).toEqual({
      entryId: "e-1",
      choice: {
        name: "Shop window",
        flowId: "flow-1",
        language: "it",
        source: "shop",
        state: "off",
        keywords: ["visit"],
        ads: ["12", "13"],
      },
      idempotencyKey: expect.any(String),
    });
    asked.answer({ kind: "saved", entry });
    await page.until(() => expect(page.went()).toEqual([{ to: "/entries" }]));
  });

  it("whom WhatsApp does not reach: the contact, and the form on the web", async () => {
    const people = [
      { contactId: "501", flowId: "flow-1", flowName: "Book a visit", at, webForm: "https://forms.example.com/a" },
      { flowId: "flow-1", flowName: "Book a visit", at },
    ];
    const page = await pageWith({ kind: "ready", people }, { path: "/entries/not-on-whatsapp" }, ({ find }) =>
      find(Tile),
    );
    expect(page.findAll(Link).map(({ props }) => props.href)).toEqual([
      "/contacts/7/record/0-1/501",
      { url: "https://forms.example.com/a", external: true },
    ]);
    expect(page.text()).toContain("Sent to a number without a contact");
  });
});

describe("who stopped half-way", () => {
  const stopped: Stopped = {
    id: "s-1",
    flowId: "flow-1",
    flowName: "Book a visit",
    screen: "Your rooms",
    place: 2,
    of: 3,
    stoppedAt: at,
    contactId: "501",
    reminder: "planned",
    remindAt: later,
    resumableUntil: later,
    deletedAt: later,
  };
  const ready = (changes: Partial<PageRescueReady> = {}): PageRescueReady => ({
    kind: "ready",
    stopped: [stopped],
    screens: [{ flowId: "flow-1", flowName: "Book a visit", screen: "Your rooms", people: 4 }],
    reminded: 9,
    finished: 5,
    ...changes,
  });
  const open = (changes?: Partial<PageRescueReady>) =>
    pageWith(ready(changes), { path: "/rescue" }, ({ find }) => find(LoadingButton));

  it("is told by screen, with what is done about it", async () => {
    const page = await open();
    const said = page.text();
    expect(said).toContain("On “Your rooms”, screen 2 of 3");
    expect(said).toContain("Reminded in the last 30 days: 9. Of these, finished afterwards: 5.");
    expect(page.find(StatusTag).text).toBe("Is reminded");
    expect(said).toContain("Can go on until");
  });

  it("one whose time is over says so, and why there was no reminder", async () => {
    const { remindAt: _, ...one } = stopped;
    const over = { ...one, reminder: "none" as const, reminderReason: "They said STOP.", resumableUntil: at };
    const page = await open({ stopped: [over] });
    expect(page.text()).toContain("It is too late to go on.");
    expect(page.text()).toContain("They said STOP.");
  });

  it("is looked at for one Flow, page by page", async () => {
    const page = await open({ next: "page-2" });
    plain(page, "Only this Flow").trigger("onClick");
    const one = await page.server.next();
    expect(one.body).toEqual({ flowId: "flow-1" });
    one.answer(ready({ next: "page-2" }));
    await page.until(() => plain(page, "Older"));
    plain(page, "Older").trigger("onClick");
    expect((await page.server.next()).body).toEqual({ flowId: "flow-1", after: "page-2" });
  });

  it("nobody: says what would stand there", async () => {
    const page = await open({ stopped: [], screens: [], reminded: 0, finished: 0 });
    expect(page.find(EmptyState).props.title).toBe("Nobody stopped half-way");
  });
});

describe("templates", () => {
  const offer = {
    formId: "nps",
    name: "Recommend",
    purpose: "Asks.",
    languages: ["en", "it"],
    sample: { answers: [{ question: "How likely?", answer: "9" }], properties: [{ label: "NPS score", value: "9" }] },
  };
  const open = (templates: readonly object[]) =>
    pageWith({ kind: "ready", templates }, { path: "/forms/templates", language: "it" }, ({ find }) =>
      find(LoadingButton),
    );

  it("say in the user's language what they do; one that is new says it in the server's English", async () => {
    const page = await open([offer, { ...offer, formId: "new-one", name: "A new one" }]);
    expect(page.server.requests[0]?.body).toEqual({ language: "it" });
    expect(page.text()).toContain("Ti consiglierebbero");
    expect(page.text()).toContain("Pronto in inglese, italiano.");
    expect(page.text()).toContain("A new one");
  });

  it("lead to the form's own screen", async () => {
    const page = await open([offer]);
    plain(page, "Guardalo").trigger("onClick");
    expect(page.went()).toEqual([{ to: "/forms/form", params: { tool: "use-case", form: "nps" } }]);
  });
});
