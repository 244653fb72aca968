import { generateKeyPairSync } from "node:crypto";
import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { afterEach, describe, expect, it } from "@jest/globals";
import { type ProbeReport, type ProbeTarget, probe } from "../../cli/probe/index.ts";
import { appSecret, startHarness } from "../server/harness.ts";
import { type Mistake, mistakes, startTinyEndpoint, tinySecret, tinyToken } from "./tiny-endpoint.ts";

const closing: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function probeTiny(mistake?: Mistake, target: Partial<ProbeTarget> = {}): Promise<ProbeReport> {
  const endpoint = await startTinyEndpoint(mistake);
  closing.push(endpoint.close);
  const { url, publicKey } = endpoint;
  return probe({ url, publicKey, appSecret: tinySecret, token: tinyToken, ...target });
}

/** How long an answer took is the machine's business, not the test's. */
const withVerdict = ({ cases }: ProbeReport, verdict: string) =>
  cases.filter((report) => report.verdict === verdict && report.id !== "answer-time").map(({ id }) => id);
const caseOf = ({ cases }: ProbeReport, id: string) => cases.find((report) => report.id === id);

describe("our own endpoint", () => {
  it("passes whole, hands nothing in, and passes again with the same token", async () => {
    const house = await startHarness();
    closing.push(house.close);
    const token = await house.newToken();
    const target = { url: new URL(house.url + house.endpointPath), publicKey: house.publicKey, appSecret, token };
    const report = await probe(target);
    expect(withVerdict(report, "fail")).toEqual([]);
    expect(withVerdict(report, "warn")).toEqual([]);
    expect(withVerdict(report, "skipped")).toEqual(["https"]);
    expect(await house.state()).toMatchObject({ sessions: [{ state: "open" }], submissions: [], steps: [] });
    expect(await probe(target)).toMatchObject({ counts: { fail: 0, skipped: 1 } });
  });
});

