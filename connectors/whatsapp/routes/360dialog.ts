/**
 * 360dialog in front of the Cloud API: the same bodies, but other hosts and paths, and a key that names the number
 * (WhatsApp reference 5.18). What is not documented there, or only seen to be alike, is not called.
 */
import { OutsideError } from "../../../core/errors.ts";
import { limits, notAsPartner } from "./360dialog-limits.ts";
import { templateAnswer, templatePage } from "./360dialog-templates.ts";
import { withQuery } from "./cloud-api.ts";
import type { Call, Cannot, Placed, Route } from "./route.ts";

/** What the operator has as a partner of 360dialog. */
export interface Partner {
  readonly partnerId: string;
  readonly apiKey: string;
  /** 360dialog's own id of the WhatsApp account. */
  readonly accountId: string;
  /** 360dialog's hub, without a slash at the end. */
  readonly baseUrl: string;
}

export interface Dialog360Settings {
  /** Of the messaging API, without a slash at the end. */
  readonly baseUrl: string;
  /** One for each number, by our id of the number. */
  readonly apiKeys: Readonly<Record<string, string>>;
  /** Without it, Flows are managed by hand. */
  readonly partner?: Partner | undefined;
}

export function dialog360(settings: Dialog360Settings): Route {
  const cannot = settings.partner
    ? [limits.release, limits.editTemplates, limits.facts, limits.register, limits.signature]
    : [notAsPartner, limits.editTemplates, limits.facts, limits.register, limits.signature];
  return { name: "360dialog", cannot, place: (call) => place(settings, call), read, refusal };
}

function place(settings: Dialog360Settings, call: Call): Placed | Cannot {
  switch (call.about) {
    case "message":
      return messaging(settings, call, "/messages");
    case "key":
      return messaging(settings, call, "/whatsapp_business_encryption");
    case "hook":
      return messaging(settings, call, "/v1/configs/webhook");
    case "templates":
      return messaging(settings, call, "/v1/configs/templates");
    case "template":
      return limits.editTemplates;
    case "flows":
      return partners(settings, call, "");
    case "flow":
      return call.method === "GET" ? partners(settings, call, `/${last(call.path, 1)}`) : limits.release;
    case "flow-json":
      return partners(settings, call, `/${last(call.path, 2)}/assets`);
    case "flow-release":
      return settings.partner ? limits.release : notAsPartner;
    case "registration":
      return limits.register;
    default:
      return limits.facts;
  }
}

/** Of a path that ends in so many segments from here on, the first of them, escaped. */
function last(path: readonly string[], count: number): string {
  return encodeURIComponent(path.at(-count) ?? "");
}

/** The key names the number, so its id is not in the path. Templates belong to the account: any of its keys will do. */
function messaging({ baseUrl, apiKeys }: Dialog360Settings, call: Call, path: string): Placed {
  const [number = ""] = call.path;
  const apiKey = call.about === "templates" ? Object.values(apiKeys)[0] : apiKeys[number];
  if (apiKey === undefined) {
    throw new OutsideError(
      "360dialog's API key of this number is missing. Paste it on the page that connects WhatsApp.",
      {
        code: "whatsapp.token",
        remedy: "authorise",
      },
    );
  }
  const { after } = call.query ?? {};
  const query = after === undefined ? {} : { offset: after };
  return {
    kind: "placed",
    url: withQuery(`${baseUrl}${path}`, query),
    ...bodyOf(call, { "D360-API-KEY": apiKey }),
  };
}

function partners({ partner }: Dialog360Settings, call: Call, path: string): Placed | Cannot {
  if (!partner) return notAsPartner;
  const { baseUrl, partnerId, accountId, apiKey } = partner;
  const flows = `partners/${encodeURIComponent(partnerId)}/waba_accounts/${encodeURIComponent(accountId)}/flows`;
  return {
    kind: "placed",
    url: withQuery(`${baseUrl}/api/v2/${flows}${path}`, call.query ?? {}),
    ...bodyOf(call, { "X-API-Key": apiKey }),
  };
}

/** Forms go as 360dialog's clients are seen to send them: a file as a form, a new Flow as JSON, a key as plain pairs. */
function bodyOf({ about, body }: Call, proof: Record<string, string>): Pick<Placed, "headers" | "body"> {
  if (!body) return { headers: proof };
  const json = { ...proof, "content-type": "application/json" };
  if ("json" in body) return { headers: json, body: JSON.stringify(body.json) };
  if (about === "flow-json") return { headers: proof, body: body.form };
  const pairs = [...body.form].map(([name, value]) => [name, String(value)] as const);
  if (about === "key") {
    const headers = { ...proof, "content-type": "application/x-www-form-urlencoded" };
    return { headers, body: new URLSearchParams(pairs.map(([name, value]) => [name, value])).toString() };
  }
  const values = pairs.map(([name, value]) => [name, name === "categories" ? JSON.parse(value) : value] as const);
  return { headers: json, body: JSON.stringify(Object.fromEntries(values)) };
}

function read(call: Call, answer: unknown): unknown {
  if (call.about !== "templates") return answer;
  return call.method === "GET" ? templatePage(call, answer) : templateAnswer(call, answer);
}

/** How 360dialog says that it does not know a key is not documented; the status is. */
const refusal: NonNullable<Route["refusal"]> = ({ status }) =>
  status === 401 || status === 403
    ? new OutsideError("360dialog does not accept the API key (any more). Paste a new one; only the newest works.", {
        code: "whatsapp.token",
        remedy: "authorise",
        status,
      })
    : undefined;
