/** A small Graph API on loopback: it records each request whole and answers what the test says. */
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { appToken, type Graph, graphClient } from "../../../connectors/whatsapp/client.ts";

export interface Received {
  method: string;
  /** With the query, as it came. */
  url: string;
  headers: Record<string, string | string[] | undefined>;
  body: Buffer;
}

/** What to do with a request. `cut` closes the connection in the middle of an answer, `silent` never answers. */
export type Reply =
  | { status?: number; json?: unknown; text?: string; headers?: Record<string, string> }
  | "cut"
  | "silent";

export class GraphPeer {
  readonly received: Received[] = [];
  readonly url: string;
  readonly #close: () => Promise<void>;
  #replies: Reply[] = [];

  private constructor(url: string, close: () => Promise<void>) {
    this.url = url;
    this.#close = close;
  }

  static async start(): Promise<GraphPeer> {
    const box: { peer?: GraphPeer } = {};
    const server = createServer(async (request, response) => {
      const body = await buffer(request);
      const { method = "", url = "", headers } = request;
      box.peer?.received.push({ method, url, headers, body });
      const reply = box.peer?.next() ?? { status: 500 };
      if (reply === "silent") return;
      if (reply === "cut") {
        response.writeHead(200, { "content-length": "100" }).write('{"id":');
        setImmediate(() => request.socket.destroy());
        return;
      }
      response.writeHead(reply.status ?? 200, { "content-type": "application/json", ...reply.headers });
      response.end(reply.text ?? JSON.stringify(reply.json));
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    const close = async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    };
    box.peer = new GraphPeer(`http://127.0.0.1:${port}`, close);
    return box.peer;
  }

  /** Answers for the next requests, in order. A request that nobody expected gets 500. */
  answer(...replies: Reply[]): void {
    this.#replies = replies;
  }

  next(): Reply | undefined {
    return this.#replies.shift();
  }

  /** The only request since the last look. */
  takeOne(): Received {
    const [request, ...others] = this.received.splice(0);
    if (!request || others.length > 0)
      throw new Error(`Expected one request, there were ${others.length + (request ? 1 : 0)}.`);
    return request;
  }

  /** A client of this peer. */
  graph(settings: { timeoutMs?: number; accessToken?: string } = {}): Graph {
    return graphClient({ fetch, baseUrl: this.url, accessToken: "SYSTEM_TOKEN", ...settings });
  }

  appGraph(): Graph {
    return this.graph({ accessToken: appToken("90001", "test_app_secret") });
  }

  close(): Promise<void> {
    return this.#close();
  }
}

/** The parts of a multipart body: name -> text. */
export async function formOf({ headers, body }: Received): Promise<Record<string, string>> {
  const request = new Request("http://peer", {
    method: "POST",
    body: Uint8Array.from(body),
    headers: { "content-type": String(headers["content-type"]) },
  });
  const parts: Record<string, string> = {};
  for (const [name, value] of (await request.formData()).entries()) {
    parts[name] = typeof value === "string" ? value : `${value.name} ${value.type} ${await value.text()}`;
  }
  return parts;
}

export function jsonOf({ body }: Received): unknown {
  return JSON.parse(body.toString());
}