describe("a small correct endpoint of another make", () => {
  it("passes whole", async () => {
    const report = await probeTiny();
    expect(withVerdict(report, "fail")).toEqual([]);
    expect(withVerdict(report, "warn")).toEqual([]);
    expect(report.ok).toBe(true);
    const { pass, fail, warn, skipped } = report.counts;
    expect(pass + fail + warn + skipped).toBe(report.cases.length);
    expect(new Set(report.cases.map(({ id }) => id)).size).toBe(report.cases.length);
  });

  it("is asked nothing that needs a token when there is none", async () => {
    const report = await probeTiny(undefined, { token: undefined });
    expect(report.ok).toBe(true);
    expect(caseOf(report, "open")).toMatchObject({ verdict: "skipped", got: "no flow token was given" });
    expect(caseOf(report, "ping")).toMatchObject({ verdict: "pass" });
  });

  it("fails with the wrong secret, the wrong key and the wrong token, each where it shows", async () => {
    expect(withVerdict(await probeTiny(undefined, { appSecret: "another" }), "fail")).toContain("ping");
    const { publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const pem = publicKey.export({ type: "spki", format: "pem" }).toString();
    expect(caseOf(await probeTiny(undefined, { publicKey: pem }), "ping")).toMatchObject({
      verdict: "fail",
      got: "status 421",
    });
    const unknown = await probeTiny(undefined, { token: "unknown" });
    expect(caseOf(unknown, "open")).toMatchObject({ verdict: "fail", got: expect.stringContaining("427") });
  });
});

const signatures = [
  "signature-missing",
  "signature-wrong",
  "signature-empty-secret",
  "signature-malformed",
  "signature-not-hex",
  "signature-of-another-body",
];
const malformedBodies = [
  "body-empty",
  "body-truncated",
  "body-last-byte",
  "body-not-json",
  "body-null",
  "body-list",
  "body-not-utf8",
  "missing-encrypted_flow_data",
  "missing-encrypted_aes_key",
  "missing-initial_vector",
  "field-null",
  "field-number",
  "field-list",
];
const sizes = [
  "iv-of-12-bytes",
  "iv-empty",
  "key-of-255-bytes",
  "key-of-512-bytes",
  "key-empty",
  "data-of-15-bytes",
  "data-empty",
];
const carelessBase64 = ["base64-line-break", "base64-space", "base64-no-padding", "base64-url", "base64-stray-bits"];
const unwrapping = ["tampered-key", "stale-key"];
const opening = ["open", "version-echoed", "answer-size", "open-without-data", "back"];
const afterToken = [...opening, "unknown-screen", "unknown-action-with-token", "replayed"];
const refusals = [
  ...["unknown-token-open", "unknown-token-submit", "missing-token", "unknown-action"],
  ...["request-null", "request-text", "request-list", "request-empty", "request-types"],
];
const everyAnswer = [
  ...["ping", "answer-iv", "raw-bytes", "kept-connection", "own-connection"],
  ...refusals,
  ...afterToken,
  ...["error-notice-before-token", "error-notice-error", "error-notice-error_key"],
];

interface Expected {
  readonly fail?: readonly string[];
  readonly warn?: readonly string[];
}

/** Everything that the probe must find fault with, and nothing beside it. */
const found: Readonly<Record<Mistake, Expected>> = {
  "checks no signature": { fail: signatures },
  "takes signatures of the empty secret": { fail: ["signature-empty-secret"] },
  "signs over JSON written again": {
    fail: ["raw-bytes"],
    // What is no JSON has no second writing to be signed.
    warn: ["body-empty", "body-truncated", "body-last-byte", "body-not-json", "body-not-utf8", "body-null"],
  },
  "answers 401 to a wrong signature": { fail: signatures },
  "throws on a short signature": { fail: ["signature-missing", "signature-malformed"] },
  "answers 500 to what was tampered with": {
    fail: ["tampered-ciphertext", "tampered-tag", "tampered-iv", "swapped-key", "tag-cut-off"],
  },
  "answers 400 to a stale key": { fail: unwrapping },
  "answers 200 to what it cannot open": { fail: unwrapping },
  "answers 400 to broken bodies": { fail: [], warn: [...malformedBodies, ...carelessBase64, ...sizes] },
  "takes careless base64": { warn: carelessBase64 },
  "throws on a wrong size": { fail: sizes },
  "throws on contents that are not JSON": { fail: ["contents-not-json", "contents-not-utf8"] },
  "dies of an oversized body": { fail: ["body-oversized"] },
  "hangs on a stale key": { fail: unwrapping },
  "does not invert the IV": { fail: everyAnswer },
  "wraps its answer in JSON": { fail: everyAnswer },
  "answers in clear": { fail: everyAnswer },
  "leaves the tag out": { fail: everyAnswer },
  "compresses its answer": { fail: [...everyAnswer, "content-type"] },
  "calls its answer HTML": { warn: ["content-type"] },
  "wants a token for a ping": { fail: ["ping", "raw-bytes", "kept-connection", "own-connection"] },
  "refuses a token in clear": { fail: [...refusals, "unknown-action-with-token"] },
  "refuses a token without words": { warn: [...refusals, "unknown-action-with-token"] },
  "takes every token": { fail: ["unknown-token-open", "unknown-token-submit"] },
  "throws on an unknown action": { fail: ["unknown-action-with-token"] },
  "throws on contents without fields": {
    fail: ["request-null", "request-text", "request-list", "request-empty", "request-types"],
  },
  "takes an error notice for answers": {
    fail: ["error-notice-error", "error-notice-error_key"],
    warn: ["error-notice-before-token"],
  },
  "knows one name of an error's code only": { fail: ["error-notice-error_key"] },
  "leaves the version out": { warn: ["version-echoed"] },
  "says another version": { fail: ["version-echoed"] },
  "puts null into data": { fail: [...opening, "unknown-screen", "replayed"] },
  "ends at an unknown screen": { fail: ["unknown-screen", "replayed"] },
  "needs data to open": { fail: ["open-without-data"] },
  "fails on the second exchange": { fail: ["replayed"] },
  "closes after each answer without saying so": {},
};

describe("an endpoint with one mistake", () => {
  it.each(mistakes)("that %s", async (mistake) => {
    const report = await probeTiny(mistake, mistake.startsWith("hangs") ? { timeoutMs: 2_500 } : {});
    const { fail = [], warn = [] } = found[mistake];
    expect({ fail: withVerdict(report, "fail").sort(), warn: withVerdict(report, "warn").sort() }).toEqual({
      fail: [...fail].sort(),
      warn: [...warn].sort(),
    });
  });
});

describe("an endpoint that is not there", () => {
  const keyOf = async () => {
    const endpoint = await startTinyEndpoint();
    closing.push(endpoint.close);
    return endpoint.publicKey;
  };

  it("is told apart from one that answers wrongly, and the rest is skipped", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    const url = new URL(`http://127.0.0.1:${port}/flow`);
    const report = await probe({ url, publicKey: await keyOf(), appSecret: tinySecret });
    expect(report.ok).toBe(false);
    expect(caseOf(report, "ping")).toMatchObject({ verdict: "fail", got: expect.stringContaining("ECONNREFUSED") });
    expect(caseOf(report, "stale-key")).toMatchObject({
      verdict: "skipped",
      got: "the endpoint does not answer at all",
    });
  });

  it("takes the connection and never answers", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    closing.push(() => void server.close());
    const { port } = server.address() as AddressInfo;
    const url = new URL(`http://127.0.0.1:${port}/flow`);
    const report = await probe({ url, publicKey: await keyOf(), appSecret: tinySecret, timeoutMs: 50 });
    expect(caseOf(report, "ping")).toMatchObject({ verdict: "fail", got: "no answer within 50 ms" });
    expect(report.counts.pass).toBe(0);
  });

  it("says since when an endpoint is dead", async () => {
    const report = await probeTiny("dies of an oversized body");
    expect(caseOf(report, "body-oversized")).toMatchObject({ verdict: "fail" });
    expect(caseOf(report, "open")).toMatchObject({
      verdict: "skipped",
      got: "the endpoint no longer answers since body-oversized",
    });
  });

  it("names the mistake where the answer cannot be opened", async () => {
    const said = async (mistake: Mistake) => caseOf(await probeTiny(mistake), "answer-iv")?.got;
    expect(await said("does not invert the IV")).toContain("every bit inverted");
    expect(await said("wraps its answer in JSON")).toContain("wrapped in JSON");
    expect(await said("answers in clear")).toContain("in clear");
    expect(await said("leaves the tag out")).toContain("tag");
  });
});
