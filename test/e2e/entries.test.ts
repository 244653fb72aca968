/** Ways in: from a QR code on paper, a link, a button, a keyword or an ad to the Flow in the chat, and what is told of it. */
import { afterAll, afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import Database from "better-sqlite3";
import jsqr from "jsqr";
import type { Browser } from "playwright-core";
import { PNG } from "pngjs";
import { z } from "zod";
import { entrySchema, entryShareSchema } from "../../src/app/packages/contract/index.ts";
import { launchBrowser } from "../browser.ts";
import { consultationAnswers, fillEveryScreen, type PublishedFlow, startWorld, type World } from "./world.ts";

let world: World;
let flow: PublishedFlow;
beforeEach(async () => {
  world = await startWorld({ talks: true });
  flow = await world.publishForm("consultation");
});
afterEach(() => world.close());

type Choice = Partial<z.infer<typeof entrySchema>>;
const save = (choice: Choice = {}, entryId?: string) =>
  world.operator("/operator/entries/save", {
    ...(entryId && { entryId }),
    choice: {
      name: "Shop window",
      flowId: flow.flowId,
      language: "en",
      source: "shop",
      state: "on",
      keywords: [],
      ads: [],
      ...choice,
    },
  });
const saved = async (choice: Choice = {}, entryId?: string) =>
  z.object({ kind: z.literal("saved"), entry: entrySchema }).parse(await save(choice, entryId)).entry;
const entries = async () => z.array(entrySchema).parse(await world.operator("/operator/entries"));
const share = async (entryId: string) =>
  entryShareSchema.parse(await world.operator("/operator/entries/share", { entryId }));

const reply = "Your message has arrived. Somebody from our team will read it and answer you here.";
const flowsIn = (person: ReturnType<World["stranger"]>) => person.chat().filter(({ button }) => button !== undefined);
const repliesIn = (person: ReturnType<World["stranger"]>) =>
  person.chat().filter(({ from, text }) => from === "business" && text === reply);
const tasks = () => world.portal().records.tasks.list();
const newestContact = () => world.portal().contacts.list().at(-1)?.properties;
const minute = 60_000;

async function says(person: ReturnType<World["stranger"]>, text: string): Promise<void> {
  person.sendText(text);
  await world.settle();
}

describe("a customer who comes by an entry", () => {
  it("gets its Flow with no consent and no template, hands it in, and the contact says where they came from", async () => {
    await world.consent({ sources: [] });
    const entry = await saved();
    expect(new URL(entry.link ?? "").searchParams.get("text")).toBe(entry.text);
    expect(entry.text).toBe(`Hello! I would like to fill in this form: Request a consultation #${entry.code}`);
    const stella = world.stranger();
    await says(stella, entry.text);
    expect(flowsIn(stella)).toHaveLength(1);
    expect(stella.chat().map(({ text }) => text)).not.toContain(reply);
    const phone = await stella.openFlow();
    expect((await entries())[0]?.counts).toEqual({ seen: 1, opened: 1, completed: 0 });
    await fillEveryScreen(phone, consultationAnswers);
    await world.deliver();
    expect(tasks()).toEqual([]);
    expect((await entries())[0]?.counts).toEqual({ seen: 1, opened: 1, completed: 1 });
    expect(newestContact()).toMatchObject({
      flowella_last_source: "shop",
      flowella_last_answered_at: expect.any(String),
    });
    expect(await world.operator("/operator/submissions", { results: true })).toMatchObject([
      { results: { hidden: { entry: "Shop window", source: "shop" } } },
    ]);
  });

  it("is understood with a slip in the code, without it, and by a keyword; what fits nothing goes to a person", async () => {
    const entry = await saved({ keywords: ["Quote"] });
    const slip = entry.code.replace(/.$/, (last) => (last === "2" ? "3" : "2"));
    const sentence = entry.text.replace(/ #.*/, "");
    for (const text of [`Hello #${slip}`, `${sentence}!!`, "quote"]) {
      const person = world.stranger();
      await says(person, text);
      expect([text, flowsIn(person).length, repliesIn(person).length]).toEqual([text, 1, 0]);
    }
    const lost = world.stranger();
    await says(lost, "I have a question about #AAAAA");
    expect([flowsIn(lost).length, repliesIn(lost).length]).toEqual([0, 1]);
  });

  it("is opted out by STOP and nothing else, whatever entries say; their next scan opens nothing", async () => {
    const entry = await saved();
    const stella = world.stranger();
    await says(stella, "STOP");
    await says(stella, entry.text);
    expect(flowsIn(stella)).toEqual([]);
    expect(repliesIn(stella)).toEqual([]);
    expect(await save({ keywords: ["Mitarbeiter"] })).toMatchObject({ kind: "refused", code: "entry.person_word" });
    expect(await save({ keywords: ["stop"] })).toMatchObject({ kind: "refused", code: "entry.opt_out_word" });
  });

  it("gets one Flow for one message and for scans in a row, and people's help after too many", async () => {
    const entry = await saved();
    const stella = world.stranger();
    stella.sendText(entry.text);
    await world.whatsapp.settled();
    // The same webhook again, word for word.
    const delivery = world.whatsapp.webhooks.deliveries.findLast(({ body }) => body.includes(entry.code));
    const again = () =>
      fetch(delivery?.url ?? "", {
        method: "POST",
        headers: { "content-type": "application/json", "x-hub-signature-256": delivery?.signature ?? "" },
        body: delivery?.body ?? "",
      });
    expect((await again()).status).toBe(200);
    await world.settle();
    expect(flowsIn(stella)).toHaveLength(1);
    for (let scans = 0; scans < 3; scans += 1) stella.sendText(entry.text);
    await world.settle();
    expect(flowsIn(stella)).toHaveLength(1);
    for (let scans = 0; scans < 6; scans += 1) {
      world.passTime(3 * minute);
      await says(stella, entry.text);
    }
    expect([flowsIn(stella).length, repliesIn(stella).length]).toEqual([5, 1]);
    expect((await entries())[0]?.counts.seen).toBe(10);
    world.passTime(91 * 24 * 60 * minute);
    await says(world.stranger(), entry.text);
    expect((await entries())[0]?.counts).toEqual({ seen: 1, opened: 0, completed: 0 });
  });

  it("has an answer where the entry is off, or its Flow is held back", async () => {
    const entry = await saved();
    await saved({ state: "off" }, entry.id);
    const [first, second] = [world.stranger(), world.stranger()];
    await says(first, entry.text);
    expect([flowsIn(first).length, repliesIn(first).length]).toEqual([0, 1]);
    await saved({ state: "on" }, entry.id);
    await world.operator("/operator/flows/pause", { flowId: flow.flowId });
    expect((await entries())[0]).toMatchObject({ trouble: "flow-not-published", code: entry.code });
    await says(second, entry.text);
    expect([flowsIn(second).length, repliesIn(second).length]).toEqual([0, 1]);
    expect(tasks()).toEqual([]);
  });
});

describe("a customer who comes from an ad", () => {
  const ad = {
    source_type: "ad",
    source_id: "120210000000000001",
    source_url: "https://fb.me/kitchen",
    headline: "A kitchen for two cooks",
    ctwa_clid: "ARAkLkA8rmlFeiCktEJQ-QTwRiyYHAFDLMNDBH0CD3qpjd0HR4irJ6LEkR7JwFF4XvnO2E4Nx0-eM",
  } as const;

  it("gets the Flow of that ad, and the ad stands with the send, the answers and the contact", async () => {
    await saved({ ads: [ad.source_id] });
    const stella = world.stranger();
    stella.comeByAd("Hello! Can I get more info on this?", ad);
    await world.settle();
    await fillEveryScreen(await stella.openFlow(), consultationAnswers);
    await world.deliver();
    expect(newestContact()).toMatchObject({
      flowella_last_source: "ad",
      flowella_last_ad: ad.source_id,
      flowella_last_ad_click: ad.ctwa_clid,
    });
    expect(await world.operator("/operator/submissions", { results: true })).toMatchObject([
      { results: { hidden: { source: "ad", ad_id: ad.source_id, ctwa_clid: ad.ctwa_clid, entry: "Shop window" } } },
    ]);
    await world.stop();
    if (world.config.DATABASE_URL === undefined) {
      const database = new Database(world.databaseFile, { readonly: true });
      const visits = JSON.stringify(database.prepare("select * from entry_visits").all());
      const sends = database.prepare("select source from sends").all();
      database.close();
      expect(visits).not.toContain(ad.ctwa_clid);
      expect(sends).toEqual([{ source: "ad" }]);
    }
    await world.start();
  });

  it("without an entry waits for a person, and the ad counts for what they are sent then", async () => {
    const stella = world.stranger();
    stella.comeByAd("Hello! Can I get more info on this?", ad);
    await world.settle();
    expect([flowsIn(stella).length, repliesIn(stella).length]).toEqual([0, 1]);
    await world.send(flow, { phone: `+${stella.waId}` });
    await fillEveryScreen(await stella.openFlow(), consultationAnswers);
    await world.deliver();
    expect(newestContact()).toMatchObject({ flowella_last_source: "ad", flowella_last_ad_click: ad.ctwa_clid });
  });
});

describe("entries", () => {
  it("keep their code through every change, and take no keyword or ad from each other", async () => {
    const first = await saved({ keywords: ["Quote"], ads: ["120"] });
    expect(await saved({ name: "Till", language: "it", sentence: "Buongiorno dalla cassa" }, first.id)).toMatchObject({
      id: first.id,
      code: first.code,
      text: `Buongiorno dalla cassa #${first.code}`,
      keywords: [],
    });
    await saved({ keywords: ["Quote"], ads: ["120"] }, first.id);
    expect(await save({ keywords: ["quote!"] })).toMatchObject({ kind: "refused", code: "entry.keyword_taken" });
    expect(await save({ ads: ["120"] })).toMatchObject({ kind: "refused", code: "entry.ad_taken" });
    expect(await save({ language: "tlh" })).toMatchObject({ kind: "refused", code: "entry.language" });
    expect(await save({ flowId: "flw_of_nobody" })).toMatchObject({ kind: "refused", code: "entry.unknown_flow" });
    expect(await save({}, "ent_of_nobody")).toMatchObject({ kind: "refused", code: "entry.unknown" });
    expect((await saved({ name: "Leaflet" })).code).not.toBe(first.code);
  });
});

describe("what leads to an entry", () => {
  let browser: Browser | undefined;
  afterAll(() => browser?.close());

  it("decodes to the link with an independent decoder: the PNG, and the printed card as a browser draws it", async () => {
    const entry = await saved({ name: "Till <1> & 2", language: "de" });
    const shared = await share(entry.id);
    expect(shared.link).toBe(entry.link);
    expect(decoded(Buffer.from(shared.png.slice(shared.png.indexOf(",") + 1), "base64"))).toBe(shared.link);
    browser ??= await launchBrowser();
    const page = await browser.newPage({ viewport: { width: 700, height: 920 } });
    for (const svg of [shared.svg.replace("<svg ", '<svg width="400" '), shared.label]) {
      await page.setContent(`<body style="margin:0;background:#fff">${svg}</body>`);
      expect(decoded(await page.screenshot())).toBe(shared.link);
    }
    // Nothing stands outside the card, however long the words.
    const card = await page.locator("svg").first().boundingBox();
    for (const words of await page.locator("text").all()) {
      const box = await words.boundingBox();
      expect((box?.x ?? -1) >= (card?.x ?? 0)).toBe(true);
      expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual((card?.x ?? 0) + (card?.width ?? 0));
    }
    expect(await page.locator("text").allTextContents()).toContain("Till <1> & 2");
    await page.close();
  });

  it("is a button that works by keyboard, asks nothing of anybody, and stands in the strictest page", async () => {
    const entry = await saved({ language: "fr" });
    const { button, link } = await share(entry.id);
    browser ??= await launchBrowser();
    const page = await browser.newPage({ viewport: { width: 390, height: 600 } });
    const asked: string[] = [];
    const refused: string[] = [];
    page.on("console", (message) => refused.push(message.text()));
    await page.route("**/*", async (route) => {
      asked.push(route.request().url());
      await route.fulfill({
        contentType: "text/html; charset=utf-8",
        headers: { "content-security-policy": "default-src 'none'; sandbox allow-popups" },
        body: `<!doctype html><html lang="fr"><title>Boutique</title><main>${button}</main></html>`,
      });
    });
    await page.goto("http://shop.example/");
    const named = page.getByRole("link", { name: "Écrivez-nous sur WhatsApp" });
    expect(await named.getAttribute("href")).toBe(link);
    await page.keyboard.press("Tab");
    expect(await named.evaluate((element) => element === document.activeElement)).toBe(true);
    const box = await named.locator("svg").boundingBox();
    expect((box?.height ?? 0) >= 44 && (box?.width ?? 999) <= 390).toBe(true);
    expect([asked, refused]).toEqual([["http://shop.example/"], []]);
    await page.close();
  });
});

function decoded(png: Buffer): string | undefined {
  const { data, width, height } = PNG.sync.read(png);
  return jsqr.default(new Uint8ClampedArray(data), width, height)?.data;
}

describe("somebody who is not on WhatsApp", () => {
  it("is on a list with the web form for them, and so says the refusal and the card", async () => {
    const webForm = "https://forms.example/consultation";
    await world.operator("/operator/flows/settings", { flowId: flow.flowId, settings: { webForm } });
    world.approveTemplate(flow);
    await world.settle();
    const unreached = () => world.operator("/operator/not-on-whatsapp");
    expect(await unreached()).toEqual([]);
    const { id: contactId } = world
      .portal()
      .contacts.create({ firstname: "Nina", phone: "+39 320 555 9999", whatsapp_opt_in: "true" });
    await world.settle();
    await world.send(flow, { contactId }, "nobody-is-there");
    const listed = [
      { contactId, flowId: flow.flowId, flowName: "Request a consultation", at: expect.any(String), webForm },
    ];
    expect(await unreached()).toEqual(listed);
    const reach = () => world.portal().contacts.need(contactId).properties["flowella_reach"] ?? "";
    expect(reach()).toBe("not_on_whatsapp");
    expect(await world.send(flow, { contactId }, "nobody-is-there")).toMatchObject({
      kind: "refused",
      code: "NOT_ON_WHATSAPP",
      message: expect.stringContaining(webForm),
    });
    expect((await world.card(contactId)).sends).toMatchObject([{ reason: expect.stringContaining(webForm) }]);
    // They have installed it since, and a message reaches them.
    world.whatsapp.person("393205559999", { name: "Nina" });
    world.passTime(minute);
    await world.send(flow, { contactId }, "somebody-is-there");
    expect([await unreached(), reach()]).toEqual([[], ""]);
  });
});
