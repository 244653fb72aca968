/** What needs somebody, on the app page: nothing, a few things, many; and one that is to be quiet. */
import { generateKeyPairSync } from "node:crypto";
import { afterAll, afterEach, beforeAll, expect, it } from "@jest/globals";
import type { Page } from "playwright-core";
import { z } from "zod";
import { DEFAULT_WORLD } from "../../sandbox/whatsapp/index.ts";
import { type PhoneWorld, STARTING, startPhoneWorld } from "../phone-page/world.ts";
import { type AccountPage, DESK, openAccount, screenProblems } from "./account-page.ts";

let world: PhoneWorld;
let opened: AccountPage | undefined;
beforeAll(async () => {
  world = await startPhoneWorld();
}, STARTING);
afterAll(() => world.close());
afterEach(async () => {
  await opened?.page.context().close();
});

const ask = (path: string, body: Record<string, unknown> = {}) => world.ask(path, body, z.unknown());
const looks = (name: string) => screenProblems(opened, name);

async function open(address: string): Promise<Page> {
  const { browser, hubspot, portalId, whatsapp, server } = world;
  await whatsapp.settled();
  await server.idle();
  await ask("/operator/alerts", { look: true });
  opened = await openAccount(browser, hubspot, Number(portalId), address, DESK);
  return opened.page;
}

it("says that nothing needs anybody", async () => {
  const page = await open("/app/alerts");
  await page.getByText("Nothing needs anybody").waitFor();
  expect(await looks("alerts-none")).toEqual([]);
});

it("leads from the first screen to a few things, each with what to do", async () => {
  world.whatsapp.changeNumber(DEFAULT_WORLD.phoneNumberId, { quality: "RED" });
  await world.whatsapp.settled();
  await ask("/operator/whatsapp", { ask: true });
  const page = await open("/app");
  await page.getByText("One thing needs somebody").waitFor();
  await page.getByRole("button", { name: "See what it is" }).click();
  const tile = page.locator('[data-test-id="alert-number_quality"]');
  await tile.getByText("Write to fewer people", { exact: false }).first().waitFor();
  expect(await looks("alerts-few")).toEqual([]);
  await tile.getByRole("button", { name: "Quiet for 7 days" }).click();
  await tile.getByText("Quiet until", { exact: false }).waitFor();
  await tile.getByRole("button", { name: "Tell again" }).click();
  await tile.getByText("Since", { exact: false }).waitFor();
}, 120_000);

it("lists many of them, whole at both widths", async () => {
  const source = { tool: "hubspot", formId: world.facts.formIds.consultation };
  const published = await world.ask(
    "/operator/publish",
    { source },
    z.object({ metaFlowId: z.string(), template: z.object({ name: z.string() }) }),
  );
  await world.whatsapp.settled();
  const { whatsapp } = world;
  whatsapp.decideTemplate(published.template.name, "REJECTED", "PROMOTIONAL");
  whatsapp.setFlowHealth(published.metaFlowId, "BLOCKED");
  const pem = { type: "spki", format: "pem" } as const;
  const { publicKey } = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: pem,
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
  const number = whatsapp.state.numbers.get(DEFAULT_WORLD.phoneNumberId);
  if (number) number.publicKey = publicKey;
  await ask("/operator/keys/check");
  const token = whatsapp.state.tokens.get(DEFAULT_WORLD.token);
  if (token) whatsapp.state.tokens.set(token.token, { ...token, expiresAt: Math.floor(Date.now() / 1_000) + 864_000 });
  await ask("/operator/whatsapp", { ask: true });
  const page = await open("/app/alerts");
  await page.locator('[data-test-id="alert-key_replaced"]').waitFor();
  await page.locator('[data-test-id="alert-token_expiring"]').waitFor();
  await page.locator('[data-test-id="alert-flow_throttled"]').waitFor();
  expect(await looks("alerts-many")).toEqual([]);
}, 120_000);
