/** Two implementations that share no code: ours (WebCrypto and OpenSSL) and node-forge (JavaScript alone). */
import { once } from "node:events";
import path from "node:path";
import { Worker } from "node:worker_threads";
import { expect, it } from "@jest/globals";
import { generateKeyPair } from "../../../../connectors/whatsapp/wire/index.ts";
import type { Agreed, Order } from "./interop-worker.ts";

/** In a worker with a key pair of its own. */
async function exchanged(order: Omit<Order, "privatePem">): Promise<Agreed> {
  const { privatePem } = await generateKeyPair();
  const worker = new Worker(path.join(import.meta.dirname, "interop-worker.ts"), {
    workerData: { ...order, privatePem } satisfies Order,
  });
  const [agreed] = await once(worker, "message");
  return agreed;
}

it("opens 10,000 random exchanges that node-forge sealed, and node-forge opens 200 of ours; the answers, too", async () => {
  const half = { sealedByForge: 5_000, openedByForge: 100 };
  const agreed = await Promise.all([20_000, 30_000].map((seed) => exchanged({ ...half, seed })));
  expect(agreed).toEqual([half, half]);
}, 240_000);
