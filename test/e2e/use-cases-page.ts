/** A person who fills in any use case on the sandbox's phone page, by what stands on the screen. */
import type { Locator, Page } from "playwright-core";
import type { Answering, OpenScreen } from "../../cli/demo/on-the-phone.ts";

const photo = { name: "photo.jpg", mimeType: "image/jpeg", buffer: Buffer.from("ffd8ffe000104a464946", "hex") };
const paper = { name: "paper.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.7") };
const mostScreens = 20;

/** Opens the newest message's Flow and answers every screen. @throws where it does not come to its end */
export async function fillInOnPage(page: Page, answers: Answering): Promise<void> {
  await page.locator(".bubble button").last().click();
  for (let screens = 0; screens < mostScreens; screens += 1) {
    await page.locator(".sheet:not([data-waiting]) .blocks").waitFor();
    await fillScreen(page, answers);
    if ((await press(page)) === "over") return;
  }
  throw new Error(`The Flow does not end: ${await said(page)}`);
}

/** What is shown may depend on what was just entered: looked at again until nothing new has come. */
async function fillScreen(page: Page, answers: Answering): Promise<void> {
  const done = new Set<string>();
  const wanted = await answers(await screenOn(page));
  for (;;) {
    const { inputs } = await screenOn(page);
    const next = inputs.find(({ name }) => !done.has(name));
    if (!next) return;
    done.add(next.name);
    const value = wanted[next.name];
    if (value !== undefined) await enter(page, page.locator(`.blocks [data-input="${next.name}"]`), value);
  }
}

/** Options of a list that opens in front have their titles as ids: the page shows no others. */
async function screenOn(page: Page): Promise<OpenScreen> {
  const inputs: OpenScreen["inputs"][number][] = [];
  for (const place of await page.locator(".blocks [data-input]").all()) {
    const name = (await place.getAttribute("data-input")) ?? "";
    const options = (await isList(place)) ? await inList(page, place) : await inSight(place);
    inputs.push({ name, ...(options.length > 0 && { options }) });
  }
  const notices = await page.locator(".notice p").allTextContents();
  return { inputs, ...(notices.length > 0 && { snackbar: notices.join(" ") }) };
}

type Options = NonNullable<OpenScreen["inputs"][number]["options"]>[number][];

const isList = async (place: Locator) => (await place.getByRole("combobox").count()) > 0;

async function inSight(place: Locator): Promise<Options> {
  return place.locator(".option:not(.opt-in)").evaluateAll((all) =>
    all.map((option) => {
      const box = option.querySelector("input");
      const title = option.querySelector(".option-title")?.textContent ?? "";
      return { id: box?.value ?? title, title, enabled: box?.disabled !== true };
    }),
  );
}

async function inList(page: Page, place: Locator): Promise<Options> {
  const list = place.getByRole("combobox");
  if (await list.isDisabled()) return [];
  await list.click();
  const options = await page.locator(".list [role=option]").evaluateAll((all) =>
    all.map((option) => {
      const title = option.querySelector(".option-title")?.textContent ?? "";
      return { id: title, title, enabled: option.getAttribute("aria-disabled") !== "true" };
    }),
  );
  await page.keyboard.press("Escape");
  await page.locator(".list").waitFor({ state: "detached" });
  return options;
}

/** @param value as the phone would hand it in; of a list that opens in front, its place there, its id or its words */
async function enter(page: Page, place: Locator, value: unknown): Promise<void> {
  if (await isList(place)) return choose(page, place, String(value));
  const box = place.locator("input[type=radio], input[type=checkbox]");
  if ((await place.locator(".opt-in").count()) > 0) {
    if (value === true) await place.getByRole("checkbox").check();
    return;
  }
  if ((await box.count()) > 0) {
    for (const id of [value].flat()) await place.locator(`.option:has(input[value="${String(id)}"])`).click();
    return;
  }
  const file = place.locator("input[type=file]");
  if ((await file.count()) > 0) {
    const accepts = (await file.getAttribute("accept")) ?? "";
    const picked = accepts === "" || accepts.includes("image") ? photo : paper;
    await file.setInputFiles([picked]);
    await place.getByText(picked.name).waitFor();
    return;
  }
  await place.locator("input, textarea").fill(String(value));
}

async function choose(page: Page, place: Locator, wanted: string): Promise<void> {
  await place.getByRole("combobox").click();
  const options = page.locator(".list [role=option]");
  const titles = await options.locator(".option-title").allTextContents();
  // A scale's ends have words behind the number.
  const at = titles.findIndex((title) => title === wanted || title.startsWith(`${wanted} – `));
  if (at < 0) throw new Error(`The list has no “${wanted}”: ${titles.join(", ")}`);
  await options.nth(at).click();
}

/** Presses the button and waits for what comes: another screen, the same one with words about it, or the end. */
async function press(page: Page): Promise<"over" | "goes on"> {
  await page.locator(".blocks").evaluate((element) => element.setAttribute("data-filled", ""));
  await page.locator(".notice").evaluateAll((all) => {
    for (const notice of all) notice.setAttribute("data-old", "");
  });
  // A disabled button says at each input what is missing.
  await page.locator(".sheet-foot button.primary").click({ force: true });
  const closed = page
    .locator(".sheet")
    .waitFor({ state: "detached" })
    .then(() => "over" as const);
  const next = page
    .locator(".sheet:not([data-waiting]) .blocks:not([data-filled])")
    .waitFor()
    .then(() => "goes on" as const);
  const refused = page.locator(".notice:not([data-old]), .sheet:not([data-waiting]) [data-wrong]").first().waitFor();
  const again = refused.then(() => "goes on" as const);
  for (const wait of [closed, next, again]) wait.catch(() => undefined);
  return Promise.any([closed, next, again]).catch(async () => {
    throw new Error(`Nothing follows the button: ${await said(page)}`);
  });
}

async function said(page: Page): Promise<string> {
  const words = await page.locator(".sheet-title, .notice p, .panel p, [data-wrong] .note").allTextContents();
  return words.join(" | ");
}
