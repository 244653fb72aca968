/** The operator's routes about the audit trail: what was done lately, and the chain as it lies there. */
import type { Router } from "express";
import { z } from "zod";
import type { Context } from "../context.ts";
import { auditSince, recordAudit } from "../privacy/audit.ts";
import { chainPage } from "../privacy/audit-chain.ts";
import { operatorDoor } from "./operator-door.ts";

const listing = z.object({
  portalId: z.string(),
  since: z.iso.datetime({ offset: true }).optional(),
  limit: z.int().min(1).max(10_000).default(1_000),
});

const paging = z.object({
  portalId: z.string(),
  after: z.int().min(0).default(0),
  limit: z.int().min(1).max(5_000).default(2_000),
  /** An export is an act of its own, and stands on the trail that it hands out. */
  because: z.enum(["export", "verify"]),
});

export function operatorAuditRoutes(context: Context): Router {
  const { router, servePortal: serve } = operatorDoor(context);

  serve("/operator/audit", listing, async ({ portalId, since, limit }) => {
    const entries = await auditSince(context, portalId, { since: since ? Date.parse(since) : 0, limit });
    return {
      kind: "audit",
      entries: entries.map(({ at, ...entry }) => ({ at: new Date(at).toISOString(), ...entry })),
    };
  });
  serve("/operator/audit/chain", paging, async ({ portalId, because, ...asked }) => {
    if (because === "export" && asked.after === 0)
      await recordAudit(context, portalId, { actor: "operator", action: "exported", subject: "audit" });
    return { kind: "audit-chain", ...(await chainPage(context, portalId, asked)) };
  });
  return router;
}
