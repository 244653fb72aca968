/** A thread that does nothing but RSA; see rsa-threads.ts. */
import type { KeyObject } from "node:crypto";
import { parentPort } from "node:worker_threads";
import { unwrapHere } from "./rsa.ts";

/** What the thread is asked at once. */
export interface Job {
  readonly key: KeyObject;
  readonly wrapped: Uint8Array;
}

parentPort?.on("message", (jobs: readonly Job[]) => {
  parentPort?.postMessage(jobs.map(({ key, wrapped }) => unwrapHere(key, wrapped)));
});
