/** Every state of the contact card as people meet it, narrow and wide: told in words, whole, and as in the picture. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from "@jest/globals";
import type { Route } from "playwright-core";
import { z } from "zod";
import { sandboxClientId } from "../../cli/sandbox-world.ts";
import { type PhoneWorld, STARTING, startPhoneWorld } from "../phone-page/world.ts";
import { type AccountPage, lookProblems, NARROW, openAccount, WIDE } from "./account-page.ts";

let world: PhoneWorld;
let opened: AccountPage | undefined;
beforeAll(async () => {
  world = await startPhoneWorld();
}, STARTING);
afterAll(() => world.close());
afterEach(async () => {
  await opened?.page.context().close();
});

async function openContact(contactId = world.facts.customer.contactId): Promise<AccountPage> {
  const { browser, hubspot, portalId } = world;
  opened = await openAccount(browser, hubspot, Number(portalId), `/contacts/${contactId}`, WIDE, {
    only: "contact-card",
  });
  return opened;
}

async function looks({ page, errors }: AccountPage, name: string): Promise<string[]> {
  const problems = [...errors];
  for (const [size, width] of [
    [WIDE, "wide"],
    [NARROW, "narrow"],
  ] as const) {
    await page.setViewportSize(size);
    problems.push(...(await lookProblems(page, `card-${name}-${width}`)));
  }
  return problems;
}

const publish = () => {
  const source = { tool: "hubspot", formId: world.facts.formIds.consultation };
  return world.ask("/operator/publish", { source }, z.unknown());
};

// In this order: what one state needs is there from the one before.
describe("the contact card", () => {
  it("says that nothing is published yet, and what to do", async () => {
    const contact = await openContact();
    await contact.card.getByRole("heading", { name: "No published Flow yet" }).waitFor();
    await contact.card.getByText("Publish a Flow in Flowella first.").waitFor();
    expect(await looks(contact, "empty")).toEqual([]);
  });

  it("says why a Flow cannot go while WhatsApp still reviews its template", async () => {
    await publish();
    const contact = await openContact();
    await contact.card.getByText("WhatsApp is still reviewing its message template").waitFor();
    await expect(contact.card.getByRole("button", { name: "Send Flow" }).isDisabled()).resolves.toBe(true);
    expect(await looks(contact, "in-review")).toEqual([]);
  });

  it("says which number is missing", async () => {
    const [contactId] = world.facts.withoutPhone;
    const contact = await openContact(contactId);
    await contact.card.getByText("This contact has no phone number").waitFor();
    expect(await looks(contact, "no-number")).toEqual([]);
  });

  it("says that it is loading, until the answer is there", async () => {
    const held: Route[] = [];
    const contact = await openContact();
    await contact.card.getByRole("button", { name: "Refresh" }).waitFor();
    await contact.page.route(/\/fetch$/, (route) => void held.push(route));
    await contact.page.reload();
    await contact.card.getByRole("status").getByText("Loading WhatsApp Flows").waitFor();
    expect(await looks(contact, "loading")).toEqual([]);
    for (const route of held) await route.continue();
    await contact.card.getByRole("button", { name: "Send Flow" }).waitFor();
  });

  it("says what to do when HubSpot cannot be read, and tries again when told to", async () => {
    world.hubspot.api.failNext({
      path: /^\/crm\/.*\/contacts\/\d+$/,
      answer: { kind: "status", status: 403, body: { status: "error", category: "MISSING_SCOPES", message: "No." } },
    });
    const contact = await openContact();
    await contact.card.getByText("Error code: ").waitFor();
    expect(await looks(contact, "error")).toEqual([]);
    await contact.card.getByRole("button", { name: "Try again" }).click();
    await contact.card.getByRole("button", { name: "Send Flow" }).waitFor();
  });

  it("says that there was no answer, and asks again when told to", async () => {
    const contact = await openContact();
    await contact.card.getByRole("button", { name: "Send Flow" }).waitFor();
    await contact.page.route(/\/fetch$/, (route) => route.abort());
    await contact.page.reload();
    await contact.card.getByText("Flowella's server did not answer.").waitFor();
    expect(await looks(contact, "no-answer")).toEqual([]);
    await contact.page.unroute(/\/fetch$/);
    await contact.card.getByRole("button", { name: "Try again" }).click();
    await contact.card.getByRole("button", { name: "Send Flow" }).waitFor();
  });

  it("says that the server does not take this account's word, when HubSpot signs with another secret", async () => {
    world.hubspot.rotateSecret(sandboxClientId, "another");
    const contact = await openContact();
    await contact.card.getByText("Flowella's server does not accept this HubSpot account.").waitFor();
    expect(await looks(contact, "no-permission")).toEqual([]);
    world.hubspot.rotateSecret(sandboxClientId, world.config.HUBSPOT_CLIENT_SECRET);
  });

  it("says that WhatsApp is not connected, and who can change it", async () => {
    const accounts = z.array(z.looseObject({ connectionId: z.string() }));
    for (const { connectionId } of await world.ask("/operator/whatsapp", {}, accounts))
      await world.ask("/operator/whatsapp/disconnect", { connectionId }, z.unknown());
    const contact = await openContact();
    await contact.card.getByRole("heading", { name: "WhatsApp is not connected" }).waitFor();
    expect(await looks(contact, "disconnected")).toEqual([]);
  });
});
