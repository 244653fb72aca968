/** The tab of a contact: its parts, answers and their places, revealing, replaying, consent, and each state of them. */
import { describe, expect, it } from "@jest/globals";
import {
  Alert,
  Button,
  DescriptionListItem,
  EmptyState,
  ErrorState,
  Link,
  LoadingButton,
  LoadingSpinner,
  StatusTag,
  Tab,
  Tabs,
} from "../../src/app/node_modules/@hubspot/ui-extensions/dist/index.js";
import {
  type CardCheck,
  type CardRecordReady,
  type CardSubmission,
  cardDocumentLink,
  cardPreview,
  cardRecord,
  cardReplay,
  cardReveal,
} from "../../src/app/packages/contract/index.ts";
import { origin, ready, showCard } from "./card-harness.ts";

type Card = ReturnType<typeof showCard>;
type Part = "send" | "answers" | "messages" | "consent";

const at = "2026-11-01T09:05:00.000Z";
const submission: CardSubmission = {
  ...{ id: "sub_1", flowName: "Open an account", at, corrected: false, masked: true },
  answers: [
    { question: "First name", answer: "Giulia" },
    { question: "Passport number", answer: "•••• 4821" },
  ],
  deliveries: [
    { id: "stp_1", destination: "HubSpot", state: "landed" },
    { id: "stp_2", destination: "Webhook", state: "dead", says: "The receiver did not answer. Then replay." },
  ],
};
const check: CardCheck = {
  ...{ submissionId: "sub_1", flowName: "Open an account", at, documentType: "Passport", maskedNumber: "•••• 4821" },
  record: "done",
  documents: [
    { id: "fil_1", question: "A photo of it", status: "ready" },
    { id: "fil_2", question: "A bill", status: "refused" },
  ],
};
const record = (changes: Partial<CardRecordReady> = {}): CardRecordReady => ({
  kind: "ready",
  submissions: [submission],
  checks: [],
  consent: { state: "given", covers: "everything", optOut: "none", evidence: [] },
  mayReveal: true,
  ...changes,
});

/** The tab with this part open; its first question is not answered yet. */
async function open(part: Part): Promise<Card> {
  const card = showCard(undefined, { card: "tab" });
  (await card.server.next()).answer(ready());
  await card.until(() => card.find(LoadingButton, { variant: "primary" }));
  card.find(Tabs).props.onSelectedChange?.(part as never);
  return card;
}
async function openWith(part: Part, changes: Partial<CardRecordReady> = {}): Promise<Card> {
  const card = await open(part);
  const asked = await card.server.next();
  expect(asked).toMatchObject({ url: `${origin}${cardRecord.path}`, body: { contactId: "501" } });
  asked.answer(record(changes));
  await card.until(() => card.find(LoadingButton, { size: "sm", variant: "secondary" }));
  return card;
}
const button = (card: Card, words: string) =>
  [...card.findAll(LoadingButton), ...card.findAll(Button)].find(({ text }) => text === words);
const tags = (card: Card) => card.findAll(StatusTag).map(({ text, props }) => [text, props.variant]);
const lines = (card: Card) => card.findAll(DescriptionListItem).map(({ props, text }) => [props.label, text]);

describe("the tab", () => {
  it("has four parts, and opens with sending", async () => {
    const card = showCard(undefined, { card: "tab" });
    expect(card.findAll(Tab).map(({ props }) => props.title)).toEqual(["Send", "Answers", "Messages", "Consent"]);
    expect((await card.server.next()).url).toBe(`${origin}/hubspot/card/contact`);
  });

  it("without its server's address says who must do what", () => {
    expect(showCard({}, { card: "tab" }).text()).toContain("SERVER_ORIGIN");
  });

  it("shows messages, also before anything was said", async () => {
    const card = await open("messages");
    await card.until(() => expect(card.text()).toContain("you can answer it for 24 hours"));
    expect(card.text()).toContain("Ready answers");
  });

  it("answers and consent are there while nothing can be sent", async () => {
    const card = showCard(undefined, { card: "tab" });
    (await card.server.next()).answer({ kind: "not-connected", reason: "No number." });
    await card.until(() => card.find(EmptyState));
    card.find(Tabs).props.onSelectedChange?.("answers" as never);
    (await card.server.next()).answer(record());
    await card.until(() => expect(card.text()).toContain("Giulia"));
  });
});

