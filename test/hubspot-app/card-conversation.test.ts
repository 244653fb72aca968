/** What a contact wrote, on the card: what stands there when, and answering it once. */
import { setImmediate } from "node:timers/promises";
import { describe, expect, it } from "@jest/globals";
import {
  Accordion,
  Alert,
  Button,
  LoadingButton,
  StatusTag,
  TextArea,
} from "../../src/app/node_modules/@hubspot/ui-extensions/dist/index.js";
import {
  type AnswerRefusalCode,
  type CardConversationReady,
  type CardMessage,
  cardAnswer,
  cardConversation,
} from "../../src/app/packages/contract/index.ts";
import { origin, ready, showCard, silence } from "./card-harness.ts";

type Card = ReturnType<typeof showCard>;

const at = "2026-11-01T09:05:00.000Z";
const message = (id: string, text: string): CardMessage => ({
  ...{ id, text, at, author: "customer", kind: "text", state: "arrived" },
});
const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000 + 30_000).toISOString();

/** The card beside a contact, with this conversation. */
async function cardWith(changes: Partial<CardConversationReady> = {}): Promise<Card> {
  const card = showCard(undefined, { conversation: undefined });
  (await card.server.next()).answer(ready());
  const asked = await card.server.next();
  expect(asked).toMatchObject({ url: `${origin}${cardConversation.path}`, body: { contactId: "501" } });
  asked.answer({ ...silence, messages: [message("m1", "Is it safe?")], windowUntil: inHours(23), ...changes });
  await asked.wasRead;
  return card;
}
const field = (card: Card) => card.find(TextArea, { name: "answer" });
const sendButton = (card: Card) => card.find(LoadingButton, { variant: "primary", size: "sm" });
const write = async (card: Card, text: string) => {
  field(card).props.onInput?.(text);
  await card.until(() => expect(field(card).props.value).toBe(text));
};

async function openCard(changes: Partial<CardConversationReady> = {}): Promise<Card> {
  const card = await cardWith(changes);
  await card.until(() => field(card));
  return card;
}

describe("what was written", () => {
  it("stands on the card with the time that is left; older messages are counted", async () => {
    const messages = ["One", "Two", "Three", "Four", "Five"].map((text) => message(text, text));
    const card = await openCard({ messages });
    expect(card.text()).toContain("2 earlier messages");
    expect(card.text()).toContain("Five");
    expect(card.text()).not.toContain("Two");
    expect(card.findAll(StatusTag).map(({ text }) => text)).toContain("23 hours left to answer");
  });

  it.each([
    [1, "1 hour left to answer", "warning"],
    [0.5, "30 minutes left to answer", "warning"],
    [5, "5 hours left to answer", "info"],
  ])("with %s hours left says so", async (hours, words, variant) => {
    const card = await openCard({ windowUntil: inHours(hours) });
    expect(card.findAll(StatusTag).map(({ text, props }) => [text, props.variant])).toContainEqual([words, variant]);
  });

  it("of another kind is named, and what did not go is marked", async () => {
    const { text: _, ...silent } = message("m2", "");
    const card = await openCard({
      messages: [
        { ...silent, kind: "voice" },
        { ...message("m3", "Hello"), author: "user", state: "failed" },
      ],
    });
    expect(card.text()).toContain("Voice message");
    expect(card.text()).toContain("does not keep it");
    expect(card.findAll(StatusTag).map(({ text }) => text)).toContain("Not delivered");
  });

  it("nothing, on the contact's card: no place is taken", async () => {
    const card = await cardWith({ messages: [] });
    await card.until(() => card.find(LoadingButton));
    expect(card.text()).not.toContain("Ready answers");
    expect(card.maybeFind(TextArea)).toBeNull();
  });

  it("too long ago cannot be answered, and says what can be done", async () => {
    const { windowUntil: _, ...closed } = { ...silence, messages: [message("m1", "Hi")], windowUntil: "" };
    const card = showCard(undefined, { conversation: closed });
    (await card.server.next()).answer(ready());
    await card.until(() => expect(card.find(Alert).props.title).toBe("The 24 hours to answer are over"));
    expect(card.maybeFind(TextArea)).toBeNull();
    expect(card.findAll(Button).map(({ text }) => text)).not.toContain("Use it");
  });
});

