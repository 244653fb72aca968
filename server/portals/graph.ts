import { appToken, type Graph, graphBy, graphClient } from "../../connectors/whatsapp/client.ts";
import { dialog360 } from "../../connectors/whatsapp/routes/360dialog.ts";
import { cloudApi } from "../../connectors/whatsapp/routes/cloud-api.ts";
import type { Cannot, Route } from "../../connectors/whatsapp/routes/route.ts";
import { businessToken, exchangeCode } from "../../connectors/whatsapp/signup.ts";
import type { Context } from "../context.ts";
import type { WhatsAppConnection } from "./connections.ts";

/** WhatsApp as this account is reached. Whoever calls does not know by which way. */
export function graphOf(context: Context, connection: WhatsAppConnection): Graph {
  return graphBy(routeOf(context, connection), { fetch: context.fetch });
}

/** What is done by hand where the account's route cannot do it; undefined where it can. */
export function unableTo(context: Context, connection: WhatsAppConnection, what: Cannot["what"]): Cannot | undefined {
  return routeOf(context, connection).cannot.find((cannot) => cannot.what === what);
}

export function routeOf({ config }: Pick<Context, "config">, { route, secrets }: WhatsAppConnection): Route {
  if (route === "cloud-api") {
    const { META_GRAPH_BASE: baseUrl, META_GRAPH_VERSION: version } = config;
    return cloudApi({ accessToken: secrets.accessToken, baseUrl, version });
  }
  const { D360_API_BASE, D360_HUB_BASE, D360_PARTNER_ID: partnerId, D360_PARTNER_API_KEY: apiKey } = config;
  const { apiKeys = {}, partnerAccountId: accountId } = secrets.dialog360 ?? {};
  const partner =
    partnerId && apiKey && accountId ? { partnerId, apiKey, accountId, baseUrl: D360_HUB_BASE } : undefined;
  return dialog360({ baseUrl: D360_API_BASE, apiKeys, partner });
}

/** Meta's Graph API with this token. */
export function graphWith({ config, fetch }: Context, accessToken: string): Graph {
  return graphClient({ fetch, accessToken, baseUrl: config.META_GRAPH_BASE, version: config.META_GRAPH_VERSION });
}

/** Meta's Graph API as the app itself. */
export function graphAsApp(context: Context, appId: string, appSecret: string): Graph {
  return graphWith(context, appToken(appId, appSecret));
}

/** What a code of Embedded Signup is worth: the customer's business token. @throws OutsideError */
export function tokenForCode({ config, fetch }: Context, app: SignupApp, code: string): Promise<string> {
  const settings = { fetch, baseUrl: config.META_GRAPH_BASE, version: config.META_GRAPH_VERSION };
  return exchangeCode(settings, { appId: app.appId, appSecret: app.appSecret, code });
}

/** The operator's own Meta app, where it offers Embedded Signup. */
export interface SignupApp {
  readonly appId: string;
  readonly appSecret: string;
  /** Of Meta's login configuration. */
  readonly configurationId: string;
}

/** Undefined where the operator is no Tech Provider: then accounts are connected by pasting. */
export function signupApp({ config }: Pick<Context, "config">): SignupApp | undefined {
  const { META_APP_ID: appId, META_APP_SECRET: appSecret, META_SIGNUP_CONFIG_ID: configurationId } = config;
  return appId && appSecret && configurationId ? { appId, appSecret, configurationId } : undefined;
}

/** The operator's own Meta app, where it offers Meta's hosted signup (WhatsApp reference 5.12). */
export interface HostedSignup {
  readonly appId: string;
  readonly appSecret: string;
  /** Of a system user of the operator's own business. */
  readonly systemToken: string;
  /** Meta's page, opened in a window of its own. */
  readonly url: string;
}

export function hostedSignup({ config }: Pick<Context, "config">): HostedSignup | undefined {
  const { META_APP_ID: appId, META_APP_SECRET: appSecret } = config;
  const { META_SYSTEM_USER_TOKEN: systemToken, META_HOSTED_SIGNUP_URL: url } = config;
  return appId && appSecret && systemToken && url ? { appId, appSecret, systemToken, url } : undefined;
}

/** The business token of a customer who went through the hosted signup. @throws OutsideError */
export function tokenOfBusiness(context: Context, app: HostedSignup, businessId: string): Promise<string> {
  return businessToken(graphWith(context, app.systemToken), { ...app, businessId });
}
