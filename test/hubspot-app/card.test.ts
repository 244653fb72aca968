import { describe, expect, it } from "@jest/globals";
import {
  Alert,
  Button,
  DescriptionListItem,
  EmptyState,
  ErrorState,
  LoadingButton,
  LoadingSpinner,
  ProgressBar,
  Select,
  StatusTag,
} from "../../src/app/node_modules/@hubspot/ui-extensions/dist/index.js";
import type {
  CardFlow,
  CardSend,
  CardSender,
  CardWaiting,
  RefusalCode,
  SendStatus,
} from "../../src/app/packages/contract/index.ts";
import { origin, ready, showCard } from "./card-harness.ts";

type Card = ReturnType<typeof showCard>;

/** The card after its first answer. */
async function cardWith(answer: unknown, expected: () => void, card: Card = showCard()): Promise<Card> {
  (await card.server.next()).answer(answer);
  await card.until(expected);
  return card;
}

async function readyCard(changes: Parameters<typeof ready>[0] = {}): Promise<Card> {
  const card = showCard();
  return cardWith(ready(changes), () => card.find(LoadingButton), card);
}

const sendButton = (card: Card) => card.find(LoadingButton, { variant: "primary" });
const refreshButton = (card: Card) => card.find(LoadingButton, { variant: "secondary" });
const choose = (card: Card, flowId: string) => card.find(Select).props.onChange?.(flowId);
const press = (card: Card) => sendButton(card).trigger("onClick");
const refresh = (card: Card) => refreshButton(card).trigger("onClick");

describe("loading", () => {
  it("asks the server for this contact and says so meanwhile", async () => {
    const card = showCard();
    expect(card.find(LoadingSpinner).props.label).toBe("Loading WhatsApp Flows");
    const request = await card.server.next();
    expect(request).toMatchObject({
      url: `${origin}/hubspot/card/contact`,
      method: "POST",
      body: { contactId: "501" },
    });
    // Any header but Authorization makes HubSpot's proxy refuse the request.
    expect(request.headers).toBeUndefined();
  });

  it.each([
    ["no SERVER_ORIGIN", undefined],
    ["an http address", { SERVER_ORIGIN: "http://flowella.example.com" }],
    ["an address with a path", { SERVER_ORIGIN: "https://flowella.example.com/api" }],
  ])("asks nobody with %s, and says who must do what", (_case, variables) => {
    const card = showCard(variables ?? {});
    expect(card.find(ErrorState).props.title).toBe("The app is not set up completely");
    expect(wordsIn(card.find(ErrorState))).toContain("SERVER_ORIGIN");
    expect(card.server.requests).toEqual([]);
  });
});

describe("no good answer", () => {
  it.each([
    ["no answer", (r: Request) => r.cut(), "did not answer"],
    ["a server error", (r: Request) => r.status(500, "oops"), "has a problem"],
    ["a signature that the server refuses", (r: Request) => r.status(401), "connect the app again"],
    ["something that is no JSON", (r: Request) => r.status(200, "<html>"), "does not understand"],
    ["an unknown kind", (r: Request) => r.answer({ kind: "surprise" }), "does not understand"],
    [
      "an unknown status of a send",
      (r: Request) => r.answer(ready({ sends: [{ ...sendOf("read"), status: "lost" as SendStatus }] })),
      "does not understand",
    ],
  ])("%s is an error with a way out, and trying again recovers", async (_case, respond, sentence) => {
    const card = showCard();
    respond(await card.server.next());
    await card.until(() => expect(wordsIn(card.find(ErrorState))).toContain(sentence));
    card.find(Button).trigger("onClick");
    await card.until(() => card.find(LoadingSpinner));
    (await card.server.next()).answer(ready());
    await card.until(() => card.find(Select));
    expect(card.maybeFind(ErrorState)).toBeNull();
  });

  it("the server's own error shows its sentence and its code", async () => {
    const card = showCard();
    await cardWith(
      { kind: "error", code: "hubspot.rate_limited", message: "HubSpot is busy. Try again in a minute." },
      () => card.find(ErrorState),
      card,
    );
    expect(wordsIn(card.find(ErrorState))).toContain("HubSpot is busy. Try again in a minute.");
    expect(wordsIn(card.find(ErrorState))).toContain("hubspot.rate_limited");
    card.find(Button).trigger("onClick");
    (await card.server.next()).answer(ready());
    await card.until(() => card.find(Select));
  });

  it("a refresh that fails keeps what was there and says that it may be out of date", async () => {
    const card = await readyCard({ sends: [sendOf("read")] });
    refresh(card);
    (await card.server.next()).status(503);
    await card.until(() => expect(card.find(Alert).props.title).toBe("The list may be out of date."));
    expect(card.find(StatusTag).text).toBe("Read");
  });
});

