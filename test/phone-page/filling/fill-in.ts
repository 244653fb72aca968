/** A customer who fills in every screen of a form, and remembers what they entered. */
import type { Locator, Page } from "playwright-core";
import type { CompiledScreen, ScreenInput } from "../../../core/flow/types.ts";
import { type Field, type Form, otherChoice } from "../../../core/form/types.ts";
import type { AnswerValue } from "../../../core/submission/types.ts";
import { type Entered, Notebook } from "./entered.ts";
import type { OpenedForm } from "./house.ts";
import { answerOf, dayFor, type SeenOption, textFor } from "./wanted.ts";

export interface Wish {
  /** Which of several options is taken, from the first; the last one where there are not so many. */
  readonly option: number;
}

const photo = { name: "photo.jpg", mimeType: "image/jpeg", buffer: Buffer.from("ffd8ffe000104a464946", "hex") };
const paper = { name: "paper.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.7") };
const mostScreens = 150;

/** Answers what was entered, in order. Throws where the phone or the endpoint does not take it. */
export async function fillIn(
  { page, finished }: OpenedForm,
  form: Form,
  screens: readonly CompiledScreen[],
  wish: Wish,
): Promise<Entered[]> {
  const inputs = new Map(screens.flatMap((screen) => screen.inputs.map((input) => [input.name, input] as const)));
  const notebook = new Notebook(form);
  let over = false;
  void finished.then(() => {
    over = true;
  });
  for (let screen = 0; screen < mostScreens; screen += 1) {
    await page.locator(".sheet:not([data-waiting]) .blocks").waitFor();
    await fillScreen(page, form, inputs, wish, notebook);
    await press(page, finished);
    if (over) return notebook.answers();
  }
  throw new Error("The form never ends.");
}

/** Presses the button and waits for the next screen, or the end. */
async function press(page: Page, finished: Promise<string>): Promise<void> {
  const button = page.locator(".sheet-foot button.primary");
  await page.locator(".blocks").evaluate((element) => element.setAttribute("data-filled", ""));
  // A disabled button says at each input what is missing.
  await button.click({ force: true });
  const left = page.locator(".blocks[data-filled]").waitFor({ state: "detached" });
  const refused = page.locator(".notice, .panel:not([data-kind='opening']), .sheet:not([data-waiting]) [data-wrong]");
  const how = await Promise.race([
    finished,
    left.then(() => "left"),
    refused
      .first()
      .waitFor()
      .then(() => "refused"),
  ]).catch(() => "stuck");
  left.catch(() => undefined);
  if (how === "refused" || how === "stuck") throw new Error(await said(page));
}

async function said(page: Page): Promise<string> {
  const title = await page.locator(".sheet-title").textContent();
  const words = await page.locator(".notice p, .panel p, [data-wrong] .note").allTextContents();
  const where = await page
    .locator("[data-wrong]")
    .evaluateAll((all) => all.map((one) => one.getAttribute("data-input")));
  return `${title}: ${words.join(" ")} ${where.join(" ")}`;
}

async function fillScreen(
  page: Page,
  form: Form,
  inputs: ReadonlyMap<string, ScreenInput>,
  wish: Wish,
  notebook: Notebook,
): Promise<void> {
  // What is shown may depend on what was just entered: always the next one that was not there before.
  const done = new Set<string>();
  for (;;) {
    const names = await page
      .locator(".blocks [data-input]")
      .evaluateAll((fields) => fields.map((field) => field.getAttribute("data-input") ?? ""));
    const name = names.find((candidate) => !done.has(candidate));
    if (name === undefined) return;
    done.add(name);
    const input = inputs.get(name);
    const field = input && form.fields[input.fieldId];
    if (!input || !field) throw new Error(`The form has no question for the input ${name}.`);
    const before = notebook.chosen(field.id);
    if (input.role === "other" && !before.includes(otherChoice)) continue;
    // Each place of a ranking takes another option.
    const option = field.kind === "ranking" ? before.length : wish.option;
    const value = await enter(page, page.locator(`[data-input="${name}"]`), field, input, { option, before });
    if (value !== undefined) notebook.note(input, value);
  }
}