describe("answers", () => {
  it("are loading, then stand in words with where they went", async () => {
    const card = await open("answers");
    await card.until(() => card.find(LoadingSpinner));
    (await card.server.next()).answer(record());
    await card.until(() => expect(lines(card)).toContainEqual(["First name", "Giulia"]));
    expect(tags(card)).toEqual([
      ["Arrived", "success"],
      ["Given up", "danger"],
    ]);
    expect(card.text()).toContain("The receiver did not answer.");
  });

  it.each([
    ["none", { submissions: [] }, "No answers yet"],
    ["hidden from this user", { submissions: undefined }, "Answers are hidden from your role"],
  ])("%s: says so", async (_case, changes, title) => {
    const { submissions, ...others } = { ...record(), ...changes };
    const card = await open("answers");
    (await card.server.next()).answer({ ...others, ...(submissions && { submissions }) });
    await card.until(() => expect(card.find(EmptyState).props.title).toBe(title));
  });

  it("with HubSpot unreadable: says why, and shows what is here", async () => {
    const card = await openWith("answers", { trouble: "HubSpot is busy. Try again in a minute." });
    const [alert] = card.findAll(Alert);
    expect(alert?.props).toMatchObject({ title: "HubSpot could not be read", variant: "warning" });
    expect(card.text()).toContain("HubSpot is busy.");
    expect(card.text()).toContain("Giulia");
  });

  it.each([
    ["no answer", (r: Request) => r.cut(), "did not answer"],
    ["an error", (r: Request) => r.answer({ kind: "error", code: "x.y", message: "Later, please." }), "x.y"],
    ["a role that may not", (r: Request) => r.answer({ kind: "forbidden", message: "Not you." }), "Not you."],
  ])("%s is an error with a way out", async (_case, respond, words) => {
    const card = await open("answers");
    respond(await card.server.next());
    await card.until(() => expect(card.find(ErrorState) && card.text()).toContain(words));
    button(card, "Try again")?.trigger("onClick");
    (await card.server.next()).answer(record());
    await card.until(() => expect(card.text()).toContain("Giulia"));
  });
});

describe("what is masked", () => {
  it("is shown in full when asked for, once, and hidden again", async () => {
    const card = await openWith("answers");
    button(card, "Show in full")?.trigger("onClick");
    const request = await card.server.next();
    expect(request).toMatchObject({ url: `${origin}${cardReveal.path}` });
    expect(request.body).toEqual({ contactId: "501", submissionId: "sub_1" });
    request.answer({ kind: "revealed", answers: [{ question: "Passport number", answer: "YA1234821" }] });
    await card.until(() => expect(lines(card)).toEqual([["Passport number", "YA1234821"]]));
    expect(card.text()).toContain("That you looked was noted.");
    button(card, "Hide again")?.trigger("onClick");
    await card.until(() => expect(lines(card)).toContainEqual(["Passport number", "•••• 4821"]));
    expect(card.text()).not.toContain("YA1234821");
  });

  it("is refused with the server's reason", async () => {
    const card = await openWith("answers");
    button(card, "Show in full")?.trigger("onClick");
    (await card.server.next()).answer({ kind: "forbidden", message: "Your role may not." });
    await card.until(() => expect(card.find(Alert).props.title).toBe("It could not be shown"));
    expect(card.text()).toContain("Your role may not.");
  });

  it("stays so for who may not see it, and nothing is offered where nothing is masked", async () => {
    const hidden = await openWith("answers", { mayReveal: false });
    expect(button(hidden, "Show in full")).toBeUndefined();
    expect(hidden.text()).toContain("Your role does not let you see them in full.");
    const plain = await openWith("answers", { submissions: [{ ...submission, masked: false }] });
    expect(button(plain, "Show in full")).toBeUndefined();
    expect(plain.text()).not.toContain("last four");
  });
});

describe("what was given up", () => {
  it("is tried again once, and looked at again", async () => {
    const card = await openWith("answers");
    button(card, "Try again")?.trigger("onClick");
    button(card, "Try again")?.trigger("onClick");
    const request = await card.server.next();
    expect(request).toMatchObject({
      url: `${origin}${cardReplay.path}`,
      body: { contactId: "501", stepId: "stp_2", idempotencyKey: expect.stringMatching(/^[\w-]{16,64}$/) },
    });
    request.answer({ kind: "replayed", steps: 1 });
    expect((await card.server.next()).url).toBe(`${origin}${cardRecord.path}`);
    expect(card.alerts()).toEqual([{ type: "success", message: "It is on its way again." }]);
  });

  it("with no clear answer is the same press still", async () => {
    const card = await openWith("answers");
    button(card, "Try again")?.trigger("onClick");
    const first = await card.server.next();
    first.cut();
    await card.until(() => expect(card.find(Alert).props.title).toContain("We do not know"));
    button(card, "Try again")?.trigger("onClick");
    expect((await card.server.next()).body).toEqual(first.body);
  });
});

