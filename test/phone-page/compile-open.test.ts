/** `flowella compile --open`: any form on the phone, from the command line to the last screen, and nothing left behind. */
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "@jest/globals";
import type { Browser } from "playwright-core";
import { z } from "zod";
import { launchBrowser } from "../browser.ts";
import { folderPerTest } from "../cli/folder.ts";
import { begin } from "../cli/process.ts";
import { newContext, STARTING } from "./world.ts";

const folder = folderPerTest();
const definition = path.resolve(import.meta.dirname, "../fixtures/forms/typeform/product-feedback.json");
let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
}, STARTING);
afterAll(() => browser.close());

it("prints the form's address with --json, shows the form there, and ends with Ctrl-C", async () => {
  const running = begin(["compile", "--from", "typeform", definition, "--open", "--json"], { cwd: folder() });
  const [line] = await running.until(/.*\n/);
  const { url, publishable } = z.object({ url: z.url(), publishable: z.boolean() }).parse(JSON.parse(line));
  expect(new URL(url).hostname).toBe("127.0.0.1");
  expect(publishable).toBe(true);

  const context = await newContext(browser, {});
  const page = await context.newPage();
  const elsewhere: string[] = [];
  page.on("request", (request) => {
    if (!request.url().startsWith(new URL(url).origin)) elsewhere.push(request.url());
  });
  await page.goto(url);
  const sheet = page.locator(".sheet");
  await sheet.locator(".blocks [data-input]").first().waitFor();
  expect(await page.title()).toMatch(/^Preview: /);
  expect(elsewhere.filter((address) => !address.startsWith("data:"))).toEqual([]);
  await context.close();

  expect(await running.stop("SIGINT")).toMatchObject({ code: 0, stderr: "", stdout: line });
  await expect(fetch(url)).rejects.toThrow();
});

it("prints the report and the address for a person, and goes on where there is no browser to open", async () => {
  const running = begin(["compile", "--from", "typeform", definition, "--open"], { cwd: folder(), env: { PATH: "" } });
  const [, report, url] = await running.until(/^([\s\S]*)On the phone: (http\S+)\nCtrl-C stops it\.\n/);
  expect(report).toContain("questions exact");
  expect((await fetch(url ?? "")).status).toBe(200);
  expect(await running.stop("SIGTERM")).toMatchObject({ code: 0, stderr: "" });
});
