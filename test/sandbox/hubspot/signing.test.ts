import { once } from "node:events";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "@jest/globals";
import { decodeForV3, demoPortal, signatureV1, signatureV2, signatureV3 } from "../../../sandbox/hubspot/index.ts";
import { app, useBench } from "./harness.ts";

const secret = "yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy";
const body = '{"example_field":"example_value"}';
const uri = "https://www.example.com/webhook_uri";

describe("signatures (HubSpot reference 5.4)", () => {
  it("v1 and v2", () => {
    expect(signatureV1(secret, body)).toBe("54b2530692e3a3982727206aeee670ed1d85319cad55d4ddbafcf41725ebf2b3");
    expect(signatureV2(secret, "GET", uri, "")).toBe(
      "eee2dddcc73c94d699f5e395f4b9d454a069a6855fbfa152e91e88823087200e",
    );
    expect(signatureV2(secret, "POST", uri, body)).toBe(
      "9569219f8ba981ffa6f6f16aa0f48637d35d728c7e4d93d0d52efaa512af7900",
    );
  });

  it("v3, also over a query with escapes", () => {
    expect(signatureV3(secret, "POST", uri, body, 1_700_000_300_000)).toBe(
      "ZEux4lGY4urKtKJ9fqGCQDJ0FasZeSunWHlJMEoU3Bg=",
    );
    expect(signatureV3(secret, "post", uri, body, 1_693_657_560_000)).toBe(
      "oaA3M5dEtt6kFsseJD/Hv/x+JNl1vsoxFj4oxmwP6Go=",
    );
    const query = "https://api.example.com/hs/options?email=a%40b.co&q=x%2Fy%20z";
    expect(signatureV3(secret, "GET", query, "", 1_700_000_300_000)).toBe(
      "m56VDzzZhFhLtKH35n9c9ppD1TZQYJ6eEzcwqnw9yes=",
    );
  });

  it("decodes the twelve documented escapes once and no others", () => {
    expect(decodeForV3("%3a%2F%3f%40%21%24%27%28%29%2a%2C%3b")).toBe(":/?@!$'()*,;");
    expect(decodeForV3("a%20b%26c%3Dd%25%2540")).toBe("a%20b%26c%3Dd%25%2540");
  });
});

describe("signedFetch", () => {
  const bench = useBench();
  let server: Server | undefined;
  afterEach(async () => {
    server?.closeAllConnections();
    server?.close();
    if (server?.listening) await once(server, "close");
    server = undefined;
  });

  /** An app that keeps what it gets and answers with these statuses in turn. */
  async function listen(...statuses: number[]) {
    const seen: { request: IncomingMessage; body: string }[] = [];
    server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", () => {
        const status = statuses[seen.length] ?? 200;
        seen.push({ request, body: Buffer.concat(chunks).toString("utf8") });
        response.writeHead(status, { location: "/elsewhere" }).end("{}");
      });
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    return { origin: `http://127.0.0.1:${port}`, seen };
  }

  const who = { portalId: demoPortal.id, userId: 7, userEmail: "paola+it@casa-lume.example", appId: app.appId };

  it("appends who is calling and signs the public URL with both versions", async () => {
    const { origin, seen } = await listen();
    const response = await bench.hubspot.signedFetch({
      ...who,
      method: "POST",
      url: "https://flows.example.com/card/send?contact=5",
      connectTo: origin,
      body: { flow: "f1", note: "è" },
    });
    expect(response.status).toBe(200);
    const [call] = seen;
    if (!call) throw new Error("The app got no call.");
    expect(call.request.url).toBe(
      `/card/send?contact=5&userId=7&portalId=${demoPortal.id}&userEmail=paola%2Bit%40casa-lume.example&appId=${app.appId}`,
    );
    const signed = `https://flows.example.com${call.request.url}`;
    const { headers } = call.request;
    expect(call.body).toBe('{"flow":"f1","note":"è"}');
    expect(headers["x-hubspot-request-timestamp"]).toBe(String(bench.clock.now));
    expect(headers["x-hubspot-signature-version"]).toBe("v2");
    expect(headers["x-hubspot-signature"]).toBe(signatureV2(app.clientSecret, "POST", signed, call.body));
    expect(headers["x-hubspot-signature-v3"]).toBe(
      signatureV3(app.clientSecret, "POST", signed, call.body, bench.clock.now),
    );
  });

  it("retries a 5xx once, follows no redirect, repeats no 4xx", async () => {
    const failing = await listen(500, 502, 200);
    const get = (url: string) => bench.hubspot.signedFetch({ ...who, method: "GET", url });
    expect((await get(failing.origin)).status).toBe(502);
    expect(failing.seen).toHaveLength(2);
    server?.close();
    const other = await listen(302, 409);
    expect((await get(other.origin)).status).toBe(302);
    expect((await get(other.origin)).status).toBe(409);
    expect(other.seen).toHaveLength(2);
  });

  it("knows no app but those it has", async () => {
    await expect(
      bench.hubspot.signedFetch({ ...who, appId: 1, method: "GET", url: "http://127.0.0.1:9" }),
    ).rejects.toThrow(/no app 1/);
  });
});
