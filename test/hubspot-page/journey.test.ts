/** What a newcomer does: from the list of contacts to the card, from the card to the phone, and back to the answers. */
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { z } from "zod";
import { type PhoneWorld, STARTING, startPhoneWorld } from "../phone-page/world.ts";
import { askOf, lookProblems, NARROW, openAccount, placeProblems, WIDE, whenLoaded } from "./account-page.ts";
import { fillConsultation } from "./fill-consultation.ts";

let world: PhoneWorld;
beforeAll(async () => {
  world = await startPhoneWorld();
  const source = { tool: "hubspot", formId: world.facts.formIds.consultation };
  await world.ask("/operator/publish", { source }, z.unknown());
  for (const { name } of world.whatsapp.state.templates.values()) world.whatsapp.decideTemplate(name, "APPROVED");
  await world.whatsapp.settled();
  await world.server.idle();
}, STARTING);
afterAll(() => world.close());

describe("the page of an account", () => {
  it("leads from the contacts to the card, whose Flow the customer answers, and the answers are on the record", async () => {
    const { hubspot, whatsapp, facts, portalId, browser, server } = world;
    const { page, card, errors } = await openAccount(browser, hubspot, Number(portalId), "/contacts");
    const problems: string[] = [];
    const look = async (name: string) => {
      await whenLoaded(page);
      problems.push(...(await lookProblems(page, name)));
    };

    await page.getByText("25 of 200 contacts").waitFor();
    await look("contacts-wide");
    await page.getByLabel("Search contacts").fill("bellandi");
    await page.getByText("1 of 200 contacts").waitFor();
    await page.getByRole("link", { name: "Giulia Bellandi" }).click();
    await card.getByRole("button", { name: "Send Flow" }).waitFor();
    await page.locator('[data-card="contact-tab"]').getByRole("button", { name: "Send Flow" }).waitFor();
    await look("record-wide");

    await card.getByRole("button", { name: "Send Flow" }).click();
    await page.getByText("Request a consultation was sent as an approved template.").waitFor();
    await card.getByText(/^(Sent|Delivered)$/).waitFor();
    // Asking is over: the button for another look can be pressed again.
    await page.getByRole("button", { name: "Close" }).click();

    const phone = await world.openPhone();
    await fillConsultation(phone, { message: "A kitchen for two cooks.", boughtBefore: true });
    await whatsapp.settled();
    await server.idle();
    await card.getByRole("button", { name: "Refresh" }).click();
    await card.getByText("Answers are in HubSpot").waitFor();
    const about = page.locator(".record-side");
    await about.getByText("A kitchen for two cooks.").waitFor();
    await about.getByText("Kitchen", { exact: true }).waitFor();
    await page.locator(".activities").getByText("Form submission").waitFor();
    await card.locator("[data-loading]").waitFor({ state: "detached" });
    await look("answered-wide");

    await page.setViewportSize(NARROW);
    await look("answered-narrow");
    await page.setViewportSize(WIDE);
    await page.getByRole("link", { name: "All contacts" }).click();
    await page.setViewportSize(NARROW);
    await page.getByText("25 of 200 contacts").waitFor();
    await look("contacts-narrow");
    expect({ problems, errors }).toEqual({ problems: [], errors: [] });
    expect(hubspot.portal(Number(portalId)).contacts.find(facts.customer.contactId)?.properties).toMatchObject({
      consultation_topic: "kitchen",
      message: "A kitchen for two cooks.",
    });
  }, 120_000);

  it("signs what the card asks as the user who looks, in the language chosen", async () => {
    const { hubspot, facts, portalId, browser } = world;
    const address = `/contacts/${facts.customer.contactId}`;
    const { page, card } = await openAccount(browser, hubspot, Number(portalId), address);
    await card.getByRole("button", { name: "Refresh" }).waitFor();
    // What the card asked for the user before may still come.
    const asked = page.waitForRequest((request) => {
      const ask = askOf(request);
      return ask?.userId === 61_200_482 && ask.url.endsWith("/card/contact");
    });
    await page.getByLabel("User").selectOption("Tommaso Neri");
    expect((await asked).postDataJSON()).toMatchObject({
      userId: 61_200_482,
      url: "https://flowella.example/hubspot/card/contact",
      method: "POST",
      body: { contactId: facts.customer.contactId },
    });
    await card.getByRole("button", { name: "Refresh" }).waitFor();
    await page.getByLabel("Language").selectOption("Italiano");
    // Times are written as people there write them; the words follow once the app has them.
    await card
      .getByText(/\d{1,2} \p{L}{3} 20\d\d, \d\d:\d\d/u)
      .first()
      .waitFor();
    await page.reload();
    await expect(page.getByLabel("Language").inputValue()).resolves.toBe("it");
    await expect(page.getByLabel("User").inputValue()).resolves.toBe("61200482");
  });

  it("shows the app's own page with each of its parts: nothing unknown, nothing cut, nothing that shuts people out", async () => {
    const { hubspot, portalId, browser } = world;
    const { page, errors } = await openAccount(browser, hubspot, Number(portalId), "/contacts");
    await page.getByRole("link", { name: "Flowella", exact: true }).click();
    await page.locator(".extension .page-title").waitFor();
    expect(new URL(page.url()).pathname).toMatch(/\/hubspot\/\d+\/app$/);
    const problems: string[] = [];
    const parts = await page.getByRole("tab").allTextContents();
    for (const part of parts) {
      await page.getByRole("tab", { name: part }).click();
      await whenLoaded(page);
      for (const size of [NARROW, WIDE]) {
        await page.setViewportSize(size);
        problems.push(...(await placeProblems(page)).map((problem) => `${part}, ${size.width}: ${problem}`));
      }
    }
    expect(parts.length).toBeGreaterThan(0);
    expect({ problems, errors }).toEqual({ problems: [], errors: [] });
  }, 60_000);
});
