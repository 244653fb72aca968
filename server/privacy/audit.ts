/**
 * The audit trail: who did what to what, and when; never what it held. Rows are only ever added, each chained to the one
 * before (core/audit/). Written in the commit of what it tells of, so that neither is there without the other.
 */
import { hash } from "node:crypto";
import { sql } from "kysely";
import { z } from "zod";
import { beginningOf, contentText, linkHash } from "../../core/audit/index.ts";
import { type Context, newId } from "../context.ts";
import { type Write, write } from "../store/index.ts";

export const auditActions = [
  "published",
  "paused",
  "resumed",
  "sent",
  "replayed",
  "revealed",
  "rolled-back",
  "edited",
  "mapping-changed",
  "decided",
  "keys-changed",
  "settings-changed",
  "roles-changed",
  "connected",
  "disconnected",
  "exported",
  "erased",
  "contact-updated",
  "code-handed-out",
] as const;
export type AuditAction = (typeof auditActions)[number];

/** `user:<HubSpot's id>`, `operator`, `customer` (whoever answered a form), or `system`. */
export const actorSchema = z.union([
  z.literal(["operator", "customer", "system"]),
  z.templateLiteral(["user:", z.string()]),
]);

const sha256 = (text: string) => hash("sha256", text);

export interface AuditEntry {
  readonly actor: z.infer<typeof actorSchema>;
  readonly action: AuditAction;
  /** The id of what it was done to: a Flow, a submission (with the names of what it changed), a send. No personal data. */
  readonly subject: string;
}

/**
 * Two statements at the end of the batch: the head goes one place on (its row's lock makes appends of a portal queue up),
 * and the entry takes place and hash from it. The hash is made by the database, because only there is it known what comes
 * before.
 */
export function auditWrite(context: Context, portalId: string, { actor, action, subject }: AuditEntry): Write {
  const { db } = context.store.of(portalId);
  const content = { id: newId(context, "aud"), at: context.now(), actor, action, subject };
  const text = contentText({ portalId, ...content });
  const first = beginningOf(portalId, sha256);
  const moved = db
    .insertInto("audit_heads")
    .values({ seq: 1, hash: linkHash(first.hash, 1, { portalId, ...content }, sha256) })
    .onConflict((conflict) =>
      conflict.columns([]).doUpdateSet({
        seq: sql`audit_heads.seq + 1`,
        hash: sql`flowella_sha256(audit_heads.hash || ':' || (audit_heads.seq + 1) || ':' || cast(${text} as text))`,
      }),
    );
  const entry = db.insertInto("audit_entries").values(({ selectFrom }) => ({
    ...content,
    seq: selectFrom("audit_heads").select("seq"),
    hash: selectFrom("audit_heads").select("hash"),
  }));
  return { lastBy: portalId, statements: [write(moved, 1), write(entry, 1)] };
}

/** @param userId HubSpot's id, or `operator` for whoever runs the server (connect-links/links.ts) */
export function actorOf(userId: string): AuditEntry["actor"] {
  return userId === "operator" ? "operator" : `user:${userId}`;
}

/** For what was done outside of our database, such as publishing: told as soon as it is known. */
export async function recordAudit(context: Context, portalId: string, entry: AuditEntry): Promise<void> {
  await context.store.of(portalId).commit([auditWrite(context, portalId, entry)]);
}

export interface AuditedAt extends AuditEntry {
  /** Epoch milliseconds. */
  readonly at: number;
}

/** What was done since then, oldest first. @param since epoch ms */
export async function auditSince(
  { store }: Context,
  portalId: string,
  { since, limit }: { readonly since: number; readonly limit: number },
): Promise<AuditedAt[]> {
  const tenant = store.of(portalId);
  const newest = await tenant.all(
    tenant.db
      .selectFrom("audit_entries")
      .select(["at", "actor", "action", "subject", "id"])
      .where("at", ">=", since)
      .orderBy("at", "desc")
      .orderBy("id", "desc")
      .limit(limit),
  );
  return newest
    .reverse()
    .map(({ at, actor, action, subject }) => ({ at, ...entrySchema.parse({ actor, action, subject }) }));
}

const entrySchema = z.object({
  actor: actorSchema,
  action: z.enum(auditActions),
  subject: z.string(),
});
