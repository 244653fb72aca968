/**
 * The Flow endpoint against the bare RSA limit of one core and against a minimal Express handler, in one run: medians of
 * five interleaved rounds. Then under open load, with and without deliveries that wait for a HubSpot that hangs.
 *
 * The server is the real one in a process of its own: signature, zod, a log line and a durable write per exchange. Every
 * session is opened and answered screen by screen as a phone does, and every answer is compared with what the phone got.
 */
import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  privateDecrypt,
  publicEncrypt,
} from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Child, startChild } from "./endpoint-children.ts";
import { buildHouse, type House } from "./endpoint-house.ts";
import { startHubSpotDouble } from "./endpoint-hubspot.ts";
import { atRate, inLanes, type Loaded, median, quantile } from "./endpoint-load.ts";
import { summariseProfile } from "./endpoint-profile.ts";
import { type Prepared, prepare, whatIsWrong } from "./endpoint-sealed.ts";

const rounds = 5;
const connections = 32;
/** Per connection and round; each session has all exchanges but the last one. */
const sessionsPerLane = 50;
const rsaMs = 700;
const openRounds = 5;
const perSecond = 200;
const openSessions = 100;
const waitingDeliveries = 10_000;

export interface EndpointBenchOptions {
  /** Profiles the server and prints what costs most. The figures of such a run are lower. */
  readonly profile?: boolean;
  readonly say: (text: string) => void;
}

