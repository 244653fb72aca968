/** The guarded way out, over real sockets: what it refuses, what it takes, and when it gives up. */

import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from "node:net";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "@jest/globals";
import { type HostResolver, type OutboundRequest, outbound } from "../../../server/outbound/index.ts";
import { certificateFor } from "./certificates.ts";

const servers: Server[] = [];
const sockets = new Set<Socket>();
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  await Promise.all(
    servers.splice(0).map(async (server) => {
      server.close();
      await once(server, "close");
    }),
  );
});

async function listening(server: Server): Promise<number> {
  servers.push(server);
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
    socket.on("error", () => undefined);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}

const http = (listener: RequestListener) => listening(createServer(listener));
const ok: RequestListener = (_request, response) => void response.end("fine");
const nobody: HostResolver = () => Promise.reject(new Error("This test looks nothing up."));

function call(
  url: string,
  more: Partial<OutboundRequest> = {},
  resolveHost = nobody,
  world = "sandbox" as "sandbox" | "live",
) {
  return outbound({ world, resolveHost }).request({ method: "POST", url, body: "{}", ...more });
}

describe("addresses as they are typed", () => {
  const cases: [string, string][] = [
    ["not an address", "outbound.bad_url"],
    ["https://", "outbound.bad_url"],
    [`https://example.com/${"x".repeat(2_048)}`, "outbound.bad_url"],
    ["http://example.com/", "outbound.not_https"],
    ["ftp://example.com/", "outbound.not_https"],
    ["file:///etc/passwd", "outbound.bad_url"],
    ["javascript:alert(1)", "outbound.bad_url"],
    ["https://user:word@example.com/", "outbound.credentials"],
    ["https://user@example.com/", "outbound.credentials"],
    ["https://example.com:22/", "outbound.port"],
    ["https://example.com:80/", "outbound.port"],
    ["https://example.com:6000/", "outbound.port"],
    ["https://127.0.0.1/", "outbound.private_address"],
    ["https://0x7f000001/", "outbound.private_address"],
    ["https://2130706433/", "outbound.private_address"],
    ["https://127.1/", "outbound.private_address"],
    ["https://0/", "outbound.private_address"],
    ["https://[::1]/", "outbound.private_address"],
    ["https://[::ffff:169.254.169.254]/", "outbound.private_address"],
    ["https://[64:ff9b::a9fe:a9fe]/", "outbound.private_address"],
    ["https://169.254.169.254/latest/meta-data/", "outbound.private_address"],
    ["https://10.0.0.1:8443/", "outbound.private_address"],
    ["https://localhost/", "outbound.private_address"],
    ["https://hook.localhost./", "outbound.private_address"],
  ];
  it.each(cases)("%s: %s, by call and by look alone", async (url, code) => {
    await expect(call(url, {}, nobody, "live")).rejects.toMatchObject({ code });
    await expect(outbound({ world: "live", resolveHost: nobody }).inspect(url)).rejects.toMatchObject({ code });
  });

  it("no message repeats the address, which may hold a secret", async () => {
    const error = await call("https://key-1234@example.com/", {}, nobody, "live").catch((thrown: unknown) => thrown);
    expect(String(error)).not.toContain("1234");
  });

  it("the sandbox adds its own loopback and nothing else", async () => {
    const port = await http(ok);
    expect((await call(`http://127.0.0.1:${port}/`)).body.toString()).toBe("fine");
    expect((await call(`http://localhost:${port}/`)).status).toBe(200);
    await expect(call("http://10.0.0.1:8080/")).rejects.toMatchObject({ code: "outbound.private_address" });
    await expect(call("http://169.254.169.254:8080/")).rejects.toMatchObject({ code: "outbound.private_address" });
  });
});

