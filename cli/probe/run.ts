/** Runs every case against one endpoint, and asks after each whether the endpoint still lives. */
import { createHmac, generateKeyPairSync } from "node:crypto";
import type { Line, PostOptions, ProbeCase, Verdict } from "./case.ts";
import { carriesWords } from "./answers.ts";
import { probeCases } from "./cases/index.ts";
import { type Client, createClient } from "./client.ts";
import { ping } from "./case.ts";
import { seal } from "./sealed.ts";

export interface ProbeTarget {
  readonly url: URL;
  /** SPKI PEM. */
  readonly publicKey: string;
  readonly appSecret: string;
  /** A flow token that the endpoint takes; without one, what needs one is skipped. */
  readonly token?: string | undefined;
  /** Milliseconds until a request counts as hanging; 10 s, as for WhatsApp, unless told otherwise. */
  readonly timeoutMs?: number | undefined;
  /** Certificate authority in PEM, for an endpoint whose certificate is not publicly valid yet. */
  readonly ca?: string | undefined;
}

export interface CaseReport {
  readonly id: string;
  readonly what: string;
  readonly why: string;
  readonly expected: string;
  readonly got: string;
  readonly verdict: Verdict;
}

export interface ProbeReport {
  /** True when nothing failed. */
  readonly ok: boolean;
  readonly cases: readonly CaseReport[];
  readonly counts: Readonly<Record<Verdict, number>>;
}

/** @throws UnusableKey when the public key is none. */
export async function probe(target: ProbeTarget): Promise<ProbeReport> {
  const { line, close } = openLine(target);
  try {
    await line.seal(ping);
    const cases = await runCases(line);
    const counts = { pass: 0, fail: 0, warn: 0, skipped: 0 };
    for (const { verdict } of cases) counts[verdict] += 1;
    return { ok: counts.fail === 0, cases, counts };
  } finally {
    close();
  }
}

async function runCases(line: Line): Promise<CaseReport[]> {
  const reports: CaseReport[] = [];
  const atRest = await heartbeat(line);
  let dead = atRest === undefined ? "the endpoint does not answer at all" : undefined;
  for (const { run, needsToken, ...named } of probeCases) {
    // What it does to the first cases is still worth saying; the rest would only repeat it.
    if (dead !== undefined && named.id !== "https" && named.id !== "ping") {
      reports.push({ ...named, verdict: "skipped", got: dead });
      continue;
    }
    if (needsToken && line.token === "") {
      reports.push({ ...named, verdict: "skipped", got: "no flow token was given" });
      continue;
    }
    const finding = await run(line);
    if (dead !== undefined || (await heartbeat(line)) === atRest) {
      reports.push({ ...named, ...finding });
      continue;
    }
    reports.push({ ...named, verdict: "fail", got: `${finding.got}; after it, a ping is not answered as before` });
    if ((await heartbeat(line)) === undefined) dead = `the endpoint no longer answers since ${named.id}`;
  }
  return reports;
}

/** The status of a ping, or undefined where there is no answer. */
async function heartbeat(line: Line): Promise<number | undefined> {
  const { reply } = await line.exchange(ping);
  return reply.kind === "answer" ? reply.status : undefined;
}

/** A line to the endpoint that seals, signs and keeps the time. */
export function openLine(target: ProbeTarget, connections?: number): { line: Line; close(): void } {
  const { url, publicKey, appSecret, timeoutMs = 10_000, ca } = target;
  const client: Client = createClient({ url, timeoutMs, ca, ...(connections && { connections }) });
  const nobody = generateKeyPairSync("rsa", { modulusLength: 2048 }).publicKey;
  const nobodysKey = nobody.export({ type: "spki", format: "pem" }).toString();
  let slowest = 0;

  const sign: Line["sign"] = (body, secret = appSecret) =>
    `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;

  const post: Line["post"] = async (body, { signature, alone, headers }: PostOptions = {}) => {
    const signed = signature === null ? {} : { "x-hub-signature-256": signature ?? sign(body) };
    const reply = await client.post(Buffer.from(body), { ...signed, ...headers }, alone);
    if (reply.kind === "answer") slowest = Math.max(slowest, reply.ms);
    else if (reply.why === "timeout") slowest = Number.POSITIVE_INFINITY;
    return reply;
  };

  const line: Line = {
    url,
    token: target.token ?? "",
    seal: (clear) => seal(publicKey, clear),
    sealForNobody: (clear) => seal(nobodysKey, clear),
    sign,
    post,
    exchange: async (clear, options) => {
      const sealed = await seal(publicKey, clear);
      const reply = await post(sealed.body, options);
      const words = reply.kind === "answer" && carriesWords(reply.status);
      return { sealed, reply, read: words ? await sealed.read(reply.body) : undefined };
    },
    slowest: () => slowest,
  };
  return { line, close: client.close };
}
