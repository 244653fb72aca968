/** The database file as another process sees it: whether somebody holds it, and whether it could be written. */
import { existsSync } from "node:fs";
import Database from "better-sqlite3";

export type FileState = "missing" | "held" | "free" | { readonly unusable: string };

export function databaseFileState(file: string): FileState {
  if (!existsSync(file)) return "missing";
  let database: Database.Database | undefined;
  try {
    database = new Database(file, { fileMustExist: true, timeout: 100 });
    database.exec("BEGIN IMMEDIATE; ROLLBACK");
    return "free";
  } catch (error) {
    const code = error instanceof Database.SqliteError ? error.code : "unknown";
    return code.startsWith("SQLITE_BUSY") ? "held" : { unusable: code };
  } finally {
    database?.close();
  }
}
