/** What PostgreSQL's errors mean to the store, and to the operator. */
import { alreadyThere, DatabaseAway, noRoom, StoreConflict } from "./engine.ts";

/** SQLSTATE of a server's answer, or Node's code of a broken wire; empty where there is neither. */
export function codeOfDatabase(error: unknown): string {
  return isObject(error) && "code" in error && typeof error.code === "string" ? error.code : "";
}

/** Two batches waited for each other, or one waited too long: PostgreSQL took one of them back. */
const inTheWay = new Set(["40001", "40P01", "55P03"]);

/** The server ends, is starting or has no room (classes 08, 53300, 57P0x), or the wire is broken. */
const away =
  /^(08...|53300|57P0[1-5]|ECONN\w+|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|EHOSTDOWN)$/;

/** node-postgres and, during migrations, Kysely say these without a code. */
const awayWords =
  /connection terminated|connection has been discarded|timeout exceeded when trying to connect|query read timeout|not queryable/i;

export function isAway(error: unknown): boolean {
  const code = codeOfDatabase(error);
  return code === "" ? awayWords.test(messageOf(error)) : away.test(code);
}

/** The store's word for it: the same as SQLite's for the same situation. */
export function translated(error: unknown): unknown {
  const code = codeOfDatabase(error);
  if (code === "23505") return alreadyThere(error);
  // The server's disk is full (disk_full).
  if (code === "53100") return noRoom(error);
  if (inTheWay.has(code)) return new StoreConflict("Another write was in its way", { cause: error });
  if (isAway(error)) return new DatabaseAway("The connection to the database is lost.", { cause: error });
  return error;
}

/** Where a database is, without its password. */
export function placeOf(url: string): string {
  const { hostname, port, pathname } = new URL(url);
  return `${decodeURIComponent(pathname.slice(1)) || "(no name)"} at ${hostname || "localhost"}:${port || "5432"}`;
}

/** Why it cannot be opened, and what to do: a sentence for the operator. */
export function whyPostgresUnusable(url: string, error: unknown): string {
  const place = placeOf(url);
  const code = codeOfDatabase(error);
  if (code === "28P01" || code === "28000")
    return `PostgreSQL refuses this user or password (${place}). Check DATABASE_URL, and pg_hba.conf of the server.`;
  if (code === "3D000")
    return `There is no database ${place}. Make it (createdb), or name another one in DATABASE_URL.`;
  if (code === "42501")
    return (
      `This user may not do what Flowella needs in ${place}: create tables, and a schema named graphile_worker. As the ` +
      "database's owner: GRANT CREATE ON DATABASE <name> TO <user>; GRANT CREATE, USAGE ON SCHEMA public TO <user>."
    );
  if (code === "53300") return `PostgreSQL has no connection left (${place}). Raise its max_connections.`;
  if (/CERT|SSL|TLS/i.test(code) || /ssl/i.test(messageOf(error)))
    return (
      `The encrypted connection to ${place} cannot be made (${code || messageOf(error)}). Set sslmode and, for a ` +
      "certificate authority of your own, sslrootcert in DATABASE_URL."
    );
  if (isAway(error))
    return `PostgreSQL does not answer (${place}, ${code || "no answer in time"}). Start it, or correct DATABASE_URL.`;
  return `The database ${place} cannot be used (${code || "unknown reason"}): ${messageOf(error)}`;
}

function messageOf(error: unknown): string {
  return isObject(error) && "message" in error ? String(error.message) : "unknown reason";
}

/** Node's own errors are no `Error` of the code that asks where that runs in a context of its own, as in jest. */
function isObject(error: unknown): error is object {
  return typeof error === "object" && error !== null;
}