describe("not ready to send", () => {
  it("not connected: the server's reason, and the way to connect", async () => {
    const card = showCard();
    const connectUrl = "https://flowella.example.com/connect";
    await cardWith(
      {
        kind: "not-connected",
        reason: "No WhatsApp number is connected yet. An administrator can add one.",
        connectUrl,
      },
      () => card.find(EmptyState),
      card,
    );
    expect(wordsIn(card.find(EmptyState))).toContain("An administrator can add one.");
    expect(card.find(Button, { variant: "primary" }).props.href).toEqual({ url: connectUrl, external: true });
  });

  it("not connected, and no page to connect on: only refreshing is offered, and it works", async () => {
    const card = showCard();
    await cardWith({ kind: "not-connected", reason: "Ask your administrator." }, () => card.find(EmptyState), card);
    expect(card.findAll(Button).map(({ text }) => text)).toEqual(["Refresh"]);
    card.find(Button).trigger("onClick");
    (await card.server.next()).answer(ready());
    await card.until(() => card.find(Select));
  });

  it.each<[string, CardFlow[], string]>([
    ["no Flow", [], "Publish a Flow in Flowella first"],
    ["a draft", [{ id: "f", name: "F", status: "draft" }], "one Flow that cannot be sent yet"],
    [
      "only unsendable Flows",
      [
        { id: "f", name: "F", status: "blocked" },
        { id: "g", name: "G", status: "deprecated" },
      ],
      "2 Flows that cannot be sent yet",
    ],
  ])("%s: says to publish one, offers no send", async (_case, flows, sentence) => {
    const card = await readyCard({ flows });
    expect(wordsIn(card.find(EmptyState))).toContain(sentence);
    expect(card.maybeFind(Select)).toBeNull();
    expect(card.maybeFind(LoadingButton, { variant: "primary" })).toBeNull();
  });

  it.each([
    ["no-number" as const, "Add a phone number to the contact"],
    ["invalid-number" as const, "Correct the phone number"],
  ])("%s: says what to do, still shows what was sent", async (reachable, sentence) => {
    const card = await readyCard({ contact: { reachable, window: "closed" }, sends: [sendOf("failed")] });
    expect(wordsIn(card.find(Alert))).toContain(sentence);
    expect(card.maybeFind(Select)).toBeNull();
    expect(card.find(StatusTag).text).toBe("Not delivered");
  });
});

