import { appToken, type Graph, graphClient } from "../../connectors/whatsapp/client.ts";
import { exchangeCode } from "../../connectors/whatsapp/signup.ts";
import type { Context } from "../context.ts";

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
