/** Closed load: 32 connections, each with one request under way, in rounds that alternate with what they are held against. */
import { createPublicKey } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { type Child, startChild, startServer } from "./endpoint-children.ts";
import { median, over, quantile } from "./endpoint-figures.ts";
import type { House } from "./endpoint-house.ts";
import { startHubSpotDouble } from "./endpoint-hubspot.ts";
import { inLanes, perSecondOf } from "./endpoint-load.ts";
import { rsaLimit } from "./endpoint-rsa.ts";
import { type Prepared, prepare, wrongOf } from "./endpoint-sealed.ts";

const rounds = 5;
const connections = 32;
const sessionsPerLane = 50;

/** Sessions that it uses up; the first round warms up and is not counted. */
export const closedSessions = (rounds + 1) * connections * sessionsPerLane;

interface Round {
  readonly rsa: number;
  readonly server: number;
  readonly echo: number;
  readonly p50: number;
  readonly p99: number;
  readonly cpuMs: number;
  readonly loopMs: number;
}

export interface ClosedOptions {
  readonly folder: string;
  readonly profileFolder: string | undefined;
  readonly say: (text: string) => void;
}

export async function closedLoad(
  house: House,
  tokens: readonly string[],
  { folder, profileFolder, say }: ClosedOptions,
) {
  const hubspot = await startHubSpotDouble("refuses");
  const logFile = path.join(folder, "closed.log");
  const server = await startServer(house, house.quietDatabase, hubspot.url, { logFile, profileFolder });
  const echo = await startChild("endpoint-echo", { logFile: path.join(folder, "echo.log") });
  const limit = rsaLimit();
  const measured: Round[] = [];
  let [wrong, exchanges] = [0, 0];
  for (let number = 0; number <= rounds; number += 1) {
    const lanes = lanesOf(house, server.port, tokens.slice(number * connections * sessionsPerLane));
    const rsa = limit();
    const { loaded, ...used } = await loadServer(server, lanes);
    const echoed = await inLanes(echo.port, thrice(lanes));
    if (echoed.answers.some(({ status }) => status !== 200)) throw new Error("The Express echo does not echo.");
    wrong += wrongOf(loaded, say);
    exchanges += loaded.answers.length;
    if (number === 0) continue;
    const times = loaded.answers.map(({ ms }) => ms);
    const figures = { p50: median(times), p99: quantile(times, 0.99), ...used };
    const round = { rsa, server: perSecondOf(loaded), echo: perSecondOf(echoed), ...figures };
    measured.push(round);
    say(sentence(number, round));
  }
  await Promise.all([server.stop(), echo.stop()]);
  hubspot.close();
  return {
    ratioToRsa: over(measured, (round) => round.server / round.rsa),
    ratioToEcho: over(measured, (round) => round.server / round.echo),
    p50Ms: over(measured, ({ p50 }) => p50),
    p99Ms: over(measured, ({ p99 }) => p99),
    wrong,
    more: {
      p99ToP50: over(measured, ({ p50, p99 }) => p99 / p50),
      exchangesPerSecond: over(measured, (round) => Math.round(round.server)),
      rsaPerSecond: over(measured, ({ rsa }) => Math.round(rsa)),
      echoPerSecond: over(measured, (round) => Math.round(round.echo)),
      cpuMsPerExchange: over(measured, ({ cpuMs }) => cpuMs),
      loopMsPerExchange: over(measured, ({ loopMs }) => loopMs),
      exchanges,
      logLines: await linesAbout("exchange", logFile),
    },
  };
}

/** Each session's exchanges but the last one, in order and in one lane. */
function lanesOf(house: House, port: number, tokens: readonly string[]): Prepared[][] {
  const publicKey = createPublicKey(house.publicKey);
  const script = house.script.slice(0, -1);
  return Array.from({ length: connections }, (_, lane) =>
    tokens
      .slice(lane * sessionsPerLane, (lane + 1) * sessionsPerLane)
      .flatMap((token) => script.map((step) => prepare(house, publicKey, `127.0.0.1:${port}`, token, step))),
  );
}

/** With what the server's process used per exchange. */
async function loadServer(server: Child, lanes: readonly Prepared[][]) {
  const before = await server.usage();
  const loaded = await inLanes(server.port, lanes);
  const after = await server.usage();
  const count = loaded.answers.length;
  return { loaded, cpuMs: (after.cpuMs - before.cpuMs) / count, loopMs: (after.loopMs - before.loopMs) / count };
}

/** The echo is so fast that one pass is over before it means anything. */
const thrice = (lanes: readonly Prepared[][]) => lanes.map((lane) => [...lane, ...lane, ...lane]);

function sentence(number: number, { rsa, server, echo, p50, p99 }: Round): string {
  const [rsaText, serverText, echoText] = [rsa, server, echo].map((value) => `${Math.round(value)}/s`);
  const times = `p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms`;
  return `round ${number}: RSA ${rsaText}, server ${serverText}, Express echo ${echoText}; ${times}`;
}

async function linesAbout(event: string, logFile: string): Promise<number> {
  const lines = (await readFile(logFile, "utf8")).split("\n");
  return lines.filter((line) => line.includes(`"message":"${event}"`)).length;
}
