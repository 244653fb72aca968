/** A customer at a real browser, the real endpoint behind it, and HubSpot at the end. */
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Page, Route } from "playwright-core";
import { HubSpotReader } from "../../cli/demo/read-back.ts";
import { type PhoneWorld, STARTING, startPhoneWorld } from "./world.ts";

let world: PhoneWorld;
beforeAll(async () => {
  world = await startPhoneWorld();
}, STARTING);
afterAll(() => world.close());

const sheetOf = (page: Page) => page.locator(".sheet");
const exchangesSince = (count: number) => world.whatsapp.proxy.exchanges.slice(count);

async function openForm(page: Page, messageId: string): Promise<void> {
  await page.locator(`[data-message="${messageId}"]`).getByRole("button").click();
}

async function fillFirstScreen(page: Page, phone = "+39 347 555 0142"): Promise<void> {
  const sheet = sheetOf(page);
  await sheet.getByLabel("First name").fill("Giulia");
  await sheet.getByLabel("Last name").fill("Bellandi");
  await sheet.getByLabel("Email").fill("giulia@bellandi.example");
  await sheet.getByLabel("Mobile phone number").fill(phone);
}

async function fillSecondScreen(page: Page): Promise<void> {
  const sheet = sheetOf(page);
  await sheet.getByRole("combobox").click();
  await page.getByRole("option", { name: "Kitchen" }).click();
  await sheet.getByText("Phone call").click();
}

const go = (page: Page, name: string) => sheetOf(page).getByRole("button", { name, exact: true }).click();

