/** `flowella backup` and `flowella restore`, and their options. */
import { type Command, Option } from "commander";
import type { BackupOptions, RestoreOptions } from "./backup-restore.ts";

/** Loaded by these commands alone: it brings most of the server along. */
const work = () => import("./backup-restore.ts");

export function addBackup(flowella: Command, withServer: (command: Command) => Command): void {
  withServer(
    flowella
      .command("backup")
      .description("Back up a SQLite server, while it runs, to a folder of its machine; the master key is not in it")
      .requiredOption("--to <folder>", "the folder of all backups")
      .option("--offline", "the server does not run: read its database here")
      .option("--json", "print one JSON line"),
  ).action(async (options: BackupOptions) => (await work()).backupCommand(options));

  withServer(
    flowella
      .command("restore")
      .description(
        "Put a backup back on a machine that is empty; without an option, show what a restored server holds back",
      )
      .option("--from <folder>", "the folder of all backups; the server must not run, and nothing may be there yet")
      .option("--backup <name>", "which backup; the newest unless it is given")
      .option(
        "--here",
        "the database was put back by its own tools (PostgreSQL): do what is left, before a server starts",
      )
      .option(
        "--erased <file>",
        "a list of `person erased --out`: whoever is on it is erased in what was put back, too",
      )
      .addOption(
        new Option(
          "--release <missed>",
          "let go what is held; messages that may have gone before: send or drop",
        ).choices(["drop", "send"]),
      )
      .option("--json", "print one JSON line"),
  ).action(async (options: RestoreOptions) => (await work()).restoreCommand(options));
}