describe("addresses behind a name", () => {
  const answers =
    (...addresses: string[]): HostResolver =>
    async () =>
      addresses;

  it.each([
    ["a private address", ["10.1.2.3"]],
    ["metadata", ["169.254.169.254"]],
    ["a private one among public ones", ["93.184.215.14", "192.168.1.1"]],
    ["a private one in IPv6 clothes", ["2606:2800:21f::1", "::ffff:10.0.0.1"]],
    ["loopback", ["127.0.0.1"]],
  ])("%s is refused", async (_name, addresses) => {
    const looked = outbound({ world: "live", resolveHost: answers(...addresses) });
    await expect(looked.inspect("https://hook.example/")).rejects.toMatchObject({
      code: "outbound.private_address",
      remedy: "ask-admin",
      mayHaveLanded: false,
    });
    await expect(looked.request({ method: "GET", url: "https://hook.example/" })).rejects.toMatchObject({
      code: "outbound.private_address",
    });
  });

  it("a public one passes the look, by name and by number", async () => {
    const looked = outbound({ world: "live", resolveHost: answers("93.184.215.14", "2606:2800:21f::1") });
    await looked.inspect("https://hook.example:8443/path?key=1");
    await looked.inspect("https://93.184.215.14/");
  });

  it("no address, and a look-up that fails, are told apart", async () => {
    const none = outbound({ world: "live", resolveHost: answers() });
    await expect(none.inspect("https://hook.example/")).rejects.toMatchObject({ code: "outbound.unknown_host" });
    const broken = outbound({ world: "live", resolveHost: nobody });
    await expect(broken.inspect("https://hook.example/")).rejects.toMatchObject({
      code: "outbound.dns",
      remedy: "retry",
    });
  });

  it("a look-up that never ends is given up", async () => {
    const silent: HostResolver = () => new Promise(() => undefined);
    await expect(call("https://hook.example/", { limits: { connectMs: 20 } }, silent)).rejects.toMatchObject({
      code: "outbound.dns",
    });
  });

  it("the connection goes to what was checked: a name that changes its mind gains nothing", async () => {
    let hits = 0;
    const port = await http((_request, response) => {
      hits += 1;
      response.end();
    });
    const looked: string[] = [];
    const rebinding: HostResolver = async (host) => {
      looked.push(host);
      return looked.length === 1 ? ["127.0.0.1"] : ["169.254.169.254"];
    };
    const url = `http://hook.example:${port}/`;
    expect((await call(url, {}, rebinding)).status).toBe(200);
    // One look-up per call: had the socket asked again, it would have got the other address.
    expect({ hits, looked }).toEqual({ hits: 1, looked: ["hook.example"] });
    await expect(call(url, {}, rebinding)).rejects.toMatchObject({ code: "outbound.private_address" });
    expect(hits).toBe(1);
  });

  it("another address is tried where the first does not answer", async () => {
    const port = await http(ok);
    const both = answers("127.0.0.2", "127.0.0.1");
    expect((await call(`http://hook.example:${port}/`, {}, both)).status).toBe(200);
  });
});

