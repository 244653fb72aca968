/**
 * A whole world on loopback: HubSpot and WhatsApp as stand-ins, a server beside them, and one portal that has installed
 * the app and connected its WhatsApp account, all over HTTP as it happens for real.
 */
import path from "node:path";
import { z } from "zod";
import { demoPortal, type HubSpotStandIn, type SeedFacts, seedPortal, startHubSpot } from "../sandbox/hubspot/index.ts";
import { type MailStandIn, startMail } from "../sandbox/mail/index.ts";
import { DEFAULT_WORLD, startWhatsApp, type WhatsAppStandIn } from "../sandbox/whatsapp/index.ts";
import type { Config, SandboxSettings } from "../server/config.ts";
import { optionalScopes, requiredScopes } from "../server/portals/install.ts";
import { type SandboxFormTools, startFormTools } from "./sandbox-form-tools.ts";
import type { SandboxSecrets } from "./sandbox-secrets.ts";
import { type RunningServer, type Surroundings, serve } from "./serve.ts";

export interface SandboxWorld {
  readonly server: RunningServer;
  readonly hubspot: HubSpotStandIn;
  readonly whatsapp: WhatsAppStandIn;
  readonly formTools: SandboxFormTools;
  /** Where it was asked for: the mail server that the server sends by. */
  readonly mail: MailStandIn | undefined;
  /** The seeded people and forms. */
  readonly facts: SeedFacts;
  readonly portalId: string;
  /** What the server was started with. */
  readonly config: Omit<Config, "PUBLIC_BASE_URL">;
  /** Asks the server as its operator. @throws Error with the server's own sentence */
  ask<Answer>(path: string, body: Readonly<Record<string, unknown>>, answer: z.ZodType<Answer>): Promise<Answer>;
  close(): Promise<void>;
}

const app = {
  appId: 7_700_001,
  name: "Flowella",
  clientId: "00000000-sandbox-client-id-0000000001",
  clientSecret: "sandbox-client-secret",
};

/** HubSpot calls https addresses only, so its cards know the server by a name that leads to it. */
const publicOrigin = "https://flowella.example";

/** `surroundings.now` is the clock of the stand-ins as well; `withMail` gives the server a mail server. */
export async function startSandboxWorld(
  settings: SandboxSettings,
  secrets: SandboxSecrets,
  surroundings: Surroundings & { readonly withMail?: boolean } = {},
): Promise<SandboxWorld> {
  const { now = Date.now, withMail = false } = surroundings;
  const mail = withMail ? await startMail() : undefined;
  const hubspot = await startHubSpot({ portals: [demoPortal], now });
  const whatsapp = await startWhatsApp({ clock: now, businessName: demoPortal.name });
  const formTools = await startFormTools(now);
  const facts = seedPortal(hubspot.portal(demoPortal.id));
  whatsapp.person(facts.customer.waId, { name: `${facts.customer.firstName} ${facts.customer.lastName}` });
  whatsapp.person(facts.shared.waId, { name: "Sartori" });
  const config = {
    ...settings,
    ...formTools.settings,
    ...(mail && { SMTP_URL: mail.url, MAIL_FROM: "Casa Lume <hello@casa-lume.example>" }),
    FLOWELLA_MASTER_KEY: secrets.masterKey,
    FLOWELLA_OPERATOR_TOKEN: secrets.operatorToken,
    HUBSPOT_CLIENT_ID: app.clientId,
    HUBSPOT_CLIENT_SECRET: app.clientSecret,
    HUBSPOT_API_BASE: hubspot.apiUrl,
    HUBSPOT_FORMS_BASE: hubspot.formsUrl,
    HUBSPOT_AUTHORIZE_BASE: hubspot.apiUrl,
    META_GRAPH_BASE: whatsapp.url,
    META_MEDIA_BASE: whatsapp.mediaUrl,
    D360_API_BASE: whatsapp.dialog360Url,
    D360_HUB_BASE: whatsapp.dialog360HubUrl,
    META_APP_ID: DEFAULT_WORLD.operatorAppId,
    META_APP_SECRET: DEFAULT_WORLD.operatorAppSecret,
    META_SIGNUP_CONFIG_ID: DEFAULT_WORLD.signupConfigurationId,
    META_SIGNUP_SCRIPT: whatsapp.signupScriptUrl,
    META_HOSTED_SIGNUP_URL: whatsapp.hostedSignupUrl(DEFAULT_WORLD.operatorAppId),
    META_SYSTEM_USER_TOKEN: DEFAULT_WORLD.operatorToken,
  };
  const close = async (server?: RunningServer) => {
    await server?.close();
    await Promise.all([hubspot.close(), whatsapp.close(), formTools.close(), mail?.close()]);
  };
  let server: RunningServer;
  try {
    server = await serve(config, "sandbox", (listening) => listening, surroundings);
  } catch (error) {
    await close();
    throw error;
  }
  formTools.listensAt(server.url);
  const portalId = String(demoPortal.id);
  const ask: SandboxWorld["ask"] = async (path, body, answer) => {
    const response = await fetch(`${server.url}${path}`, {
      method: "POST",
      headers: { authorization: `Bearer ${secrets.operatorToken}`, "content-type": "application/json" },
      body: JSON.stringify({ portalId, ...body }),
    });
    const said: unknown = await response.json();
    const refusal = z.object({ kind: z.literal("refused"), message: z.string() }).safeParse(said);
    if (refusal.success) throw new Error(refusal.data.message);
    return answer.parse(said);
  };
  const world = {
    server,
    hubspot,
    whatsapp,
    formTools,
    mail,
    facts,
    portalId,
    config,
    ask,
    close: () => close(server),
  };
  try {
    await installPortal(world);
    await ask("/operator/settings", { settings: { defaultCountry: "IT" } }, z.unknown());
    await ask("/operator/consent/settings/save", { settings: consentOf(facts) }, z.unknown());
    await connectWhatsApp(world);
  } catch (error) {
    await close(server);
    throw error;
  }
  return world;
}