describe("a customer with a phone", () => {
  it("writes, gets the form, fills it in with keyboard and pointer, and the answers stand in HubSpot", async () => {
    const hubspot = new HubSpotReader(world);
    const page = await world.openPhone();
    await page.getByRole("textbox", { name: "Message" }).fill("Buongiorno, I would like some advice.");
    await page.keyboard.press("Enter");
    await page.getByText("Buongiorno").waitFor();

    const sent: string[] = [];
    page.on("request", (request) => {
      if (request.url().endsWith("/exchange")) sent.push(request.postData() ?? "");
    });
    await openForm(page, await world.sendConsultation());
    const sheet = sheetOf(page);
    await sheet.getByLabel("First name").waitFor();

    // By keyboard alone: the focus is at the head, the first Tab reaches the close button, then come the inputs.
    await page.keyboard.press("Tab");
    for (const text of ["Giulia", "Bellandi", "giulia@bellandi.example", "+39 347 555 0142"]) {
      await page.keyboard.press("Tab");
      await page.keyboard.type(text);
    }
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");

    const topic = sheet.getByRole("combobox");
    await topic.waitFor();
    await topic.focus();
    await page.keyboard.press("Enter");
    await page.keyboard.press("k");
    await page.keyboard.press("Enter");
    expect(await topic.textContent()).toBe("Kitchen");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Space");
    await sheet.getByText("Interior design").click();
    await sheet.getByLabel("Measuring on site").check();
    await sheet.getByLabel("Preferred date").fill("2027-03-15");
    await sheet.getByLabel("Number of rooms").fill("3");

    // Back, and forward again: nothing has to be entered twice.
    await go(page, "Back");
    expect(await sheet.getByLabel("First name").inputValue()).toBe("Giulia");
    await go(page, "Continue");
    await sheet.getByRole("combobox").waitFor();
    expect(await sheet.getByRole("combobox").textContent()).toBe("Kitchen");
    expect(await sheet.getByLabel("Number of rooms").inputValue()).toBe("3");
    await go(page, "Continue");

    await sheet.getByLabel("Your answer").fill("A kitchen for two cooks.");
    await sheet.getByText("I have bought from you before").click();
    await sheet.getByLabel("I agree").last().check();
    const before = world.whatsapp.proxy.exchanges.length;
    world.holdAnswers();
    const send = sheet.getByRole("button", { name: "Request consultation" });
    await send.dblclick();
    await send.click();
    expect(await sheet.getAttribute("aria-busy")).toBe("true");
    world.releaseAnswers();
    await sheet.waitFor({ state: "detached" });
    await page.getByText("Answers sent").waitFor();
    expect(exchangesSince(before)).toHaveLength(1);
    expect(await sheet.count()).toBe(0);

    // What crossed the page's own wire was sealed already.
    expect(sent.length).toBeGreaterThanOrEqual(5);
    for (const body of sent) expect(body).toContain("encrypted_flow_data");
    expect(sent.join()).not.toMatch(/Giulia|kitchen|two cooks/);

    await world.whatsapp.settled();
    await world.server.idle();
    world.hubspot.settle();
    await world.server.idle();
    const { customer, formIds } = world.facts;
    expect(await hubspot.contact(customer.contactId)).toMatchObject({
      consultation_topic: "kitchen",
      services_of_interest: "design;measuring",
      preferred_consultation_date: "2027-03-15",
      number_of_rooms: "3",
      message: "A kitchen for two cooks.",
      existing_customer: "true",
    });
    expect(await hubspot.formSubmissions(formIds.consultation)).toHaveLength(1);
  });

  it("says what the endpoint does not accept, where the customer sees it, and keeps what was typed", async () => {
    const page = await world.openPhone();
    await openForm(page, await world.sendConsultation());
    await fillFirstScreen(page, "12345");
    await go(page, "Continue");
    const sheet = sheetOf(page);
    const word = sheet.getByRole("alert").getByText(/Mobile phone number/);
    await word.waitFor();
    expect(await word.isVisible()).toBe(true);
    expect(await sheet.getByLabel("First name").inputValue()).toBe("Giulia");
    expect(await sheet.getByLabel("Mobile phone number").inputValue()).toBe("12345");

    await go(page, "Dismiss");
    expect(await word.count()).toBe(0);
    await sheet.getByLabel("Mobile phone number").fill("+39 347 555 0142");
    await go(page, "Continue");
    await sheet.getByRole("combobox").waitFor();
  });

  it("is told when the endpoint fails, and goes on by trying again", async () => {
    const page = await world.openPhone();
    const messageId = await world.sendConsultation();
    world.whatsapp.proxy.failNext("wrong secret");
    await openForm(page, messageId);
    const sheet = sheetOf(page);
    await sheet.getByText("This form cannot be opened").waitFor();
    expect(await sheet.getByText("unexpected_http_status_code").isVisible()).toBe(true);
    await go(page, "Try again");
    await sheet.getByLabel("First name").waitFor();

    await fillFirstScreen(page);
    world.whatsapp.proxy.failNext("garble answer");
    await go(page, "Continue");
    await sheet.getByRole("alert").getByText("Something went wrong").waitFor();
    expect(await sheet.getByLabel("Email").inputValue()).toBe("giulia@bellandi.example");
    await go(page, "Try again");
    await sheet.getByRole("combobox").waitFor();
    expect(await sheet.getByRole("alert").textContent()).toBe("");
  });

  it("is told when the form has ended, and the message's button is gone", async () => {
    const page = await world.openPhone();
    const messageId = await world.sendUnknownToken();
    await openForm(page, messageId);
    const sheet = sheetOf(page);
    const word = sheet.getByText(/no longer available/);
    await word.waitFor();
    await go(page, "Close");
    expect(await sheet.count()).toBe(0);
    const message = page.locator(`[data-message="${messageId}"]`);
    await message.getByText("No longer available").waitFor();
    expect(await message.getByRole("button").count()).toBe(0);
  });

  it("is told when the answers are there already", async () => {
    const page = await world.openPhone();
    const messageId = await world.sendConsultation();
    await openForm(page, messageId);
    await fillFirstScreen(page);
    await go(page, "Continue");
    await fillSecondScreen(page);
    await go(page, "Continue");
    await sheetOf(page).getByLabel("I agree").last().check();
    await go(page, "Request consultation");
    await sheetOf(page).waitFor({ state: "detached" });
    await openForm(page, messageId);
    await sheetOf(page)
      .getByText(/your answers/)
      .waitFor();
  });

  it("learns at once what the business writes, and the business that it was read", async () => {
    const page = await world.openPhone();
    const read = page.waitForResponse((response) => response.url().endsWith("/read"));
    const messageId = await world.sendConsultation();
    await page.locator(`[data-message="${messageId}"]`).waitFor();
    await read;
    expect(world.whatsapp.state.sent.get(messageId)?.statuses).toContain("read");
  });

  it("opens the form also where the message becomes read while the button is held down", async () => {
    const page = await world.openPhone();
    const { promise: reading, resolve: hold } = Promise.withResolvers<Route>();
    await page.route(/\/read$/, hold, { times: 1 });
    const messageId = await world.sendConsultation();
    await page.locator(`[data-message="${messageId}"]`).getByRole("button").hover();
    await page.mouse.down();
    const told = page.evaluate(async (stream) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      new EventSource(stream).addEventListener("message", ({ data }) => {
        if (!String(data).includes('"unread"')) resolve();
      });
      await promise;
    }, `${page.url()}/chat`);
    await (await reading).continue();
    await told;
    await page.mouse.up();
    await sheetOf(page).getByLabel("First name").waitFor();
  });
});
