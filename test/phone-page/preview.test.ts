/** A Flow on the page of a preview's link: filled in against the real endpoint, with nothing sent. */
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { FrameLocator, Page } from "playwright-core";
import { z } from "zod";
import { accessibilityProblems, cutOff } from "./looks.ts";
import { comparePicture } from "./pictures.ts";
import { type Look, type PhoneWorld, STARTING, startPhoneWorld, type Theme } from "./world.ts";

const linkSchema = z.object({ kind: z.literal("link"), url: z.string(), version: z.number() });
const ended = "This was a preview: nothing was sent.";

let world: PhoneWorld;
let flowId: string;
let link: string;
beforeAll(async () => {
  world = await startPhoneWorld();
  const source = { tool: "hubspot", formId: world.facts.formIds.consultation };
  ({ flowId } = await world.ask("/operator/publish", { source }, z.object({ flowId: z.string() })));
  link = (await world.ask("/operator/preview", { flowId }, linkSchema)).url;
}, STARTING);
afterAll(() => world.close());

async function open(look?: Look): Promise<Page> {
  const page = await world.openPreview(link, look);
  await page.getByLabel("First name").waitFor();
  return page;
}

const go = (page: Page, name: string) => page.locator(".sheet").getByRole("button", { name, exact: true }).click();

async function fillFirstScreen(page: Page, phone = "+39 347 555 0142"): Promise<void> {
  await page.getByLabel("First name").fill("Paola");
  await page.getByLabel("Last name").fill("Anteprima");
  await page.getByLabel("Email").fill("paola@anteprima.example");
  await page.getByLabel("Mobile phone number").fill(phone);
}

async function fillIn(page: Page): Promise<void> {
  await fillFirstScreen(page);
  await go(page, "Continue");
  await page.getByRole("combobox").click();
  await page.getByRole("option", { name: "Kitchen" }).click();
  await page.getByText("Phone call").click();
  await go(page, "Continue");
  await finish(page);
}

async function finish(page: Page): Promise<void> {
  await page.getByRole("heading", { name: "Step 3 of 3" }).waitFor();
  for (const box of await page.locator(".sheet").getByRole("checkbox").all()) await box.check();
  await page.locator("button.primary").click();
  await page.getByRole("heading", { name: ended }).waitFor();
}

