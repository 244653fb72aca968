/** Plain calls to the stand-in, as any HTTP client would make them. */
import { DEFAULT_WORLD, type WhatsAppStandIn } from "../../../sandbox/whatsapp/index.ts";

export interface Answer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests look at any part of any answer.
  readonly body: any;
}

export const { accountId, phoneNumberId, appId, appSecret, token } = DEFAULT_WORLD;
export const appToken = `${appId}|${appSecret}`;

/** `bearer` is the token; `""` sends none. */
export function graph(standIn: WhatsAppStandIn, bearer: string = token) {
  const call = async (
    method: string,
    path: string,
    body?: string | FormData | URLSearchParams,
    type?: string,
  ): Promise<Answer> => {
    const answer = await fetch(`${standIn.url}/v23.0${path}`, {
      method,
      headers: { ...(bearer && { authorization: `Bearer ${bearer}` }), ...(type && { "content-type": type }) },
      ...(body !== undefined && { body }),
    });
    return { status: answer.status, body: await answer.json() };
  };
  return {
    get: (path: string) => call("GET", path),
    del: (path: string) => call("DELETE", path),
    post: (path: string, body?: unknown) =>
      body === undefined ? call("POST", path) : call("POST", path, JSON.stringify(body), "application/json"),
    form: (path: string, fields: Record<string, string>) => call("POST", path, new URLSearchParams(fields)),
    raw: (path: string, body: string, type: string) => call("POST", path, body, type),
    upload: (path: string, flowJson: string, fields: Record<string, string> = {}) => {
      const form = new FormData();
      for (const [name, value] of Object.entries({ name: "flow.json", asset_type: "FLOW_JSON", ...fields }))
        form.set(name, value);
      form.set("file", new Blob([flowJson], { type: "application/json" }), "flow.json");
      return call("POST", path, form);
    },
  };
}
