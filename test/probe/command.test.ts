import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import forge from "node-forge";
import { type Mistake, startTinyEndpoint, tinySecret, tinyToken } from "./tiny-endpoint.ts";

const root = path.resolve(import.meta.dirname, "../..");
const closing: (() => Promise<unknown> | unknown)[] = [];
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "flowella-probe-"));
  closing.push(() => rm(folder, { recursive: true }));
});
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function file(name: string, content: string): Promise<string> {
  const place = path.join(folder, name);
  await writeFile(place, content);
  return place;
}

interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

async function flowella(args: readonly string[], input = ""): Promise<Ran> {
  const child = spawn(process.execPath, ["cli/main.js", ...args], { cwd: root });
  child.stdin.end(input);
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "close")]);
  return { code, out, err };
}

async function tiny(mistake?: Mistake) {
  const endpoint = await startTinyEndpoint(mistake);
  closing.push(endpoint.close);
  const files = [
    ...["--public-key", await file("public.pem", endpoint.publicKey)],
    ...["--app-secret-file", await file("secret", `${tinySecret}\n`)],
  ];
  return { endpoint, command: ["probe", String(endpoint.url), ...files] };
}

describe("flowella probe", () => {
  it("prints one JSON object and exits with 0 when all is well", async () => {
    const { command } = await tiny();
    const { code, out, err } = await flowella([...command, "--token", tinyToken, "--json"]);
    expect(err).toBe("");
    expect(out.trim().split("\n")).toHaveLength(1);
    const report = JSON.parse(out);
    expect(Object.keys(report)).toEqual(["ok", "cases", "counts"]);
    expect(report).toMatchObject({ ok: true, counts: { fail: 0, skipped: 1 } });
    expect(Object.keys(report.cases[0])).toEqual(["id", "what", "why", "expected", "verdict", "got"]);
    expect(code).toBe(0);
  });

  it("says to a person what failed and why it matters, and exits with 1", async () => {
    const { command } = await tiny("answers 400 to a stale key");
    const { code, out } = await flowella(command);
    expect(out).toMatch(
      /✗ stale-key .*\n {4}expected {2}421 .*\n {4}got {7}400.*\n {4}matters {3}421 is the only answer/,
    );
    expect(out).toMatch(/✓ ping /);
    expect(out).toMatch(/\d+ passed, 2 failed, \d+ warnings, \d+ skipped\.\n$/);
    expect(code).toBe(1);
  });

  it("takes secrets from standard input, and prints none of them", async () => {
    const { endpoint } = await tiny();
    const command = ["probe", String(endpoint.url), "--public-key", path.join(folder, "public.pem")];
    const tokenFile = await file("token", tinyToken);
    const { code, out } = await flowella(
      [...command, "--app-secret-file", "-", "--token-file", tokenFile, "--json"],
      `${tinySecret}\n`,
    );
    expect(code).toBe(0);
    expect(JSON.parse(out).counts).toMatchObject({ fail: 0, skipped: 1 });
    expect(out).not.toContain(tinySecret);
    expect(out).not.toContain(tinyToken);
  });

  it("adds random requests and tries every case once more", async () => {
    const { command } = await tiny();
    const { code, out } = await flowella([...command, "--fuzz", "300", "--seed", "4", "--json"]);
    const report = JSON.parse(out);
    expect(report).toMatchObject({ ok: true, fuzz: { requests: 300, seed: 4, violations: 0 }, after: { ok: true } });
    expect(code).toBe(0);
    const broken = await tiny("throws on a wrong size");
    const found = await flowella([...broken.command, "--fuzz", "300", "--seed", "4"]);
    expect(found.out).toMatch(/✗ \d+ were answered as the protocol does not allow/);
    expect(found.code).toBe(1);
  });

  it("speaks HTTPS, and only with an endpoint whose certificate it can check", async () => {
    const { endpoint, command } = await tiny();
    const { key, certificate } = selfSigned();
    const server = createServer({ key, cert: certificate }, endpoint.handler).listen(0, "127.0.0.1");
    await once(server, "listening");
    closing.push(() => {
      server.closeAllConnections();
      server.close();
    });
    const { port } = server.address() as AddressInfo;
    const [name = "", , ...files] = command;
    const secure = [name, `https://127.0.0.1:${port}/flow`, ...files, "--json"];
    const trusted = await flowella([...secure, "--ca-file", await file("ca.pem", certificate)]);
    expect(JSON.parse(trusted.out)).toMatchObject({ ok: true });
    expect(JSON.parse(trusted.out).cases[0]).toMatchObject({ id: "https", verdict: "pass" });
    const stranger = await flowella(secure);
    const cases: { id: string; got: string }[] = JSON.parse(stranger.out).cases;
    expect(cases.find(({ id }) => id === "ping")).toMatchObject({
      verdict: "fail",
      got: expect.stringMatching(/SELF_SIGNED|UNABLE_TO_VERIFY/),
    });
    expect(stranger.code).toBe(1);
  });

  it.each([
    ["an address that is none", { url: "flow" }, "flow is no http(s) address."],
    ["an address of another kind", { url: "ftp://example.com/flow" }, "is no http(s) address."],
    ["a public key that is none", { key: "no key" }, "The public key cannot be used."],
    ["an empty secret", { secret: "\n" }, "is empty."],
    ["a token given twice", { more: ["--token", "a", "--token-file", "b"] }, "Give the token once"],
    ["no number of requests", { more: ["--fuzz", "many"] }, "--fuzz takes a whole number"],
  ])("refuses %s in a sentence", async (_name, { url, key, secret, more }: Partial<Refused>, sentence) => {
    const { endpoint } = await tiny();
    const { code, out, err } = await flowella([
      ...["probe", url ?? String(endpoint.url)],
      ...["--public-key", await file("key.pem", key ?? endpoint.publicKey)],
      ...["--app-secret-file", await file("app-secret", secret ?? tinySecret)],
      ...(more ?? []),
    ]);
    expect(err).toContain(sentence);
    expect(err.trim().split("\n")).toHaveLength(1);
    expect(out).toBe("");
    expect(code).toBe(1);
  });
});

interface Refused {
  readonly url: string;
  readonly key: string;
  readonly secret: string;
  readonly more: readonly string[];
}

function selfSigned(): { key: string; certificate: string } {
  const keys = forge.pki.rsa.generateKeyPair(2048);
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = keys.publicKey;
  certificate.serialNumber = "01";
  certificate.validity.notBefore = new Date(Date.now() - 86_400_000);
  certificate.validity.notAfter = new Date(Date.now() + 86_400_000);
  const names = [{ name: "commonName", value: "127.0.0.1" }];
  certificate.setSubject(names);
  certificate.setIssuer(names);
  certificate.setExtensions([
    { name: "basicConstraints", cA: true },
    { name: "subjectAltName", altNames: [{ type: 7, ip: "127.0.0.1" }] },
  ]);
  certificate.sign(keys.privateKey, forge.md.sha256.create());
  return { key: forge.pki.privateKeyToPem(keys.privateKey), certificate: forge.pki.certificateToPem(certificate) };
}
