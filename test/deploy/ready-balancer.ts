/**
 * A balancer as compose.yaml's proxy is one: it asks each server whether it is ready, keeps its connections open, sends each
 * request to one that is, and sends no request twice.
 */
import { once } from "node:events";
import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";

export interface ReadyBalancer {
  readonly port: number;
  /** What phones, vendors and browsers were answered, by path's first part and status; 502: a server's door was closed. */
  readonly answered: { readonly path: string; readonly status: number; readonly by: number }[];
  /** Resolves when the server at this port is said to be ready, or not to be. */
  seen(port: number, ready: boolean): Promise<void>;
  close(): Promise<void>;
}

const everyMs = 25;

export async function startReadyBalancer(ports: readonly number[]): Promise<ReadyBalancer> {
  const agent = new Agent({ keepAlive: true });
  const ready = new Map(ports.map((port) => [port, false]));
  const answered: { path: string; status: number; by: number }[] = [];
  const news = new EventTarget();
  let turn = 0;
  let closed = false;

  const look = async (port: number): Promise<void> => {
    while (!closed) {
      const now = await fetch(`http://127.0.0.1:${port}/ready`).then(
        async (response) => {
          await response.arrayBuffer();
          return response.ok;
        },
        () => false,
      );
      if (ready.get(port) !== now) {
        ready.set(port, now);
        news.dispatchEvent(new Event("changed"));
      }
      await sleep(everyMs);
    }
  };
  const looking = ports.map(look);

  const pass = (from: IncomingMessage, to: ServerResponse): void => {
    const open = ports.filter((port) => ready.get(port));
    turn += 1;
    const by = open[turn % Math.max(1, open.length)] ?? 0;
    const path = from.url?.split("/")[1] ?? "";
    const fail = () => {
      answered.push({ path, status: 502, by });
      if (!to.headersSent) to.writeHead(502);
      to.end();
    };
    if (by === 0) {
      fail();
      return;
    }
    const headers = { ...from.headers, connection: "keep-alive" };
    const onward = request({ agent, host: "127.0.0.1", port: by, method: from.method, path: from.url, headers });
    onward.on("response", (response) => {
      const { connection: _, ...kept } = response.headers;
      to.writeHead(response.statusCode ?? 502, kept);
      response.pipe(to);
      response.on("end", () => answered.push({ path, status: response.statusCode ?? 502, by }));
      response.on("error", fail);
    });
    onward.on("error", fail);
    from.pipe(onward);
  };

  const server = createServer(pass).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  return {
    port: typeof address === "object" && address ? address.port : 0,
    answered,
    seen: async (port, wanted) => {
      while (ready.get(port) !== wanted) await once(news, "changed");
    },
    close: async () => {
      closed = true;
      await Promise.all(looking);
      server.closeAllConnections();
      server.close();
      await once(server, "close");
      agent.destroy();
    },
  };
}
