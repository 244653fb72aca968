/** What a customer can do with each component, and what comes of it. */
import { createHash } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "@jest/globals";
import type { Locator, Page } from "playwright-core";
import { large, pdf, smile } from "./picked.ts";
import { showcase } from "./showcase.ts";
import { type PhoneWorld, STARTING, startPhoneWorld } from "./world.ts";

let world: PhoneWorld;
let page: Page;
beforeAll(async () => {
  world = await startPhoneWorld();
  await world.sendFlow(showcase);
}, STARTING);
afterAll(() => world.close());
afterEach(() => page.close());

async function open(): Promise<Locator> {
  page = await world.openPhone();
  await page.getByRole("button", { name: "Open form" }).last().click();
  const sheet = page.locator(".sheet");
  await sheet.getByRole("button", { name: "Continue" }).waitFor();
  return sheet;
}

const go = (sheet: Locator, name: string | RegExp) => sheet.getByRole("button", { name }).click();
const focusedText = () => page.evaluate(() => document.activeElement?.textContent ?? "");
const focusedName = () => page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? "");

async function toGuest(): Promise<Locator> {
  const sheet = await open();
  await go(sheet, "Continue");
  return sheet;
}

async function toRoom(): Promise<Locator> {
  const sheet = await toGuest();
  await sheet.getByLabel("Full name").fill("Giulia Bellandi");
  await sheet.getByLabel("Email").fill("giulia@bellandi.example");
  await sheet.getByLabel("Guests").fill("2");
  await go(sheet, "Continue");
  return sheet;
}

async function toPapers(): Promise<Locator> {
  const sheet = await toRoom();
  await sheet.getByText("Morning sun").click();
  await chooseCountry(sheet, "Finland");
  await go(sheet, "Continue");
  await sheet.getByLabel("Arrival").fill("2027-06-01");
  await sheet.getByLabel("Departure").fill("2027-06-08");
  await go(sheet, "Continue");
  await sheet.getByLabel("A photo of you").waitFor();
  return sheet;
}

async function chooseCountry(sheet: Locator, name: string): Promise<void> {
  await sheet.getByRole("combobox").click();
  await page.getByRole("option", { name }).click();
}

