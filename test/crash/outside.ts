/**
 * The outside world, in the process that never dies: HubSpot, WhatsApp, one webhook receiver per business; form tools and a
 * calendar, where some have an account; Pipedrive and a provider that verifies identities, where the first has one.
 */
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { Request } from "express";
import { type SandboxFormTools, startFormTools } from "../../cli/sandbox-form-tools.ts";
import {
  demoPortal,
  type HubSpotStandIn,
  type SeedFacts,
  seedPortal,
  startHubSpot,
} from "../../sandbox/hubspot/index.ts";
import type { PipedriveStandIn } from "../../sandbox/pipedrive/index.ts";
import type { Fate, StandIn } from "../../sandbox/stand-in.ts";
import { startWebhookReceiver, type WebhookReceiver } from "../../sandbox/webhook-receiver/index.ts";
import { startWhatsApp, type WhatsAppStandIn } from "../../sandbox/whatsapp/index.ts";
import { optionalScopes, requiredScopes } from "../../server/portals/install.ts";
import { generousBehaviour, generousSettings } from "../e2e/generous.ts";
import type { FastClock } from "./clock.ts";
import type { ExtraName } from "./extras/index.ts";
import type { KycPlace } from "./kyc-standing.ts";
import { slotHeader } from "./messages.ts";
import { Provider } from "./provider.ts";

export const app = {
  appId: 7_700_001,
  name: "Flowella",
  clientId: "00000000-sandbox-client-id-0000000001",
  clientSecret: "sandbox-client-secret",
} as const;

export interface Business {
  readonly index: number;
  readonly portalId: number;
  readonly facts: SeedFacts;
  readonly receiver: WebhookReceiver;
  /** Where this business has its people, too. */
  readonly pipedrive: PipedriveStandIn | undefined;
  /** Where its consultation is an identity check, and where the record of it goes. */
  readonly kyc: KycPlace;
  /** Who verifies the identities of its customers. */
  readonly provider: Provider | undefined;
  /** What it does beside its two forms. */
  readonly extra: ExtraName | undefined;
  /** Whether its people are told of their leads on WhatsApp. */
  readonly leadMessages: boolean;
  /** Whether its feedback Flow keeps a transaction log. */
  readonly transactions: boolean;
  readonly meta: {
    readonly appId: string;
    readonly appSecret: string;
    readonly wabaId: string;
    readonly phoneNumberId: string;
    readonly accessToken: string;
  };
}

/** Calls that somebody else may spoil or see, by what they are and which process makes them. */
export interface Calls {
  hubspot: (request: Request, slot: number) => ReturnType<Fate>;
  pipedrive: (request: Request, slot: number) => ReturnType<Fate>;
  /** Google and SurveyMonkey. */
  tools: (request: Request, slot: number) => ReturnType<Fate>;
  whatsapp: (request: Request, slot: number) => ReturnType<Fate>;
}

/** Settings that name the stand-ins, as one server process calls them. */
export type Addresses = Readonly<Record<string, string>>;

export interface Outside {
  readonly hubspot: HubSpotStandIn;
  readonly whatsapp: WhatsAppStandIn;
  readonly formTools: SandboxFormTools;
  readonly businesses: readonly Business[];
  readonly calls: Calls;
  /** Requests that somebody may still wait for an answer to. */
  open(): number;
  /** When the last request came, by our own clock. */
  lastCallAt(): number;
  /** Addresses for one server process: HubSpot knows by them which one calls. */
  addressesFor(slot: number): Promise<Addresses>;
  close(): Promise<void>;
}

