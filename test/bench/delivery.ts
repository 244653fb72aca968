/**
 * Accepting and delivering against the bare commit rate of the same database with as many callers, in one run: medians
 * of interleaved rounds, on SQLite and on a PostgreSQL that flushes. Then many deliveries in a row, and what memory they
 * leave.
 *
 * Accepting is everything after decryption, delivering everything but the vendor: see delivery-work.ts.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Context } from "../../server/context.ts";
import { openPostgres, openSqlite } from "../../server/store/index.ts";
import { startPostgres } from "../databases/postgres-server.ts";
import { type BenchDatabase, benchContext, benchDatabase } from "./delivery-context.ts";
import { addHouse, invite } from "./delivery-house.ts";
import { memoryOver } from "./delivery-memory.ts";
import { accept, bareCommits, deliver, stepsPerSubmission } from "./delivery-work.ts";
import { over } from "./endpoint-figures.ts";

export interface DeliveryBenchOptions {
  readonly rounds: number;
  /** Of each kind, in a round. */
  readonly submissions: number;
  /** Over which memory is looked at. */
  readonly deliveries: number;
  readonly say: (text: string) => void;
}

/** As many as a worker has steps at once: four portals, eight people each. */
const callers = 32;
const portals = ["100", "200", "300", "400"] as const;

interface Bench {
  readonly database: BenchDatabase;
  readonly context: Context;
  readonly rounds: Round[];
}

/** A second. */
interface Round {
  readonly bare: number;
  readonly alone: number;
  readonly accepted: number;
  readonly delivered: number;
}

export async function deliveryBench(options: DeliveryBenchOptions): Promise<Record<string, unknown>> {
  const folder = await mkdtemp(path.join(tmpdir(), "flowella-bench-"));
  const server = await startPostgres({ durable: true });
  const url = server.urlOf("postgres");
  const benches: Bench[] = [];
  try {
    for (const database of [
      benchDatabase(await openSqlite(path.join(folder, "bench.db"))),
      benchDatabase(await openPostgres(url, { poolSize: 10 }), url),
    ])
      benches.push({ database, context: await benchContext(database, folder), rounds: [] });
    for (const { context } of benches) for (const portal of portals) await addHouse(context, portal);
    // The first one warms up.
    for (let round = 0; round <= options.rounds; round += 1)
      for (const bench of benches) {
        const figures = await oneRound(bench, options.submissions);
        options.say(`${bench.database.kind} round ${round}: ${JSON.stringify(figures)}`);
        if (round > 0) bench.rounds.push(figures);
      }
    const [sqlite, postgres] = benches;
    const memory = sqlite && (await memoryOver(sqlite, portals, options.deliveries, options.say));
    return { sqlite: sqlite && figuresOf(sqlite), postgres: postgres && figuresOf(postgres), memoryMb: memory };
  } finally {
    for (const { context } of benches) {
      await context.wakeups?.stop();
      await context.store.close();
    }
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function oneRound({ context, database }: Bench, submissions: number): Promise<Round> {
  const invitations = await invite(context, portals, submissions);
  const alone = await bareCommits(context, portals[0], Math.ceil(submissions / 8), 1);
  const bare = await bareCommits(context, portals[0], submissions, callers);
  const accepted = await accept(context, invitations, callers);
  const delivered = await deliver(context, database, submissions);
  return { bare: whole(bare), alone: whole(alone), accepted: whole(accepted), delivered: whole(delivered) };
}

/** Ratios to the bare commits of the same round; the rates themselves are this machine's. */
function figuresOf({ rounds }: Bench) {
  const rate = (figure: keyof Round) => Math.round(over(rounds, (round) => round[figure]));
  return {
    acceptedToBare: over(rounds, ({ accepted, bare }) => accepted / bare),
    deliveredToBare: over(rounds, ({ delivered, bare }) => delivered / bare),
    stepsToBare: over(rounds, ({ delivered, bare }) => (delivered * stepsPerSubmission) / bare),
    perSecond: {
      bare: rate("bare"),
      bareOneCaller: rate("alone"),
      accepted: rate("accepted"),
      delivered: rate("delivered"),
      steps: rate("delivered") * stepsPerSubmission,
    },
  };
}

const whole = Math.round;
