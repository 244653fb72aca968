/** The gallery on a customer's phone: every exhibit is a message of its own. */
import type { Locator, Page } from "playwright-core";
import { launchBrowser } from "../browser.ts";
import { ANA, connect, flowMessage, publish } from "../sandbox/whatsapp/connected-business.ts";
import { phoneNumberId } from "../sandbox/whatsapp/graph-client.ts";
import { exhibits, gallery, idOf } from "./gallery.ts";
import { type Look, newContext } from "./world.ts";

export interface GalleryWorld {
  openPhone(look: Look): Promise<Page>;
  /** Sends the Flow, opened at this exhibit, and presses the message's button. */
  visit(page: Page, name: string): Promise<Locator>;
  close(): Promise<void>;
}

export async function startGallery(): Promise<GalleryWorld> {
  const browser = await launchBrowser();
  const business = await connect();
  const flowId = await publish(business, gallery, "gallery");
  business.ana.sendText("Hello");
  return {
    openPhone: async (look) => {
      const context = await newContext(browser, look);
      const page = await context.newPage();
      await page.goto(business.whatsapp.phoneUrl(ANA));
      return page;
    },
    visit: async (page, name) => {
      const screen = { screen: idOf(name), ...dataOf(name) };
      const message = flowMessage(flowId, { flow_action: "navigate", flow_action_payload: screen });
      const sent = await business.api.post(`/${phoneNumberId}/messages`, message);
      const id: string = sent.body.messages[0].id;
      await showChat(page, true);
      await page.locator(`[data-message="${id}"]`).getByRole("button").click();
      const sheet = page.locator(".sheet");
      await sheet.locator(".blocks").waitFor();
      await showChat(page, false);
      return sheet;
    },
    close: async () => {
      await browser.close();
      await business.close();
    },
  };
}

/** How far the chat is behind the sheet depends on the messages before: pictures are without it. */
async function showChat(page: Page, shown: boolean): Promise<void> {
  await page.locator(".log").evaluate(
    (log: HTMLElement, visibility) => {
      log.style.visibility = visibility;
    },
    shown ? "visible" : "hidden",
  );
}

function dataOf(name: string): object {
  const shown = exhibits.find((exhibit) => exhibit.name === name)?.shown ?? {};
  return Object.keys(shown).length > 0 ? { data: shown } : {};
}
