/** The tab of a contact and the cards beside a ticket as people meet them, in English and German: whole, and as in the picture. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from "@jest/globals";
import type { Locator, Page } from "playwright-core";
import { z } from "zod";
import { type PhoneWorld, STARTING, startPhoneWorld } from "../phone-page/world.ts";
import { lookProblems, NARROW, openAccount, whenLoaded } from "./account-page.ts";
import { fillConsultation } from "./fill-consultation.ts";

const TALL = { width: 1280, height: 1100 };
const NARROW_TALL = { width: NARROW.width, height: 1500 };

let world: PhoneWorld;
let page: Page | undefined;
beforeAll(async () => {
  world = await startPhoneWorld();
  await world.sendConsultation();
  for (const { name } of world.whatsapp.state.templates.values()) world.whatsapp.decideTemplate(name, "APPROVED");
  // A number that is shown to nobody in full.
  await fillConsultation(await world.openPhone(), { message: "Charge 4111 1111 1111 1111." });
  await world.server.idle();
  // WhatsApp's times are whole seconds: written after the form was filled in, it is newer than what was written before.
  world.whatsapp.person(world.waId).sendText("Is this really from you?");
  await world.whatsapp.settled();
  await world.server.idle();
}, STARTING);
afterAll(() => world.close());
afterEach(async () => {
  await page?.context().close();
});

interface Opened {
  readonly page: Page;
  readonly card: Locator;
  readonly errors: readonly string[];
}

async function open(address: string, only: string, language: string): Promise<Opened> {
  const { browser, hubspot, portalId } = world;
  const opened = await openAccount(browser, hubspot, Number(portalId), address, TALL, { only, language });
  page = opened.page;
  return { ...opened, card: page.locator(`[data-card="${only}"]`) };
}

/** The card alone: what stands around it has pictures of its own. */
async function looks({ page: shown, errors }: Opened, name: string): Promise<string[]> {
  await whenLoaded(shown);
  await shown.evaluate(() => {
    document.querySelector(".record-side")?.replaceChildren();
    for (const other of document.querySelectorAll(".record-middle > :not([data-card])")) other.remove();
  });
  const problems = [...errors];
  for (const [size, width] of [
    [TALL, "wide"],
    [NARROW_TALL, "narrow"],
  ] as const) {
    await shown.setViewportSize(size);
    problems.push(...(await lookProblems(shown, `${name}-${width}`)));
  }
  return problems;
}

const languages = [
  { language: "English", short: "en", tabs: ["Answers", "Messages", "Consent"], agreed: "Agreed to be written to" },
  { language: "Deutsch", short: "de", tabs: ["Antworten", "Nachrichten", "Einwilligung"], agreed: "Hat zugestimmt" },
] as const;

describe.each(languages)("in $language", ({ short, tabs, agreed }) => {
  it("the tab shows answers masked, messages with the time left, and consent", async () => {
    const tab = await open(`/contacts/${world.facts.customer.contactId}`, "contact-tab", short);
    const [answers, messages, consent] = tabs;
    await tab.card.getByRole("tab", { name: answers }).click();
    await tab.card.getByText("Charge •••• 1111.").waitFor();
    expect(await tab.card.textContent()).not.toContain("4111");
    expect(await looks(tab, `card-tab-answers-${short}`)).toEqual([]);
    await tab.card.getByRole("tab", { name: messages }).click();
    await tab.card.getByText("Is this really from you?").waitFor();
    expect(await looks(tab, `card-tab-messages-${short}`)).toEqual([]);
    await tab.card.getByRole("tab", { name: consent }).click();
    await tab.card.getByText(agreed).waitFor();
    expect(await looks(tab, `card-tab-consent-${short}`)).toEqual([]);
  }, 90_000);

  it("a ticket's card is about its contact, and asks which of several", async () => {
    const { tickets } = world.facts;
    const one = await open(`/tickets/${tickets.ofCustomer}`, "ticket-card", short);
    await one.card.getByText("Is this really from you?").waitFor();
    expect(await looks(one, `card-ticket-${short}`)).toEqual([]);
    await one.page.context().close();
    const several = await open(`/tickets/${tickets.shared}`, "ticket-card", short);
    await several.card.getByRole("combobox").waitFor();
    expect(await looks(several, `card-ticket-several-${short}`)).toEqual([]);
  }, 90_000);

  it("the help desk has the same card; a ticket without a contact says what to do", async () => {
    const desk = await open(`/help-desk/${world.facts.tickets.ofNobody}`, "help-desk-card", short);
    await desk.card.getByRole("heading").nth(1).waitFor();
    expect(await looks(desk, `card-help-desk-${short}`)).toEqual([]);
  }, 60_000);
});

