/** A wire to PostgreSQL that can be cut: it counts the statements that pass, and ends with the one it is told. */
import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";

export interface CuttingWire {
  readonly url: string;
  /** Statements that passed since the wire was laid, or mended. */
  passed(): number;
  /** Cuts everything when this many statements have been sent on; what they answered is not heard any more. */
  cutAfter(statements: number): void;
  /** From now on it only carries. */
  mend(): void;
  close(): Promise<void>;
}

export async function cuttingWire(url: string): Promise<CuttingWire> {
  const target = new URL(url);
  const sockets = new Set<Socket>();
  let passed = 0;
  let limit = Number.POSITIVE_INFINITY;
  const cut = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  const server = createServer((near) => {
    const far = connect(Number(target.port), target.hostname);
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(socket);
      socket.on("error", () => undefined);
      socket.on("close", () => {
        sockets.delete(socket);
        other.destroy();
      });
    }
    near.on("data", (bytes) => {
      far.write(bytes);
      passed += statementsIn(bytes);
      // What was sent is on its way, as when a process is killed right after sending it.
      if (passed >= limit) setImmediate(cut);
    });
    far.pipe(near);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const through = new URL(url);
  through.port = String(typeof address === "object" && address ? address.port : 0);
  return {
    url: through.href,
    passed: () => passed,
    cutAfter: (statements) => {
      passed = 0;
      limit = statements;
    },
    mend: () => {
      passed = 0;
      limit = Number.POSITIVE_INFINITY;
    },
    close: async () => {
      cut();
      server.close();
      await once(server, "close");
    },
  };
}

/** Messages of the protocol that run something: a simple query, or the execution of a prepared one. */
function statementsIn(bytes: Buffer): number {
  let count = 0;
  for (let at = 0; at + 5 <= bytes.length; at += 1 + bytes.readUInt32BE(at + 1)) {
    const kind = String.fromCharCode(bytes[at] ?? 0);
    if (kind === "Q" || kind === "E") count += 1;
    // The first message of a connection has no kind.
    if (kind === "\0") return count;
  }
  return count;
}
