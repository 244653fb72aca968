/** Work to be woken for: rows of `limits`, whose key is the lane and whose time is when it falls due. */
import { createStore, type Engine, type Store, type Write, write } from "../../../server/store/index.ts";
import { createLog } from "../../../server/telemetry/log.ts";
import { graphileWakeups, type Sleeper, timerWakeups, type Wakeups, type Work } from "../../../server/wakeups/index.ts";
import type { TestDatabase } from "../../databases/index.ts";

export const log = createLog("silent");

/** What it does in a lane before the row goes; answers when the lane wants to be woken again, if it does. */
export type Behaviour = (lane: string) => Promise<number | undefined>;

const quiet: Behaviour = async () => undefined;

export interface Ground {
  readonly wakeups: Wakeups;
  readonly store: Store;
  /** Lanes in the order in which they were run to the end. */
  readonly arrived: readonly string[];
  /** Resolves once the lane was run so many times. */
  arrival(lane: string, times?: number): Promise<void>;
  /** Writes the work and asks for its wake-up, in one commit. */
  ask(lane: string, at: number, ...also: readonly Write[]): Promise<void>;
  /** Rows that nobody has done yet. */
  waiting(): Promise<string[]>;
  now(): number;
  passTime(ms: number): void;
  start(periodic?: Work["periodic"]): Promise<void>;
  close(): Promise<void>;
}

/** One process, as far as the database can tell. */
export async function ground(database: TestDatabase, behave: Behaviour = quiet): Promise<Ground> {
  const engine = await database.open();
  const store = createStore(engine);
  let shift = 0;
  const now = () => Date.now() + shift;
  const wakeups = await open(database, engine, now);
  const arrived: string[] = [];
  const listeners = new Set<() => void>();
  const sleeper = rowSleeper(store, now, behave, (lane) => {
    arrived.push(lane);
    for (const listener of listeners) listener();
  });
  return {
    wakeups,
    store,
    arrived,
    arrival: (lane, times = 1) =>
      new Promise((resolve) => {
        const check = () => {
          if (arrived.filter((one) => one === lane).length < times) return;
          listeners.delete(check);
          resolve();
        };
        listeners.add(check);
        check();
      }),
    ask: async (lane, at, ...also) => {
      const { db, commit } = store.everyPortal();
      const upsert = db
        .insertInto("limits")
        .values({ key: lane, tat: at })
        .onConflict((conflict) => conflict.column("key").doUpdateSet({ tat: at }).where("limits.tat", ">", at));
      await commit([write(upsert), ...wakeups.writes([{ lane, at }]), ...also]);
    },
    waiting: async () => {
      const { db, all } = store.everyPortal();
      return (await all(db.selectFrom("limits").select("key").orderBy("key"))).map(({ key }) => key);
    },
    now,
    passTime: (ms) => {
      shift += ms;
    },
    start: (periodic = []) => wakeups.start({ sleepers: [sleeper], periodic }),
    close: async () => {
      await wakeups.stop();
      await store.close();
    },
  };
}

async function open(database: TestDatabase, engine: Engine, now: () => number): Promise<Wakeups> {
  const { settings } = database;
  return "DATABASE_URL" in settings
    ? graphileWakeups({ url: settings.DATABASE_URL, engine, log, now, deadAfter: 1_500 })
    : timerWakeups({ log, now });
}

function rowSleeper(store: Store, now: () => number, behave: Behaviour, done: (lane: string) => void): Sleeper {
  const { db, all, first, commit } = store.everyPortal();
  const dueOf = async (lane: string) =>
    (await first(db.selectFrom("limits").select("tat").where("key", "=", lane)))?.tat;
  return {
    name: "test",
    run: async (lane) => {
      const due = await dueOf(lane);
      if (due === undefined || due > now()) return due;
      const again = await behave(lane);
      if (again === undefined) await commit([write(db.deleteFrom("limits").where("key", "=", lane), 1)]);
      done(lane);
      return again ?? dueOf(lane);
    },
    upcoming: async (limit) =>
      (await all(db.selectFrom("limits").selectAll().where("key", "like", "test/%").orderBy("tat").limit(limit))).map(
        ({ key, tat }) => ({ lane: key, at: tat }),
      ),
  };
}
