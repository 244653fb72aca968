/** An app made for looking at, in an account of its own, with a server that says what it was asked. */
import { once } from "node:events";
import { cp, mkdtemp, rm, symlink } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Browser } from "playwright-core";
import {
  demoPortal,
  type HubSpotStandIn,
  type SeedFacts,
  seedPortal,
  startHubSpot,
} from "../../sandbox/hubspot/index.ts";
import { launchBrowser } from "../browser.ts";

export const origin = "https://gallery.example";
export const clientSecret = "gallery-secret";

export interface Asked {
  readonly url: string;
  readonly method: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface GalleryWorld {
  readonly hubspot: HubSpotStandIn;
  readonly browser: Browser;
  readonly portalId: number;
  readonly facts: SeedFacts;
  /** Where the app's server is, and what it was asked. */
  readonly serverUrl: string;
  readonly asked: readonly Asked[];
  close(): Promise<void>;
}

export async function startGallery(): Promise<GalleryWorld> {
  const browser = await launchBrowser();
  const source = await mkdtemp(path.join(tmpdir(), "flowella-gallery-"));
  await cp(path.join(import.meta.dirname, "gallery"), source, { recursive: true });
  // The app's own packages: HubSpot's SDK, React and remote-ui are installed there alone.
  await symlink(path.join(import.meta.dirname, "../../src/app/node_modules"), path.join(source, "app/node_modules"));
  const server = await startServer();
  const app = { appId: 77, name: "Gallery", clientId: "gallery", clientSecret, redirectUris: [], requiredScopes: [] };
  const hubspot = await startHubSpot({ portals: [demoPortal], apps: [app] });
  const facts = seedPortal(hubspot.portal(demoPortal.id));
  hubspot.showApp({
    appId: app.appId,
    source,
    variables: { ENVIRONMENT: "test", SERVER_ORIGIN: origin },
    proxy: { [origin]: server.url },
  });
  return {
    hubspot,
    browser,
    portalId: demoPortal.id,
    facts,
    serverUrl: server.url,
    asked: server.asked,
    close: async () => {
      await browser.close();
      await hubspot.close();
      server.close();
      await rm(source, { recursive: true });
    },
  };
}

/** `/window` is a page that closes the window around it; everything else answers 418. */
async function startServer() {
  const asked: Asked[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { url = "", method = "", headers } = request;
    if (url === "/window") {
      response.setHeader("content-type", "text/html");
      response.end(`<button onclick='parent.postMessage(JSON.stringify({ action: "DONE" }), "*")'>Enough</button>`);
      return;
    }
    const plain = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
    asked.push({ url, method, body: Buffer.concat(chunks).toString("utf8"), headers: plain });
    response.statusCode = 418;
    response.end("a teapot");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