describe("one of every component", () => {
  it("sends exactly what was put in", async () => {
    const sheet = await toRoom();
    await sheet.getByText("Morning sun").click();
    await sheet.getByLabel("Sauna").check();
    await sheet.getByText("I bring a dog").click();
    await chooseCountry(sheet, "Finland");
    await sheet.getByText("Swimming").click();
    await sheet.getByText("Sleeping late").click();
    await go(sheet, "Continue");
    await sheet.getByLabel("Date of birth").fill("1990-02-28");
    await sheet.getByLabel("Arrival").fill("2027-06-01");
    await sheet.getByLabel("Departure").fill("2027-06-08");
    await go(sheet, "Continue");
    await sheet.getByLabel("A photo of you").setInputFiles([smile]);
    await go(sheet, "Continue");
    await go(sheet, "Continue");
    await sheet.getByLabel("I agree that you store").check();
    await go(sheet, /^Send/);
    await sheet.waitFor({ state: "detached" });

    const reply = world.whatsapp.state.inbound.findLast(({ type }) => type === "nfm_reply");
    expect(JSON.parse(reply?.responseJson ?? "")).toEqual({
      flow_token: "tok-showcase",
      full_name: "Giulia Bellandi",
      email: "giulia@bellandi.example",
      guests: "2",
      phone: "",
      pin: "",
      wishes: "",
      view: "lake",
      extras: ["sauna", "dog"],
      country: "finland",
      topics: ["swim", "sleep"],
      born: "1990-02-28",
      stay: { "start-date": "2027-06-01", "end-date": "2027-06-08" },
      photo: [
        {
          file_name: "IMG_2041.jpg",
          mime_type: "image/jpeg",
          sha256: createHash("sha256").update(smile.buffer).digest("base64"),
          id: expect.any(String),
        },
      ],
      agree: true,
      news: false,
    });
    expect(await focusedText()).toBe("Open form");
  });

  it("keeps the button disabled, and says at each input what is missing when it is pressed", async () => {
    const sheet = await toGuest();
    const button = sheet.getByRole("button", { name: "Continue" });
    expect(await button.isDisabled()).toBe(true);
    expect(await sheet.getByText("This is required.").count()).toBe(0);
    await button.click({ force: true });
    expect(await sheet.getByText("This is required.").count()).toBe(3);
    const name = sheet.getByLabel("Full name");
    expect(await name.evaluate((element) => element === document.activeElement)).toBe(true);
    expect(await name.getAttribute("aria-invalid")).toBe("true");
    await name.fill("Giulia");
    expect(await name.getAttribute("aria-invalid")).toBe("false");
    expect(await sheet.getByText("This is required.").count()).toBe(2);
  });

  it("judges a text when it is left, not while it is typed", async () => {
    const sheet = await toGuest();
    const email = sheet.getByLabel("Email");
    await email.pressSequentially("giulia@");
    expect(await email.getAttribute("aria-invalid")).toBe("false");
    await email.blur();
    await sheet.getByText("This is not a valid email.").waitFor();
    expect(await email.getAttribute("aria-invalid")).toBe("true");
    const described = (await email.getAttribute("aria-describedby")) ?? "";
    const message = await page.evaluate(
      (ids) => ids.split(" ").map((id) => document.getElementById(id)?.textContent ?? ""),
      described,
    );
    expect(message.join()).toContain("This is not a valid email.");
    await email.fill("giulia@bellandi.example");
    await sheet.getByText("For the confirmation only.").waitFor();
  });

  it("counts characters and says at once when they are too many", async () => {
    const sheet = await toGuest();
    await sheet.getByLabel("Wishes").fill("x".repeat(118));
    await sheet.getByText("118 / 120").waitFor();
    await sheet.getByLabel("Wishes").pressSequentially("yyy");
    await sheet.getByText("At most 120 characters.").waitFor();
    expect(await sheet.getByLabel("Wishes").inputValue()).toHaveLength(121);
  });

  it("lets no more be chosen than may be, and never what is closed", async () => {
    const sheet = await toRoom();
    await sheet.getByLabel("Boat").check();
    await sheet.getByLabel("Sauna").check();
    expect(await sheet.getByLabel("I bring a dog").isDisabled()).toBe(true);
    await sheet.getByLabel("Boat").uncheck();
    expect(await sheet.getByLabel("I bring a dog").isDisabled()).toBe(false);
    expect(await sheet.getByLabel("Yard").isDisabled()).toBe(true);
  });

  it("moves through lists by keyboard", async () => {
    const sheet = await toRoom();
    await sheet.getByRole("radio", { name: "Lake" }).focus();
    await page.keyboard.press("Space");
    await page.keyboard.press("ArrowDown");
    expect(await sheet.getByRole("radio", { name: "Garden" }).isChecked()).toBe(true);

    const country = sheet.getByRole("combobox");
    await country.focus();
    await page.keyboard.press("Enter");
    await page.getByRole("option", { name: "Austria" }).waitFor();
    const steps = [
      ["End", "Portugal"],
      ["ArrowUp", "Latvia"],
      ["Home", "Austria"],
      ["f", "Finland"],
      ["f", "France"],
    ];
    for (const [key = "", reached = ""] of steps) {
      await page.keyboard.press(key);
      expect(await focusedText()).toBe(reached);
    }
    await page.keyboard.press("Escape");
    expect(await country.textContent()).toBe("Choose");
    expect(await country.evaluate((element) => element === document.activeElement)).toBe(true);
    await page.keyboard.press("Enter");
    await page.keyboard.press("g");
    await page.keyboard.press("Enter");
    expect(await country.textContent()).toBe("Germany");
    await page.keyboard.press("Enter");
    expect(await focusedText()).toBe("Germany");
    await page.keyboard.press("Escape");
  });

  it("takes files by keyboard, names what is wrong with one, and lets it go again", async () => {
    const sheet = await toPapers();
    const button = sheet.getByRole("button", { name: "Continue" });
    const photos = sheet.getByLabel("A photo of you");
    expect(await photos.getAttribute("accept")).toBe("image/*");
    expect(await photos.getAttribute("aria-required")).toBe("true");
    expect(await button.isDisabled()).toBe(true);

    await photos.focus();
    const chooser = page.waitForEvent("filechooser");
    await page.keyboard.press("Space");
    await (await chooser).setFiles([large, pdf]);
    await sheet.getByText("Panorama.jpg is larger than 200 KB.").waitFor();
    expect(await button.isDisabled()).toBe(true);
    // Two is all there may be: the keyboard goes on at the newest.
    expect(await photos.isVisible()).toBe(false);
    expect(await focusedName()).toBe("Remove Contract 2027.pdf");

    await sheet.getByRole("button", { name: "Remove Panorama.jpg" }).press("Enter");
    await sheet.getByText("Contract 2027.pdf cannot be added here.").waitFor();
    expect(await photos.evaluate((element) => element === document.activeElement)).toBe(true);
    await sheet.getByRole("button", { name: "Remove Contract 2027.pdf" }).click();
    expect(await sheet.getByRole("listitem").count()).toBe(0);
    await photos.setInputFiles([smile]);
    await sheet.getByText("147 KB").waitFor();
    expect(await button.isDisabled()).toBe(false);
  });

  it("says so when a file cannot be uploaded, and sends it when it can", async () => {
    const sheet = await toPapers();
    await sheet.getByLabel("A photo of you").setInputFiles([smile]);
    await go(sheet, "Continue");
    await go(sheet, "Continue");
    await sheet.getByLabel("I agree that you store").check();
    const before = world.whatsapp.cdn.files.size;
    world.whatsapp.cdn.failUploads(1);
    await go(sheet, /^Send/);
    await sheet.getByRole("button", { name: "Try again" }).click();
    await sheet.waitFor({ state: "detached" });
    const stored = [...world.whatsapp.cdn.files.values()].slice(before);
    expect(stored).toHaveLength(1);
    // What lies there is not the picture.
    expect(stored[0]?.bytes.includes(smile.buffer.subarray(0, 100))).toBe(false);
  });

  it("asks before it closes on what was typed, and not otherwise", async () => {
    let sheet = await open();
    await page.keyboard.press("Escape");
    expect(await sheet.count()).toBe(0);
    expect(await focusedText()).toBe("Open form");

    await page.keyboard.press("Enter");
    await go(sheet, "Continue");
    await sheet.getByLabel("Full name").fill("Giulia");
    await page.keyboard.press("Escape");
    const asking = page.getByRole("alertdialog");
    await asking.waitFor();
    expect(await focusedText()).toBe("Keep filling in");
    await page.keyboard.press("Escape");
    expect(await asking.count()).toBe(0);
    sheet = page.locator(".sheet");
    expect(await sheet.getByLabel("Full name").inputValue()).toBe("Giulia");
    await go(sheet, "Close the form");
    await asking.getByRole("button", { name: "Leave", exact: true }).click();
    expect(await sheet.count()).toBe(0);
  });

  it("keeps the keyboard inside, and everything behind out of reach", async () => {
    const sheet = await open();
    expect(await page.locator("main").evaluate((main: HTMLElement) => main.inert)).toBe(true);
    expect(await focusedText()).toBe("Before you start");
    await page.keyboard.press("Shift+Tab");
    expect(await focusedText()).toContain("Continue");
    await page.keyboard.press("Tab");
    expect(await focusedName()).toBe("Close the form");
    await go(sheet, "Continue");
    await sheet.getByLabel("Full name").waitFor();
    expect(await focusedText()).toBe("You · 1 of 4");
  });

  it("opens links where they lead: out of WhatsApp, or to a screen", async () => {
    const sheet = await open();
    const link = sheet.getByRole("link", { name: "See the house rules" });
    expect(await link.getAttribute("href")).toBe("https://lake.example/rules");
    expect(await link.getAttribute("rel")).toContain("noopener");
    expect(await link.getAttribute("target")).toBe("_blank");
    expect(await sheet.getByRole("img", { name: "A green hillside at dusk" }).isVisible()).toBe(true);
  });

  it("changes its colours, and remembers that", async () => {
    page = await world.openPhone({ theme: "light" });
    const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const light = await background();
    await page.getByRole("button", { name: "Dark colours" }).click();
    const dark = await background();
    expect(dark).not.toBe(light);
    await page.reload();
    await page.getByRole("button", { name: "Light colours" }).waitFor();
    expect(await background()).toBe(dark);
  });
});

