/**
 * What a newcomer does: `npm start`, the command that it prints, the phone whose address it prints, the whole form by
 * keyboard and mouse, and then a look into HubSpot, by HubSpot's own API.
 */
import { readFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Browser, Page } from "playwright-core";
import { z } from "zod";
import { launchBrowser } from "../browser.ts";
import { folderPerTest } from "../cli/folder.ts";
import { begin, run } from "../cli/process.ts";
import { comparePicture } from "./pictures.ts";
import { newContext, STARTING, type Theme } from "./world.ts";

const folder = folderPerTest();
let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
}, STARTING);
afterAll(() => browser.close());

interface Greeting {
  readonly server: string;
  readonly hubspot: string;
  readonly phone: string;
  readonly send: readonly string[];
  readonly contactId: string;
}

/** What `npm start` runs, and what it says. */
async function npmStart(): Promise<Greeting> {
  const { scripts } = z
    .object({ scripts: z.object({ start: z.string() }) })
    .parse(JSON.parse(await readFile(path.join(import.meta.dirname, "../../package.json"), "utf8")));
  expect(scripts.start).toMatch(/^node (--\S+ )*cli\/main\.js start$/);
  const [said] = await begin(["start"], { cwd: folder(), env: { PORT: "0" } }).until(/Flowella runs[\s\S]*Ctrl-C/);
  const find = (pattern: RegExp) => pattern.exec(said)?.[1] ?? "";
  return {
    server: find(/Server\s+(http\S+)\/ready/),
    hubspot: new URL(find(/HubSpot stand-in\s+(http\S+)/)).origin,
    phone: find(/'s phone\s+(http\S+)/),
    send: find(/flowella -- (send .+)/).split(" "),
    contactId: find(/--contact (\d+)/),
  };
}

/** HubSpot as an app of its own sees it: over the consent page to a token, and with it to the contact. */
async function contactReader({ server, hubspot, contactId }: Greeting) {
  const install = await fetch(`${server}/oauth/install`, { redirect: "manual" });
  const authorize = new URL(install.headers.get("location") ?? "");
  const consent = new URLSearchParams({ account: "4417203", decision: "allow" });
  const allowed = await fetch(authorize, { method: "POST", body: consent, redirect: "manual" });
  const code = new URL(allowed.headers.get("location") ?? "").searchParams.get("code") ?? "";
  const form = {
    grant_type: "authorization_code",
    client_id: authorize.searchParams.get("client_id") ?? "",
    client_secret: "sandbox-client-secret",
    redirect_uri: authorize.searchParams.get("redirect_uri") ?? "",
    code,
  };
  const asked = await fetch(`${hubspot}/oauth/2026-03/token`, { method: "POST", body: new URLSearchParams(form) });
  const { access_token } = z.object({ access_token: z.string() }).parse(await asked.json());
  const names = ["firstname", "consultation_topic", "services_of_interest", "number_of_rooms", "message"];
  const place = `${hubspot}/crm/objects/2026-03/contacts/${contactId}?properties=${names.join(",")}`;
  const contact = z.object({ properties: z.record(z.string(), z.string().nullable()) });
  return async () => {
    const response = await fetch(place, { headers: { authorization: `Bearer ${access_token}` } });
    return contact.parse(await response.json()).properties;
  };
}

/** Every screen of the form, with keys and pointer in turn; a picture of each before it is handed in. */
async function fillIn(page: Page, theme: Theme, message: string): Promise<string[]> {
  const problems: string[] = [];
  const picture = async (name: string) => {
    await page.mouse.move(0, 0);
    problems.push(...[await comparePicture(page, `npm-start-${name}-${theme}`)].flatMap((problem) => problem ?? []));
  };
  const sheet = page.locator(".sheet");
  const open = page.getByRole("button", { name: /form|open/i }).last();
  await open.waitFor();
  await picture("message");
  await open.click();

  await sheet.getByLabel("First name").click();
  // Tab by Tab, as a person without a pointer would.
  for (const text of ["Giulia", "Bellandi", "giulia@bellandi.example", "+39 347 555 0142"]) {
    await page.keyboard.press("ControlOrMeta+A");
    await page.keyboard.type(text);
    await page.keyboard.press("Tab");
  }
  await picture("1");
  await page.keyboard.press("Enter");

  await sheet.getByRole("combobox").click();
  await page.getByRole("option", { name: "Kitchen" }).click();
  await sheet.getByText("Phone call").click();
  await sheet.getByText("Interior design").click();
  await sheet.getByLabel("Preferred date").fill("2027-03-15");
  await sheet.getByLabel("Number of rooms").fill("3");
  await picture("2");
  await sheet.getByRole("button", { name: "Continue", exact: true }).click();

  await sheet.getByLabel("Your answer").fill(message);
  await sheet.getByText("I have bought from you before").click();
  await sheet.getByLabel("I agree").last().focus();
  await page.keyboard.press("Space");
  await picture("3");
  await sheet.getByRole("button", { name: "Request consultation" }).click();

  await sheet.waitFor({ state: "detached" });
  await page.getByText("Answers sent").waitFor();
  await picture("accepted");
  return problems;
}

describe("the demo's form, opened from npm start", () => {
  it.each(["light", "dark"] as const)(
    "is filled in by a person in %s colours, and HubSpot has the answers",
    async (theme) => {
      const greeting = await npmStart();
      const contact = await contactReader(greeting);
      const { consultation_topic: topicBefore, message: messageBefore } = await contact();
      expect([topicBefore, messageBefore]).toEqual([undefined, undefined]);
      expect(await run(greeting.send, { cwd: folder() })).toMatchObject({ code: 0, stderr: "" });

      const context = await newContext(browser, { theme, steady: true });
      const page = await context.newPage();
      const errors: unknown[] = [];
      page.on("pageerror", (error) => errors.push(error));
      await page.goto(greeting.phone);
      const message = "A kitchen for two cooks, with light from the north.";
      const problems = await fillIn(page, theme, message);
      await context.close();
      expect({ problems, errors }).toEqual({ problems: [], errors: [] });

      let properties = await contact();
      while (!properties["message"]) properties = await contact();
      expect(properties).toMatchObject({
        consultation_topic: "kitchen",
        services_of_interest: "design",
        number_of_rooms: "3",
        message,
      });
    },
    120_000,
  );
});
