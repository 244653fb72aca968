/** A process that is woken and never finishes; called with the database's settings as JSON. Says `woken` when it is. */
import { z } from "zod";
import { openPostgres, openSqlite } from "../../../server/store/index.ts";
import { ground } from "./ground.ts";

const settings = z
  .union([z.object({ DATABASE_FILE: z.string() }), z.object({ DATABASE_URL: z.string() })])
  .parse(JSON.parse(process.argv[2] ?? ""));

const process1 = await ground(
  {
    kind: "DATABASE_URL" in settings ? "postgres" : "sqlite",
    settings,
    open: () => ("DATABASE_URL" in settings ? openPostgres(settings.DATABASE_URL) : openSqlite(settings.DATABASE_FILE)),
    remove: async () => undefined,
  },
  () => {
    process.stdout.write("woken\n");
    return new Promise(() => setInterval(() => undefined, 1_000));
  },
);
await process1.start();
