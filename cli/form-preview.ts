/**
 * A form on a phone's page, on this machine alone: the preview and the endpoint behind it are the server's own, over a
 * database in memory that ends with the process. Nothing is sent, and nothing outside is asked.
 */
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer as createHttpServer, type Server } from "node:http";
import express from "express";
import type { Form } from "../core/form/types.ts";
import type { Context } from "../server/context.ts";
import { liveEffects } from "../server/conversation/effects.ts";
import { previewRoutes } from "../server/http/preview.ts";
import { keyRings } from "../server/keys/rings.ts";
import { saveConnection } from "../server/portals/connections.ts";
import { type MetaApps, metaApps } from "../server/portals/meta-apps.ts";
import { savePortal } from "../server/portals/store.ts";
import { previewLink } from "../server/preview/preview.ts";
import { flowCatalogue } from "../server/publishing/catalogue.ts";
import { draftForm } from "../server/publishing/publish.ts";
import { emptyContext } from "./empty-context.ts";
import { CommandFailed } from "./output.ts";

export interface FormPreview {
  /** On loopback. Whoever has it can open it, from this machine. */
  readonly url: string;
  close(): Promise<void>;
}

/** The portal, the account and the app that a Flow belongs to; here they stand for nobody. */
const portalId = "1";
const whatsapp = { id: "con_preview", system: "whatsapp", externalId: "1" } as const;
const hours = 7 * 24;

/** @throws CommandFailed where nothing of the form can be shown */
export async function previewOfForm(form: Form): Promise<FormPreview> {
  const http = createHttpServer();
  http.listen(0, "127.0.0.1");
  await once(http, "listening");
  const context = await emptyContext(addressOf(http));
  const apps = metaApps(context);
  const rings = keyRings(context);
  const close = async (): Promise<void> => {
    http.close();
    http.closeAllConnections();
    await rings.close();
    await context.store.close();
  };
  try {
    await makeHome(context, apps);
    const drafted = await draftForm(context, portalId, form);
    if (drafted.kind === "refused") throw new CommandFailed(drafted.message);
    const link = await previewLink(context, portalId, { flowId: drafted.flowId, version: "newest", hours });
    if (link.kind === "refused") throw new CommandFailed(link.message);
    const room = { context, catalogue: flowCatalogue(context), effects: liveEffects(context), apps, rings };
    http.on("request", express().disable("x-powered-by").use(previewRoutes(room)));
    return { url: link.url, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function makeHome(context: Context, apps: MetaApps): Promise<void> {
  const portal = { id: portalId, world: context.world, uiDomain: "app.hubspot.com", installerSealed: null };
  const key = context.vault.newPortalKey(portalId);
  await context.store.everyPortal().commit([key.write, savePortal(context, portal)]);
  const app = await apps.save("1", randomBytes(16).toString("hex"));
  const connection = { ...whatsapp, portalId, metaAppId: app.id, secrets: { accessToken: "none" } };
  const sealer = await context.vault.portal(portalId);
  await context.store.of(portalId).commit([saveConnection(context, connection, sealer)]);
}

function addressOf(http: Server): string {
  const address = http.address();
  if (typeof address !== "object" || !address) throw new CommandFailed("No port is free on this machine.");
  return `http://127.0.0.1:${address.port}`;
}
