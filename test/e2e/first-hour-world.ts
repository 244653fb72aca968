/** The first hour's business: a HubSpot account with people and forms, a WhatsApp account, and nothing of Flowella yet. */
import { mkdir } from "node:fs/promises";
import path from "node:path";
import type { Page } from "playwright-core";
import { z } from "zod";
import { demoPortal, type SeedFacts, seedPortal } from "../../sandbox/hubspot/index.ts";
import { fillWorld } from "../../sandbox/whatsapp/world.ts";
import { type Call, connectLink } from "../../src/app/packages/contract/index.ts";
import type { World } from "./world.ts";

export const business = {
  portalId: 5_520_990,
  wabaId: "204000000000077",
  phoneNumberId: "106000000000077",
  displayNumber: "+39 051 555 0177",
  appId: "90077",
  appSecret: "fresh-app-secret",
  accessToken: "fresh-system-user-token",
} as const;

/** Makes the business known to HubSpot and WhatsApp. */
export function addBusiness(world: World): SeedFacts {
  const { portalId, wabaId, phoneNumberId, displayNumber, appId, appSecret, accessToken } = business;
  world.hubspot.addPortal({ ...demoPortal, id: portalId });
  fillWorld(world.whatsapp.state, {
    businessName: demoPortal.name,
    apps: [{ id: appId, secret: appSecret }],
    accounts: [{ id: wabaId, numbers: [{ id: phoneNumberId, displayNumber }] }],
    tokens: [{ token: accessToken, appId, accountIds: [wabaId] }],
  });
  return seedPortal(world.hubspot.portal(portalId));
}

/** A call of the app inside this business's HubSpot, signed by HubSpot. */
export async function fromHubSpot<Request extends Record<string, unknown>, Response>(
  world: World,
  { path: route, response }: Call<Request, Response>,
  body: Request,
): Promise<Response> {
  const answer = await world.cardCall(route, body, { portalId: business.portalId });
  return response.parse(await answer.json());
}

/** The link to a page outside HubSpot, for one person, once. */
export async function pageLink(world: World, page: "hubspot" | "whatsapp"): Promise<string> {
  const made = await fromHubSpot(world, connectLink, { page });
  if (made.kind !== "link") throw new Error(made.message);
  return made.url;
}

/** Asks as the operator, for this business. */
export function operatorOf(world: World) {
  return (route: string, body: Record<string, unknown> = {}): Promise<unknown> =>
    world.operator(route, { portalId: String(business.portalId), ...body });
}

const waitingSchema = z.array(z.object({ steps: z.array(z.object({ step: z.string(), status: z.string() })) }));

/** Lets time pass until nothing of the newest submission waits; its steps. */
export async function delivered(world: World): Promise<Record<string, string>> {
  for (let minutes = 0; minutes < 10; minutes += 1) {
    await world.settle();
    const [newest] = waitingSchema.parse(await operatorOf(world)("/operator/submissions"));
    const steps = newest?.steps ?? [];
    if (newest && !steps.some(({ status }) => status === "ready")) {
      return Object.fromEntries(steps.map(({ step, status }) => [step, status]));
    }
    world.passTime(60_000);
  }
  throw new Error("The answers never landed.");
}

export interface Frame {
  /** A selector: the picture begins a little above it, else at the top. */
  readonly from?: string;
  /** In CSS pixels; else to the end of the page. */
  readonly height?: number;
}

/** With FLOWELLA_PICTURES set to a folder, keeps a picture for the guide there, 1100 pixels wide. */
export async function picture(page: Page, name: string, { from, height }: Frame = {}): Promise<void> {
  const folder = process.env["FLOWELLA_PICTURES"];
  if (!folder) return;
  await mkdir(folder, { recursive: true });
  const before = page.viewportSize();
  await page.setViewportSize({ width: 1100, height: height ?? 500 });
  // A box is where it is on the screen, and the page may be scrolled.
  const scrolled = await page.evaluate(() => window.scrollY);
  const y = from ? Math.max(0, ((await page.locator(from).boundingBox())?.y ?? 0) + scrolled - 20) : 0;
  const all = await page.evaluate(() => document.documentElement.scrollHeight);
  const clip = { x: 0, y, width: 1100, height: Math.min(height ?? all, all - y) };
  await page.screenshot({ path: path.join(folder, `${name}.png`), fullPage: true, clip });
  if (before) await page.setViewportSize(before);
}
