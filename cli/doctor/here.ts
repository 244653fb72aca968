/** What can be told from this machine alone: its configuration, its database file, whether a server runs. */
import type { ParsedConfig } from "../../server/config.ts";
import { databaseFileState } from "./database.ts";
import type { CliFinding } from "./finding.ts";

const operator = { who: "operator" } as const;

export function configurationFindings(parsed: ParsedConfig): CliFinding[] {
  if (parsed.kind === "invalid") {
    return parsed.problems.map(({ name, message }) => ({
      check: "configuration",
      state: "broken",
      about: name,
      says: `${name} ${message}.`,
      ...operator,
      fix: "See .env.example for what it means, set it, and start the server again.",
    }));
  }
  const says =
    parsed.kind === "live"
      ? "Every required variable is set."
      : "Nothing is configured: this machine runs the sandbox.";
  return [{ check: "configuration", state: "ok", says }];
}

/** @param servedFile the file that the server which answers says it uses; undefined where none answers */
export function databaseFindings(file: string, servedFile: string | undefined): CliFinding[] {
  const check = "database_lock";
  const state = databaseFileState(file);
  if (typeof state === "object") {
    const says = `${file} cannot be opened (${state.unusable}).`;
    return [{ check, state: "broken", says, ...operator, fix: "Check its permissions, and that it is a SQLite file." }];
  }
  if (servedFile !== undefined) {
    if (state === "held") return [{ check, state: "ok", says: "The running server holds the database alone." }];
    return [
      {
        check,
        state: "warn",
        says: `The server that answers does not hold ${file}: it uses another file, or runs on another machine.`,
        ...operator,
        fix: "Set the same DATABASE_FILE here as for the server, or ignore this when it runs elsewhere.",
      },
    ];
  }
  const held = "A process holds the database, and no server answers: it hangs, or it listens elsewhere.";
  return state === "held"
    ? [
        {
          check,
          state: "broken",
          says: held,
          ...operator,
          fix: "Look at that process; end it before starting another.",
        },
      ]
    : [
        {
          check,
          state: "ok",
          says: state === "free" ? "The database is free and can be written." : "There is no database yet.",
        },
      ];
}

export function silentServer(addresses: readonly string[]): CliFinding {
  return {
    check: "server",
    state: "broken",
    says: `No server answers at ${addresses.join(" or ")}.`,
    ...operator,
    fix: "Start it with npm start, or name it with --server.",
  };
}
