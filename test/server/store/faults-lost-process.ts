/**
 * A process with work for many lanes, at the address named first. It ends well once all of them were run; a rejection
 * that nobody handles ends it badly, as it would end a server.
 */
import { createStore, openPostgres, write } from "../../../server/store/index.ts";
import { createLog } from "../../../server/telemetry/log.ts";
import { graphileWakeups } from "../../../server/wakeups/index.ts";

const [url = "", lanes = "0"] = process.argv.slice(2);
const engine = await openPostgres(url, { poolSize: 4 });
const store = createStore(engine).everyPortal();
const wakeups = await graphileWakeups({ url, engine, log: createLog("silent"), now: Date.now, deadAfter: 1_500 });

const waiting = Array.from({ length: Number(lanes) }, (_, number) => ({ key: `test/${number}`, tat: Date.now() }));
await store.commit([
  ...waiting.map((row) => write(store.db.insertInto("limits").values(row), 1)),
  ...wakeups.writes(waiting.map(({ key, tat }) => ({ lane: key, at: tat }))),
]);

const left = () => store.all(store.db.selectFrom("limits").select("key").where("key", "like", "test/%"));
await wakeups.start({
  sleepers: [
    {
      name: "test",
      run: async (lane) => {
        // Long enough to be at work, or just done, when the wire is cut.
        await new Promise((resolve) => setTimeout(resolve, 20));
        await store.commit([write(store.db.deleteFrom("limits").where("key", "=", lane))]);
        return undefined;
      },
      upcoming: async () => (await left()).map(({ key }) => ({ lane: key, at: 0 })),
    },
  ],
  periodic: [],
});
process.stdout.write("begun\n");
for (;;) {
  // Cut off now and then, as everybody is.
  const rows = await left().catch(() => undefined);
  if (rows?.length === 0) break;
  await new Promise((resolve) => setTimeout(resolve, 100));
}
process.stdout.write("all lanes were run\n");
process.exit(0);