describe("identity checks", () => {
  it("stand above the answers; a document opens by a link for who may see it", async () => {
    const card = await openWith("answers", { checks: [check] });
    expect(lines(card)).toContainEqual(["Document", "Passport"]);
    expect(tags(card)).toContainEqual(["Its record is in HubSpot", "success"]);
    expect(card.text()).toContain("Not what was asked for");
    button(card, "Open document")?.trigger("onClick");
    const request = await card.server.next();
    expect(request.url).toBe(`${origin}${cardDocumentLink.path}`);
    expect(request.body).toEqual({ contactId: "501", fileId: "fil_1" });
    const url = "https://flowella.example.com/kyc/document/token";
    request.answer({ kind: "link", url, expiresAt: at });
    await card.until(() => expect(card.find(Link).props.href).toEqual({ url, external: true }));
  });

  it("of who may not see identity data have no way to open a document", async () => {
    const card = await openWith("answers", { checks: [check], mayReveal: false });
    expect(button(card, "Open document")).toBeUndefined();
    expect(card.text()).toContain("Your role does not let you open documents.");
  });
});

describe("consent", () => {
  it.each<[Partial<CardRecordReady["consent"]>, string, string]>([
    [{ state: "given", source: "property" }, "Agreed to be written to", "HubSpot property"],
    [{ state: "declined" }, "Did not agree", "only answers within 24 hours"],
    [{ state: "none" }, "Nobody has asked yet", "only answers within 24 hours"],
    [{ state: "unknown" }, "Not known while HubSpot cannot be read", "Nothing was said"],
  ])("%o", async (changes, tag, words) => {
    const consent = { ...record().consent, ...changes };
    const card = await openWith("consent", { consent });
    expect(tags(card).map(([text]) => text)).toContain(tag);
    expect(card.text()).toContain(words);
  });

  it("an opt-out stands above all, and who said what, when and in which words below", async () => {
    const wording = "I agree to be written to.";
    const card = await openWith("consent", {
      consent: {
        ...{ state: "given", covers: "utility", optOut: "everything" },
        evidence: [
          { source: "word", state: "withdrawn", covers: "everything", at },
          { source: "question", state: "given", covers: "utility", at, wording },
        ],
      },
    });
    expect(card.find(Alert).props).toMatchObject({ variant: "error", title: expect.stringContaining("STOP") });
    for (const words of ["Word in the chat", "Withdrawn", "Question in a form", "1 Nov 2026, 09:05", wording])
      expect(card.text()).toContain(words);
  });
});

describe("before sending", () => {
  it("a Flow can be seen on a phone, in a frame of the app's own origin", async () => {
    const card = showCard();
    (await card.server.next()).answer(ready({ flows: [{ id: "only", name: "Only", status: "published" }] }));
    await card.until(() => expect(button(card, "See it on a phone")).toBeDefined());
    button(card, "See it on a phone")?.trigger("onClick");
    const request = await card.server.next();
    expect(request).toMatchObject({ url: `${origin}${cardPreview.path}`, body: { flowId: "only" } });
    const url = "https://public.example.com/preview/abc";
    request.answer({ kind: "link", url, version: 1, until: at });
    expect(await card.framed).toMatchObject({ uri: `${origin}/preview/abc` });
    await card.until(() => expect(card.find(Link).props.href).toEqual({ url, external: true }));
  });

  it.each([
    ["in-review" as const, "still reviewing its message template"],
    ["attention" as const, "did not take its message template"],
  ])("a Flow whose template is %s cannot go outside the 24 hours, and says why", async (template, words) => {
    const flows = [{ id: "only", name: "Only", status: "published" as const, template }];
    const card = showCard();
    (await card.server.next()).answer(ready({ flows }));
    await card.until(() => expect(card.text()).toContain(words));
    expect(card.find(LoadingButton, { variant: "primary" }).props.disabled).toBe(true);
    const open_ = showCard();
    (await open_.server.next()).answer(ready({ flows, contact: { phone: "+34 1", reachable: "yes", window: "open" } }));
    await open_.until(() => expect(open_.find(LoadingButton, { variant: "primary" }).props.disabled).toBe(false));
    expect(open_.text()).not.toContain(words);
  });
});

type Request = Awaited<ReturnType<Card["server"]["next"]>>;