export async function startOutside(count: number, clock: FastClock): Promise<Outside> {
  const now = () => clock.now();
  const ids = Array.from({ length: count }, (_, index) => index);
  const hubspot = await startHubSpot({
    portals: ids.map((index) => ({ ...demoPortal, id: demoPortal.id + index, name: `Business ${index}` })),
    now,
    behaviour: {
      searchLagMs: 500,
      formProcessingMs: 1_000,
      // In its list a submission shows two seconds later; whoever looks at once sees nothing.
      submissionListMs: 2_000,
      // Renewed five minutes early: every six seconds of our own clock.
      accessTokenMs: 350_000,
      ...generousBehaviour,
    },
  });
  const metas = ids.map((index) => ({
    appId: String(90_001 + index),
    appSecret: `crash-app-secret-${index}`,
    wabaId: String(204_000_000_000_001 + index),
    phoneNumberId: String(106_000_000_000_001 + index),
    accessToken: `crash-token-${index}`,
  }));
  const whatsapp = await startWhatsApp({
    clock: now,
    apps: metas.map(({ appId, appSecret }) => ({ id: appId, secret: appSecret })),
    accounts: metas.map(({ wabaId, phoneNumberId }, index) => ({
      id: wabaId,
      numbers: [{ id: phoneNumberId, displayNumber: `+34 911 00 00 ${String(index).padStart(2, "0")}` }],
    })),
    tokens: metas.map(({ accessToken: token, appId, wabaId }) => ({ token, appId, accountIds: [wabaId] })),
    // Meta goes on for seven days; nobody here is down for longer than some seconds.
    webhookRetryDelaysMs: [20, 50, 100, ...Array.from({ length: 300 }, () => 250)],
    webhookTimeoutMs: 3_000,
  });
  const formTools = await startFormTools(now, { pipedriveBurst: generous });
  const { pipedrive, google, surveymonkey } = formTools;
  pipedrive.company.searchLagMs = 500;
  for (const { standIn } of [pipedrive, google, surveymonkey]) standIn.keepsExchanges = false;
  hubspot.api.keepsExchanges = false;
  hubspot.forms.keepsExchanges = false;
  whatsapp.keepNoExchanges();
  const receivers = await Promise.all(metas.map(() => startWebhookReceiver({ now, keepRequests: false })));
  const provider = new Provider(await startWebhookReceiver({ now }), now);
  const businesses = metas.flatMap((meta, index): Business[] => {
    const receiver = receivers[index];
    const portalId = demoPortal.id + index;
    if (!receiver) return [];
    const facts = seedPortal(hubspot.portal(portalId));
    const kyc = kycPlaces[index];
    return [
      {
        index,
        portalId,
        facts,
        receiver,
        pipedrive: index === 0 ? pipedrive : undefined,
        kyc,
        provider: index === 0 ? provider : undefined,
        extra: extraNames[index],
        leadMessages: index === 1,
        transactions: index === 0,
        meta,
      },
    ];
  });

  const none = () => undefined;
  const calls: Calls = { hubspot: none, pipedrive: none, tools: none, whatsapp: none };
  const slotOfPort = new Map<number, number>();
  const more: Server[] = [];
  const open = new Set<{ readonly at: number }>();
  let lastCallAt = 0;
  const seen = (request: Request): void => {
    lastCallAt = Date.now();
    const call = { at: lastCallAt };
    open.add(call);
    request.res?.once("close", () => open.delete(call));
  };
  const fateOf =
    (whose: "hubspot" | "pipedrive" | "tools"): Fate =>
    (request) => {
      seen(request);
      return calls[whose](request, slotOfPort.get(request.socket.localPort ?? 0) ?? -1);
    };
  hubspot.api.fate = fateOf("hubspot");
  hubspot.forms.fate = fateOf("hubspot");
  pipedrive.standIn.fate = fateOf("pipedrive");
  google.standIn.fate = fateOf("tools");
  surveymonkey.standIn.fate = fateOf("tools");
  whatsapp.fate = (request) => {
    seen(request);
    return calls.whatsapp(request, Number(request.get(slotHeader) ?? -1));
  };

  const another = async (standIn: Pick<StandIn, "app">, slot: number): Promise<string> => {
    const server = createServer(standIn.app).listen(0, "127.0.0.1");
    await once(server, "listening");
    more.push(server);
    const address = server.address();
    const port = typeof address === "object" && address ? address.port : 0;
    slotOfPort.set(port, slot);
    return `http://127.0.0.1:${port}`;
  };

  return {
    hubspot,
    whatsapp,
    formTools,
    businesses,
    calls,
    open: () => [...open].filter(({ at }) => at > Date.now() - longestCallMs).length,
    lastCallAt: () => lastCallAt,
    addressesFor: async (slot) => {
      const own = new Map<unknown, string>();
      for (const each of [pipedrive, google, surveymonkey]) own.set(each.url, await another(each.standIn, slot));
      const settings = Object.entries(formTools.settings).map(([name, value]) => [name, own.get(value) ?? `${value}`]);
      return {
        ...Object.fromEntries(settings),
        HUBSPOT_API_BASE: await another(hubspot.api, slot),
        HUBSPOT_FORMS_BASE: await another(hubspot.forms, slot),
      };
    },
    close: async () => {
      for (const server of more) {
        server.closeAllConnections();
        server.close();
      }
      await Promise.all([hubspot, whatsapp, formTools, provider, ...receivers].map((each) => each.close()));
    },
  };
}

const kycPlaces: readonly KycPlace[] = ["own-object", "contact-and-note"];
const extraNames: readonly ExtraName[] = ["survey", "appointments", "google-form", "documents"];

/** Longer than any time-out of the hurried servers, which may leave the connection open when they give up. */
const longestCallMs = 5_000;

/** Real limits would make it a test of waiting; they have tests of their own. The servers are told the same. */
const generous = 10_000;
export const outboundLimits = [
  generousSettings.OUTBOUND_LIMITS,
  `pipedrive_api=${generous}/2000,pipedrive_search=${generous}/2000`,
].join(",");

export function declareApp(outside: Outside, url: string): void {
  outside.hubspot.addApp({ ...app, redirectUris: [`${url}/oauth/callback`], requiredScopes, optionalScopes });
  outside.formTools.listensAt(url);
}
