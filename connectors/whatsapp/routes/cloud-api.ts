/** The Cloud API itself: Meta's Graph API with a token. It can do everything. */
import type { Call, Placed, Route } from "./route.ts";

export interface CloudApiSettings {
  /** A system user's token, or the app's own. */
  readonly accessToken: string;
  /** Without a slash at the end. */
  readonly baseUrl: string;
  readonly version: string;
}

export function cloudApi({ accessToken, baseUrl, version }: CloudApiSettings): Route {
  return {
    name: "cloud-api",
    cannot: [],
    place: ({ path, query = {}, body }: Call): Placed => {
      const url = [baseUrl, version, ...path.map(encodeURIComponent)].join("/");
      return {
        kind: "placed",
        url: withQuery(url, query),
        headers: {
          authorization: `Bearer ${accessToken}`,
          ...(body && "json" in body && { "content-type": "application/json" }),
        },
        ...(body && { body: "json" in body ? JSON.stringify(body.json) : body.form }),
      };
    },
  };
}

export function withQuery(url: string, query: Readonly<Record<string, string>>): string {
  return Object.keys(query).length > 0 ? `${url}?${new URLSearchParams(query)}` : url;
}