describe("what is not there, or cannot be read, in German", () => {
  const missingScope = {
    kind: "status",
    status: 403,
    body: { status: "error", category: "MISSING_SCOPES", message: "No." },
  } as const;

  it("answers stand on the tab while HubSpot cannot be read, with a word about it", async () => {
    const tab = await open(`/contacts/${world.facts.customer.contactId}`, "contact-tab", "de");
    await tab.card.getByRole("button", { name: "Flow senden" }).waitFor();
    world.hubspot.api.failNext({ path: /^\/crm\/.*\/contacts\/\d+$/, answer: missingScope });
    await tab.card.getByRole("tab", { name: "Antworten" }).click();
    await tab.card.getByText("HubSpot konnte nicht gelesen werden").waitFor();
    await tab.card.getByText("Charge •••• 1111.").waitFor();
    expect(await looks(tab, "card-tab-partial-de")).toEqual([]);
  }, 60_000);

  it("a contact who handed in nothing has an empty part", async () => {
    const [contactId] = world.facts.shared.contactIds;
    const tab = await open(`/contacts/${contactId}`, "contact-tab", "de");
    await tab.card.getByRole("tab", { name: "Antworten" }).click();
    await tab.card.getByText("Noch keine Antworten").waitFor();
    expect(await looks(tab, "card-tab-empty-de")).toEqual([]);
  }, 60_000);

  it("a ticket that may not be read says so, and is looked at again when told to", async () => {
    const ticket = await open(`/tickets/${world.facts.tickets.ofCustomer}`, "ticket-card", "de");
    await ticket.card.getByRole("button", { name: "Flow senden" }).waitFor();
    world.hubspot.api.failNext({ path: /tickets\/contacts\/batch\/read$/, answer: missingScope });
    await ticket.page.reload();
    await ticket.card.getByText("Der Kontakt des Tickets konnte nicht gefunden werden").waitFor();
    expect(await looks(ticket, "card-ticket-error-de")).toEqual([]);
    await ticket.card.getByRole("button", { name: "Noch einmal versuchen" }).click();
    await ticket.card.getByRole("button", { name: "Flow senden" }).waitFor();
  }, 60_000);
});

describe("in service", () => {
  it("a ready answer is taken into the field, sent, and arrives on the customer's phone", async () => {
    const { card, page: shown } = await open(`/tickets/${world.facts.tickets.ofCustomer}`, "ticket-card", "English");
    await card.getByRole("button", { name: "Is it safe?" }).click();
    await card.getByRole("button", { name: "Use it" }).click();
    await card.getByRole("button", { name: "Send answer" }).click();
    await shown.getByText("Your answer was sent.").waitFor();
    await card.getByText("Your team").waitFor();
    await world.whatsapp.settled();
    const chat = world.whatsapp.person(world.waId).chat();
    expect(chat.at(-1)).toMatchObject({ from: "business", text: expect.stringContaining("never asks for a password") });
  }, 60_000);

  it("a Flow is looked at on a phone before it is sent", async () => {
    const { card, page: shown } = await open(`/tickets/${world.facts.tickets.ofCustomer}`, "ticket-card", "English");
    await card.getByRole("button", { name: "See it on a phone" }).click();
    await shown.frameLocator("iframe").getByText("Request a consultation").first().waitFor();
  }, 60_000);

  it("who was given the right sees a masked number in full, and another user does not", async () => {
    const { settings } = world.hubspot.portal(Number(world.portalId));
    const [user, other] = settings.users;
    const to = { kind: "user", id: String(user?.userId) };
    const access = { grants: [{ to, rights: ["see-identity"] }] };
    await world.ask("/operator/settings/change", { change: { access } }, z.unknown());
    const address = `/contacts/${world.facts.customer.contactId}`;
    const { card, page: shown } = await open(address, "contact-tab", "English");
    await card.getByRole("tab", { name: "Answers" }).click();
    await card.getByRole("button", { name: "Show in full" }).click();
    await card.getByText("Charge 4111 1111 1111 1111.").waitFor();
    await card.getByText("That you looked was noted.").waitFor();
    await shown.getByLabel("User").selectOption(`${other?.firstName} ${other?.lastName}`);
    await card.getByText("Charge 4111 1111 1111 1111.").waitFor({ state: "detached" });
    await card.getByRole("tab", { name: "Answers" }).click();
    await card.getByText("Your role does not let you see them in full.").waitFor();
  }, 60_000);
});
