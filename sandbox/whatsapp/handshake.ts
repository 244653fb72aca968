/** Meta's check that a callback is ours: a GET whose challenge must come back alone (WhatsApp reference 7.1). */
import { badParameter } from "./graph-error.ts";

const CHALLENGE = "1158201444";
const TIMEOUT_MS = 10_000;

/** Throws code 100 unless the callback answers 200 with the challenge as its whole body. */
export async function shakeHands(callbackUrl: string, verifyToken: string): Promise<void> {
  const url = parseUrl(callbackUrl);
  url.searchParams.set("hub.mode", "subscribe");
  url.searchParams.set("hub.challenge", CHALLENGE);
  url.searchParams.set("hub.verify_token", verifyToken);
  const answer = await fetch(url, { redirect: "manual", signal: AbortSignal.timeout(TIMEOUT_MS) }).catch(
    () => undefined,
  );
  if (!answer) throw badParameter("The callback URL cannot be reached.");
  const body = await answer.text();
  if (answer.status !== 200)
    throw badParameter(`The callback URL answered ${answer.status} to the verification request.`);
  if (body !== CHALLENGE) throw badParameter("The callback URL did not answer with the challenge.");
}

/** Meta insists on https; plain http is taken on loopback only, where this stand-in lives. */
export function parseUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const loopback = url !== undefined && ["127.0.0.1", "localhost", "[::1]"].includes(url.hostname);
  if (!url || !(url.protocol === "https:" || (url.protocol === "http:" && loopback)))
    throw badParameter("The URL must be an https URL.");
  return url;
}
