/**
 * What Pub/Sub pushes about watched forms, and whether it comes from Google: its bearer token is an OpenID Connect token of
 * the subscription's service account, for our address (form-tools reference 3.7).
 */
import { createPublicKey, type JsonWebKey, verify } from "node:crypto";
import { z } from "zod";
import { call, parsed, type Wire } from "../json-call.ts";

export interface PushRules {
  /** Our own address, as the subscription names it. */
  readonly audience: string;
  /** E-mail of the service account as which the subscription calls. */
  readonly account: string;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** Google's public keys by their ids. */
export type KeyFinder = (id: string) => Promise<JsonWebKey | undefined>;

const headerSchema = z.object({ alg: z.literal("RS256"), kid: z.string().min(1).max(200) });
const claimsSchema = z.object({
  iss: z.enum(["https://accounts.google.com", "accounts.google.com"]),
  aud: z.string(),
  email: z.string(),
  email_verified: z.literal(true),
  /** Epoch seconds. */
  exp: z.number(),
  iat: z.number(),
});

/** How far apart our clock and Google's may be. */
const leewayMs = 60_000;
const longestToken = 8_192;

/** @throws what `keyOf` throws; anything wrong with the token itself is `false` */
export async function verifyPush(
  authorization: string | undefined,
  keyOf: KeyFinder,
  { audience, account, now }: PushRules,
): Promise<boolean> {
  const token = /^Bearer ([\w.-]+)$/i.exec(authorization ?? "")?.[1] ?? "";
  const [head = "", body = "", signature = "", ...more] = token.split(".");
  if (token.length > longestToken || more.length > 0) return false;
  const header = headerSchema.safeParse(partOf(head)).data;
  const claims = claimsSchema.safeParse(partOf(body)).data;
  if (!header || !claims) return false;
  const good =
    claims.aud === audience &&
    claims.email === account &&
    claims.exp * 1_000 > now - leewayMs &&
    claims.iat * 1_000 < now + leewayMs;
  // Keys are asked for only where all else is right: nobody can make us ask by sending rubbish.
  const key = good ? await keyOf(header.kid) : undefined;
  return key !== undefined && isSigned(key, `${head}.${body}`, signature);
}

function isSigned(key: JsonWebKey, signed: string, signature: string): boolean {
  try {
    const publicKey = createPublicKey({ key, format: "jwk" });
    return verify("RSA-SHA256", Buffer.from(signed), publicKey, Buffer.from(signature, "base64url"));
  } catch {
    return false;
  }
}

function partOf(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, "base64url").toString("utf8"));
  } catch {
    return undefined;
  }
}

const keysSchema = z.object({
  keys: z.array(z.object({ kid: z.string(), kty: z.literal("RSA"), n: z.string(), e: z.string() })),
});

export interface KeyOptions extends Wire {
  /** `https://www.googleapis.com` */
  readonly certsBase: string;
  readonly now: () => number;
}

const keptMs = 60 * 60_000;
/** An unknown key is asked for again after so long at the earliest. */
const againMs = 60_000;

/** Asks for Google's keys now and then, and for one that is new. */
export function googleKeys({ certsBase, now, ...wire }: KeyOptions): KeyFinder {
  let kept: { readonly keys: ReadonlyMap<string, JsonWebKey>; readonly at: number } | undefined;
  return async (id) => {
    const age = kept ? now() - kept.at : Number.POSITIVE_INFINITY;
    if (kept && age < (kept.keys.has(id) ? keptMs : againMs)) return kept.keys.get(id);
    const url = new URL("/oauth2/v3/certs", certsBase);
    const calling = { tool: "google", label: "Google", method: "GET", url } as const;
    const { keys } = parsed(calling, await call(wire, calling), keysSchema);
    kept = { keys: new Map(keys.map(({ kid, kty, n, e }) => [kid, { kty, n, e }])), at: now() };
    return kept.keys.get(id);
  };
}

export interface FormPush {
  readonly formId: string;
  readonly eventType: string;
  /** The same for every delivery of this message. */
  readonly messageId: string;
}

const pushSchema = z.object({
  message: z.object({
    attributes: z.object({ formId: z.string().max(200), eventType: z.string().max(100) }),
    messageId: z.string().min(1).max(200),
  }),
});

/** What a verified body tells; undefined for what is no message about a form. */
export function formPushOf(json: unknown): FormPush | undefined {
  const message = pushSchema.safeParse(json).data?.message;
  return message && { ...message.attributes, messageId: message.messageId };
}