export async function endpointBench({ profile = false, say }: EndpointBenchOptions): Promise<Record<string, unknown>> {
  const folder = await mkdtemp(path.join(tmpdir(), "flowella-bench-"));
  try {
    const sessions = (rounds + 1) * connections * sessionsPerLane + openRounds * openSessions;
    const house = await buildHouse(folder, sessions, waitingDeliveries);
    const tokens = house.tokens.values();
    const take = (count: number) => Array.from({ length: count }, () => tokens.next().value ?? "");
    const closed = await closedLoad(house, folder, take, profile, say);
    const open = await openLoad(house, folder, take(openRounds * openSessions), say);
    const { ratioToRsa, ratioToEcho, p50Ms, p99Ms } = closed;
    return { ratioToRsa, ratioToEcho, p50Ms, p99Ms, wrong: closed.wrong + open.wrong, ...closed.more, ...open.more };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function closedLoad(
  house: House,
  folder: string,
  take: (count: number) => string[],
  profile: boolean,
  say: (text: string) => void,
) {
  const hubspot = await startHubSpotDouble("refuses");
  const logFile = path.join(folder, "quiet.log");
  const profileFolder = profile ? path.join(folder, "profile") : undefined;
  const server = await startServer(house, house.quietDatabase, hubspot.url, logFile, profileFolder);
  const echo = await startChild("endpoint-echo", { logFile: path.join(folder, "echo.log") });
  const publicKey = createPublicKey(house.publicKey);
  const host = `127.0.0.1:${server.port}`;
  const script = house.script.slice(0, -1);
  const lanesOf = (): Prepared[][] =>
    Array.from({ length: connections }, () =>
      take(sessionsPerLane).flatMap((token) => script.map((step) => prepare(house, publicKey, host, token, step))),
    );
  const rsa = rsaLoop();
  const figures = {
    rsa: [] as number[],
    server: [] as number[],
    echo: [] as number[],
    p50: [] as number[],
    p99: [] as number[],
    cpu: [] as number[],
    loop: [] as number[],
  };
  let [wrong, exchanges] = [0, 0];
  for (let round = 0; round <= rounds; round += 1) {
    const lanes = lanesOf();
    const decryptions = rsa();
    const before = await server.usage();
    const loaded = await inLanes(server.port, lanes);
    const after = await server.usage();
    const echoed = await inLanes(echo.port, thrice(lanes));
    if (echoed.answers.some(({ status }) => status !== 200)) throw new Error("The Express echo does not echo.");
    wrong += wrongOf(loaded, say);
    exchanges += loaded.answers.length;
    // The first round warms both up.
    if (round === 0) continue;
    const times = loaded.answers.map(({ ms }) => ms);
    figures.rsa.push(decryptions);
    figures.server.push(perSecondOf(loaded));
    figures.echo.push(perSecondOf(echoed));
    figures.cpu.push((after.cpuMs - before.cpuMs) / loaded.answers.length);
    figures.loop.push((after.loopMs - before.loopMs) / loaded.answers.length);
    figures.p50.push(median(times));
    figures.p99.push(quantile(times, 0.99));
    say(
      `round ${round}: RSA ${decryptions.toFixed(0)}/s, server ${perSecondOf(loaded).toFixed(0)}/s, ` +
        `Express echo ${perSecondOf(echoed).toFixed(0)}/s, p50 ${median(times).toFixed(1)} ms, p99 ${quantile(times, 0.99).toFixed(1)} ms`,
    );
  }
  await Promise.all([server.stop(), echo.stop()]);
  hubspot.close();
  const logLines = (await readFile(logFile, "utf8")).split("\n").filter((line) => line.includes('"exchange"')).length;
  if (profileFolder) await sayProfile(profileFolder, say);
  const ratios = (one: readonly number[], other: readonly number[]) => one.map((value, at) => value / (other[at] ?? 1));
  return {
    ratioToRsa: rounded(median(ratios(figures.server, figures.rsa))),
    ratioToEcho: rounded(median(ratios(figures.server, figures.echo))),
    p50Ms: rounded(median(figures.p50)),
    p99Ms: rounded(median(figures.p99)),
    wrong,
    more: {
      p99ToP50: rounded(median(ratios(figures.p99, figures.p50))),
      exchangesPerSecond: Math.round(median(figures.server)),
      rsaPerSecond: Math.round(median(figures.rsa)),
      echoPerSecond: Math.round(median(figures.echo)),
      cpuMsPerExchange: rounded(median(figures.cpu)),
      loopMsPerExchange: rounded(median(figures.loop)),
      exchanges,
      logLines,
    },
  };
}

/** Whole conversations, acceptance included, at a rate that does not depend on the answers. */
async function openLoad(house: House, folder: string, tokens: readonly string[], say: (text: string) => void) {
  const [refuses, hangs] = await Promise.all([startHubSpotDouble("refuses"), startHubSpotDouble("hangs")]);
  const quietLog = path.join(folder, "open-quiet.log");
  const quiet = await startServer(house, house.quietDatabase, refuses.url, quietLog);
  const busy = await startServer(house, house.busyDatabase, hangs.url, path.join(folder, "open-busy.log"));
  const publicKey = createPublicKey(house.publicKey);
  const p99 = { quiet: [] as number[], busy: [] as number[] };
  let wrong = 0;
  const measure = async (server: Child, tokens: readonly string[]): Promise<number> => {
    const host = `127.0.0.1:${server.port}`;
    // Step by step through all the sessions: each waits half a second between its exchanges.
    const requests = house.script.flatMap((step) => tokens.map((one) => prepare(house, publicKey, host, one, step)));
    const loaded = await atRate(server.port, requests, perSecond);
    wrong += wrongOf(loaded, say);
    return quantile(
      loaded.answers.map(({ ms }) => ms),
      0.99,
    );
  };
  // The same tokens at both: each server has a database of its own.
  for (const [round, group] of groupsOf(tokens, openSessions).entries()) {
    p99.quiet.push(await measure(quiet, group));
    p99.busy.push(await measure(busy, group));
    say(
      `open load ${round + 1}: p99 ${p99.quiet[round]?.toFixed(1)} ms, with deliveries waiting ${p99.busy[round]?.toFixed(1)} ms`,
    );
  }
  // Stopping waits for what hangs: end HubSpot first.
  hangs.close();
  refuses.close();
  await Promise.all([quiet.stop(), busy.stop()]);
  return {
    wrong,
    more: {
      openP99Ms: rounded(median(p99.quiet)),
      openP99WaitingMs: rounded(median(p99.busy)),
    },
  };
}

function startServer(house: House, database: string, hubspot: string, logFile: string, profileFolder?: string) {
  const env = {
    PUBLIC_BASE_URL: "http://127.0.0.1",
    FLOWELLA_MASTER_KEY: house.masterKey,
    FLOWELLA_OPERATOR_TOKEN: "operator-token-operator-token-operator",
    HUBSPOT_CLIENT_ID: "client",
    HUBSPOT_CLIENT_SECRET: "secret",
    PORT: "0",
    DATABASE_FILE: database,
    HUBSPOT_API_BASE: hubspot,
    HUBSPOT_FORMS_BASE: hubspot,
    META_GRAPH_BASE: hubspot,
  };
  return startChild("endpoint-server", { env, logFile, profileFolder });
}

/** Decryptions per second of one core with nothing around them. */
function rsaLoop(): () => number {
  const pair = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const key: KeyObject = createPrivateKey(pair.privateKey.export({ type: "pkcs8", format: "pem" }));
  const wrapped = publicEncrypt({ key: pair.publicKey, oaepHash: "sha256" }, Buffer.alloc(16, 7));
  return () => {
    const startedAt = performance.now();
    let count = 0;
    while (performance.now() - startedAt < rsaMs) {
      for (let i = 0; i < 20; i += 1) privateDecrypt({ key, oaepHash: "sha256" }, wrapped);
      count += 20;
    }
    return (count * 1000) / (performance.now() - startedAt);
  };
}

function wrongOf({ answers, lost }: Loaded<Prepared>, say: (text: string) => void): number {
  const wrong = answers.flatMap(({ request, status, body }) => whatIsWrong(request, status, body) ?? []);
  for (const answer of wrong.slice(0, 3)) say(`wrong: ${answer}`);
  for (const reason of lost.slice(0, 3)) say(`no answer: ${reason}`);
  return lost.length + wrong.length;
}

/** The echo is so fast that one pass is over before it means anything. */
const thrice = (lanes: readonly (readonly Prepared[])[]) => lanes.map((lane) => [...lane, ...lane, ...lane]);

const perSecondOf = ({ answers, ms }: Loaded<Prepared>): number => (answers.length * 1000) / ms;

function groupsOf<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, at) => items.slice(at * size, (at + 1) * size));
}

const rounded = (value: number): number => Math.round(value * 1000) / 1000;

async function sayProfile(folder: string, say: (text: string) => void): Promise<void> {
  const { busy, rooms, functions } = await summariseProfile(folder);
  const lines = (title: string, shares: typeof rooms) =>
    [title, ...shares.map(({ name, share }) => `  ${(share * 100).toFixed(1).padStart(5)} %  ${name}`)].join("\n");
  say(`The server's main thread was busy for ${(busy * 100).toFixed(0)} % of its life. Of that time:`);
  say(lines("by place", rooms));
  say(lines("by function", functions));
}
