/** A choice that asks the endpoint, a list of ways on, and a carousel: by keyboard, in a real browser. */
import { afterAll, beforeAll, expect, it } from "@jest/globals";
import type { Browser, Locator, Page } from "playwright-core";
import { launchBrowser } from "../browser.ts";
import { ANA, type Business, connect, flowMessage, publish } from "../sandbox/whatsapp/connected-business.ts";
import { phoneNumberId } from "../sandbox/whatsapp/graph-client.ts";
import { gallery } from "./gallery.ts";
import { STARTING } from "./world.ts";

const option = (id: string) => ({ id, title: id });
const list = {
  type: "array",
  items: { type: "object", properties: { id: { type: "string" }, title: { type: "string" } } },
  __example__: [option("-")],
};
const flow = {
  version: "7.3",
  data_api_version: "3.0",
  routing_model: { WHERE: [] },
  screens: [
    {
      id: "WHERE",
      title: "Where",
      terminal: true,
      data: { cities: list },
      layout: {
        type: "SingleColumnLayout",
        children: [
          {
            type: "RadioButtonsGroup",
            name: "country",
            label: "Country",
            "data-source": [option("Italy"), option("France")],
            "on-select-action": { name: "data_exchange", payload: { chosen: "${form.country}" } },
          },
          { type: "RadioButtonsGroup", name: "city", label: "City", "data-source": "${data.cities}" },
          {
            type: "Footer",
            label: "Done",
            "on-click-action": { name: "data_exchange", payload: { city: "${form.city}" } },
          },
        ],
      },
    },
  ],
};
const cities: Record<string, readonly string[]> = { Italy: ["Rome", "Turin"], France: ["Paris"] };

let browser: Browser;
let business: Business;
let page: Page;
beforeAll(async () => {
  browser = await launchBrowser();
  business = await connect();
  business.ana.sendText("Hello");
  page = await browser.newPage();
  await page.goto(business.whatsapp.phoneUrl(ANA));
}, STARTING);
afterAll(async () => {
  await browser.close();
  await business.close();
});

async function openMessage(flowId: string, parameters: object = {}): Promise<Locator> {
  const sent = await business.api.post(`/${phoneNumberId}/messages`, flowMessage(flowId, parameters));
  await page.locator(`[data-message="${sent.body.messages[0].id}"]`).getByRole("button").click();
  await page.locator(".sheet .blocks").waitFor();
  return page.locator(".sheet");
}

const at = (screen: string) => ({ flow_action: "navigate", flow_action_payload: { screen } });
const focused = () => page.evaluate(() => document.activeElement?.getAttribute("value"));

it("asks the endpoint on a choice, shows what it answers, and keeps the keyboard where it was", async () => {
  const asked: unknown[] = [];
  business.endpoint.decide = ({ action, data }) => {
    if (action !== "INIT") asked.push(data);
    const known = cities[String(data?.["chosen"] ?? "")] ?? ["Choose a country"];
    return { clear: { version: "3.0", screen: "WHERE", data: { cities: known.map(option) } } };
  };
  const sheet = await openMessage(await publish(business, flow, "where"));
  await sheet.getByText("Choose a country").waitFor();
  await sheet.getByRole("radio", { name: "Italy" }).focus();
  await page.keyboard.press("Space");
  await sheet.getByRole("radio", { name: "Turin" }).waitFor();
  expect(await sheet.getByRole("radio", { name: "Italy" }).isChecked()).toBe(true);
  expect(await focused()).toBe("Italy");
  await page.keyboard.press("ArrowDown");
  await sheet.getByRole("radio", { name: "Paris" }).waitFor();
  expect(await sheet.getByRole("radio", { name: "Turin" }).count()).toBe(0);
  expect(asked).toEqual([{ chosen: "Italy" }, { chosen: "France" }]);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Leave", exact: true }).click();
});

it("leads on from a list by keyboard, and back to it", async () => {
  const sheet = await openMessage(await publish(business, gallery, "ways"), at("NAVIGATION"));
  const way = sheet.getByRole("button", { name: /Room to the yard.*89/ });
  expect(await sheet.locator(".sheet-foot button.primary").isVisible()).toBe(false);
  await way.focus();
  await page.keyboard.press("Enter");
  await sheet.getByText("You have arrived.").waitFor();
  await sheet.getByRole("button", { name: "Back" }).click();
  await way.waitFor();
  await page.keyboard.press("Escape");
});

it("goes through pictures by button, arrow and swipe, one at a time, and not beyond the ends", async () => {
  const sheet = await openMessage(await publish(business, gallery, "pictures"), at("PICTURES"));
  const seen = async () => sheet.locator(".carousel").first().getByRole("img").first().getAttribute("alt");
  expect(await seen()).toBe("From orange to violet");
  const next = sheet.getByRole("button", { name: "Next picture" });
  await next.press("Enter");
  expect(await seen()).toBe("From blue to green");
  await next.press("ArrowRight");
  await next.press("ArrowRight");
  expect(await seen()).toBe("A hillside");
  expect(await next.getAttribute("aria-disabled")).toBe("true");
  await next.press("ArrowLeft");
  expect(await seen()).toBe("From blue to green");
  const stage = sheet.locator(".slides").first();
  await stage.scrollIntoViewIfNeeded();
  const box = await stage.boundingBox();
  if (!box) throw new Error("There is no picture.");
  const middle = box.y + box.height / 2;
  await page.mouse.move(box.x + 40, middle);
  await page.mouse.down();
  await page.mouse.move(box.x + 200, middle);
  await page.mouse.up();
  expect(await seen()).toBe("From orange to violet");
  expect(await sheet.getByRole("button", { name: "Next picture" }).count()).toBe(1);
});