describe("answering", () => {
  it("sends once, says so, empties the field and looks again", async () => {
    const card = await openCard();
    expect(sendButton(card).props.disabled).toBe(true);
    await write(card, "Yes, it is.");
    sendButton(card).trigger("onClick");
    sendButton(card).trigger("onClick");
    const request = await card.server.next();
    expect(request).toMatchObject({
      url: `${origin}${cardAnswer.path}`,
      body: { contactId: "501", text: "Yes, it is.", idempotencyKey: expect.stringMatching(/^[\w-]{16,64}$/) },
    });
    request.answer({ kind: "sent" });
    const again = await card.server.next();
    expect(again.url).toBe(`${origin}${cardConversation.path}`);
    expect(card.alerts()).toEqual([{ type: "success", message: "Your answer was sent." }]);
    await card.until(() => expect(field(card).props.value).toBe(""));
    expect(card.server.requests.filter(({ url }) => url.endsWith("/answer"))).toHaveLength(1);
  });

  it.each([
    ["no answer", (r: Request) => r.cut(), "We do not know"],
    ["that WhatsApp does not say", (r: Request) => r.answer(refused("UNCONFIRMED")), "We do not know"],
    ["that it is on its way", (r: Request) => r.answer(refused("IN_PROGRESS")), "We do not know"],
  ])("after %s the same text keeps its key, and another text has its own", async (_case, respond, title) => {
    const card = await openCard();
    await write(card, "Yes.");
    sendButton(card).trigger("onClick");
    const first = await card.server.next();
    respond(first);
    await card.until(() => expect(card.find(Alert).props.title).toContain(title));
    sendButton(card).trigger("onClick");
    const second = await card.server.next();
    expect(second.body).toEqual(first.body);
    respond(second);
    await card.until(() => expect(sendButton(card).props.loading).toBe(false));
    await write(card, "No.");
    sendButton(card).trigger("onClick");
    expect((await card.server.next()).body?.["idempotencyKey"]).not.toBe(first.body?.["idempotencyKey"]);
  });

  it.each<[AnswerRefusalCode, string]>([
    ["WINDOW_CLOSED", "24 hours"],
    ["OPTED_OUT", "START"],
    ["NOT_CONNECTED", "Ask an admin"],
    ["FAILED", "WhatsApp refused it"],
  ])("refused with %s says what to do, and keeps what was written", async (code, words) => {
    const card = await openCard();
    await write(card, "Yes.");
    sendButton(card).trigger("onClick");
    (await card.server.next()).answer(refused(code));
    await card.until(() => expect(card.find(Alert).props.title).toBe("Your answer was not sent"));
    expect(card.text()).toContain(words);
    expect(field(card).props.value).toBe("Yes.");
    expect(card.alerts()).toEqual([]);
  });
});

describe("ready answers", () => {
  it("of the business stand first, and are taken into the field", async () => {
    const card = await openCard({ ownAnswers: [{ name: "Opening hours", text: "Hello Ada, we are open until six." }] });
    const titles = card.findAll(Accordion).map(({ props }) => props.title);
    expect(titles).toEqual(["Opening hours", "Is it safe?", "Can I change my answer?"]);
    card
      .findAll(Button)
      .find(({ text }) => text === "Use it")
      ?.trigger("onClick");
    await card.until(() => expect(field(card).props.value).toBe("Hello Ada, we are open until six."));
  });

  it("are taken into the field, or copied", async () => {
    const card = await openCard();
    expect(card.findAll(Accordion).map(({ props }) => props.title)).toEqual(["Is it safe?", "Can I change my answer?"]);
    const [use, copy] = card.findAll(Button).filter(({ text }) => text === "Use it" || text === "Copy");
    use?.trigger("onClick");
    await card.until(() => expect(field(card).props.value).toBe("Yes, it is safe."));
    copy?.trigger("onClick");
    expect(card.copied()).toEqual(["Yes, it is safe."]);
    // Nothing is drawn anew by it.
    await setImmediate();
    expect(card.alerts()).toEqual([{ type: "success", message: "Copied." }]);
  });
});

type Request = Awaited<ReturnType<Card["server"]["next"]>>;
const refused = (code: AnswerRefusalCode) => ({ kind: "refused", code, message: "The server's own words." });
