/**
 * The audit trail: who did what to what, and when; never what it held. Rows are only ever added. Written in the commit of
 * what it tells of, so that neither is there without the other.
 */
import { z } from "zod";
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

export interface AuditEntry {
  readonly actor: z.infer<typeof actorSchema>;
  readonly action: AuditAction;
  /** The id of what it was done to: a Flow, a submission (with the names of what it changed), a send. No personal data. */
  readonly subject: string;
}

export function auditWrite(context: Context, portalId: string, entry: AuditEntry): Write {
  const { db } = context.store.of(portalId);
  const row = { id: newId(context, "aud"), at: context.now(), ...entry };
  return write(db.insertInto("audit_entries").values(row), 1);
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
