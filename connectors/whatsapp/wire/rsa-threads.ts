/**
 * Threads that do a server's RSA, so that its event loop has its core for itself.
 *
 * A thread gets several jobs in one message, as many as came in while it was busy: under load that makes the messages
 * cheap, and a lone job never waits for company. Nothing else goes over: no thread holds anything between two messages.
 */
import type { KeyObject } from "node:crypto";
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { UnwrapKey } from "./rsa.ts";
import type { Job } from "./rsa-thread.ts";

export interface RsaThreads {
  readonly unwrap: UnwrapKey;
  /** Ends the threads. What is asked afterwards starts them again. */
  close(): Promise<void>;
}

interface Waiting extends Job {
  readonly resolve: (unwrapped: Uint8Array | undefined) => void;
  readonly reject: (reason: Error) => void;
}

interface Thread {
  readonly worker: Worker;
  /** What it is at. */
  batch: readonly Waiting[];
}

/** More would make the first of them wait for the last. */
const mostAtOnce = 4;

/** One core is the event loop's. */
const threadCount = Math.max(1, availableParallelism() - 1);

/** A thread holds nothing; with V8's own limit its young generation alone would grow to tens of megabytes. */
const small = { maxYoungGenerationSizeMb: 4 };

export function rsaThreads(count = threadCount): RsaThreads {
  const queue: Waiting[] = [];
  let threads: Thread[] = [];

  const start = (): Thread => {
    const worker = new Worker(new URL("./rsa-thread.ts", import.meta.url), { execArgv: [], resourceLimits: small });
    const thread: Thread = { worker, batch: [] };
    worker.unref();
    worker.on("message", (unwrapped: readonly (Uint8Array | undefined)[]) => {
      const done = thread.batch;
      thread.batch = [];
      next(thread);
      for (const [index, { resolve }] of done.entries()) resolve(unwrapped[index]);
    });
    // A thread that ends takes along what it was at; another one takes over what waits.
    worker.on("error", () => undefined);
    worker.on("exit", () => {
      threads = threads.filter((other) => other !== thread);
      for (const { reject } of thread.batch) reject(new Error("The thread that decrypts ended."));
      if (queue.length > 0 && threads.length === 0) next(start());
    });
    threads.push(thread);
    return thread;
  };

  const next = (thread: Thread): void => {
    thread.batch = queue.splice(0, mostAtOnce);
    // Only work under way keeps the process alive.
    if (thread.batch.length === 0) {
      thread.worker.unref();
      return;
    }
    thread.worker.ref();
    thread.worker.postMessage(thread.batch.map(({ key, wrapped }) => ({ key, wrapped })));
  };

  const unwrap = (key: KeyObject, wrapped: Uint8Array): Promise<Uint8Array | undefined> =>
    new Promise((resolve, reject) => {
      queue.push({ key, wrapped, resolve, reject });
      const idle = threads.find(({ batch }) => batch.length === 0) ?? (threads.length < count ? start() : undefined);
      if (idle) next(idle);
    });

  return {
    unwrap,
    close: async () => {
      await Promise.all(threads.map(({ worker }) => worker.terminate()));
    },
  };
}
