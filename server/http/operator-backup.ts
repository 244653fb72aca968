/** The operator's routes for backups, and for what a restored server holds back. */
import path from "node:path";
import type { Router } from "express";
import { z } from "zod";
import { RefusedInput } from "../../core/errors.ts";
import { heldNow, releaseHeld } from "../backup/hold.ts";
import { takeBackup } from "../backup/take.ts";
import type { Context } from "../context.ts";
import { blobFolderOf } from "../vault/blobs.ts";
import { operatorDoor } from "./operator-door.ts";

/** A folder of this machine. */
const takeSchema = z.object({ to: z.string().refine((to) => path.isAbsolute(to), "must be an absolute path") });
const releaseSchema = z.object({ missed: z.enum(["drop", "send"]) });

export function operatorBackupRoutes(context: Context): Router {
  const { store, config, now, log } = context;
  const { router, serve } = operatorDoor(context);
  let taking = false;

  serve("/operator/backup", takeSchema, async ({ to }) => {
    const { copyTo } = store;
    if (!copyTo) {
      throw new RefusedInput("backup.postgres", "PostgreSQL is backed up by its own tools: docs/backup.md says how.");
    }
    if (taking) throw new RefusedInput("backup.busy", "A backup is being taken now. Wait until it is done.");
    taking = true;
    try {
      const blobFolder = config.BLOB_FOLDER ?? blobFolderOf(config.DATABASE_FILE);
      const taken = await takeBackup({ copyTo, blobFolder, now }, to);
      log.info("backup.taken", { bytes: taken.databaseBytes, files: taken.files });
      return taken;
    } catch (error) {
      if (error instanceof RefusedInput || !isOfTheDisk(error)) throw error;
      throw new RefusedInput("backup.failed", `The backup could not be written (${error.code}); nothing of it stays.`);
    } finally {
      taking = false;
    }
  });
  serve("/operator/restored", z.object({}), async () => ({ kind: "held", ...(await heldNow(context)) }));
  serve("/operator/restored/release", releaseSchema, async ({ missed }) => ({
    kind: "released",
    ...(await releaseHeld(context, missed)),
  }));
  return router;
}

/** Of the file system or SQLite, such as ENOSPC or SQLITE_FULL. By its shape: see store/sqlite.ts */
function isOfTheDisk(error: unknown): error is { readonly code: string } {
  return typeof error === "object" && error !== null && "code" in error && typeof error.code === "string";
}