describe("before sending", () => {
  const facts = (card: Card) => card.findAll(DescriptionListItem).map(({ props, text }) => [props.label, text]);

  it("offers the Flows that can be sent, the throttled one with a word about it", async () => {
    const card = await readyCard({
      flows: [
        { id: "a", name: "A", status: "published" },
        { id: "b", name: "B", status: "throttled" },
        { id: "c", name: "C", status: "draft" },
      ],
    });
    expect(card.find(Select).props.options).toEqual([
      { value: "a", label: "A" },
      { value: "b", label: "B (slowed down by WhatsApp)" },
    ]);
  });

  it("shows both numbers, and that it goes as a template outside the 24 hours", async () => {
    const card = await readyCard();
    expect(facts(card)).toEqual([
      ["To", "+34 6•• ••• 123"],
      ["From", "+34 600 000 001"],
      ["Goes as", "Approved template"],
    ]);
    expect(card.text()).toContain("has not written in the last 24 hours");
  });

  it("shows until when it goes as a message", async () => {
    const windowUntil = "2026-11-05T14:30:00.000Z";
    const card = await readyCard({ contact: { phone: "+34 1", reachable: "yes", window: "open", windowUntil } });
    const [, , [, channel] = []] = facts(card);
    expect(channel).toMatch(/^Message \(until 5 Nov 2026, 14:30\)$/);
  });

  it("cannot send before a Flow is chosen; an only Flow is chosen already", async () => {
    const two = await readyCard();
    expect(sendButton(two).props.disabled).toBe(true);
    choose(two, "flow-details");
    await two.until(() => expect(sendButton(two).props.disabled).toBe(false));
    const one = await readyCard({ flows: [{ id: "only", name: "Only", status: "published" }] });
    expect(one.find(Select).props.value).toBe("only");
    expect(sendButton(one).props.disabled).toBe(false);
  });
});

describe("sending", () => {
  async function chosen(flowId = "flow-visit"): Promise<Card> {
    const card = await readyCard();
    choose(card, flowId);
    await card.until(() => expect(sendButton(card).props.disabled).toBe(false));
    return card;
  }

  /** Presses the button and gives the request that this made. */
  async function pressed(card: Card) {
    press(card);
    return card.server.next();
  }

  const idle = (card: Card) => card.until(() => expect(sendButton(card).props.loading).toBe(false));

  it("asks once, cannot be pressed meanwhile, then says how it went and loads again", async () => {
    const card = await chosen();
    const request = await pressed(card);
    expect(request).toMatchObject({ url: `${origin}/hubspot/card/send`, method: "POST" });
    expect(request.body).toEqual({
      contactId: "501",
      flowId: "flow-visit",
      idempotencyKey: expect.stringMatching(/^[A-Za-z0-9_-]{16,64}$/),
      mayWait: true,
    });
    await card.until(() => expect(sendButton(card).props).toMatchObject({ loading: true, disabled: true }));
    expect(card.find(Select).props.readOnly).toBe(true);

    request.answer({ kind: "sent", sendId: "send-1", channel: "template" });
    const again = await card.server.next();
    expect(again.url).toBe(`${origin}/hubspot/card/contact`);
    expect(card.alerts()).toEqual([{ type: "success", message: "Book a visit was sent as an approved template." }]);
    again.answer(ready({ sends: [sendOf("queued")] }));
    await card.until(() => expect(card.find(StatusTag).text).toBe("Waiting to be sent"));
    // The next send has to be chosen anew.
    expect(sendButton(card).props.disabled).toBe(true);
  });

  it("pressed twice sends one request with one key", async () => {
    const card = await chosen();
    press(card);
    press(card);
    (await card.server.next()).answer({ kind: "sent", sendId: "send-1", channel: "message" });
    await card.server.next();
    const sends = card.server.requests.filter(({ url }) => url.endsWith("/send"));
    expect(sends).toHaveLength(1);
  });

  it.each([
    ["no answer", (r: Request) => r.cut()],
    ["a server error", (r: Request) => r.status(502)],
    ["an answer that breaks the contract", (r: Request) => r.answer({ kind: "sent" })],
  ])("after %s the next press repeats the same send with the same key", async (_case, respond) => {
    const card = await chosen();
    const first = await pressed(card);
    respond(first);
    await card.until(() => expect(card.find(Alert).props.title).toBe("We do not know whether it was sent"));
    await idle(card);
    const second = await pressed(card);
    expect(second.body).toEqual(first.body);
    second.answer({ kind: "sent", sendId: "send-1", channel: "message" });
    await card.server.next();
    expect(card.alerts()).toHaveLength(1);
  });

  it("keeps an unclear send's key while another Flow is chosen in between", async () => {
    const card = await chosen("flow-visit");
    const first = await pressed(card);
    first.cut();
    await card.until(() => card.find(Alert));
    choose(card, "flow-details");
    await card.until(() => expect(card.maybeFind(Alert)).toBeNull());
    const other = await pressed(card);
    expect(other.body?.["idempotencyKey"]).not.toBe(first.body?.["idempotencyKey"]);
    other.cut();
    await card.until(() => card.find(Alert));
    choose(card, "flow-visit");
    await card.until(() => expect(card.find(Select).props.value).toBe("flow-visit"));
    expect((await pressed(card)).body).toEqual(first.body);
  });

  it("a clear answer ends the send: the next press is a new one with a new key", async () => {
    const card = await chosen();
    const first = await pressed(card);
    first.answer({ kind: "refused", code: "NO_CONSENT", message: "Ask for consent first." });
    await card.until(() => card.find(Alert));
    const second = await pressed(card);
    expect(second.body?.["flowId"]).toBe("flow-visit");
    expect(second.body?.["idempotencyKey"]).not.toBe(first.body?.["idempotencyKey"]);
  });

  it.each<[RefusalCode, string]>([
    ["NO_NUMBER", "no phone number"],
    ["NOT_ON_WHATSAPP", "not on WhatsApp"],
    ["NO_CONSENT", "no consent"],
    ["OPTED_OUT", "opted out"],
    ["WINDOW_CLOSED_NO_TEMPLATE", "approved template"],
    ["FLOW_NOT_PUBLISHED", "not published"],
    ["NOT_CONNECTED", "not connected"],
    ["FAILED", "refused"],
  ])("refused with %s: says why and shows the server's sentence", async (code, words) => {
    const card = await chosen();
    (await pressed(card)).answer({ kind: "refused", code, message: "This is what to do." });
    await card.until(() => expect(wordsIn(card.find(Alert))).toContain("This is what to do."));
    expect(card.find(Alert).props.title).toContain("Not sent");
    expect(card.find(Alert).props.title).toContain(words);
    expect(card.alerts()).toEqual([]);
  });

  it("a signature that the server refuses is clearly not sent", async () => {
    const card = await chosen();
    (await pressed(card)).status(403);
    await card.until(() => expect(card.find(Alert).props.title).toBe("Not sent"));
  });
});

