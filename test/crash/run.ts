/** `npm run test:crash`: the crash test as large as asked for. Ends with 1 when anything is lost, double or wrong. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { openPostgres, openSqlite } from "../../server/store/index.ts";
import { startPostgres } from "../databases/postgres-server.ts";
import { crash } from "./crash.ts";
import type { CrashDatabase } from "./database.ts";
import { faultsIn, report } from "./report.ts";

const { values } = parseArgs({
  options: {
    seed: { type: "string", default: "1" },
    kills: { type: "string", default: "1000" },
    submissions: { type: "string", default: "20000" },
    /** sqlite, postgres, or both, one after the other. */
    database: { type: "string", default: "both" },
    businesses: { type: "string", default: "4" },
    factor: { type: "string", default: "8" },
  },
});

const folder = await mkdtemp(path.join(tmpdir(), "flowella-crash-database-"));
let good = true;
try {
  if (values.database !== "postgres") {
    const file = path.join(folder, "crash.db");
    await run({ kind: "sqlite", settings: { DATABASE_FILE: file }, open: () => openSqlite(file) });
  }
  if (values.database !== "sqlite") {
    const server = await startPostgres();
    try {
      const url = server.urlOf("postgres");
      await run({ kind: "postgres", settings: { DATABASE_URL: url }, open: () => openPostgres(url, { poolSize: 2 }) });
    } finally {
      await server.stop();
    }
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
process.exitCode = good ? 0 : 1;

async function run(database: CrashDatabase): Promise<void> {
  const outcome = await crash({
    database,
    seed: Number(values.seed),
    kills: Number(values.kills),
    submissions: Number(values.submissions),
    businesses: Number(values.businesses),
    timeFactor: Number(values.factor),
    say: (text) => process.stderr.write(text),
  });
  const title = database.kind === "sqlite" ? "SQLite, one process" : "PostgreSQL, three processes";
  process.stdout.write(`${report(`${title}, seed ${values.seed}`, outcome)}\n\n`);
  good &&= faultsIn(outcome).length === 0;
}
