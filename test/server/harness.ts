/**
 * A server over an empty store, with one portal, one connected WhatsApp account and one published Flow: everything that
 * an exchange needs, and no outside world.
 */
import { createHmac } from "node:crypto";
import { once } from "node:events";
import { createServer as createHttpServer, request } from "node:http";
import { text } from "node:stream/consumers";
import { compile } from "../../core/flow/index.ts";
import type { Form } from "../../core/form/types.ts";
import { suggestMapping } from "../../core/mapping/index.ts";
import { sealExchange } from "../../phone/index.ts";
import { createServer, type Server } from "../../server/app.ts";
import type { Context } from "../../server/context.ts";
import { flowTokens } from "../../server/conversation/tokens.ts";
import { keyRings } from "../../server/keys/rings.ts";
import { personWithWaId } from "../../server/people/people.ts";
import { saveConnection } from "../../server/portals/connections.ts";
import { metaApps } from "../../server/portals/meta-apps.ts";
import { savePortal } from "../../server/portals/store.ts";
import { type Row, write } from "../../server/store/index.ts";
import { type Differences, testContext } from "./context.ts";

export const appSecret = "an-app-secret-that-nobody-guesses";
export const portalId = "4417203";
const otherPortalId = "5520881";

/** Two screens: a name and an e-mail, then a choice. */
export const sampleForm: Form = {
  source: { tool: "typeform", formId: "sample", revision: "1" },
  title: "A short form",
  language: "en",
  sections: [
    { id: "you", title: "You", items: ["full_name", "email"] },
    { id: "wish", title: "Your wish", items: ["topic"] },
  ],
  fields: {
    full_name: field("full_name", "What is your name?", { kind: "short_text" as const }),
    email: field("email", "Your e-mail", { kind: "email" as const }),
    topic: field("topic", "What is it about?", {
      kind: "single_choice" as const,
      allowOther: false,
      choices: [
        { id: "kitchen", label: "Kitchen", value: "Kitchen" },
        { id: "bath", label: "Bathroom", value: "Bathroom" },
      ],
    }),
  },
  hidden: [],
  notices: [],
};

function field<Kind>(id: string, title: string, kind: Kind) {
  return { id, title, required: true, source: { id, type: "sample" }, ...kind };
}

export interface Harness {
  readonly context: Context;
  readonly server: Server;
  readonly url: string;
  readonly endpointPath: string;
  readonly publicKey: string;
  readonly screens: readonly string[];
  /** Moves the server's clock. */
  passTime(ms: number): void;
  /** A new send's token. */
  newToken(): Promise<string>;
  /** A token of another Flow: of the same portal, or of another one. */
  newTokenOf(other: "another Flow" | "another portal"): Promise<string>;
  /** Seals, signs and posts one request, as a phone does through Meta. */
  exchange(clear: unknown): Promise<{ status: number; clear: unknown }>;
  /** Asks as the operator, about this portal; what a change changes is seen by the next exchange. */
  operator(route: string, body: Record<string, unknown>): Promise<unknown>;
  /** Everything that an exchange may change. */
  state(): Promise<unknown>;
  /** The counter of the Flow endpoint with this outcome. */
  counted(outcome: string): Promise<number>;
  close(): Promise<void>;
}

export async function startHarness(form: Form = sampleForm, differences: Differences = {}): Promise<Harness> {
  const { context, passTime } = await testContext(differences);
  const { store } = context;
  const server = createServer(context);
  const flow = await seedFlow(context, form, await seedPortal(context, portalId));
  const elsewhere = {
    "another Flow": onlyOnce(() => seedFlow(context, form, portalId, "2")),
    "another portal": onlyOnce(async () => seedFlow(context, form, await seedPortal(context, otherPortalId), "3")),
  };
  const http = createHttpServer(server.app).listen(0, "127.0.0.1");
  await once(http, "listening");
  const address = http.address();
  const url = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
  const endpointPath = `/flow/${flow.endpointId}`;

  return {
    context,
    server,
    url,
    endpointPath,
    publicKey: flow.publicKey,
    screens: flow.screens,
    passTime,
    newToken: () => newToken(context, flow),
    newTokenOf: async (other) => newToken(context, await elsewhere[other]()),
    exchange: async (clear) => {
      const sealed = await sealExchange(flow.publicKey, clear);
      const { status, body } = await post(`${url}${endpointPath}`, sealed.body, signed(sealed.body));
      return { status, clear: body === "" ? undefined : await sealed.open(body) };
    },
    operator: async (route, body) => {
      const response = await fetch(`${url}/operator/${route}`, {
        method: "POST",
        headers: {
          authorization: `Bearer ${context.config.FLOWELLA_OPERATOR_TOKEN}`,
          "content-type": "application/json",
        },
        body: JSON.stringify({ portalId, ...body }),
      });
      // A change is seen within a second by every process.
      passTime(1_001);
      return response.json();
    },
    state: async () => {
      const { db, all } = store.everyPortal();
      return {
        sessions: await all(db.selectFrom("sessions").selectAll().orderBy("id")),
        submissions: await all(db.selectFrom("submissions").selectAll().orderBy("id")),
        steps: await all(db.selectFrom("steps").select(["id", "step", "submission_id"]).orderBy("id")),
      };
    },
    counted: async (outcome) => {
      const metrics = await (await fetch(`${url}/metrics`)).text();
      const line = metrics
        .split("\n")
        .find((text) => text.startsWith(`flowella_exchanges_total{outcome="${outcome}"}`));
      return Number(line?.split(" ")[1] ?? 0);
    },
    close: async () => {
      http.closeAllConnections();
      http.close();
      await server.stop();
      await store.close();
    },
  };
}

