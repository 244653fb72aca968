/**
 * The README's picture, from the running sandbox: the form as HubSpot has it, the same form on the customer's phone, and the
 * contact once the answers are there. `node test/pictures/readme.ts` writes docs/pictures/readme.png.
 */
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Page } from "playwright-core";
import { z } from "zod";
import { openAccount } from "../hubspot-page/account-page.ts";
import { newContext, startPhoneWorld } from "../phone-page/world.ts";
import { pictureHtml } from "./readme-page.ts";

const target = path.resolve(import.meta.dirname, "../../docs/pictures/readme.png");
const size = { width: 1360, height: 774 };

const world = await startPhoneWorld();
try {
  const { hubspot, facts, portalId, browser, server, whatsapp } = world;
  await world.ask(
    "/operator/publish",
    { source: { tool: "hubspot", formId: facts.formIds.consultation } },
    z.unknown(),
  );
  for (const { name } of whatsapp.state.templates.values()) whatsapp.decideTemplate(name, "APPROVED");

  const account = Number(portalId);
  const { page, card } = await openAccount(browser, hubspot, account, `/contacts/${facts.customer.contactId}`, {
    width: 1120,
    height: 1400,
  });
  await card.getByRole("button", { name: "Send Flow" }).click();
  await card.getByText(/^(Sent|Delivered)$/).waitFor();

  const phone = await world.openPhone({ width: 390, height: 844, steady: true });
  const onPhone = await fillIn(phone);
  await server.idle();
  await page.reload();
  await card.getByText("Answers are in HubSpot").waitFor();
  await page.locator(".record-side").getByText("Kitchen", { exact: true }).waitFor();
  await card.locator("[data-loading]").waitFor({ state: "detached" });
  await page.mouse.move(0, 0);
  const about = await page.locator(".record-side").screenshot();
  const shownCard = await card.screenshot();
  const activities = await page.locator("section.panel", { has: page.locator(".activities") }).screenshot();

  const contact = { about: dataUrl(about), card: dataUrl(shownCard), activities: dataUrl(activities) };

  const form = hubspot.portal(account).forms.get(facts.formIds.consultation);
  if (!form) throw new Error("The form is not there.");
  const context = await newContext(browser, { ...size, steady: true });
  const sheet = await context.newPage();
  await sheet.setContent(pictureHtml({ form, phone: dataUrl(onPhone), ...contact }));
  await sheet.evaluate(() => document.fonts.ready);
  await mkdir(path.dirname(target), { recursive: true });
  await writeFile(target, await sheet.screenshot());
} finally {
  await world.close();
}

/** Through the form to its end. @returns the second screen, answered */
async function fillIn(phone: Page): Promise<Buffer> {
  const sheet = phone.locator(".sheet");
  const goOn = sheet.getByRole("button", { name: "Continue", exact: true });
  await phone
    .getByRole("button", { name: /form|open/i })
    .last()
    .click();
  await sheet.getByLabel("First name").fill("Giulia");
  await sheet.getByLabel("Last name").fill("Bellandi");
  await sheet.getByLabel("Email").fill("giulia@bellandi.example");
  await sheet.getByLabel(/phone/i).fill("+39 347 555 0142");
  await goOn.click();
  await sheet.getByRole("combobox").click();
  await phone.getByRole("option", { name: "Kitchen" }).click();
  await sheet.getByText("WhatsApp", { exact: true }).click();
  await sheet.getByText("Interior design").click();
  const screen = await phone.screenshot();
  await sheet.getByLabel("Preferred date").fill("2027-03-15");
  await sheet.getByLabel("Number of rooms").fill("3");
  await goOn.click();
  await sheet.getByLabel("Your answer").fill("A kitchen for two cooks.");
  await sheet.getByLabel("I agree").last().check();
  await sheet.getByRole("button", { name: "Request consultation" }).click();
  await phone.getByText("Answers sent").waitFor();
  return screen;
}

function dataUrl(png: Buffer): string {
  return `data:image/png;base64,${png.toString("base64")}`;
}
