/**
 * One chain of audit entries per portal. Each entry's hash covers the hash before it, its place and everything it says,
 * so that nobody can change, insert, swap or remove one without breaking every hash that follows. The database computes
 * the same (server/privacy/audit.ts); this format is for good, because trails of years ago are verified by it.
 */
import { z } from "zod";

/** SHA-256 of a text's UTF-8 bytes, as lower-case hex. */
export type Sha256 = (text: string) => string;

/** What an entry says, without its place in the chain. */
export interface AuditContent {
  readonly portalId: string;
  readonly id: string;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
}

const hash = z.string().regex(/^[0-9a-f]{64}$/);

/** An entry as it is exported: one line of JSON with its fields in this order. */
export const chainedEntrySchema = z.strictObject({
  seq: z.int().min(1),
  portalId: z.string(),
  id: z.string(),
  at: z.int(),
  actor: z.string(),
  action: z.string(),
  subject: z.string(),
  hash,
});
export type ChainedEntry = z.infer<typeof chainedEntrySchema>;

/**
 * How far a portal's chain had come. Kept elsewhere, it shows later that nothing was removed from the end and nothing
 * before it was written anew. `seq` 0: before the first entry.
 */
export const anchorSchema = z.strictObject({
  kind: z.literal("anchor"),
  portalId: z.string(),
  seq: z.int().min(0),
  hash,
});
export type Anchor = z.infer<typeof anchorSchema>;

/** What the first entry of a portal follows: no two portals begin alike. */
export function beginningOf(portalId: string, sha256: Sha256): Anchor {
  return { kind: "anchor", portalId, seq: 0, hash: sha256(`flowella audit ${portalId}`) };
}

/** The same text for the same content, always. */
export function contentText({ portalId, id, at, actor, action, subject }: AuditContent): string {
  return JSON.stringify([portalId, id, at, actor, action, subject]);
}

/** @param before hash of the entry before it, or of the chain's beginning */
export function linkHash(before: string, seq: number, content: AuditContent, sha256: Sha256): string {
  return sha256(`${before}:${seq}:${contentText(content)}`);
}
