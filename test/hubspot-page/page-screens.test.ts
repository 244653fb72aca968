/** The app page's screens about one form and one Flow as people meet them: worked with, whole, and as in the picture. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from "@jest/globals";
import type { Page } from "playwright-core";
import { toDataURL } from "qrcode";
import { z } from "zod";
import { type PhoneWorld, STARTING, startPhoneWorld } from "../phone-page/world.ts";
import { type AccountPage, DESK, openAccount, screenProblems } from "./account-page.ts";

let world: PhoneWorld;
let opened: AccountPage | undefined;
beforeAll(async () => {
  world = await startPhoneWorld();
}, STARTING);
afterAll(() => world.close());
afterEach(async () => {
  await opened?.page.context().close();
});

async function openForm(): Promise<Page> {
  const { browser, hubspot, portalId } = world;
  opened = await openAccount(browser, hubspot, Number(portalId), "/app/forms", DESK);
  const { page } = opened;
  await page.getByLabel("Search by title").fill("consultation");
  await page
    .locator('[data-test-id^="form-"]')
    .filter({ hasText: "Request a consultation" })
    .getByRole("button")
    .click();
  await page.getByRole("heading", { name: "Request a consultation" }).waitFor();
  return page;
}

const looks = (name: string) => screenProblems(opened, name);

describe("the list that ticks itself", () => {
  it("names every step to the first answer", async () => {
    const { browser, hubspot, portalId } = world;
    opened = await openAccount(browser, hubspot, Number(portalId), "/app", DESK);
    const { page } = opened;
    await page.getByText("Test it on your phone").waitFor();
    expect(await looks("start")).toEqual([]);
  });
});

describe("where the answers go", () => {
  it("is chosen, tried and saved, in words", async () => {
    const page = await openForm();
    await page.getByRole("button", { name: "Where the answers go" }).click();
    await page.getByRole("heading", { name: "Where the answers of Request a consultation go" }).waitFor();
    const first = page.locator('[data-test-id="mapping-field:firstname"]');
    const goes = first.getByLabel("Goes to");
    await goes.selectOption({ label: "Job Title" });
    await page.getByText("Changed, not tried yet").waitFor();
    await first.getByLabel("Sample answer").fill("Ada");
    await first.getByLabel("Sample answer").blur();
    await page.getByRole("button", { name: "Try it" }).click();
    await page.getByRole("heading", { name: "What a contact would get" }).waitFor();
    await page.getByText("We suggest First Name").waitFor();
    expect(await looks("mapping")).toEqual([]);
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await page.getByText("Answers go there from now on.").waitFor();
    await page.getByText("Chosen by somebody").waitFor();
    await page.getByRole("button", { name: "Use our suggestion again" }).click();
    await page.getByText("Our suggestion", { exact: true }).waitFor();
    await expect(goes.inputValue()).resolves.not.toBe("");
  }, 120_000);
});

describe("what is different on WhatsApp", () => {
  it("is changed question by question, looked at, and undone", async () => {
    const page = await openForm();
    await page.getByRole("button", { name: "Change it for WhatsApp" }).click();
    await page.getByRole("heading", { name: "What is different on WhatsApp: Request a consultation" }).waitFor();
    const tile = (words: string) => page.locator('[data-test-id^="edit-"]').filter({ hasText: words });
    await tile("Number of rooms").getByRole("button", { name: "Hide" }).click();
    await tile("Number of rooms").getByText("Hidden").waitFor();
    await tile("What is it about?").getByRole("button", { name: "Change", exact: true }).click();
    const open = tile("What is it about?");
    await open.getByLabel("Question", { exact: true }).fill("Which room?");
    await open.getByLabel("Option: Kitchen").fill("The kitchen");
    await open.getByLabel("Where it begins").selectOption({ label: "On a new screen" });
    expect(await looks("edits")).toEqual([]);
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await tile("Which room?").getByText("In the form: What is it about?").waitFor();
    await page.getByRole("button", { name: "Undo everything" }).click();
    await tile("What is it about?").first().waitFor();
    await tile("Which room?").waitFor({ state: "detached" });
  }, 120_000);
});

describe("a test on the user's phone", () => {
  it("shows a code to scan, and how far it got", async () => {
    const page = await openForm();
    await page.getByRole("button", { name: "Test it on my phone" }).click();
    const code = page.locator('[data-test-id="phone-test"]');
    await code.getByRole("img", { name: "QR code that opens WhatsApp on your phone" }).waitFor();
    await code.getByText("Waiting for your message").waitFor();
    await code.scrollIntoViewIfNeeded();
    // Every code is another one.
    const look = { width: 240, margin: 4, errorCorrectionLevel: "M" } as const;
    const steady = await toDataURL("https://wa.me/39?text=TEST-ABCDEFGH", look);
    await code.getByRole("img").evaluate((image, src) => image.setAttribute("src", src), steady);
    const line = code.getByText(/Or write TEST-/);
    const text = /TEST-\w+/.exec((await line.textContent()) ?? "")?.[0] ?? "";
    await line.evaluate((element) => {
      element.textContent = "Or write TEST-ABCDEFGH to the number.";
    });
    expect(await looks("phone-test")).toEqual([]);
    world.whatsapp.person(world.waId).sendText(text);
    await world.whatsapp.settled();
    await world.server.idle();
    await code.getByRole("button", { name: "See how far it got" }).click();
    await code.getByText("It is on your phone").waitFor();
  }, 120_000);
});

describe("one Flow", () => {
  it("tells what changed in its form and lists its versions", async () => {
    const { hubspot, portalId, facts, browser } = world;
    const source = { tool: "hubspot", formId: facts.formIds.consultation };
    await world.ask("/operator/publish", { source }, z.unknown());
    await world.ask("/operator/publish", { source }, z.unknown());
    const forms = hubspot.portal(Number(portalId));
    const form = forms.forms.get(facts.formIds.consultation);
    if (!form) throw new Error("The portal has no such form.");
    const fieldGroups = JSON.parse(JSON.stringify(form.fieldGroups).replace("What is it about?", "Which room is it?"));
    forms.putForm({ ...form, fieldGroups });
    await world.ask("/operator/forms/changes", { look: true }, z.unknown());
    opened = await openAccount(browser, hubspot, Number(portalId), "/app/flows", DESK);
    const { page } = opened;
    await page.getByRole("button", { name: "Changes and versions" }).click();
    await page.getByRole("heading", { name: "What changed in the form" }).waitFor();
    await page.getByRole("button", { name: /Go back to version/ }).waitFor();
    expect(await looks("flow")).toEqual([]);
    await page.getByRole("button", { name: "Leave it as it is" }).click();
    await page.getByText("Dismissed", { exact: true }).waitFor();
    await page.getByRole("button", { name: /Go back to version/ }).click();
    await page.getByText(/New messages carry version \d again/).waitFor();
  }, 120_000);
});
