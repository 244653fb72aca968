/**
 * The page that connects WhatsApp, in a real browser: both ways, each failure shown on purpose and repaired, and what
 * still stands in the way. With FLOWELLA_PICTURES set, pictures of every state are put into that folder.
 */
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import axe from "axe-core";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { z } from "zod";
import { DEFAULT_WORLD } from "../../sandbox/whatsapp/index.ts";
import { fillWorld } from "../../sandbox/whatsapp/world.ts";
import { launchBrowser } from "../browser.ts";
import { checkAll, describeContract, playedFault } from "../contract/index.ts";
import { installSecondPortal, second } from "./second-portal.ts";
import { startWorld, type World } from "./world.ts";

let world: World;
let browser: Browser;
let context: BrowserContext;
let page: Page;
const portalId = String(second.portalId);

beforeAll(async () => {
  world = await startWorld();
  await installSecondPortal(world);
  browser = await launchBrowser();
  context = await browser.newContext({ viewport: { width: 1100, height: 900 } });
  page = await context.newPage();
  await openLink();
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await world?.close();
});

/** As the page in HubSpot does: a new link, opened once. */
async function openLink(of = portalId): Promise<void> {
  const link = z.object({ url: z.string() });
  const { url } = link.parse(await world.operator("/operator/connect/link", { portalId: of, page: "whatsapp" }));
  await page.goto(url);
}

const good: Record<"wabaId" | "phoneNumberId" | "appId" | "appSecret" | "accessToken", string> = {
  wabaId: second.wabaId,
  phoneNumberId: second.phoneNumberId,
  appId: second.appId,
  appSecret: second.appSecret,
  accessToken: second.accessToken,
};

async function paste(values: Partial<typeof good> = {}): Promise<void> {
  const details = page.locator("details:has(form)");
  if ((await details.count()) > 0 && !(await details.evaluate((each) => each.hasAttribute("open"))))
    await details.locator("summary").click();
  for (const [name, value] of Object.entries({ ...good, ...values })) await page.fill(`#${name}`, value);
  await press("text=Try and connect");
}

/** Presses what leads to another page, and waits for the whole of it: a title and the rows of a table are read at once. */
async function press(selector: string): Promise<void> {
  await Promise.all([page.waitForEvent("load"), page.click(selector)]);
}

const news = () => page.locator("p.note[role=status]:not([hidden])").first().innerText();
const rows = (caption: string) => page.locator(`table:has(caption:text-is("${caption}")) tr`).allInnerTexts();
const row = async (caption: string, name: string) =>
  (await rows(caption)).find((text) => text.startsWith(name))?.replace(/\s+/g, " ") ?? "";

/** Nothing is wider than a phone, axe finds nothing, and a picture is taken at both widths. */
async function looksRight(name: string): Promise<void> {
  await page.addScriptTag({ content: axe.source }).catch(() => page.evaluate(axe.source));
  const violations = await page.evaluate(async () => {
    const found = await (globalThis as unknown as { axe: typeof axe }).axe.run();
    return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
  });
  expect({ name, violations }).toEqual({ name, violations: [] });
  for (const width of [390, 360, 1100]) {
    await page.setViewportSize({ width, height: 900 });
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect({ name, width, overflow: Math.max(0, overflow) }).toEqual({ name, width, overflow: 0 });
    const folder = process.env["FLOWELLA_PICTURES"];
    if (!folder || width === 360) continue;
    await mkdir(folder, { recursive: true });
    await page.screenshot({ path: path.join(folder, `${name}-${width}.png`), fullPage: true });
  }
}

/** Presses the button, and chooses in the window that opens. */
async function signUp(outcome: string): Promise<void> {
  await page.waitForSelector("#signup:not([disabled])");
  const [popup] = await Promise.all([context.waitForEvent("page"), page.click("#signup")]);
  await popup.waitForLoadState();
  const closed = popup.waitForEvent("close");
  await popup.click(`button[value=${outcome}]`);
  await closed;
}