interface Choosing extends Wish {
  /** What other inputs of the same question have already. */
  readonly before: readonly string[];
}

async function enter(
  page: Page,
  place: Locator,
  field: Field,
  { part, role }: ScreenInput,
  wish: Choosing,
): Promise<AnswerValue | undefined> {
  const kind = await place.evaluate((element) => {
    const control = element.querySelector("input, textarea, [role=combobox]");
    if (control?.matches("[role=combobox]")) return "list";
    if (element.querySelector(".opt-in")) return "tick";
    return control?.tagName === "TEXTAREA" ? "text" : (control?.getAttribute("type") ?? "");
  });
  switch (kind) {
    case "tick":
      await place.getByRole("checkbox").check();
      return true;
    case "radio": {
      const [at, option] = pick(await seenIn(place.locator(".option")), wish);
      await place.locator(".option").nth(at).click();
      return answerOf(field, option, at);
    }
    case "checkbox":
      return tickSome(place, field, wish);
    case "list": {
      await place.getByRole("combobox").click();
      const [at, option] = pick(await seenIn(page.locator(".list [role=option]")), wish);
      await page.locator(".list [role=option]").nth(at).click();
      // Which part of a long list it is in is no answer.
      return role === "group" ? undefined : answerOf(field, option, at);
    }
    case "date": {
      const day = dayFor(field);
      await place.locator("input").fill(day);
      return day;
    }
    case "file": {
      const accepts = (await place.locator("input").getAttribute("accept")) ?? "";
      const file = accepts === "" || accepts.includes("image") ? photo : paper;
      await place.locator("input").setInputFiles([file]);
      await place.getByText(file.name).waitFor();
      return [file.name];
    }
    default: {
      const control = place.locator("input, textarea");
      const keyboard = (await control.getAttribute("type")) ?? "text";
      const [typed, answer] = textFor(field, part, {
        keyboard,
        helper: await place.locator(".field-foot").innerText(),
      });
      await control.fill(typed);
      return answer;
    }
  }
}

/** As many as must be ticked, and one more where that is allowed; answered in the form's order. */
async function tickSome(place: Locator, field: Field, wish: Choosing): Promise<string[] | undefined> {
  // One of several lists below one another is enough.
  if (wish.before.length > 0 && field.kind !== "matrix") return undefined;
  const options = place.locator(".option");
  const seen = await seenIn(options);
  const { least, most } = bounds(field, seen.length);
  const wanted = Math.min(most, Math.max(least, 1) + 1);
  const first = Math.max(0, Math.min(wish.option, seen.length - wanted));
  const chosen: string[] = [];
  for (const [at, option] of seen.entries()) {
    if (at < first || at >= first + wanted) continue;
    await options.nth(at).click();
    chosen.push(String(answerOf(field, option, at)));
  }
  return chosen;
}

function bounds(field: Field, offered: number): { least: number; most: number } {
  if (field.kind !== "multiple_choice") return { least: 1, most: offered };
  return { least: field.minSelect ?? 1, most: Math.min(field.maxSelect || offered, offered) };
}

async function seenIn(options: Locator): Promise<SeenOption[]> {
  return options.evaluateAll((elements) =>
    elements.map((element) => ({
      title: element.querySelector(".option-title")?.textContent ?? "",
      description: element.querySelector(".option-description")?.textContent ?? "",
      open: element.getAttribute("aria-disabled") !== "true" && element.querySelector("input:disabled") === null,
    })),
  );
}

function pick(seen: readonly SeenOption[], { option }: Wish): readonly [number, SeenOption] {
  const at = Math.min(option, seen.length - 1);
  const found = seen[at];
  if (!found?.open) throw new Error("There is nothing to choose.");
  return [at, found];
}
