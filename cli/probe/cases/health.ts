import { isObject } from "../answers.ts";
import { answeredWith, type Finding, type ProbeCase, ping } from "../case.ts";

/** Meta's own check, and the manners of HTTP that everything else stands on. */
export const healthCases: readonly ProbeCase[] = [
  {
    id: "https",
    what: "The address is HTTPS",
    why: "WhatsApp calls HTTPS with a publicly valid certificate only; a Flow with another address cannot be published.",
    expected: "an https: address",
    run: async ({ url }): Promise<Finding> => {
      if (url.protocol === "https:") return { verdict: "pass", got: "https" };
      const loopback = ["127.0.0.1", "[::1]", "localhost"].includes(url.hostname);
      return loopback
        ? { verdict: "skipped", got: "an address of this machine: put HTTPS in front before WhatsApp is to call it" }
        : { verdict: "fail", got: "http" };
    },
  },
  {
    id: "ping",
    what: "The health check is answered, without a token",
    why: "Meta pings at publishing and from then on; without this answer the Flow cannot be published, or is blocked later.",
    expected: '200 with encrypted {"data":{"status":"active"}}',
    run: async (line) => {
      const exchanged = await line.exchange(ping);
      const finding = answeredWith([200], exchanged);
      if (finding.verdict !== "pass" || exchanged.read?.kind !== "clear") return finding;
      const { clear } = exchanged.read;
      const active = isObject(clear) && isObject(clear["data"]) && clear["data"]["status"] === "active";
      return active ? finding : { verdict: "fail", got: finding.got };
    },
  },
  {
    id: "answer-iv",
    what: "The answer is bare base64, sealed under the inverted IV",
    why: "A phone opens nothing else: the customer sees a generic error on every screen.",
    expected: "base64 text that opens with the request's key and its IV inverted bit by bit",
    run: async (line) => {
      const { read, reply } = await line.exchange(ping);
      if (read?.kind === "clear") return { verdict: "pass", got: "it opens" };
      return { verdict: "fail", got: read?.why ?? (reply.kind === "none" ? reply.detail : `status ${reply.status}`) };
    },
  },
  {
    id: "content-type",
    what: "The answer is sent as plain text, not compressed",
    why: "The documented type is text/plain; another one invites proxies and libraries to wrap, quote or change the body.",
    expected: "Content-Type: text/plain, no Content-Encoding",
    run: async (line) => {
      const { reply } = await line.exchange(ping);
      if (reply.kind === "none") return { verdict: "fail", got: reply.detail };
      const { "content-type": type = "none", "content-encoding": encoding } = reply.headers;
      if (encoding && encoding !== "identity") return { verdict: "fail", got: `it comes compressed (${encoding})` };
      return { verdict: /^text\/plain\b/i.test(type) ? "pass" : "warn", got: type };
    },
  },
  {
    id: "raw-bytes",
    what: "The signature is checked over the bytes as they came",
    why: "Meta escapes characters in its JSON; an endpoint that parses and writes it again refuses real requests.",
    expected: "200 for a body with escaped slashes and other spacing, signed as it is",
    run: async (line) => {
      const sealed = await line.seal(ping);
      const entries = Object.entries(sealed.fields).map(
        ([name, text]) => `  "${name}" : "${text.replaceAll("/", "\\/")}"`,
      );
      const reply = await line.post(`{\n${entries.join(",\n")}\n}\n`);
      const read = reply.kind === "answer" && reply.status === 200 ? await sealed.read(reply.body) : undefined;
      return answeredWith([200], { reply, read });
    },
  },
  {
    id: "kept-connection",
    what: "A connection stays in step after a refusal",
    why: "Connections are reused: a refusal that leaves a body unread breaks the next customer's request.",
    expected: "an unsigned body, then a ping on the same connection answered with 200",
    run: async (line) => {
      await line.post((await line.seal(ping)).body, { signature: null });
      return answeredWith([200], await line.exchange(ping));
    },
  },
  {
    id: "own-connection",
    what: "A request on a connection of its own is answered",
    why: "A client may close after each request; the answer must be complete before the endpoint closes, too.",
    expected: "200 with Connection: close",
    run: async (line) => answeredWith([200], await line.exchange(ping, { alone: true })),
  },
];
