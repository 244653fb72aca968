/** One address for all server processes: each connection goes to one that serves, and breaks with it. */
import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";

export interface Balancer {
  readonly port: number;
  close(): Promise<void>;
}

/** @param port of the process that the next connection goes to; undefined while none serves */
export async function startBalancer(next: () => number | undefined): Promise<Balancer> {
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const port = next();
    if (port === undefined) {
      client.destroy();
      return;
    }
    const behind = connect(port, "127.0.0.1");
    for (const [one, other] of [
      [client, behind],
      [behind, client],
    ] as const) {
      sockets.add(one);
      one.setNoDelay(true);
      one.on("error", () => other.destroy());
      one.on("close", () => {
        sockets.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  return {
    port: typeof address === "object" && address ? address.port : 0,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}