describe("difficult Flows", () => {
  it("sets right-to-left text from the right", async () => {
    const footer = { type: "Footer", label: "إرسال", "on-click-action": { name: "complete", payload: {} } };
    const text = { type: "TextBody", text: "مرحبا بكم في البحيرة" };
    const input = { type: "TextInput", name: "full_name", label: "الاسم", required: false };
    const children = [text, input, footer];
    const arabic = { id: "HELLO", title: "مرحبا", terminal: true, layout: { type: "SingleColumnLayout", children } };
    await world.sendFlow({ version: "7.3", screens: [arabic] }, { body: "مرحبا" });
    page = await world.openPhone();
    await page.getByRole("button", { name: "Open form" }).last().click();
    const paragraph = page.locator(".sheet").getByText("مرحبا بكم في البحيرة");
    await paragraph.waitFor();
    expect(await paragraph.evaluate((element) => getComputedStyle(element).direction)).toBe("rtl");
    expect(await paragraph.evaluate((element) => getComputedStyle(element).textAlign)).toBe("start");
  });

  it("shows what depends on an answer as soon as it is given", async () => {
    const children = [
      { type: "OptIn", name: "company", label: "I write for a company" },
      {
        type: "If",
        condition: "${form.company}",
        // biome-ignore lint/suspicious/noThenProperty: the name is Flow JSON's own.
        then: [{ type: "TextInput", name: "company_name", label: "Company", required: true }],
      },
      { type: "Footer", label: "Finish", "on-click-action": { name: "complete", payload: { c: "${form.company}" } } },
    ];
    const screen = { id: "WHO", title: "Who", terminal: true, layout: { type: "SingleColumnLayout", children } };
    await world.sendFlow({ version: "7.3", screens: [screen] });
    page = await world.openPhone();
    await page.getByRole("button", { name: "Open form" }).last().click();
    const sheet = page.locator(".sheet");
    const finish = sheet.getByRole("button", { name: "Finish" });
    await finish.waitFor();
    expect(await finish.isDisabled()).toBe(false);
    await sheet.getByLabel("I write for a company").check();
    await sheet.getByLabel("Company", { exact: true }).waitFor();
    expect(await sheet.getByLabel("I write for a company").isChecked()).toBe(true);
    expect(await finish.isDisabled()).toBe(true);
    await sheet.getByLabel("Company", { exact: true }).fill("Studio Bellandi");
    expect(await finish.isDisabled()).toBe(false);
    await sheet.getByLabel("I write for a company").uncheck();
    expect(await sheet.getByLabel("Company", { exact: true }).count()).toBe(0);
    expect(await finish.isDisabled()).toBe(false);
  });

  it("takes text in a form or a chat for text, never for markup", async () => {
    const hostile = `<img src=x onerror="document.title='broken'"><script>document.title='broken'</script>`;
    const children = [
      { type: "TextBody", text: hostile },
      { type: "TextCaption", markdown: true, text: ["[press](javascript:alert(1)) **bold**"] },
      { type: "Footer", label: "Finish", "on-click-action": { name: "complete", payload: {} } },
    ];
    const screen = { id: "BAD", title: "Bad", terminal: true, layout: { type: "SingleColumnLayout", children } };
    await world.sendFlow({ version: "7.3", screens: [screen] }, { body: hostile });
    page = await world.openPhone();
    await page.getByText("<img src=x").last().waitFor();
    await page.getByRole("button", { name: "Open form" }).last().click();
    await page.locator(".sheet").getByText("<script>").waitFor();
    await page.locator(".sheet").getByText("[press](javascript:alert(1))").waitFor();
    expect(await page.locator(".sheet a").count()).toBe(0);
    expect(await page.title()).toBe("Giulia Bellandi’s phone");
  });
});
