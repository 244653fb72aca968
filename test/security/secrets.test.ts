/** No secret is in a log line, an error, an address or a process list, whatever fails. */
import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Command } from "commander";
import { program } from "../../cli/program.ts";
import { flowella } from "../e2e/command-line.ts";
import { consultationAnswers, startWorld } from "../e2e/world.ts";

const main = path.resolve(import.meta.dirname, "../../cli/main.js");
const secretOf = (name: string) => `${name}-${randomBytes(18).toString("hex")}`;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "flowella-secrets-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Every way in which a log, a page or an address might spell it. */
const spellings = (secret: string) => [
  secret,
  encodeURIComponent(secret),
  Buffer.from(secret).toString("base64"),
  Buffer.from(secret).toString("base64url"),
  Buffer.from(secret).toString("hex"),
];

function found(places: Readonly<Record<string, string>>, secrets: Readonly<Record<string, string>>): string[] {
  return Object.entries(places).flatMap(([place, content]) =>
    Object.entries(secrets)
      .filter(([, secret]) => spellings(secret).some((each) => content.includes(each)))
      .map(([name]) => `${name} in ${place}`),
  );
}

/** A vendor that fails with everything it was told in its answer: addresses are kept. */
async function echo(): Promise<{ server: Server; url: string; asked: string[]; heard: string[] }> {
  const [asked, heard]: [string[], string[]] = [[], []];
  const server = createServer(async (request: IncomingMessage, response) => {
    const body = await text(request);
    asked.push(request.url ?? "");
    heard.push(`${request.url} ${body}`);
    response.writeHead(500, { "content-type": "application/json" });
    response.end(JSON.stringify({ message: `failed: ${JSON.stringify(request.headers)} ${body}`, status: "error" }));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  return { server, url: `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`, asked, heard };
}

/** The server as an operator starts it; what it says is collected. */
async function started(env: Readonly<Record<string, string>>) {
  const { PATH = "", HOME = "" } = process.env;
  const child: ChildProcess = spawn(process.execPath, [main, "start"], { cwd: folder, env: { PATH, HOME, ...env } });
  let said = "";
  child.stderr?.on("data", (part: Buffer) => {
    said += part;
  });
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout?.on("data", (part: Buffer) => {
      said += part;
      const listening = /listens on (\S+) and/.exec(said);
      if (listening?.[1]) resolve(listening[1]);
    });
    child.once("exit", () => reject(new Error(`The server did not start: ${said}`)));
  });
  return {
    url,
    said: () => said,
    commandLine: () => readFile(`/proc/${child.pid}/cmdline`, "utf8"),
    stop: async () => {
      const ended = once(child, "exit");
      child.kill("SIGTERM");
      await ended;
    },
  };
}

