/**
 * `flowella fixture` as somebody with a load tool of their own uses it: this client has the printed JSON, the protocol as
 * it is documented, and node:crypto. It uses nothing of ours.
 */
import { createCipheriv, createDecipheriv, createHmac, publicEncrypt, randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { begin, endAll, run } from "./process.ts";

interface Fixture {
  endpoint: string;
  publicKey: string;
  appSecret: string;
  dataApiVersion: string;
  screens: { id: string; payload: Record<string, unknown> }[];
  tokens: string[];
}

let folder: string;
let address: string;
let printed: string;
let fixture: Fixture;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "flowella-fixture-"));
  const server = begin(["start"], { cwd: folder, env: { PORT: "0" } });
  address = (await server.until(/Server\s+(http\S+)\/ready/))[1] ?? "";
  await server.until(/Ctrl-C/);
  printed = (await asked("25")).stdout;
  fixture = JSON.parse(printed);
});
afterAll(async () => {
  await endAll();
  await rm(folder, { recursive: true });
});

const asked = (tokens: string) => run(["fixture", "--tokens", tokens, "--json", "--server", address], { cwd: folder });

const xor = (bytes: Buffer) => Buffer.from(bytes.map((byte) => byte ^ 0xff));

async function exchange(clear: unknown): Promise<{ status: number; answer: unknown }> {
  const [key, iv] = [randomBytes(16), randomBytes(16)];
  const cipher = createCipheriv("aes-128-gcm", key, iv);
  const data = Buffer.concat([cipher.update(JSON.stringify(clear), "utf8"), cipher.final(), cipher.getAuthTag()]);
  const body = JSON.stringify({
    encrypted_flow_data: data.toString("base64"),
    encrypted_aes_key: publicEncrypt({ key: fixture.publicKey, oaepHash: "sha256" }, key).toString("base64"),
    initial_vector: iv.toString("base64"),
  });
  const signature = createHmac("sha256", fixture.appSecret).update(body).digest("hex");
  const headers = { "content-type": "application/json", "x-hub-signature-256": `sha256=${signature}` };
  const response = await fetch(fixture.endpoint, { method: "POST", headers, body });
  const sealed = Buffer.from(await response.text(), "base64");
  const decipher = createDecipheriv("aes-128-gcm", key, xor(iv)).setAuthTag(sealed.subarray(-16));
  const opened = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
  return { status: response.status, answer: JSON.parse(opened.toString("utf8")) };
}

const request = (flow_token: string, action: string, rest: object = {}) =>
  exchange({ version: fixture.dataApiVersion, action, screen: "", data: {}, flow_token, ...rest });

describe("flowella fixture", () => {
  it("prints endpoint, public key, app secret, screens with payloads and the tokens, on one line", async () => {
    expect(printed.trimEnd()).not.toContain("\n");
    expect(fixture).toEqual({
      endpoint: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/flow\/\w/),
      publicKey: expect.stringMatching(/^-----BEGIN PUBLIC KEY-----\n/),
      appSecret: expect.stringMatching(/./),
      dataApiVersion: expect.stringMatching(/^\d\.\d$/),
      screens: expect.arrayContaining([{ id: expect.any(String), payload: expect.any(Object) }]),
      tokens: Array(25).fill(expect.stringMatching(/^[\w-]{22,200}$/)),
    });
    expect(new Set(fixture.tokens).size).toBe(25);
  });

  it("with every token a whole conversation goes from INIT to SUCCESS, many at once", async () => {
    const ends = await Promise.all(
      fixture.tokens.map(async (token) => {
        const [first, ...others] = fixture.screens;
        let { status, answer } = await request(token, "INIT");
        expect({ status, answer }).toMatchObject({ status: 200, answer: { screen: first?.id } });
        for (const [at, { id, payload }] of fixture.screens.entries()) {
          ({ status, answer } = await request(token, "data_exchange", { screen: id, data: payload }));
          expect({ status, answer }).toMatchObject({ status: 200, answer: { screen: others[at]?.id ?? "SUCCESS" } });
        }
        return JSON.stringify(answer);
      }),
    );
    expect(new Set(ends).size).toBe(25);
    for (const [at, end] of ends.entries()) expect(end).toContain(fixture.tokens[at]);
  });

  it("gives other tokens each time, and says what it cannot do", async () => {
    const again: Fixture = JSON.parse((await asked("25")).stdout);
    expect(again.tokens.filter((token) => fixture.tokens.includes(token))).toEqual([]);
    expect(again.tokens).toHaveLength(25);
    for (const number of ["0", "many", "1.5"]) {
      expect(await asked(number)).toEqual({ code: 1, stdout: "", stderr: expect.stringMatching(/^\S.+\n$/) });
    }
  });
});