describe("which number sends", () => {
  const senders: CardSender[] = [
    { id: "106", displayNumber: "+34 600 000 001", window: "closed" },
    { id: "107", displayNumber: "+34 600 000 002", window: "open", windowUntil: "2026-11-05T14:30:00.000Z" },
    { id: "108", displayNumber: "+34 600 000 003", window: "closed" },
  ];
  const flows: CardFlow[] = [
    { id: "flow-visit", name: "Book a visit", status: "published", senders: ["107", "106"] },
    { id: "flow-details", name: "Your details", status: "published", senders: ["108"] },
  ];
  const from = (card: Card) => card.maybeFind(Select, { name: "sender" });
  const facts = (card: Card) => card.findAll(DescriptionListItem).map(({ props, text }) => [props.label, text]);
  const chooseFlow = (card: Card, id: string) => card.find(Select, { name: "flow" }).props.onChange?.(id);

  it("the rule's number is chosen, another can be, and what it goes as follows", async () => {
    const card = await readyCard({ senders, flows });
    expect(from(card)).toBeNull();
    chooseFlow(card, "flow-visit");
    await card.until(() => expect(from(card)?.props.value).toBe("107"));
    expect(from(card)?.props.options).toEqual([
      { value: "107", label: "+34 600 000 002 (the usual one)" },
      { value: "106", label: "+34 600 000 001" },
    ]);
    expect(facts(card)).toEqual([
      ["To", "+34 6•• ••• 123"],
      ["Goes as", "Message (until 5 Nov 2026, 14:30)"],
    ]);
    from(card)?.props.onChange?.("106");
    await card.until(() => expect(facts(card).at(-1)).toEqual(["Goes as", "Approved template"]));
    press(card);
    expect((await card.server.next()).body).toMatchObject({ flowId: "flow-visit", senderId: "106" });
  });

  it("where only one can carry the Flow, it stands there and is not sent along", async () => {
    const card = await readyCard({ senders, flows });
    chooseFlow(card, "flow-visit");
    await card.until(() => expect(from(card)).not.toBeNull());
    from(card)?.props.onChange?.("106");
    chooseFlow(card, "flow-details");
    await card.until(() => expect(from(card)).toBeNull());
    expect(facts(card)).toContainEqual(["From", "+34 600 000 003"]);
    press(card);
    expect((await card.server.next()).body).not.toHaveProperty("senderId");
  });

  it("another number after an unclear answer is the same send", async () => {
    const card = await readyCard({ senders, flows });
    chooseFlow(card, "flow-visit");
    await card.until(() => expect(from(card)).not.toBeNull());
    press(card);
    const first = await card.server.next();
    first.cut();
    await card.until(() => card.find(Alert));
    from(card)?.props.onChange?.("106");
    await card.until(() => expect(from(card)?.props.value).toBe("106"));
    press(card);
    const second = await card.server.next();
    expect(second.body).toEqual({ ...first.body, senderId: "106" });
  });
});

