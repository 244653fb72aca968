/** An endpoint's word about one input stands at that input until it is another value. */
import { afterAll, beforeAll, expect, it } from "@jest/globals";
import type { Browser } from "playwright-core";
import { launchBrowser } from "../browser.ts";
import { ANA, type Business, connect, flowMessage, publish } from "../sandbox/whatsapp/connected-business.ts";
import { phoneNumberId } from "../sandbox/whatsapp/graph-client.ts";
import { STARTING } from "./world.ts";

const text = (example: string) => ({ type: "string", __example__: example });
const flow = {
  version: "7.3",
  data_api_version: "3.0",
  routing_model: { START: [] },
  screens: [
    {
      id: "START",
      title: "Order",
      terminal: true,
      data: { order_error: text("Not valid"), order_value: text("A-1") },
      layout: {
        type: "SingleColumnLayout",
        children: [
          { type: "TextInput", name: "full_name", label: "Name" },
          {
            type: "TextInput",
            name: "order",
            label: "Order number",
            required: true,
            "init-value": "${data.order_value}",
            "error-message": "${data.order_error}",
          },
          {
            type: "Footer",
            label: "Continue",
            "on-click-action": { name: "data_exchange", payload: { order: "${form.order}" } },
          },
        ],
      },
    },
  ],
};

let browser: Browser;
let business: Business;
beforeAll(async () => {
  browser = await launchBrowser();
  business = await connect();
}, STARTING);
afterAll(async () => {
  await browser.close();
  await business.close();
});

it("shows it, goes there, and takes it away with the next key", async () => {
  const { whatsapp, endpoint, api, ana } = business;
  endpoint.decide = ({ action, data }) => {
    const order = String(data?.["order"] ?? "");
    const error = action === "INIT" ? "" : `There is no order ${order}.`;
    return { clear: { version: "3.0", screen: "START", data: { order_error: error, order_value: order } } };
  };
  const flowId = await publish(business, flow, "orders");
  ana.sendText("Hello");
  await api.post(`/${phoneNumberId}/messages`, flowMessage(flowId));
  const page = await browser.newPage();
  await page.goto(whatsapp.phoneUrl(ANA));
  await page.getByRole("button", { name: "Open form" }).click();
  const order = page.getByLabel("Order number");
  await order.fill("Z-9");
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByText("There is no order Z-9.").waitFor();
  expect(await order.getAttribute("aria-invalid")).toBe("true");
  expect(await order.evaluate((element) => element === document.activeElement)).toBe(true);
  await page.keyboard.press("End");
  await page.keyboard.type("9");
  expect(await page.getByText("There is no order").count()).toBe(0);
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByText("There is no order Z-99.").waitFor();
});
