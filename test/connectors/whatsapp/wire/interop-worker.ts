/**
 * Random exchanges between our envelope and node-forge, in plain Node: node-forge's RSA is twenty times slower inside
 * jest. Answers how many agreed, and throws on the first that did not.
 */
import assert from "node:assert/strict";
import { randomInt } from "node:crypto";
import { parentPort, workerData } from "node:worker_threads";
import fc from "fast-check";
import { importPrivateKey, keyPairOf, openEnvelope, sealRequest } from "../../../../connectors/whatsapp/wire/index.ts";
import { sealExchange } from "../../../../phone/index.ts";
import { forgeUnwrap, openWithForge, sealWithForge as sealAnswerWithForge } from "../../../phone/forge-envelope.ts";
import { openReplyWithForge, sealWithForge, wrapWithForge } from "./sealing.ts";

export interface Order {
  readonly privatePem: string;
  /** Sealed by node-forge, opened by us, answered by us, read by node-forge. */
  readonly sealedByForge: number;
  /** Sealed by us (in turn: the phone's page, the server's self-check), opened by node-forge, and back. */
  readonly openedByForge: number;
  readonly seed: number;
}

export interface Agreed {
  readonly sealedByForge: number;
  readonly openedByForge: number;
}

/** UTF-8 bytes at the borders of GCM's blocks, of base64's groups, and of what travels in one piece. */
const lengths = [16, 32, 48, 64, 240, 256, 1_024, 4_096, 65_536].flatMap((border) => [border - 1, border, border + 1]);
const pieces = [
  "Zoë",
  "\u0000",
  "日本語",
  "𝕳𝖊",
  "👩‍👩‍👧",
  "\u202eabc",
  "e\u0301",
  "\ud800",
  '"\\/',
  "\u2028",
  "ß".repeat(15),
];

/** Any JSON, texts of every script, and texts of just that many bytes. */
function payloads(count: number, seed: number): unknown[] {
  const sized = fc.constantFrom(...lengths).map((bytes) => ({ a: "x".repeat(bytes - '{"a":""}'.length) }));
  const written = fc.dictionary(fc.string({ unit: "binary" }), fc.array(fc.constantFrom(...pieces)), { maxKeys: 5 });
  const any = fc.oneof(fc.jsonValue(), sized, written, fc.string({ unit: "binary" }), fc.double());
  // As JSON carries it: `-0` and lone surrogates arrive in another dress.
  return fc.sample(any, { numRuns: count, seed }).map((value) => JSON.parse(JSON.stringify(value)));
}

async function sealedByForge({ privatePem, sealedByForge: count, seed }: Order): Promise<number> {
  const key = await importPrivateKey(privatePem);
  const { publicPem } = keyPairOf(privatePem);
  const answers = payloads(count, seed + 1);
  for (const [at, clear] of payloads(count, seed).entries()) {
    const text = JSON.stringify(clear);
    const sealed = sealWithForge(wrapWithForge(publicPem), text);
    assert.equal(sealed.aesKey.length, 16);
    const opened = await openEnvelope(sealed.body, [key]);
    assert.ok(opened.ok, `${text} was refused`);
    assert.deepEqual(opened.clear, clear);
    const answer = JSON.stringify(answers[at]);
    assert.equal(openReplyWithForge(opened.reply.seal(answers[at]), sealed), answer);
  }
  return count;
}

async function openedByForge({ privatePem, openedByForge: count, seed }: Order): Promise<number> {
  const { publicPem } = keyPairOf(privatePem);
  const unwrap = forgeUnwrap(privatePem);
  for (const [at, clear] of payloads(count, seed + 2).entries()) {
    const sealed = at % 2 === 0 ? await sealExchange(publicPem, clear) : sealRequest(publicPem, clear);
    const opened = openWithForge(sealed.body, unwrap);
    assert.deepEqual(opened.clear, clear);
    const answer = { number: randomInt(1_000_000), clear };
    assert.deepEqual(await sealed.open(sealAnswerWithForge(answer, opened)), answer);
  }
  return count;
}

const order: Order = workerData;
const agreed: Agreed = {
  sealedByForge: await sealedByForge(order),
  openedByForge: await openedByForge(order),
};
parentPort?.postMessage(agreed);