describe("answers", () => {
  it("a redirect is an answer and is not followed", async () => {
    let followed = 0;
    const inner = await http((_request, response) => {
      followed += 1;
      response.end();
    });
    const port = await http((_request, response) => {
      response.writeHead(307, { location: `http://127.0.0.1:${inner}/` }).end();
    });
    const answer = await call(`http://127.0.0.1:${port}/`);
    expect(answer).toMatchObject({ status: 307, headers: { location: `http://127.0.0.1:${inner}/` } });
    expect(followed).toBe(0);
  });

  it("what is sent arrives: method, path, headers, body; ours stand above what is asked for", async () => {
    const seen: unknown[] = [];
    const port = await http(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const { "content-type": type, "accept-encoding": coding, host } = request.headers;
      seen.push({
        method: request.method,
        url: request.url,
        type,
        coding,
        host,
        body: Buffer.concat(chunks).toString(),
      });
      response.end();
    });
    const headers = { "content-type": "application/json", "accept-encoding": "gzip" };
    await call(`http://localhost:${port}/a?b=1`, { headers, body: '{"ü":1}' });
    expect(seen).toEqual([
      {
        method: "POST",
        url: "/a?b=1",
        type: "application/json",
        coding: "identity",
        host: `localhost:${port}`,
        body: '{"ü":1}',
      },
    ]);
  });

  it("too large: refused while it streams, or cut where only the status counts", async () => {
    let written = 0;
    const port = await http((_request, response) => {
      const push = () => {
        written += 65_536;
        if (written < 64 * 1024 * 1024 && !response.destroyed) response.write(Buffer.alloc(65_536), push);
      };
      push();
    });
    const limits = { answerBytes: 100_000 };
    const url = `http://127.0.0.1:${port}/`;
    await expect(call(url, { limits })).rejects.toMatchObject({
      code: "outbound.answer_too_large",
      mayHaveLanded: true,
    });
    const answer = await call(url, { limits, answerBody: "optional" });
    expect(answer).toMatchObject({ status: 200, cut: true });
    expect(answer.body.byteLength).toBeLessThanOrEqual(100_000);
    expect(written).toBeLessThan(16 * 1024 * 1024);
  });

  it("a request too large is not sent", async () => {
    let hits = 0;
    const port = await http((_request, response) => {
      hits += 1;
      response.end();
    });
    const body = "x".repeat(1_001);
    await expect(call(`http://127.0.0.1:${port}/`, { body, limits: { requestBytes: 1_000 } })).rejects.toMatchObject({
      code: "outbound.request_too_large",
      remedy: "give-up",
    });
    expect(hits).toBe(0);
  });

  it("an answer whose body drips is given up in all, or counts by its status", async () => {
    const port = await http((_request, response) => {
      response.writeHead(202).write("x");
      const timer = setInterval(() => response.write("x"), 5);
      response.once("close", () => clearInterval(timer));
    });
    const limits = { totalMs: 2_000 };
    const url = `http://127.0.0.1:${port}/`;
    await expect(call(url, { limits })).rejects.toMatchObject({ code: "outbound.timeout", mayHaveLanded: true });
    expect(await call(url, { limits, answerBody: "optional" })).toMatchObject({
      status: 202,
      cut: true,
    });
  });

  it("headers that drip are given up", async () => {
    const port = await listening(
      createTcpServer((socket) => {
        socket.write("HTTP/1.1 200 OK\r\n");
        const timer = setInterval(() => socket.write("x-a: b\r\n"), 5);
        socket.once("close", () => clearInterval(timer));
      }),
    );
    const slow = call(`http://127.0.0.1:${port}/`, { limits: { totalMs: 2_000 }, answerBody: "optional" });
    await expect(slow).rejects.toMatchObject({ code: "outbound.timeout" });
  });

  it("silence is given up", async () => {
    const port = await http(() => undefined);
    await expect(call(`http://127.0.0.1:${port}/`, { limits: { totalMs: 2_000 } })).rejects.toMatchObject({
      code: "outbound.timeout",
      remedy: "retry",
      mayHaveLanded: true,
    });
  });

  const halves: [string, string, string][] = [
    ["before the status", "", "outbound.cut_off"],
    ["within the body", "HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nhalf", "outbound.cut_off"],
    ["no HTTP", "SSH-2.0-OpenSSH_9.6\r\n\r\n", "outbound.bad_answer"],
  ];
  it.each(halves)("cut off %s", async (_name, said, code) => {
    const port = await listening(
      createTcpServer((socket) => {
        socket.once("data", () => socket.end(said));
      }),
    );
    await expect(call(`http://127.0.0.1:${port}/`)).rejects.toMatchObject({ code, mayHaveLanded: true });
  });

  it("cut off within the body counts where only the status does", async () => {
    const port = await listening(
      createTcpServer((socket) => {
        socket.once("data", () => socket.end("HTTP/1.1 201 Created\r\ncontent-length: 10\r\n\r\nhalf"));
      }),
    );
    const answer = await call(`http://127.0.0.1:${port}/`, { answerBody: "optional" });
    expect(answer).toMatchObject({ status: 201, cut: true, body: Buffer.from("half") });
  });

  it("nothing there: it cannot have landed", async () => {
    const port = await http(ok);
    const [server] = servers.splice(0);
    server?.close();
    await expect(call(`http://127.0.0.1:${port}/`)).rejects.toMatchObject({
      code: "outbound.unreachable",
      mayHaveLanded: false,
    });
  });
});

describe("TLS", () => {
  const before = getCACertificates("default");
  const authority = certificateFor([]);
  beforeAll(() => setDefaultCACertificates([...before, authority.cert]));
  afterAll(() => setDefaultCACertificates(before));
  const here: HostResolver = async () => ["127.0.0.1"];
  const tls = (certificate: { key: string; cert: string }) => listening(createTlsServer(certificate, ok));

  it("the certificate is held against the name, not the address", async () => {
    const port = await tls(certificateFor(["hook.example"], authority));
    expect((await call(`https://hook.example:${port}/`, {}, here)).status).toBe(200);
    const other = call(`https://other.example:${port}/`, {}, here);
    await expect(other).rejects.toMatchObject({ code: "outbound.tls", mayHaveLanded: false });
  });

  it.each([
    ["of nobody we know", () => certificateFor(["hook.example"])],
    ["that has expired", () => certificateFor(["hook.example"], authority, -3_600_000)],
  ])("a certificate %s is refused", async (_name, make) => {
    const port = await tls(make());
    await expect(call(`https://hook.example:${port}/`, {}, here)).rejects.toMatchObject({ code: "outbound.tls" });
  });

  it("a handshake that never ends is given up", async () => {
    const port = await listening(createTcpServer(() => undefined));
    const slow = call(`https://hook.example:${port}/`, { limits: { connectMs: 50 } }, here);
    await expect(slow).rejects.toMatchObject({ code: "outbound.connect_timeout", mayHaveLanded: false });
  });
});