describe("before anything is connected", () => {
  it("says what cannot be used before the first button", async () => {
    expect(await page.title()).toContain("Connect WhatsApp");
    const text = await page.innerText("main");
    const warned = text.indexOf("cannot simply be used here as well");
    expect(warned).toBeGreaterThan(0);
    expect(text).toMatch(/HubSpot's own inbox, in the WhatsApp Business app/);
    expect(warned).toBeLessThan(text.indexOf("Connect with Facebook"));
    await looksRight("connect-empty");
  });

  it("opens with its link only", async () => {
    const stranger = await browser.newContext();
    const other = await stranger.newPage();
    const answer = await other.goto(`${world.url}/connect/whatsapp`);
    expect(answer?.status()).toBe(401);
    await stranger.close();
    const forged = await context.request.post(`${world.url}/connect/whatsapp/refresh`, {
      headers: { origin: "https://evil.example" },
    });
    expect(forged.status()).toBe(403);
  });
});

describe("pasting", () => {
  const token = (name: string, more: object) => {
    const tokens = [{ token: name, appId: good.appId, accountIds: [good.wabaId], ...more }];
    fillWorld(world.whatsapp.state, { apps: [], accounts: [], tokens });
    return name;
  };
  const wrongs: [string, string, RegExp, () => Partial<typeof good>][] = [
    ["an id that is none", "", /account id must be digits/, () => ({ wabaId: "my account" })],
    ["app secret", "The app id and the app secret", /same app's Basic settings/, () => ({ appSecret: "wrong" })],
    ["token", "The token is valid", /Generate a new one/, () => ({ accessToken: "made-up" })],
    [
      "token of another app",
      "The token is this app's",
      /another Meta app/,
      () => ({ accessToken: DEFAULT_WORLD.token }),
    ],
    [
      "temporary token",
      "The token stays valid",
      /temporary token/,
      () => ({ accessToken: token("short", { expiresAt: Math.floor(world.now() / 1000) + 3_600 }) }),
    ],
    [
      "permission",
      "The token has both permissions",
      /lacks whatsapp_business_messaging/,
      () => ({ accessToken: token("narrow", { scopes: ["whatsapp_business_management"] }) }),
    ],
    ["account", "The token sees the WhatsApp account", /assign the account/, () => ({ wabaId: "204000000000999" })],
    [
      "number",
      "The account has the number",
      /\+34 911 00 00 02 has 106000000000002/,
      () => ({ phoneNumberId: "34911000002" }),
    ],
  ];
  it.each(wrongs)("a wrong %s is named, and the values before it are right", async (name, title, words, wrong) => {
    await paste(wrong());
    expect(await news()).toMatch(words);
    if (title === "") return;
    const tried = (await rows("What was tried")).map((text) => text.replace(/\s+/g, " ").trim());
    const at = tried.findIndex((text) => text.startsWith(title));
    // What is wrong is said beside it, too.
    expect(tried[at]).toMatch(/ Wrong /);
    expect(tried[at]).toMatch(words);
    expect(tried.slice(0, at).every((text) => text.endsWith("Right"))).toBe(true);
    expect(tried.slice(at + 1).every((text) => text.endsWith("Not tried"))).toBe(true);
    // Ids are kept, secrets are not shown again.
    expect(await page.inputValue("#appId")).toBe(good.appId);
    expect(await page.inputValue("#accessToken")).toBe("");
    if (name === "number") await looksRight("connect-wrong-value");
  });

  it("a number that lives in the phone app is refused with what to do", async () => {
    world.whatsapp.changeNumber(good.phoneNumberId, { onPhoneApp: true, platform: "NOT_APPLICABLE" });
    await paste();
    expect(await news()).toMatch(/lives in the WhatsApp Business app/);
    world.whatsapp.changeNumber(good.phoneNumberId, { onPhoneApp: false, platform: "CLOUD_API" });
  });

  it("Meta's failing is said as such, and nothing is connected", async () => {
    const outage = { kind: "status", status: 500 } as const;
    world.whatsapp.failNext({ method: "GET", path: /debug_token/, answer: outage });
    await paste();
    expect(await news()).toMatch(/tried again|right now/);
    expect(await page.title()).toContain("Connect WhatsApp");
  });

  it("all right: connected, and ready to send", async () => {
    await paste();
    expect(await news()).toMatch(/All values are right/);
    expect(await page.title()).toContain("WhatsApp is ready");
    expect(await row("Account", "Business verified")).toMatch(/Ready/);
    expect(await row("+34 911 00 00 02", "Encryption key")).toMatch(/Ready/);
    expect(await row("+34 911 00 00 02", "Daily limit")).toMatch(/2,000 people a day/);
    await looksRight("connect-ready");
  });
});

describe("what changes at Meta is seen", () => {
  const number = second.phoneNumberId;
  const caption = "+34 911 00 00 02";
  const reload = async () => {
    await world.settle();
    await page.goto(`${world.url}/connect/whatsapp`);
  };

  it("by event: name, limit, quality, review, ban", async () => {
    const { whatsapp } = world;
    whatsapp.changeNumber(number, { nameStatus: "DECLINED", nameReason: "NAME_NOT_RELATED" });
    whatsapp.changeNumber(number, { limit: "TIER_250" });
    whatsapp.changeNumber(number, { quality: "RED" });
    whatsapp.changeAccount(second.wabaId, { review: "PENDING" });
    await reload();
    expect(await row(caption, "Display name")).toMatch(/You must act.*NAME_NOT_RELATED/);
    expect(await row(caption, "Daily limit")).toMatch(/250 people/);
    expect(await row(caption, "Quality")).toMatch(/Low/);
    expect(await row("Account", "Account accepted")).toMatch(/WhatsApp decides/);
    world.passTime(1_000);
    whatsapp.changeAccount(second.wabaId, { ban: "DISABLE" });
    await reload();
    expect(await page.title()).toContain("almost ready");
    expect(await row("Account", "Account accepted")).toMatch(/disabled/);
    await looksRight("connect-banned");
    world.passTime(1_000);
    whatsapp.changeAccount(second.wabaId, { ban: "REINSTATE", review: "APPROVED" });
    whatsapp.changeNumber(number, { nameStatus: "APPROVED", quality: "GREEN", limit: "TIER_2K" });
    await reload();
    expect(await page.title()).toContain("WhatsApp is ready");
  });

  it("by asking again: payment, and a token that was withdrawn", async () => {
    world.whatsapp.changeAccount(second.wabaId, { payment: "missing" });
    await press("text=Ask WhatsApp again");
    expect(await row("Account", "Payment method")).toMatch(/You must act.*Add payment method.*Open WhatsApp Manager/);
    expect(await page.title()).toContain("almost ready");
    world.whatsapp.changeAccount(second.wabaId, { payment: "there" });
    const token = world.whatsapp.state.tokens.get(second.accessToken);
    if (token) token.valid = false;
    await press("text=Ask WhatsApp again");
    expect(await row("Account", "Permission to act")).toMatch(/Connect the account again/);
    if (token) token.valid = true;
    await press("text=Ask WhatsApp again");
    expect(await page.title()).toContain("WhatsApp is ready");
  });

  it("a key and events that were lost come back at one press", async () => {
    const { apps, accounts, numbers } = world.whatsapp.state;
    accounts.get(second.wabaId)?.subscribedApps.clear();
    delete numbers.get(number)?.publicKey;
    delete apps.get(second.appId)?.subscription;
    await press("text=Ask WhatsApp again");
    expect(await row("Account", "Messages and events")).toMatch(/One press.*Repair/);
    await press("table button:has-text('Repair') >> nth=0");
    expect(await news()).toMatch(/Repaired/);
    expect(await row("Account", "Messages and events")).toMatch(/Ready/);
    expect(numbers.get(number)?.publicKey).toContain("PUBLIC KEY");
  });
});

describe("with WhatsApp's own window", () => {
  it.each([
    ["cancel", /closed before the end/],
    ["error", /The number is in use.*session-1/],
  ])("%s: said in words, and it can be begun again", async (outcome, words) => {
    await signUp(outcome);
    await page.waitForFunction(() => document.querySelector("#signup-state")?.textContent?.match(/closed|reported/));
    expect(await page.innerText("#signup-state")).toMatch(words);
    if (outcome === "error") await looksRight("connect-signup-error");
  });

  it("without a number: says what is missing", async () => {
    await signUp("only-account");
    await page.waitForFunction(() => document.querySelector("#signup-state")?.textContent?.includes("no phone number"));
  });

  it("a code that came too late is good for nothing", async () => {
    const { code } = world.whatsapp.signUp(DEFAULT_WORLD.operatorAppId);
    world.passTime(31_000);
    const said = await page.evaluate(async (late) => {
      const body = JSON.stringify({ code: late });
      const headers = { "content-type": "application/json" };
      return (await fetch("/connect/whatsapp/signup", { method: "POST", headers, body })).json();
    }, code);
    expect(said).toMatchObject({ kind: "refused", code: "whatsapp.code_expired" });
  });

  it("a new business: registered with our PIN, not verified yet; then it is", async () => {
    await Promise.all([page.waitForURL(/done=signup/), signUp("unverified")]);
    expect(await news()).toMatch(/Connected/);
    const account = [...world.whatsapp.state.accounts.values()].find(
      ({ name, businessVerification }) => name === "Signed-up business" && businessVerification === "UNVERIFIED",
    );
    const [number] = world.whatsapp.state.numbersOf(account?.id ?? "");
    if (!account || !number) throw new Error("Nothing was signed up.");
    expect(number).toMatchObject({ status: "CONNECTED", pin: expect.stringMatching(/^\d{6}$/) });
    expect(number.publicKey).toContain("PUBLIC KEY");
    const verified = async () =>
      (await page.locator("tr:has(th:text-is('Business verified'))").allInnerTexts()).map((t) =>
        t.replace(/\s+/g, " "),
      );
    expect((await verified()).at(-1)).toMatch(/You must act.*Security Centre/);
    await looksRight("connect-unverified");
    world.whatsapp.changeAccount(account.id, { businessVerification: "VERIFIED" });
    await world.settle();
    await page.goto(`${world.url}/connect/whatsapp`);
    expect((await verified()).at(-1)).toMatch(/Ready/);
  });

  it("a number with a PIN of its own is registered once that is typed in", async () => {
    const account = [...world.whatsapp.state.accounts.values()].at(-1);
    const [number] = world.whatsapp.state.numbersOf(account?.id ?? "");
    if (!number) throw new Error("Nothing was signed up.");
    Object.assign(number, { status: "PENDING", pin: "135790" });
    await press("text=Ask WhatsApp again >> nth=-1");
    await press(`button[form=register-${number.id}]`);
    expect(await news()).toMatch(/PIN/);
    await looksRight("connect-pin");
    await page.fill(`#pin-${number.id}`, "135790");
    await press(`button[form=register-${number.id}]`);
    expect(await news()).toMatch(/is registered/);
    expect(number.status).toBe("CONNECTED");
  });

  it("a number that stays in the phone app is connected and not registered anew", async () => {
    await Promise.all([page.waitForURL(/done=signup/), signUp("coexistence")]);
    const number = [...world.whatsapp.state.numbers.values()].at(-1);
    expect(number).toMatchObject({ onPhoneApp: true });
    expect(number).not.toHaveProperty("pin");
    await looksRight("connect-several");
  });

  it("such a number: suspended, taken back with its key, disconnected in the app; never registered by us", async () => {
    const number = [...world.whatsapp.state.numbers.values()].at(-1);
    if (!number) throw new Error("Nothing was signed up.");
    const says = async (name: string) => {
      await page.goto(`${world.url}/connect/whatsapp`);
      return row(number.displayNumber, name);
    };
    expect(await says("Also in the phone app")).toMatch(/Good to know.*does not show here/);
    world.whatsapp.changePhoneApp(number.id, "offboarded");
    await world.settle();
    expect(await says("Number registered")).toMatch(/WhatsApp decides.*suspended/);
    world.whatsapp.changePhoneApp(number.id, "reconnected");
    await world.settle();
    expect(await says("Number registered")).toMatch(/Ready/);
    expect(number.publicKey).toBeUndefined();
    await world.chores();
    expect(number.publicKey).toContain("PUBLIC KEY");
    world.whatsapp.changePhoneApp(number.id, "removed");
    await world.settle();
    expect(await says("Number registered")).toMatch(/You must act.*disconnected in the WhatsApp Business app/);
    await looksRight("connect-phone-app");
    expect(await world.operator("/operator/whatsapp/register", { portalId, numberId: number.id })).toMatchObject({
      kind: "refused",
      code: "whatsapp.number_in_phone_app",
    });
    expect(number).not.toHaveProperty("pin");
  });

  it("an account whose messages HubSpot's inbox gets as well: said, with what to do", async () => {
    const { state } = world.whatsapp;
    const account = state.accounts.get(good.wabaId);
    fillWorld(state, { apps: [{ id: "90200", secret: "x", name: "HubSpot" }], accounts: [], tokens: [] });
    account?.subscribedApps.set("90200", {});
    await page.click("text=Ask WhatsApp again >> nth=0");
    await page.waitForLoadState();
    expect(await row("Account", "HubSpot's own inbox")).toMatch(/You must act.*disconnect the channel in HubSpot/);
    expect(await row("Account", "Messages and events")).toMatch(/Another tool receives the same messages: HubSpot/);
    await looksRight("connect-hubspot-inbox");
    account?.subscribedApps.delete("90200");
  });
});

describe("on WhatsApp's own page (hosted signup)", () => {
  const claimNumber = async (number: string) => {
    await page.fill("#hosted-number", number);
    await page.locator("form:has(#hosted-number) button").click();
    await page.waitForLoadState();
  };
  const claimed = () => page.locator("#hosted ~ .note").first().innerText();
  /** In the tab that the button opens. */
  const onMetasPage = async (outcome: string) => {
    const [tab] = await Promise.all([context.waitForEvent("page"), page.click("text=Open WhatsApp's page")]);
    await tab.waitForLoadState();
    await tab.click(`button[value=${outcome}]`);
    await tab.waitForLoadState();
    return tab;
  };
  const others = async () => Object(await world.operator("/operator/whatsapp")).length;

  it("a number that nobody knows is no phone number, or has not been told of", async () => {
    await openLink();
    await claimNumber("my number");
    expect(await news()).toMatch(/no phone number/);
    const tab = await onMetasPage("leave");
    expect(await tab.innerText("main, body")).toMatch(/Nothing was connected/);
    await tab.close();
    await claimNumber("+39 051 555 9999");
    expect(await claimed()).toMatch(/not told Flowella of this number yet/);
    await looksRight("connect-hosted-waiting");
    await page.click("text=Look again");
    expect(await claimed()).toMatch(/Still nothing\?.*once more/s);
  });

  it("is connected once a template proves whose it is, and no other portal gets it before or after", async () => {
    const tab = await onMetasPage("unverified");
    const number = (await tab.locator("#number").textContent()) ?? "";
    await tab.click("#manager");
    await world.settle();
    await claimNumber(number);
    expect(await claimed()).toMatch(/WhatsApp has told of this number/);
    await looksRight("connect-hosted-prove");
    const template = (await page.locator(".copy").textContent()) ?? "";
    expect(template).toMatch(/^flowella_[0-9a-f]{16}$/);
    await page.click("text=I have made the template");
    expect(await claimed()).toMatch(/does not have a template of this name yet/);

    // Somebody else who names the number is asked for another template.
    const before = await others();
    const stranger = await (await browser.newContext()).newPage();
    const link = z.object({ url: z.string() });
    const made = link.parse(await world.operator("/operator/connect/link", { page: "whatsapp" }));
    await stranger.goto(made.url);
    await stranger.fill("#hosted-number", number);
    await stranger.locator("form:has(#hosted-number) button").click();
    await stranger.locator(".copy").waitFor();
    expect(await stranger.locator(".copy").textContent()).not.toBe(template);

    await tab.fill("input[name=name]", template);
    // Closed once it has answered: what is pressed and closed at once may never be sent.
    await Promise.all([tab.waitForEvent("load"), tab.click("text=Create template")]);
    await tab.close();
    await stranger.locator("form:has(#hosted-number) button").click();
    await stranger.waitForLoadState();
    expect(await others()).toBe(before);
    await Promise.all([page.waitForURL(/done=hosted/), page.click("text=I have made the template")]);
    expect(await news()).toMatch(/Connected.*delete the message template/);
    const accounts = z.array(z.object({ via: z.string(), wabaId: z.string() }));
    const [account] = accounts.parse(await world.operator("/operator/whatsapp", { portalId })).slice(-1);
    expect(account).toMatchObject({ via: "hosted" });
    const [registered] = world.whatsapp.state.numbersOf(account?.wabaId ?? "");
    expect(registered).toMatchObject({ status: "CONNECTED", pin: expect.stringMatching(/^\d{6}$/) });
    expect(registered?.publicKey).toContain("PUBLIC KEY");

    await stranger.locator("form:has(#hosted-number) button").click();
    await stranger.locator("text=not told Flowella of this number yet").waitFor();
    await stranger.context().close();
  });

  it("the server's own permission is over, its webhook is another tool's: said with who must act", async () => {
    const { state } = world.whatsapp;
    world.whatsapp.signUpHosted(DEFAULT_WORLD.operatorAppId);
    await world.settle();
    const own = state.tokens.get(DEFAULT_WORLD.operatorToken);
    const app = state.apps.get(DEFAULT_WORLD.operatorAppId);
    if (!own || !app?.subscription) throw new Error("The operator has no app.");
    own.valid = false;
    await claimNumber([...state.numbers.values()].at(-1)?.displayNumber ?? "");
    expect(await news()).toMatch(/Whoever runs Flowella has to renew META_SYSTEM_USER_TOKEN/);
    own.valid = true;
    const { subscription } = app;
    app.subscription = { ...subscription, callbackUrl: "https://another-tool.example/webhook" };
    const [tab] = await Promise.all([context.waitForEvent("page"), page.click("text=Open WhatsApp's page")]);
    await tab.waitForLoadState();
    expect(await tab.innerText("main")).toMatch(/delivers its events to another tool/);
    await tab.close();
    app.subscription = subscription;
  });

  it("an app of a customer's own cannot bring accounts in", async () => {
    const { state, webhooks } = world.whatsapp;
    const app = state.apps.get(good.appId);
    if (!app) throw new Error("The customer has no app.");
    const value = { event: "PARTNER_ADDED", waba_info: { waba_id: "204999", owner_business_id: "33999" } };
    webhooks.tellApp(app, "1", "account_update", value);
    await world.settle();
    await claimNumber("+39 051 555 9999");
    expect(await claimed()).toMatch(/not told/);
    expect(world.whatsapp.exchanges.filter(({ path }) => path.includes("33999"))).toEqual([]);
  });
});

describe("several accounts", () => {
  const seenSchema = z.array(
    z.object({ connectionId: z.string(), forNewFlows: z.boolean(), defaultSender: z.string().optional() }),
  );
  it("the number that sends is chosen by rule, and new Flows follow it", async () => {
    const before = seenSchema.parse(await world.operator("/operator/whatsapp", { portalId }));
    expect(before.length).toBeGreaterThanOrEqual(3);
    expect(before.map(({ forNewFlows }) => forNewFlows)).toEqual(before.map((_, at) => at === 0));
    const senderId = before[1]?.defaultSender;
    expect(await world.operator("/operator/whatsapp/prefer", { portalId, senderId })).toMatchObject({
      kind: "preferred",
    });
    const after = seenSchema.parse(await world.operator("/operator/whatsapp", { portalId }));
    expect(after.map(({ forNewFlows }) => forNewFlows)).toEqual(before.map((_, at) => at === 1));
    expect(await world.operator("/operator/whatsapp/prefer", { portalId, senderId: "999" })).toMatchObject({
      code: "whatsapp.unknown_sender",
    });
  });

  it("each number has one owner", async () => {
    const { wabaId, appId, appSecret, accessToken } = good;
    const taken = { wabaId, appId, appSecret, accessToken };
    expect(await world.operator("/operator/connect/whatsapp", taken)).toMatchObject({
      code: "whatsapp.owned_elsewhere",
    });
    // The number was moved to another account at Meta, and its owner here does not know yet.
    const moved = "204000000000042";
    const { state } = world.whatsapp;
    const number = state.numbers.get(good.phoneNumberId);
    fillWorld(state, {
      apps: [],
      accounts: [{ id: moved, numbers: [{ id: good.phoneNumberId, displayNumber: "+34 911 00 00 02" }] }],
      tokens: [{ token: "moved", appId: DEFAULT_WORLD.appId, accountIds: [moved] }],
    });
    const values = {
      wabaId: moved,
      appId: DEFAULT_WORLD.appId,
      appSecret: DEFAULT_WORLD.appSecret,
      accessToken: "moved",
    };
    expect(await world.operator("/operator/connect/whatsapp", values)).toMatchObject({
      code: "whatsapp.number_owned_elsewhere",
    });
    if (number) state.numbers.set(good.phoneNumberId, number);
  });
});

describe("an account that is given up", () => {
  it("is free for another portal, and can be taken back as the same connection", async () => {
    const mine = z.array(z.object({ connectionId: z.string(), wabaId: z.string() }));
    const accounts = async (of: string) => mine.parse(await world.operator("/operator/whatsapp", { portalId: of }));
    const held = async (of: string) => (await accounts(of)).find(({ wabaId }) => wabaId === good.wabaId);
    const { phoneNumberId: _, ...values } = good;
    const before = await held(portalId);
    // The page's half hour is not over yet, or a new link opens it again.
    await openLink();
    await page.locator(`details:has(button[form="disconnect-${before?.connectionId}"]) summary`).click();
    await page.click(`button[form="disconnect-${before?.connectionId}"]`);
    expect(await news()).toMatch(/Disconnected/);
    expect(await held(portalId)).toBeUndefined();
    expect([...(world.whatsapp.state.accounts.get(good.wabaId)?.subscribedApps ?? [])]).toEqual([]);

    expect(await world.operator("/operator/connect/whatsapp", values)).toMatchObject({ kind: "connected" });
    const taken = await held(world.portalId);
    expect(await world.operator("/operator/connect/whatsapp", { ...values, portalId })).toMatchObject({
      code: "whatsapp.owned_elsewhere",
    });
    await world.operator("/operator/whatsapp/disconnect", { connectionId: taken?.connectionId });
    expect(await world.operator("/operator/connect/whatsapp", { ...values, portalId })).toMatchObject({
      kind: "connected",
      connectionId: before?.connectionId,
    });
    expect(await world.operator("/operator/whatsapp/disconnect", { connectionId: before?.connectionId })).toMatchObject(
      {
        code: "whatsapp.not_connected",
      },
    );
  });
});

describeContract("what is said to Meta about accounts", () => {
  it("keeps to its document", () => {
    const { problems, operations } = checkAll(world.whatsapp.exchanges, "meta", { leaveOut: playedFault });
    expect(problems).toEqual([]);
    expect(operations.checked).toEqual(expect.arrayContaining([expect.stringMatching(/POST .*register$/)]));
    expect(operations.skipped).toEqual(expect.arrayContaining([expect.stringContaining("OAuth access token")]));
  });
});
