/**
 * A load client that costs next to nothing: bytes prepared ahead go out over bare sockets, answers are kept and looked at
 * afterwards. It shares the machine with the server that it measures.
 */
import { once } from "node:events";
import { connect, type Socket } from "node:net";

export interface Answered<Request> {
  readonly request: Request;
  readonly status: number;
  readonly body: string;
  readonly ms: number;
}

interface Wire {
  /** One request at a time. Rejects when the connection ends before the answer does. */
  send(bytes: Uint8Array): Promise<{ readonly status: number; readonly body: string; readonly ms: number }>;
  /** False once the server has closed it, as it does with idle ones. */
  alive(): boolean;
  close(): void;
}

export interface Loaded<Request> {
  readonly answers: readonly Answered<Request>[];
  /** Why requests got no answer, one for each of them. */
  readonly lost: readonly string[];
  /** Milliseconds from the first request to the last answer. */
  readonly ms: number;
}

interface HasBytes {
  readonly bytes: Uint8Array;
}

interface OfSession extends HasBytes {
  /** A phone sends nothing more in a session before it has the answer. */
  readonly token: string;
}

/** Closed load: each lane is a connection of its own and sends its requests one after the other. */
export async function inLanes<Request extends HasBytes>(
  port: number,
  lanes: readonly (readonly Request[])[],
): Promise<Loaded<Request>> {
  const wires = await Promise.all(lanes.map(() => open(port)));
  const answers: Answered<Request>[] = [];
  const lost: string[] = [];
  const startedAt = performance.now();
  await Promise.all(
    lanes.map(async (requests, lane) => {
      for (const request of requests) {
        const answer = await wires[lane]?.send(request.bytes).catch(note(lost));
        if (answer) answers.push({ request, ...answer });
      }
    }),
  );
  const ms = performance.now() - startedAt;
  for (const wire of wires) wire.close();
  return { answers, lost, ms };
}

/** Open load: one request every so often, whether those of other sessions are answered or not. */
export async function atRate<Request extends OfSession>(
  port: number,
  requests: readonly Request[],
  perSecond: number,
): Promise<Loaded<Request>> {
  const idle: Wire[] = await Promise.all(Array.from({ length: 32 }, () => open(port)));
  const every: Wire[] = [...idle];
  const answers: Answered<Request>[] = [];
  const lost: string[] = [];
  const one = async (request: Request): Promise<void> => {
    let wire = idle.shift();
    while (wire && !wire.alive()) wire = idle.shift();
    if (!wire) {
      wire = await open(port);
      every.push(wire);
    }
    const answer = await wire.send(request.bytes).catch(note(lost));
    if (!answer) return;
    answers.push({ request, ...answer });
    idle.push(wire);
  };
  const startedAt = performance.now();
  const sent = new Map<string, Promise<void>>();
  for (const [index, request] of requests.entries()) {
    const wait = startedAt + (index * 1000) / perSecond - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    const before = sent.get(request.token) ?? Promise.resolve();
    sent.set(
      request.token,
      before.then(() => one(request)),
    );
  }
  await Promise.all(sent.values());
  const ms = performance.now() - startedAt;
  for (const wire of every) wire.close();
  return { answers, lost, ms };
}

const note = (lost: string[]) => (reason: unknown) => {
  lost.push(reason instanceof Error ? reason.message : "no reason");
  return undefined;
};

async function open(port: number): Promise<Wire> {
  const socket: Socket = connect({ port, host: "127.0.0.1", noDelay: true });
  await once(socket, "connect");
  let received: Buffer[] = [];
  let waiting: { startedAt: number; resolve: (answer: Awaited<ReturnType<Wire["send"]>>) => void } | undefined;
  let fail: ((reason: Error) => void) | undefined;
  socket.on("data", (chunk) => {
    received.push(chunk);
    const bytes = received.length === 1 ? chunk : Buffer.concat(received);
    const answer = parse(bytes);
    if (!answer || !waiting) return;
    received = [];
    const { startedAt, resolve } = waiting;
    waiting = undefined;
    resolve({ ...answer, ms: performance.now() - startedAt });
  });
  const bornAt = performance.now();
  socket.on("close", () =>
    fail?.(new Error(`The connection ended after ${Math.round(performance.now() - bornAt)} ms.`)),
  );
  socket.on("error", (error) => fail?.(error));
  return {
    send: (bytes) =>
      new Promise((resolve, reject) => {
        fail = reject;
        waiting = { startedAt: performance.now(), resolve };
        socket.write(bytes);
      }),
    alive: () => !socket.closed && !socket.readableEnded,
    close: () => socket.destroy(),
  };
}

/** Undefined until all of the answer is there. */
function parse(bytes: Buffer): { status: number; body: string } | undefined {
  const end = bytes.indexOf("\r\n\r\n");
  if (end < 0) return undefined;
  const head = bytes.toString("latin1", 0, end);
  const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
  if (length === undefined) throw new Error("An answer without Content-Length.");
  if (bytes.length < end + 4 + Number(length)) return undefined;
  return { status: Number(head.slice(9, 12)), body: bytes.toString("latin1", end + 4, end + 4 + Number(length)) };
}

export const perSecondOf = ({ answers, ms }: Loaded<unknown>): number => (answers.length * 1000) / ms;