describe("a send that waits", () => {
  const until = "2026-11-06T07:00:00.000Z";
  const waiting: CardWaiting[] = [{ id: "out_1", flowName: "Book a visit", because: "quiet-hours", until }];
  const cancelButton = (card: Card) => card.find(LoadingButton, { size: "sm", variant: "secondary" });

  it.each([
    ["quiet-hours" as const, "night or rest time"],
    ["frequency-cap" as const, "as many messages lately"],
    ["trying-again" as const, "tried again"],
  ])("held for %s: says why and when it goes, and loads again", async (because, words) => {
    const card = await readyCard();
    choose(card, "flow-visit");
    await card.until(() => expect(sendButton(card).props.disabled).toBe(false));
    press(card);
    (await card.server.next()).answer({ kind: "held", heldId: "out_1", because, until });
    expect((await card.server.next()).url).toBe(`${origin}/hubspot/card/contact`);
    const [alert, ...others] = card.alerts();
    expect(others).toEqual([]);
    expect(alert).toEqual({ type: "info", message: expect.stringContaining(words) });
    expect(alert?.message).toContain("6 Nov 2026, 07:00");
  });

  it("stands in the card with its hour, and can be taken back", async () => {
    const card = await readyCard({ waiting });
    expect(card.text()).toContain("Goes by itself on 6 Nov 2026, 07:00");
    expect(card.text()).toContain("It is night or rest time");
    cancelButton(card).trigger("onClick");
    cancelButton(card).trigger("onClick");
    const request = await card.server.next();
    expect(request).toMatchObject({ url: `${origin}/hubspot/card/cancel`, body: { heldId: "out_1" } });
    await card.until(() => expect(cancelButton(card).props).toMatchObject({ loading: true, disabled: true }));
    request.answer({ kind: "cancelled" });
    const again = await card.server.next();
    expect(again.url).toBe(`${origin}/hubspot/card/contact`);
    expect(card.alerts()).toEqual([{ type: "success", message: "Book a visit will not be sent." }]);
    again.answer(ready());
    await card.until(() => expect(card.text()).not.toContain("Goes by itself"));
    expect(card.server.requests.filter(({ url }) => url.endsWith("/cancel"))).toHaveLength(1);
  });

  it.each([
    ["too late", (r: Request) => r.answer({ kind: "too-late" }), "It cannot be taken back any more"],
    ["no answer", (r: Request) => r.cut(), "We do not know whether it was taken back"],
    ["an error", (r: Request) => r.answer({ kind: "error", code: "x", message: "Later." }), "We do not know whether"],
  ])("%s is said, and it can be tried again", async (_case, respond, words) => {
    const card = await readyCard({ waiting });
    cancelButton(card).trigger("onClick");
    respond(await card.server.next());
    await card.until(() => expect(card.find(Alert).props.title).toContain(words));
    expect(cancelButton(card).props.disabled).toBe(false);
    expect(card.alerts()).toEqual([]);
  });
});

