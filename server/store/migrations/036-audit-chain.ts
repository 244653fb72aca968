/** The audit trail as one chain of hashes per portal (core/audit/chain.ts); what was on it so far is its beginning. */
import { hash } from "node:crypto";
import { type Kysely, PostgresAdapter, sql } from "kysely";
import { beginningOf, linkHash } from "../../../core/audit/index.ts";

/** A type and not an interface: Kysely wants it open to an index. */
type Tables = {
  audit_entries: {
    portal_id: string;
    id: string;
    at: number;
    actor: string;
    action: string;
    subject: string;
    seq: number | null;
    hash: string | null;
  };
  audit_heads: { portal_id: string; seq: number; hash: string };
};

const sha256 = (text: string) => hash("sha256", text);
const pageSize = 500;

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable("audit_entries").addColumn("seq", sql`bigint`).execute();
  await db.schema.alterTable("audit_entries").addColumn("hash", "text").execute();
  await db.schema
    .createTable("audit_heads")
    .addColumn("portal_id", "text", (column) => column.notNull())
    .addColumn("seq", sql`bigint`, (column) => column.notNull())
    .addColumn("hash", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("audit_heads_key", ["portal_id"])
    .execute();
  // SQLite has it from the process that opens the file (store/sqlite.ts).
  if (db.getExecutor().adapter instanceof PostgresAdapter) {
    await sql`
      create or replace function flowella_sha256(value text) returns text language sql immutable strict
      as 'select encode(sha256(convert_to(value, ''UTF8'')), ''hex'')'
    `.execute(db);
  }
  const typed = db.withTables<Tables>();
  const portals = await typed.selectFrom("audit_entries").select("portal_id").distinct().execute();
  for (const { portal_id } of portals) await chain(typed, portal_id);
  await db.schema
    .createIndex("audit_entries_by_seq")
    .unique()
    .on("audit_entries")
    .columns(["portal_id", "seq"])
    .execute();
}

/** In the order in which the entries were written, a page at a time. */
async function chain(db: Kysely<Tables>, portalId: string): Promise<void> {
  let end: { readonly seq: number; readonly hash: string } = beginningOf(portalId, sha256);
  let after = { at: -1, id: "" };
  for (;;) {
    const page = await db
      .selectFrom("audit_entries")
      .selectAll()
      .where("portal_id", "=", portalId)
      .where(({ eb, or, and }) =>
        or([eb("at", ">", after.at), and([eb("at", "=", after.at), eb("id", ">", after.id)])]),
      )
      .orderBy("at")
      .orderBy("id")
      .limit(pageSize)
      .execute();
    for (const { id, at: written, actor, action, subject } of page) {
      // PostgreSQL's driver gives int8 as text here.
      const at = Number(written);
      const seq = end.seq + 1;
      end = { seq, hash: linkHash(end.hash, seq, { portalId, id, at, actor, action, subject }, sha256) };
      await db
        .updateTable("audit_entries")
        .set({ seq, hash: end.hash })
        .where("portal_id", "=", portalId)
        .where("id", "=", id)
        .execute();
      after = { at, id };
    }
    if (page.length < pageSize) break;
  }
  await db.insertInto("audit_heads").values({ portal_id: portalId, seq: end.seq, hash: end.hash }).execute();
}
