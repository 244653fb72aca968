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
import { sealExchange } from "../../phone/index.ts";
import { createServer, type Server } from "../../server/app.ts";
import type { Context } from "../../server/context.ts";
import { flowTokens } from "../../server/conversation/tokens.ts";
import { keyRings } from "../../server/keys/rings.ts";
import { personWithWaId } from "../../server/people/people.ts";
import { saveConnection } from "../../server/portals/connections.ts";
import { metaApps } from "../../server/portals/meta-apps.ts";
import { write } from "../../server/store/index.ts";
import { type Differences, testContext } from "./context.ts";
import { addPortal, flowWrites, sendRow, sessionRow } from "./rows.ts";

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
  await addPortal(context, portalId);
  const flow = await seedFlow(context, form, portalId);
  const elsewhere = {
    "another Flow": onlyOnce(() => seedFlow(context, form, portalId, "2")),
    "another portal": onlyOnce(async () => {
      await addPortal(context, otherPortalId);
      return seedFlow(context, form, otherPortalId, "3");
    }),
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
        steps: await all(db.selectFrom("steps").select(["id", "step", "submission_id"]).orderBy("step").orderBy("id")),
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
  const ids = { flow_id: `flw_${number}`, version_id: `ver_${number}` };
  const at = { endpoint_id: `ep_${number}`, connection_id: connection.id, meta_flow_id: `7${number}` };
  await tenant.commit([
    saveConnection(context, connection, await vault.portal(portal)),
    ...flowWrites(context, portal, form, ids, at),
  ]);
  return {
    portalId: portal,
    endpointId: at.endpoint_id,
    publicKey: await keyRings(context).publicKeyOf(portal, connection.id),
    screens: compile(form).screens.map(({ id }) => id),
    ids,
  };
}

let sends = 0;

async function newToken(context: Context, { portalId: portal, ids }: SeededFlow): Promise<string> {
  const tenant = context.store.of(portal);
  const tokens = flowTokens(context);
  const token = tokens.issue();
  sends += 1;
  const personId = await personWithWaId(context, portal, `39347000${String(sends).padStart(4, "0")}`);
  const send = sendRow(`snd_${sends}`, personId, ids, context.now());
  const session = sessionRow(`ses_${sends}`, send, tokens.hashOf(token) ?? "", 3_600_000);
  await tenant.commit([
    write(tenant.db.insertInto("sends").values(send), 1),
    write(tenant.db.insertInto("sessions").values(session), 1),
  ]);
  return token;
}