it("a server with secrets in its environment keeps them to itself while everything fails", async () => {
  const vendor = await echo();
  const secrets = {
    FLOWELLA_MASTER_KEY: randomBytes(32).toString("base64"),
    FLOWELLA_MASTER_KEY_PREVIOUS: randomBytes(32).toString("base64"),
    FLOWELLA_OPERATOR_TOKEN: secretOf("operator-token"),
    HUBSPOT_CLIENT_SECRET: secretOf("hubspot-secret"),
    HUBSPOT_CLIENT_SECRET_PREVIOUS: secretOf("hubspot-before"),
    META_APP_SECRET: secretOf("meta-secret"),
    META_SYSTEM_USER_TOKEN: secretOf("system-token"),
    TYPEFORM_CLIENT_SECRET: secretOf("typeform-secret"),
    D360_PARTNER_API_KEY: secretOf("partner-key"),
    METRICS_TOKEN: secretOf("metrics-token-of-its-own"),
  };
  const server = await started({
    ...secrets,
    PUBLIC_BASE_URL: "http://127.0.0.1:46199",
    HUBSPOT_CLIENT_ID: "client",
    HUBSPOT_API_BASE: vendor.url,
    HUBSPOT_FORMS_BASE: vendor.url,
    META_GRAPH_BASE: vendor.url,
    META_APP_ID: "90001",
    TYPEFORM_CLIENT_ID: "typeform",
    TYPEFORM_API_BASE: vendor.url,
    DATABASE_FILE: path.join(folder, "failing.db"),
    PORT: "0",
    DRAIN_SECONDS: "0",
    SMTP_URL: `smtp://user:${secretOf("mail-password")}@127.0.0.1:9`,
    MAIL_FROM: "flowella@example.com",
  });
  const more = { code: secretOf("oauth-code"), wrongToken: secretOf("wrong-token"), link: secretOf("link") };
  const pages: string[] = [];
  const ask = async (route: string, init: RequestInit = {}) => {
    const response = await fetch(`${server.url}${route}`, { redirect: "manual", ...init });
    pages.push(`${response.headers.get("location")} ${await response.text()}`);
    return response;
  };

  // An installation that HubSpot lets fail with all of our own words.
  const begun = await ask("/oauth/install");
  const state = new URL(begun.headers.get("location") ?? "").searchParams.get("state") ?? "";
  const cookie = begun.headers.get("set-cookie")?.split(";")[0] ?? "";
  await ask(`/oauth/callback?${new URLSearchParams({ code: more.code, state })}`, { headers: { cookie } });
  expect(vendor.heard.some((said) => said.includes(secrets.HUBSPOT_CLIENT_SECRET))).toBe(true);

  const authorization = `Bearer ${more.wrongToken}`;
  await ask("/operator/portals", { method: "POST", headers: { authorization }, body: "{}" });
  const right = { authorization: `Bearer ${secrets.FLOWELLA_OPERATOR_TOKEN}` };
  for (const body of ["{", "null", JSON.stringify({ portalId: "1", appSecret: more.link })])
    await ask("/operator/connect/whatsapp", { method: "POST", headers: right, body });
  await ask("/operator/doctor", { method: "POST", headers: right, body: "{}" });
  await ask("/operator/keys/app-secret", {
    method: "POST",
    headers: right,
    body: JSON.stringify({ appId: "1", secret: more.link }),
  });
  for (const route of ["/connect/open/", "/secure/", "/preview/", "/kyc/document/", "/entry-files/"])
    await ask(`${route}${more.link}`);
  for (const route of [
    "/webhooks/hubspot",
    `/webhooks/meta/${more.link}`,
    `/flow/${more.link}`,
    `/verification/${more.link}`,
  ])
    await ask(route, { method: "POST", headers: { "x-hub-signature-256": `sha256=${more.link}` }, body: more.link });
  await ask("/metrics", { headers: { authorization } });

  const commandLine = await server.commandLine();
  await server.stop();
  vendor.server.close();
  const log = server.said();
  // It did log what went wrong, by its code.
  expect(log).toMatch(/portal\.install_failed|portal\.install_refused/);
  expect(found({ "the process list": commandLine, "the log": log }, { ...secrets, ...more })).toEqual([]);
  expect(found({ "an address that a vendor saw": vendor.asked.join("\n") }, { ...secrets, ...more })).toEqual([]);
  expect(found({ "an answer": pages.join("\n") }, { ...secrets, ...more })).toEqual([]);
}, 120_000);

it("a configuration that is refused is not repeated, neither is a database's password", async () => {
  const leaky = secretOf("leaky");
  const good = {
    PUBLIC_BASE_URL: "http://127.0.0.1:1",
    FLOWELLA_MASTER_KEY: randomBytes(32).toString("base64"),
    FLOWELLA_OPERATOR_TOKEN: secretOf("operator-token"),
    HUBSPOT_CLIENT_ID: "client",
    HUBSPOT_CLIENT_SECRET: secretOf("hubspot-secret"),
    PORT: "0",
  };
  for (const [name, value] of [
    ["FLOWELLA_MASTER_KEY", leaky],
    ["FLOWELLA_OPERATOR_TOKEN", leaky.slice(0, 20)],
    ["SMTP_URL", `no-address:${leaky}`],
    ["DATABASE_URL", `mysql://user:${leaky}@127.0.0.1/x`],
    ["DATABASE_URL", `postgres://user:${leaky}@127.0.0.1:9/x`],
  ] as const) {
    const { code, out, err } = await flowella(["start"], { cwd: folder, env: { ...good, [name]: value } });
    expect([name, code]).toEqual([name, 1]);
    expect(err).toMatch(name === "DATABASE_URL" && value.startsWith("postgres") ? /does not answer/ : new RegExp(name));
    expect(found({ [name]: out + err }, { leaky, start: leaky.slice(0, 20) })).toEqual([]);
  }
}, 120_000);

