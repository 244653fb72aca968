/**
 * One HTTP request at a time to the endpoint under test, by node:http. Not `fetch`: that repeats a request by itself when
 * the answer is 421, and would hide what the endpoint said.
 */
import { Agent as HttpAgent, request as httpRequest, type IncomingHttpHeaders, type IncomingMessage } from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";

export interface HttpAnswer {
  readonly kind: "answer";
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** Milliseconds from the first byte sent to the last one received. */
  readonly ms: number;
}

export interface NoAnswer {
  readonly kind: "none";
  readonly why: "timeout" | "cut-off" | "unreachable";
  /** For a person; holds no secret. */
  readonly detail: string;
}

export type Reply = HttpAnswer | NoAnswer;

export interface Client {
  /** `alone` uses a connection of its own and closes it afterwards. Never throws. */
  post(body: Uint8Array, headers: Readonly<Record<string, string>>, alone?: boolean): Promise<Reply>;
  close(): void;
}

export interface ClientOptions {
  readonly url: URL;
  /** Milliseconds until a request counts as hanging. */
  readonly timeoutMs: number;
  /** Certificate authorities in PEM, besides the well-known ones' place. */
  readonly ca?: string | undefined;
  readonly connections?: number;
}

/** An answer holds one megabyte at most, and base64 makes it a third longer (WhatsApp reference 1.6). */
const longestAnswer = 2 * 1024 * 1024;

export function createClient({ url, timeoutMs, ca, connections = 8 }: ClientOptions): Client {
  const secure = url.protocol === "https:";
  const options = { keepAlive: true, maxSockets: connections, ...(secure && ca && { ca }) };
  const agent = secure ? new HttpsAgent(options) : new HttpAgent(options);
  const send = secure ? httpsRequest : httpRequest;

  const attempt = (body: Uint8Array, headers: Readonly<Record<string, string>>, alone: boolean) =>
    new Promise<Reply & { readonly staleConnection?: boolean }>((resolve) => {
      const startedAt = performance.now();
      const sent = send(url, {
        method: "POST",
        agent: alone ? false : agent,
        headers: { "content-type": "application/json", "content-length": body.length, ...headers },
        ...(alone && ca && { ca }),
      });
      let answering: IncomingMessage | undefined;
      const settle = (reply: Reply & { readonly staleConnection?: boolean }) => {
        clearTimeout(deadline);
        resolve(reply);
      };
      const deadline = setTimeout(() => {
        settle({ kind: "none", why: "timeout", detail: `no answer within ${timeoutMs} ms` });
        sent.destroy();
      }, timeoutMs);
      sent.on("response", (response) => {
        answering = response;
        readText(response).then(
          (text) => {
            const { statusCode: status = 0, headers } = response;
            settle({ kind: "answer", status, headers, body: text, ms: performance.now() - startedAt });
          },
          (error: unknown) =>
            settle({ kind: "none", why: "cut-off", detail: `the answer broke off (${codeOf(error)})` }),
        );
      });
      sent.on("error", (error) => {
        // An early refusal may come while the rest of a long body is still being sent: the answer counts, not the pipe.
        if (answering) return;
        const code = codeOf(error);
        const cut = code === "ECONNRESET" || code === "EPIPE";
        settle({
          kind: "none",
          why: cut ? "cut-off" : "unreachable",
          detail: cut ? "the connection closed without an answer" : `the endpoint cannot be reached (${code})`,
          staleConnection: cut && sent.reusedSocket,
        });
      });
      sent.end(body);
    });

  return {
    post: async (body, headers, alone = false) => {
      const reply = await attempt(body, headers, alone);
      // The endpoint may close an idle connection at any time; whoever meets that asks once more on a new one.
      return reply.kind === "none" && reply.staleConnection ? attempt(body, headers, true) : reply;
    },
    close: () => agent.destroy(),
  };
}

async function readText(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of response) {
    const bytes = Buffer.from(chunk);
    length += bytes.length;
    if (length > longestAnswer) throw new Error("too long");
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString("utf8");
}

/** By shape: an error of another realm is no instance of this one's Error. */
function codeOf(error: unknown): string {
  return typeof error === "object" && error !== null && "code" in error ? String(error.code) : "no code given";
}
