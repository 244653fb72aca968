/** `/operator/file`: one file that a customer handed over, decrypted. Every look goes on the audit trail. */
import { buffer } from "node:stream/consumers";
import type { Router } from "express";
import { z } from "zod";
import type { Context } from "../context.ts";
import { openFile } from "../delivery/files.ts";
import { recordAudit } from "../privacy/audit.ts";
import { VaultError } from "../vault/index.ts";
import { operatorDoor } from "./operator-door.ts";

export function operatorFileRoutes(context: Context): Router {
  const { router, servePortal } = operatorDoor(context);
  servePortal(
    "/operator/file",
    z.object({ portalId: z.string(), fileId: z.string() }),
    async ({ portalId, fileId }) => {
      try {
        const file = await openFile(context, portalId, fileId);
        if (!file) {
          const message = "There is no such file, or it is not stored. `submissions` lists files with their status.";
          return { kind: "refused", code: "unknown_file", message };
        }
        const contents = await buffer(file.content);
        await recordAudit(context, portalId, { actor: "operator", action: "revealed", subject: fileId });
        context.log.info("file.opened_by_operator", { portal: portalId, file: fileId });
        return { kind: "file", type: file.type, bytes: file.bytes, contents: contents.toString("base64") };
      } catch (error) {
        if (!(error instanceof VaultError)) throw error;
        const message = "The file does not open: its person was erased, or the file was changed or lost.";
        return { kind: "refused", code: "unreadable_file", message };
      }
    },
  );
  return router;
}
