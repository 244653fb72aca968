/** HubSpot's client secret changes: what HubSpot still signs with the one before is taken while it is configured. */
import { once } from "node:events";
import { createServer as createHttpServer, type Server as HttpServer } from "node:http";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { signedRequest } from "../../../sandbox/hubspot/signing.ts";
import { createServer, type Server } from "../../../server/app.ts";
import type { Config } from "../../../server/config.ts";
import { contactCard } from "../../../src/app/packages/contract/index.ts";
import { type Harness, portalId, startHarness } from "../harness.ts";

let house: Harness;
let running: { server: Server; http: HttpServer; origin: string } | undefined;
beforeEach(async () => {
  house = await startHarness();
});
afterEach(async () => {
  running?.http.close();
  await running?.server.stop();
  running = undefined;
  await house.close();
});

async function restartWith(secrets: { HUBSPOT_CLIENT_SECRET: string; HUBSPOT_CLIENT_SECRET_PREVIOUS?: string }) {
  const config: Config = { ...house.context.config, ...secrets };
  const server = createServer({ ...house.context, config });
  const http = createHttpServer(server.app).listen(0, "127.0.0.1");
  await once(http, "listening");
  const address = http.address();
  const origin = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
  running = { server, http, origin };
}

async function cardCall(secret: string): Promise<number> {
  const call = {
    method: "POST" as const,
    url: `${house.context.config.PUBLIC_BASE_URL}${contactCard.path}`,
    body: { contactId: "101" },
    portalId: Number(portalId),
    userId: 7,
    userEmail: "someone@example.org",
    appId: 1,
  };
  const { url, init } = signedRequest(call, secret, house.context.now());
  const { pathname, search } = new URL(url);
  const response = await fetch(`${running?.origin}${pathname}${search}`, init);
  await response.text();
  return response.status;
}

describe("a new client secret of the HubSpot app", () => {
  it("is accepted beside the one before, and alone once that is not configured any more", async () => {
    await restartWith({ HUBSPOT_CLIENT_SECRET: "new", HUBSPOT_CLIENT_SECRET_PREVIOUS: "hubspot-secret" });
    const both = [await cardCall("new"), await cardCall("hubspot-secret"), await cardCall("made up")];
    expect(both).toEqual([200, 200, 401]);
    running?.http.close();
    await restartWith({ HUBSPOT_CLIENT_SECRET: "new" });
    expect([await cardCall("new"), await cardCall("hubspot-secret")]).toEqual([200, 401]);
  });
});