export function signed(body: string, secret = appSecret): string {
  return `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;
}

/** Not `fetch`: that repeats a request by itself when the answer is 421. */
export function post(url: string, body: string, signature?: string): Promise<{ status: number; body: string }> {
  const headers = { "content-type": "application/json", ...(signature && { "x-hub-signature-256": signature }) };
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: "POST", headers }, async (response) => {
      resolve({ status: response.statusCode ?? 0, body: await text(response) });
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

function onlyOnce<Result>(work: () => Promise<Result>): () => Promise<Result> {
  let begun: Promise<Result> | undefined;
  return () => {
    begun ??= work();
    return begun;
  };
}

interface SeededFlow {
  readonly portalId: string;
  readonly endpointId: string;
  readonly publicKey: string;
  readonly screens: readonly string[];
  readonly ids: { readonly flow_id: string; readonly version_id: string };
}

/** @returns its id */
async function seedPortal(context: Context, id: string): Promise<string> {
  const key = context.vault.newPortalKey(id);
  const portal = { id, world: "sandbox" as const, uiDomain: "app.hubspot.com", installerSealed: null };
  await context.store.everyPortal().commit([key.write, savePortal(context, portal)]);
  return id;
}

/** A connected account and a published Flow on it; `number` is in their ids. */
async function seedFlow(context: Context, form: Form, portal: string, number = "1"): Promise<SeededFlow> {
  const { store, vault } = context;
  const tenant = store.of(portal);
  const app = await metaApps(context).save("9001", appSecret);
  const connection = {
    id: `con_${number}`,
    portalId: portal,
    system: "whatsapp" as const,
    externalId: `20400000000000${number}`,
    metaAppId: app.id,
    secrets: { accessToken: "token" },
  };
  const compiled = compile(form);
  const flow: Row<"flows"> = {
    id: `flw_${number}`,
    endpoint_id: `ep_${number}`,
    connection_id: connection.id,
    meta_flow_id: `7${number}`,
    name: form.title,
    status: "published",
    source_tool: form.source.tool,
    source_form_id: form.source.formId,
    current_version_id: `ver_${number}`,
    previous_version_id: null,
    settings: "{}",
    template_name: null,
    template_language: null,
    created_at: 1,
  };
  const version: Row<"flow_versions"> = {
    id: `ver_${number}`,
    flow_id: flow.id,
    number: 1,
    form: JSON.stringify(form),
    compiled: JSON.stringify(compiled),
    mapping: JSON.stringify(suggestMapping(form)),
    created_at: 1,
  };
  await tenant.commit([
    saveConnection(context, connection, await vault.portal(portal)),
    write(tenant.db.insertInto("flows").values(flow), 1),
    write(tenant.db.insertInto("flow_versions").values(version), 1),
  ]);
  return {
    portalId: portal,
    endpointId: flow.endpoint_id,
    publicKey: await keyRings(context).publicKeyOf(portal, connection.id),
    screens: compiled.screens.map(({ id }) => id),
    ids: { flow_id: flow.id, version_id: version.id },
  };
}

let sends = 0;

async function newToken(context: Context, { portalId: portal, ids }: SeededFlow): Promise<string> {
  const tenant = context.store.of(portal);
  const tokens = flowTokens(context);
  const token = tokens.issue();
  sends += 1;
  const personId = await personWithWaId(context, portal, `39347000${String(sends).padStart(4, "0")}`);
  const at = context.now();
  const send: Row<"sends"> = {
    id: `snd_${sends}`,
    person_id: personId,
    ...ids,
    sender_id: "106",
    idempotency_key: `key-${sends}`,
    channel: "message",
    status: "sent",
    reason: null,
    wamid: null,
    contact_sealed: null,
    source: "operator",
    country: null,
    created_at: at,
    updated_at: at,
  };
  const session: Row<"sessions"> = {
    id: `ses_${sends}`,
    person_id: personId,
    send_id: send.id,
    ...ids,
    token_hash: tokens.hashOf(token) ?? "",
    state: "sent",
    screen: null,
    answers_sealed: null,
    hidden_sealed: null,
    revision: 0,
    submission_id: null,
    round: 1,
    answered_at: null,
    expires_at: at + 3_600_000,
    created_at: at,
    updated_at: at,
  };
  await tenant.commit([
    write(tenant.db.insertInto("sends").values(send), 1),
    write(tenant.db.insertInto("sessions").values(session), 1),
  ]);
  return token;
}
