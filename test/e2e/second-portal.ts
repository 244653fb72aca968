/** A second business beside the first: its own HubSpot account, Meta app and WhatsApp account. */
import { demoPortal } from "../../sandbox/hubspot/index.ts";
import { fillWorld } from "../../sandbox/whatsapp/world.ts";
import type { World } from "./world.ts";

export const second = {
  portalId: 5_520_881,
  wabaId: "204000000000002",
  phoneNumberId: "106000000000002",
  appId: "90002",
  appSecret: "second-app-secret",
  accessToken: "second-system-user-token",
} as const;

/** Makes it known to the stand-ins. */
export function addSecondBusiness(world: World): void {
  world.hubspot.addPortal({ ...demoPortal, id: second.portalId, name: "Second business" });
  const { appId, appSecret, wabaId, phoneNumberId, accessToken } = second;
  fillWorld(world.whatsapp.state, {
    apps: [{ id: appId, secret: appSecret }],
    accounts: [{ id: wabaId, numbers: [{ id: phoneNumberId, displayNumber: "+34 911 00 00 02" }] }],
    tokens: [{ token: accessToken, appId, accountIds: [wabaId] }],
  });
}

/** Installs in its HubSpot account. */
export async function installSecondPortal(world: World): Promise<void> {
  addSecondBusiness(world);
  const page = await world.install(second.portalId);
  if (!page.ok) throw new Error(await page.text());
}

/** And connects its WhatsApp account. */
export async function connectSecondPortal(world: World): Promise<unknown> {
  await installSecondPortal(world);
  const { portalId, wabaId, appId, appSecret, accessToken } = second;
  const values = { portalId: String(portalId), wabaId, appId, appSecret, accessToken };
  return world.operator("/operator/connect/whatsapp", values);
}