it("the command line's token comes from a file, and the process list shows the file's name", async () => {
  const token = secretOf("operator-token");
  await writeFile(path.join(folder, "token"), token);
  const asked = Promise.withResolvers<string>();
  let answer: (() => void) | undefined;
  const slow = createServer((request, response) => {
    answer = () => void response.end(JSON.stringify({ kind: "audit", entries: [] }));
    asked.resolve(request.headers.authorization ?? "");
  }).listen(0, "127.0.0.1");
  await once(slow, "listening");
  const address = slow.address();
  const url = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
  const args = [main, "audit", "list", "--portal", "1", "--server", url, "--token-file", "token"];
  const { PATH = "", HOME = "" } = process.env;
  const child = spawn(process.execPath, args, { cwd: folder, env: { PATH, HOME } });
  const ended = once(child, "exit");
  expect(await asked.promise).toBe(`Bearer ${token}`);
  const commandLine = await readFile(`/proc/${child.pid}/cmdline`, "utf8");
  expect(commandLine).toContain("--token-file");
  expect(found({ "the process list": commandLine }, { token })).toEqual([]);
  answer?.();
  await ended;
  slow.close();
}, 60_000);

describe("the command line's options", () => {
  /** Values that are secret in no way, and one that is a test message's own and can come from a file. */
  const open = ["flowella probe --token", "flowella probe --public-key"];
  const named = /(token|secret|password|passphrase|pin|key)$/;

  it("take no secret but from a file", () => {
    const options = walk(program()).filter(({ flag, takes }) => takes && named.test(flag) && !flag.endsWith("-file"));
    const taken = options.filter(({ flag, command, describes }) => {
      // A key by which the caller knows their own request, or the id of a key.
      const ours = flag === "--key" && /your own key|the key, from/.test(describes);
      return !ours && !open.includes(`${command} ${flag}`);
    });
    expect(taken).toEqual([]);
    expect(walk(program()).filter(({ flag }) => flag.endsWith("-file")).length).toBeGreaterThan(15);
  });
});

function walk(command: Command, before = ""): { command: string; flag: string; takes: boolean; describes: string }[] {
  const name = `${before} ${command.name()}`.trim();
  const own = command.options.map(({ long, required, optional, description }) => {
    return { command: name, flag: long ?? "", takes: required || optional, describes: description };
  });
  return [...own, ...command.commands.flatMap((each) => walk(each, name))];
}

/** Meta takes the token that it is asked about as a part of the address, and in no other way (WhatsApp reference 5.16). */
const documented = (url: string) => new URL(url).pathname.endsWith("/debug_token");

it("no call to a vendor has a secret in its address, from the form to the delivery", async () => {
  const urls: string[] = [];
  const bearers = new Set<string>();
  const watched: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init);
    if (!documented(request.url)) urls.push(request.url);
    const bearer = /^Bearer (.+)$/.exec(request.headers.get("authorization") ?? "")?.[1];
    if (bearer) bearers.add(bearer);
    return globalThis.fetch(input, init);
  };
  const world = await startWorld({ fetch: watched });
  try {
    const flow = await world.publishForm("consultation");
    await world.fillIn(flow, world.stranger(), consultationAnswers);
    await world.deliver();
    expect(bearers.size).toBeGreaterThan(1);
    expect(urls.length).toBeGreaterThan(10);
    const { config } = world;
    const secrets = {
      ...Object.fromEntries([...bearers].map((bearer, index) => [`bearer token ${index + 1}`, bearer])),
      masterKey: config.FLOWELLA_MASTER_KEY,
      operatorToken: config.FLOWELLA_OPERATOR_TOKEN,
      hubspotSecret: config.HUBSPOT_CLIENT_SECRET,
    };
    expect(found({ "an address": urls.join("\n") }, secrets)).toEqual([]);
  } finally {
    await world.close();
  }
});
