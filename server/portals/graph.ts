import { appToken, type Graph, graphClient } from "../../connectors/whatsapp/client.ts";
import type { Context } from "../context.ts";

/** Meta's Graph API with this token. */
export function graphWith({ config, fetch }: Context, accessToken: string): Graph {
  return graphClient({ fetch, accessToken, baseUrl: config.META_GRAPH_BASE, version: config.META_GRAPH_VERSION });
}

/** Meta's Graph API as the app itself. */
export function graphAsApp(context: Context, appId: string, appSecret: string): Graph {
  return graphWith(context, appToken(appId, appSecret));
}