describe("a preview's page", () => {
  it("is filled in by its link, and says at the end that nothing was sent", async () => {
    const before = world.whatsapp.proxy.exchanges.length;
    const page = await open();
    expect(await page.title()).toBe("Preview: Request a consultation");
    await page.getByText("Version 1 · what customers get.").waitFor();
    await fillIn(page);
    await world.server.idle();
    expect(await world.ask("/operator/submissions", {}, z.array(z.unknown()))).toEqual([]);
    expect(
      world.hubspot
        .portal(Number(world.portalId))
        .contacts.list()
        .map(({ properties }) => properties["email"]),
    ).not.toContain("paola@anteprima.example");
    expect(world.whatsapp.proxy.exchanges).toHaveLength(before);
  });

  it("checks answers as the endpoint does, and keeps what was typed", async () => {
    const page = await open();
    await fillFirstScreen(page, "12345");
    await go(page, "Continue");
    await page.getByText("Please enter the phone number with + and the country code.").waitFor();
    expect(await page.getByLabel("First name").inputValue()).toBe("Paola");
  });

  it("goes on where it was closed, and begins anew after its end", async () => {
    const page = await open();
    await fillFirstScreen(page);
    await go(page, "Continue");
    await page.getByRole("combobox").waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("alertdialog").getByRole("button", { name: "Leave", exact: true }).click();
    await page.getByRole("button", { name: "Open form" }).click();
    await page.getByLabel("First name").waitFor();
    expect(await page.getByLabel("Email").inputValue()).toBe("paola@anteprima.example");
    await go(page, "Continue");
    await page.getByRole("combobox").click();
    await page.getByRole("option", { name: "Kitchen" }).click();
    await page.getByText("Phone call").click();
    await go(page, "Continue");
    await finish(page);
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Start again");
    await page.keyboard.press("Enter");
    await page.getByLabel("First name").waitFor();
    expect(await page.getByLabel("Email").inputValue()).toBe("");
  });

  it("shows a draft in another language, takes a file, and keeps it in the browser", async () => {
    const photo = { ref: "photo", type: "file_upload", title: "Una foto", validations: { required: true } };
    const name = { ref: "name", type: "short_text", title: "Come si chiama?", validations: { required: true } };
    const definition = { id: "foto", title: "La Sua foto", settings: { language: "it" }, fields: [name, photo] };
    const source = { tool: "typeform", definition };
    const drafted = await world.ask("/operator/draft", { source }, z.object({ flowId: z.string() }));
    const { url } = await world.ask("/operator/preview", { flowId: drafted.flowId }, linkSchema);
    const page = await world.openPreview(url);
    const elsewhere: string[] = [];
    page.on("request", (request) => {
      if (!request.url().startsWith(world.server.url)) elsewhere.push(request.url());
    });
    await page.getByText("Version 1 · a draft.").waitFor();
    await page.getByText("La preghiamo di compilare questo breve modulo.").waitFor();
    await page.getByLabel("Come si chiama?").fill("Paola");
    await go(page, "Continua");
    const file = { name: "foto.txt", mimeType: "text/plain", buffer: Buffer.from("una foto") };
    await page.locator("input[type=file]").setInputFiles([file]);
    await go(page, "Invia");
    await page.getByRole("heading", { name: ended }).waitFor();
    expect(elsewhere.filter((address) => !address.startsWith("blob:") && !address.startsWith("data:"))).toEqual([]);
  });

  it("is shown in a frame of HubSpot's, and in nobody else's", async () => {
    const framed = async (host: string) => {
      const page = await world.openPreview("about:blank");
      // Browsers keep other sites' pages away from loopback, so the server gets an address on the net here.
      const address = link.replace(world.server.url, "https://flows.example.com");
      await page.route("https://flows.example.com/**", async (route) => {
        const url = route.request().url().replace("https://flows.example.com", world.server.url);
        await route.fulfill({ response: await route.fetch({ url }) });
      });
      await page.route(`https://${host}/`, (route) =>
        route.fulfill({
          contentType: "text/html",
          body: `<iframe src="${address}" width="390" height="800"></iframe>`,
        }),
      );
      await page.goto(`https://${host}/`);
      return page.frameLocator("iframe");
    };
    const shown = await framed("app-eu1.hubspot.com");
    await shown.getByLabel("First name").waitFor();
    const documentIn = (frame: FrameLocator) => frame.locator("script[src*='/preview/assets/']").count();
    expect(await documentIn(shown)).toBe(1);
    for (const host of ["elsewhere.example", "evilhubspot.com"]) {
      expect(await documentIn(await framed(host))).toBe(0);
    }
  });

  it("says in words that a link is forged or incomplete, and shows nothing", async () => {
    for (const bad of [link.slice(0, -1), link.replace("/preview/", "/preview/e"), `${link}.`]) {
      const page = await world.openPreview(bad);
      await page.getByRole("heading", { name: "No preview here" }).waitFor();
      await page.getByText("This is not a link that Flowella made").waitFor();
      expect(await page.locator(".phone").count()).toBe(0);
    }
  });

  it("says so where the link ends while somebody fills it in", async () => {
    const { url } = await world.ask("/operator/preview", { flowId, hours: 1 }, linkSchema);
    const page = await world.openPreview(url);
    await fillFirstScreen(page);
    world.passTime(3_600_000);
    await go(page, "Continue");
    await page.getByText("This preview link has expired.").waitFor();
    expect(await page.locator(".sheet").count()).toBe(0);
    await page.reload();
    await page.getByText("This preview link has expired.").waitFor();
  });
});

describe.each(["light", "dark"] satisfies Theme[])("in %s colours", (theme) => {
  it("looks as it should, is usable by everyone, and nothing is cut on a narrow screen", async () => {
    const page = await open({ theme, steady: true });
    const scenes: readonly (readonly [string, () => Promise<void>])[] = [
      ["preview", async () => undefined],
      ["preview-message", () => page.keyboard.press("Escape")],
      [
        "preview-end",
        async () => {
          await page.getByRole("button", { name: "Open form" }).click();
          await fillIn(page);
        },
      ],
    ];
    const wrong: unknown[] = [];
    for (const [name, arrive] of scenes) {
      await page.setViewportSize({ width: 390, height: 844 });
      await arrive();
      await page.locator(".sheet [data-waiting]").waitFor({ state: "detached" });
      wrong.push(await comparePicture(page, `${name}-${theme}`), ...(await accessibilityProblems(page)));
      await page.setViewportSize({ width: 360, height: 560 });
      wrong.push(...(await cutOff(page)));
    }
    expect(wrong.filter((each) => each !== undefined)).toEqual([]);
  });
});