/** This business asked on paper, and its people ticked the box in HubSpot. */
/** Agreement is what the seeded property says. */
export function consentOf({ optIn: { property: name, value } }: SeedFacts) {
  const wording = "I agree that Casa Lume writes to me on WhatsApp about my enquiry, and with news and offers.";
  return { sources: [{ kind: "property", name, values: [value], wording }] };
}

/** As an admin's browser does: from our install link over HubSpot's consent page and back. */
async function installPortal({ server, hubspot }: Pick<SandboxWorld, "server" | "hubspot">): Promise<void> {
  hubspot.addApp({ ...app, redirectUris: [`${server.url}/oauth/callback`], requiredScopes, optionalScopes });
  hubspot.showApp({
    appId: app.appId,
    source: path.join(import.meta.dirname, "../src"),
    variables: { ENVIRONMENT: "sandbox", SERVER_ORIGIN: publicOrigin, SUPPORT_EMAIL: "help@casa-lume.example" },
    proxy: { [publicOrigin]: server.url },
  });
  const start = await fetch(`${server.url}/oauth/install`, { redirect: "manual" });
  const cookie = start.headers.get("set-cookie")?.split(";")[0] ?? "";
  const back = await hubspot.consent(start.headers.get("location") ?? "", demoPortal.id);
  const end = await fetch(back, { headers: { cookie } });
  if (!end.ok) throw new Error(`Installing the app failed: ${await end.text()}`);
}

async function connectWhatsApp({ ask }: Pick<SandboxWorld, "ask">): Promise<void> {
  const values = {
    wabaId: DEFAULT_WORLD.accountId,
    appId: DEFAULT_WORLD.appId,
    appSecret: DEFAULT_WORLD.appSecret,
    accessToken: DEFAULT_WORLD.token,
  };
  const connected = z.object({
    webhook: z.object({ url: z.string(), verifyToken: z.string() }),
    senders: z.array(z.object({ key: z.literal("valid") })),
  });
  await ask("/operator/connect/whatsapp", values, connected);
}

/** The app id under which the sandbox's HubSpot signs a card's calls. */
export const sandboxAppId = app.appId;
export const sandboxClientId = app.clientId;
