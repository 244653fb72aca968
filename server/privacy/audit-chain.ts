/** The chain as it lies there, for whoever exports or verifies it (core/audit/): read as it is, and judged elsewhere. */
import { hash } from "node:crypto";
import { type Anchor, beginningOf } from "../../core/audit/index.ts";
import type { Context } from "../context.ts";

export interface ChainPage {
  /** How far the chain goes, as its head says. */
  readonly head: Anchor;
  /** Entries that were written past the chain, by whatever has no place in it. */
  readonly outside: number;
  /** In order. Each should be one (chainedEntrySchema); that is to be verified. */
  readonly entries: readonly Readonly<Record<string, unknown>>[];
}

export interface AskedPage {
  /** The entry after which the page begins; 0 for the first. */
  readonly after: number;
  readonly limit: number;
}

export async function chainPage({ store }: Context, portalId: string, { after, limit }: AskedPage): Promise<ChainPage> {
  const tenant = store.of(portalId);
  const { db } = tenant;
  // The head first: every entry up to it is there when the entries are read.
  const found = await tenant.first(db.selectFrom("audit_heads").select(["seq", "hash"]));
  const head = { ...beginningOf(portalId, (text) => hash("sha256", text)), ...found };
  const outside = await tenant.first(
    db
      .selectFrom("audit_entries")
      .select(({ fn }) => fn.countAll<number>().as("count"))
      .where(({ or, eb }) => or([eb("seq", "is", null), eb("seq", "<", 1)])),
  );
  const entries = await tenant.all(
    db
      .selectFrom("audit_entries")
      .select(["seq", "id", "at", "actor", "action", "subject", "hash"])
      .where("seq", ">", after)
      .orderBy("seq")
      .limit(limit),
  );
  return {
    head,
    outside: outside?.count ?? 0,
    entries: entries.map(({ seq, ...entry }) => ({ seq, portalId, ...entry })),
  };
}
