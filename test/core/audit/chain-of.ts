/** An intact trail of a portal, made without a database. */
import { hash } from "node:crypto";
import { type AuditContent, beginningOf, type ChainedEntry, linkHash } from "../../../core/audit/index.ts";

export const sha256 = (text: string) => hash("sha256", text);

export function chainOf(portalId: string, contents: readonly Omit<AuditContent, "portalId">[]): ChainedEntry[] {
  let before = beginningOf(portalId, sha256).hash;
  return contents.map((content, index) => {
    const seq = index + 1;
    before = linkHash(before, seq, { portalId, ...content }, sha256);
    return { seq, portalId, ...content, hash: before };
  });
}
