/** Opens the SQLite file named first and is killed at the statement named second. */
import Database from "better-sqlite3";
import { openSqlite } from "../../../server/store/index.ts";

const [file = "", last = "0"] = process.argv.slice(2);
let statements = 0;
/** Everything that SQLite runs is prepared first. */
Database.prototype.prepare = new Proxy(Database.prototype.prepare, {
  apply: (prepare, database, source) => {
    statements += 1;
    if (statements === Number(last)) process.kill(process.pid, "SIGKILL");
    return Reflect.apply(prepare, database, source);
  },
});
await openSqlite(file);
