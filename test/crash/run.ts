/** `npm run test:crash`: the crash test as large as asked for. Ends with 1 when anything is lost, double or wrong. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { openPostgres, openSqlite } from "../../server/store/index.ts";
import { startPostgres } from "../databases/postgres-server.ts";
import { type CrashOutcome, crash } from "./crash.ts";
import type { CrashDatabase } from "./database.ts";
import { faultsIn, type Round, report, roundLine } from "./report.ts";

const { values } = parseArgs({
  options: {
    /** Of the first round. */
    seed: { type: "string", default: "1" },
    kills: { type: "string", default: "1000" },
    submissions: { type: "string", default: "20000" },
    /** Kills and submissions are shared out among so many worlds, each made from a seed of its own. */
    rounds: { type: "string", default: "20" },
    /** sqlite, postgres, or both, one after the other. */
    database: { type: "string", default: "both" },
    businesses: { type: "string", default: "4" },
    factor: { type: "string", default: "8" },
  },
});

/** Each round draws from some seeds in a row. */
const seedsPerRound = 100;

let good = true;
if (values.database !== "postgres") await rounds("SQLite, one process", onSqlite);
if (values.database !== "sqlite") await rounds("PostgreSQL, three processes", onPostgres);
process.exitCode = good ? 0 : 1;

type On = (use: (database: CrashDatabase) => Promise<Round>) => Promise<Round>;

async function rounds(name: string, on: On): Promise<void> {
  const count = Number(values.rounds);
  const done: Round[] = [];
  for (let round = 0; round < count; round += 1) {
    const seed = Number(values.seed) + round * seedsPerRound;
    done.push(await on(async (database) => ({ seed, outcome: await crashOnce(database, seed, count) })));
    process.stderr.write(`${name}, round ${round + 1} of ${count}, ${done.map(roundLine).at(-1)}\n`);
  }
  process.stdout.write(`${report(`${name}, seed ${values.seed}`, done)}\n\n`);
  good &&= done.every(({ outcome }) => faultsIn(outcome).length === 0);
}

function crashOnce(database: CrashDatabase, seed: number, count: number): Promise<CrashOutcome> {
  return crash({
    database,
    seed,
    kills: Math.ceil(Number(values.kills) / count),
    submissions: Math.ceil(Number(values.submissions) / count),
    businesses: Number(values.businesses),
    timeFactor: Number(values.factor),
    say: (text) => process.stderr.write(text),
  });
}

async function onSqlite(use: (database: CrashDatabase) => Promise<Round>): Promise<Round> {
  const folder = await mkdtemp(path.join(tmpdir(), "flowella-crash-database-"));
  try {
    const file = path.join(folder, "crash.db");
    return await use({ kind: "sqlite", settings: { DATABASE_FILE: file }, open: () => openSqlite(file) });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function onPostgres(use: (database: CrashDatabase) => Promise<Round>): Promise<Round> {
  const server = await startPostgres();
  try {
    const url = server.urlOf("postgres");
    const open = () => openPostgres(url, { poolSize: 2 });
    return await use({ kind: "postgres", settings: { DATABASE_URL: url }, open });
  } finally {
    await server.stop();
  }
}
