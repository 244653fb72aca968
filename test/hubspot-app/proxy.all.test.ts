/**
 * Requests that HubSpot's own development proxy signed. It appends nobody's portal and user (HubSpot reference 2.9), so the
 * test asks it to sign an address that names them already, as production's does.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { rm, symlink, writeFile } from "node:fs/promises";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import path from "node:path";
import { buffer } from "node:stream/consumers";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { z } from "zod";
import { pageStart } from "../../src/app/packages/contract/index.ts";
import { type Harness, startHarness } from "../server/harness.ts";
import { environment, installDevServer } from "./dev-server.ts";
import { copyOfProject, repository } from "./hubspot-project.ts";
import {
  caller,
  clientSecret,
  type Ground,
  hand,
  holdsForSignedRequests,
  type SignedRequest,
  words,
} from "./signed-requests.ts";

/** The server that the app's file names; the proxy maps it to this machine. */
const publicOrigin = "https://flowella.example.com";

let server: Harness;
let gate: Server;
let seen: SignedRequest[];
let proxy: ChildProcess;
let proxyUrl: string;
const folders: string[] = [];

beforeAll(async () => {
  gate = createServer(async (request, response) => {
    const body = (await buffer(request)).toString("utf8");
    const one = { target: request.url ?? "", headers: hubspotHeaders(request.headers), body };
    seen.push(one);
    const answered = await hand({ server, sign }, one);
    response.writeHead(answered.status, { "content-type": "application/json" }).end(await answered.text());
  }).listen(0, "127.0.0.1");
  // What the proxy signs is the address that it calls, so that is the server's address here.
  const gateUrl = `http://127.0.0.1:${await portOf(gate)}`;
  const settings = { PUBLIC_BASE_URL: gateUrl, HUBSPOT_CLIENT_SECRET: clientSecret };
  server = await startHarness(undefined, { settings });
  const [tools, project] = await Promise.all([installDevServer(), copyOfProject()]);
  folders.push(tools, project);
  await symlink(path.join(repository, "src/app/node_modules"), path.join(project, "src/app/node_modules"));
  await writeFile(path.join(project, "src/app/local.json"), JSON.stringify({ proxy: { [publicOrigin]: gateUrl } }));
  const port = await freePort();
  proxyUrl = `http://127.0.0.1:${port}/api/crm-extensibility/execution/internal/v3/proxy`;
  proxy = spawn(process.execPath, [path.join(tools, "proxy.js"), project, String(port)], {
    env: environment({ CLIENT_SECRET: clientSecret }),
    stdio: ["pipe", "pipe", "pipe"],
  });
  let complaints = "";
  proxy.stderr?.on("data", (chunk) => {
    complaints += String(chunk);
  });
  const [said] = await Promise.race([once(proxy.stdout ?? proxy, "data"), once(proxy, "exit")]);
  if (!String(said).startsWith("ready")) throw new Error(`HubSpot's development server did not start: ${complaints}`);
}, 600_000);

afterAll(async () => {
  proxy?.stdin?.end();
  gate?.close();
  await server?.close();
  await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true })));
});

beforeEach(() => {
  seen = [];
});

async function portOf(server: Server): Promise<number> {
  if (!server.listening) await once(server, "listening");
  const address = server.address();
  return typeof address === "object" && address ? address.port : 0;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0);
  const port = await portOf(server);
  server.close();
  await once(server, "close");
  return port;
}

function hubspotHeaders(headers: IncomingHttpHeaders): Record<string, string> {
  const own = Object.entries(headers).filter(([name]) => name.startsWith("x-hubspot-"));
  return Object.fromEntries(own.map(([name, value]) => [name, String(value)]));
}

const answerSchema = z.object({
  status: z.string(),
  responseBody: z.unknown().optional(),
  context: z.object({ appServerStatusCode: z.array(z.string()).optional() }),
});

/** As `hubspot.fetch` asks it, from the browser. */
async function throughProxy(target: string, requestBody: Record<string, unknown>, requestHeaders = {}) {
  const asked = { requestUri: `${publicOrigin}${target}`, method: "POST", requestTimeoutMillis: 15_000 };
  const response = await fetch(proxyUrl, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ ...asked, requestBody, requestHeaders }),
  });
  return answerSchema.parse(await response.json());
}

/** The request that the proxy made of it. */
const sign: Ground["sign"] = async (target, body) => {
  await throughProxy(target, body);
  const [one] = seen;
  if (!one) throw new Error("The proxy called nobody.");
  return one;
};

holdsForSignedRequests(() => ({ server, sign }));

describe("the proxy", () => {
  it("hands on what the server answers, and sends four headers of its own", async () => {
    const answered = await throughProxy(`${pageStart.path}?${caller}`, words);
    expect(answered).toMatchObject({ status: "success", context: { appServerStatusCode: ["200"] } });
    expect(pageStart.response.parse(answered.responseBody).kind).toBe("ready");
    expect(seen.map(({ headers }) => Object.keys(headers).sort())).toEqual([
      ["x-hubspot-request-timestamp", "x-hubspot-signature", "x-hubspot-signature-v3", "x-hubspot-signature-version"],
    ]);
  });

  it("hides a refusal in an answer of its own, which is why expected failures are 200 with a body", async () => {
    const answered = await throughProxy(`${pageStart.path}?userId=31`, words);
    expect(answered).toMatchObject({ status: "error", context: { appServerStatusCode: ["401"] } });
  });

  it("takes no header but one, which is why the app sends none", async () => {
    const { status } = await throughProxy(`${pageStart.path}?${caller}`, words, { "x-key": "1" });
    expect([status, seen]).toEqual(["error", []]);
  });
});
