/**
 * Google's watches of forms, and the Pub/Sub push that tells of them: a bearer token signed by Google's keys, which lie open
 * (form-tools reference 3.7).
 */
import { createSign, generateKeyPairSync, randomUUID } from "node:crypto";
import type { Express, Request, Response } from "express";
import { z } from "zod";
import { jsonBody } from "../stand-in.ts";

export interface Watch {
  readonly id: string;
  readonly formId: string;
  readonly topic: string;
  readonly eventType: "SCHEMA" | "RESPONSES";
  readonly createTime: number;
  expireTime: number;
}

/** The operator's push subscription of a topic. */
export interface Subscription {
  readonly url: string;
  readonly audience: string;
  readonly account: string;
}

const week = 7 * 24 * 3_600_000;
const keyId = "sandbox-key-1";
/** Google's keys and somebody else's, made once they are asked for: each takes a tenth of a second. */
const google = lazily(() => generateKeyPairSync("rsa", { modulusLength: 2_048 }));
const stranger = lazily(() => generateKeyPairSync("rsa", { modulusLength: 2_048 }));

function lazily<Value>(make: () => Value): () => Value {
  let made: Value | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

export class Watches {
  readonly held = new Map<string, Watch>();
  /** By the topic's name. */
  readonly subscriptions = new Map<string, Subscription>();
  readonly statuses: number[] = [];
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  add(formId: string, topic: string, eventType: Watch["eventType"], id: string): Watch {
    const now = this.#now();
    const watch = { id, formId, topic, eventType, createTime: now, expireTime: now + week };
    this.held.set(id, watch);
    return watch;
  }

  renew(watch: Watch): void {
    watch.expireTime = this.#now() + week;
  }

  async tell(formId: string): Promise<void> {
    for (const watch of this.held.values()) {
      const subscription = this.subscriptions.get(watch.topic);
      if (watch.formId !== formId || watch.expireTime <= this.#now() || !subscription) continue;
      const { status } = await this.push(subscription, this.message(watch));
      this.statuses.push(status);
    }
  }

  message({ id, formId, eventType }: Pick<Watch, "id" | "formId" | "eventType">): string {
    const attributes = { eventType, formId, watchId: id };
    const publishTime = new Date(this.#now()).toISOString();
    const message = { attributes, data: "", messageId: randomUUID(), publishTime };
    return JSON.stringify({ message, subscription: "projects/sandbox/subscriptions/forms" });
  }

  push({ url }: Pick<Subscription, "url">, body: string, authorization?: string): Promise<Answer> {
    const [subscription] = this.subscriptions.values();
    const bearer = authorization ?? (subscription ? `Bearer ${this.token(subscription)}` : "");
    return fetch(url, { method: "POST", headers: { "content-type": "application/json", authorization: bearer }, body });
  }

  /** A token as Google signs it; `change` bends its claims, `by` its signature. */
  token(
    { audience, account }: Pick<Subscription, "audience" | "account">,
    change: Readonly<Record<string, unknown>> = {},
    by: "google" | "a stranger" | "nobody" = "google",
  ): string {
    const seconds = Math.floor(this.#now() / 1_000);
    const claims = {
      iss: "https://accounts.google.com",
      aud: audience,
      azp: "104000000000000000000",
      sub: "104000000000000000000",
      email: account,
      email_verified: true,
      iat: seconds,
      exp: seconds + 3_600,
      ...change,
    };
    const header = { alg: by === "nobody" ? "none" : "RS256", kid: keyId, typ: "JWT" };
    const signed = [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString("base64url")).join(".");
    if (by === "nobody") return `${signed}.`;
    const { privateKey: key } = by === "google" ? google() : stranger();
    return `${signed}.${createSign("RSA-SHA256").update(signed).sign(key).toString("base64url")}`;
  }
}

/** Not the one of Express. */
type Answer = Awaited<ReturnType<typeof fetch>>;

const newSchema = z.object({
  watch: z.object({
    target: z.object({ topic: z.object({ topicName: z.string().regex(/^projects\/[^/]+\/topics\/[^/]+$/) }) }),
    eventType: z.enum(["SCHEMA", "RESPONSES"]),
  }),
  watchId: z
    .string()
    .regex(/^[a-z-]{4,63}$/)
    .optional(),
});

export interface WatchDoor {
  readonly forms: { has(formId: string): boolean };
  readonly mayNot: (request: Request, response: Response) => boolean;
  readonly refuse: (response: Response, code: number, status: string, message: string) => void;
}

export function watchRoutes(routes: Express, watches: Watches, { forms, mayNot, refuse }: WatchDoor): void {
  const shown = ({ id, topic, eventType, createTime, expireTime }: Watch) => ({
    id,
    target: { topic: { topicName: topic } },
    eventType,
    createTime: new Date(createTime).toISOString(),
    expireTime: new Date(expireTime).toISOString(),
    state: "ACTIVE",
  });
  routes.get("/oauth2/v3/certs", (_request, response) => {
    response.json({
      keys: [{ ...google().publicKey.export({ format: "jwk" }), kid: keyId, alg: "RS256", use: "sig" }],
    });
  });
  routes.get("/v1/forms/:formId/watches", (request, response) => {
    if (mayNot(request, response)) return;
    const mine = [...watches.held.values()].filter(({ formId }) => formId === request.params.formId);
    response.json(mine.length === 0 ? {} : { watches: mine.map(shown) });
  });
  routes.post("/v1/forms/:formId/watches", (request, response) => {
    if (mayNot(request, response)) return;
    const { formId } = request.params;
    if (!forms.has(formId)) return refuse(response, 404, "NOT_FOUND", "Requested entity was not found.");
    const asked = newSchema.safeParse(jsonBody(request)).data;
    if (!asked) return refuse(response, 400, "INVALID_ARGUMENT", "Request contains an invalid argument.");
    const { eventType, target } = asked.watch;
    const there = [...watches.held.values()].some((each) => each.formId === formId && each.eventType === eventType);
    if (there) return refuse(response, 409, "ALREADY_EXISTS", "Requested entity already exists.");
    const made = watches.add(formId, target.topic.topicName, eventType, asked.watchId ?? `watch-${randomUUID()}`);
    response.json(shown(made));
  });
  // A colon begins a parameter, so the verb behind it is taken off by hand.
  routes.post(/^\/v1\/forms\/([^/]+)\/watches\/([^/:]+):renew$/, (request, response) => {
    if (mayNot(request, response)) return;
    const [, formId = "", id = ""] = /\/forms\/([^/]+)\/watches\/([^/:]+):renew$/.exec(request.path) ?? [];
    const watch = watches.held.get(id);
    if (watch?.formId !== formId) return refuse(response, 404, "NOT_FOUND", "Requested entity was not found.");
    watches.renew(watch);
    response.json(shown(watch));
  });
}