describe("how far each send got", () => {
  it.each<[SendStatus, string, string]>([
    ["queued", "default", "Waiting to be sent"],
    ["sent", "info", "Sent"],
    ["delivered", "info", "Delivered"],
    ["read", "info", "Read"],
    ["opened", "info", "Opened"],
    ["answering", "info", "Answering"],
    ["answered", "success", "Answered, on its way to HubSpot"],
    ["delivered-to-hubspot", "success", "Answers are in HubSpot"],
    ["failed", "danger", "Not delivered"],
    ["needs-attention", "warning", "Needs your attention"],
  ])("%s", async (status, variant, text) => {
    const card = await readyCard({ sends: [sendOf(status)] });
    expect(card.find(StatusTag).props.variant).toBe(variant);
    expect(card.find(StatusTag).text).toBe(text);
    expect(card.text()).toContain("1 Nov 2026, 09:05");
  });

  it("shows the screen that the customer has open, and the reason of a failure", async () => {
    const card = await readyCard({
      sends: [
        { ...sendOf("answering"), screen: { number: 2, of: 5, title: "Your address" } },
        { ...sendOf("failed"), id: "send-2", reason: "The number is not on WhatsApp. Ask for another one." },
      ],
    });
    expect(card.find(ProgressBar).props).toMatchObject({
      value: 2,
      maxValue: 5,
      valueDescription: "Screen 2 of 5: Your address",
    });
    expect(card.findAll(ProgressBar)).toHaveLength(1);
    expect(card.text()).toContain("The number is not on WhatsApp. Ask for another one.");
  });

  it("says that nothing was sent yet", async () => {
    expect((await readyCard()).text()).toContain("No Flow was sent to this contact yet.");
  });
});

describe("answers that come late", () => {
  it("an older answer never replaces a newer one", async () => {
    const card = await readyCard();
    refresh(card);
    const older = await card.server.next();
    refresh(card);
    const newer = await card.server.next();
    newer.answer(ready({ sends: [sendOf("read")] }));
    await card.until(() => expect(card.find(StatusTag).text).toBe("Read"));
    older.answer(ready({ sends: [sendOf("queued")] }));
    await older.wasRead;
    refresh(card);
    (await card.server.next()).cut();
    await card.until(() => expect(card.find(Alert).props.title).toBe("The list may be out of date."));
    expect(card.find(StatusTag).text).toBe("Read");
  });

  it("another contact starts empty, and the first contact's late answer never shows", async () => {
    const card = await readyCard({ sends: [sendOf("read")] });
    refresh(card);
    const late = await card.server.next();
    card.showContact(777);
    const request = await card.server.next();
    expect(request.body).toEqual({ contactId: "777" });
    await card.until(() => card.find(LoadingSpinner));
    expect(card.maybeFind(StatusTag)).toBeNull();
    late.answer(ready({ sends: [sendOf("failed")] }));
    await late.wasRead;
    request.answer(ready({ sends: [sendOf("opened")] }));
    await card.until(() => expect(card.findAll(StatusTag).map(({ text }) => text)).toEqual(["Opened"]));
  });
});

/** All words below an element; its own `text` is only what stands directly in it. */
function wordsIn(node: { toString(): string }): string {
  return node.toString();
}

type Request = Awaited<ReturnType<Card["server"]["next"]>>;

function sendOf(status: SendStatus): CardSend {
  return { id: "send-1", flowName: "Book a visit", status, at: "2026-11-01T09:05:00.000Z" };
}
