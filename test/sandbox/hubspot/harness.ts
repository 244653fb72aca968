/** A HubSpot with one app, one portal and a clock that only moves when told; answers are checked against the specs. */
import { afterEach, beforeEach } from "@jest/globals";
import { z } from "zod";
import {
  type Behaviour,
  demoPortal,
  type HubSpotApp,
  type HubSpotStandIn,
  startHubSpot,
} from "../../../sandbox/hubspot/index.ts";
import { checkAnswers, specsAreHere } from "./specs.ts";

export const app: HubSpotApp = {
  appId: 812_001,
  name: "Flows <for> tests",
  clientId: "client-a",
  clientSecret: "yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy",
  redirectUris: ["https://app.example.com/hubspot/callback"],
  requiredScopes: [
    "oauth",
    "crm.objects.contacts.read",
    "crm.objects.contacts.write",
    "crm.schemas.contacts.read",
    "crm.schemas.contacts.write",
    "forms",
  ],
  optionalScopes: ["crm.objects.owners.read", "automation"],
};

const anyObject = z.record(z.string(), z.unknown());
const textValues = z.record(z.string(), z.string().nullable());
export const recordSchema = z.looseObject({ id: z.string(), properties: textValues, archived: z.boolean() });
export const pageSchema = z.looseObject({
  results: z.array(anyObject),
  paging: z.object({ next: z.looseObject({ after: z.string() }) }).optional(),
});
export const searchSchema = z.looseObject({ total: z.number(), results: z.array(recordSchema) });
export const errorSchema = z.looseObject({
  message: z.string(),
  category: z.string().optional(),
  correlationId: z.string(),
  errors: z.array(z.looseObject({ message: z.string() })).optional(),
});

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
  as<T>(schema: z.ZodType<T>): T;
}

export interface Bench {
  readonly hubspot: HubSpotStandIn;
  readonly clock: { now: number };
  token: string;
  /** Sends `body` as JSON, a string as it is. */
  api(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Reply>;
  submit(formId: string, body: unknown, portalId?: number): Promise<Reply>;
  contact(properties: Record<string, string>): Promise<string>;
}

export const contactsPath = "/crm/objects/2026-03/contacts";

/** Declares the bench for every test of a file. */
export function useBench(behaviour: Partial<Behaviour> = {}): Bench {
  let current: HubSpotStandIn | undefined;
  const hubspot = (): HubSpotStandIn => {
    if (!current) throw new Error("Only inside a test.");
    return current;
  };
  const bench: Bench = {
    get hubspot() {
      return hubspot();
    },
    clock: { now: 0 },
    token: "",
    api: (method, path, body, headers = {}) => send(hubspot().apiUrl + path, method, bench.token, body, headers),
    submit: (formId, body, portalId = demoPortal.id) =>
      send(
        `${hubspot().formsUrl}/submissions/v3/integration/secure/submit/${portalId}/${formId}`,
        "POST",
        bench.token,
        body,
        {},
      ),
    contact: async (properties) => {
      const reply = await bench.api("POST", contactsPath, { properties, associations: [] });
      return reply.as(recordSchema).id;
    },
  };
  beforeEach(async () => {
    bench.clock.now = Date.UTC(2026, 10, 20, 10);
    const relaxed = { callsPerTenSeconds: 10_000, searchesPerSecond: 1_000 };
    current = await startHubSpot({
      apps: [app],
      portals: [demoPortal],
      now: () => bench.clock.now,
      behaviour: { ...relaxed, ...behaviour },
    });
    bench.token = current.install(app.clientId, demoPortal.id).accessToken;
  });
  afterEach(async () => {
    const { exchanges } = hubspot().api;
    await hubspot().close();
    if (!specsAreHere) return;
    const { problems } = checkAnswers(exchanges);
    if (problems.length > 0) throw new Error(`Answers that do not fit HubSpot's specs:\n${problems.join("\n")}`);
  });
  return bench;
}

async function send(
  url: string,
  method: string,
  token: string,
  body: unknown,
  headers: Record<string, string>,
): Promise<Reply> {
  const payload = body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) };
  const response = await fetch(url, {
    method,
    headers: {
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...headers,
    },
    ...payload,
  });
  const text = await response.text();
  const parsed: unknown = text === "" ? undefined : JSON.parse(text);
  return { status: response.status, headers: response.headers, body: parsed, as: (schema) => schema.parse(parsed) };
}
