/** The chain as the database makes it, on both of them: many at once, tampering with rows, and trails of before. */
import { afterEach, beforeEach, expect, it } from "@jest/globals";
import Database from "better-sqlite3";
import { Kysely, PostgresDialect, SqliteDialect, sql } from "kysely";
import { Migrator } from "kysely/migration";
import pg from "pg";
import { chainVerifier, type KnownAnchor } from "../../../core/audit/index.ts";
import { auditSince, auditWrite, recordAudit } from "../../../server/privacy/audit.ts";
import { chainPage } from "../../../server/privacy/audit-chain.ts";
import { createStore, type Write, write } from "../../../server/store/index.ts";
import { migrations } from "../../../server/store/migrations/index.ts";
import { sha256 } from "../../core/audit/chain-of.ts";
import { onBothDatabases, type TestDatabase } from "../../databases/index.ts";
import { testContext } from "../context.ts";

type Context = Awaited<ReturnType<typeof testContext>>["context"];
const portal = "4417203";
const other = "4417204";
const entry = (subject: string) => ({ actor: "operator", action: "published", subject }) as const;

/** As `flowella audit verify --portal` does it, with small pages. */
async function verdictOf(context: Context, portalId: string, anchors: readonly KnownAnchor[] = []) {
  const verifier = chainVerifier({ portalId, sha256, anchors });
  for (let after = 0; ; ) {
    const { entries, head, outside } = await chainPage(context, portalId, { after, limit: 7 });
    for (const each of entries) verifier.add(each);
    const last = Number(entries.at(-1)?.["seq"] ?? after);
    if (last === after) {
      verifier.head({ ...head, outside });
      return verifier.verdict();
    }
    after = last;
  }
}

onBothDatabases("the audit chain", (databases) => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await databases.make();
  });
  afterEach(() => database.remove());

  it("has one place for each of fifty that write at once, whatever else they write and in whatever order", async () => {
    const { context } = await testContext({ database });
    const second = await secondProcess(context, database);
    try {
      const batch = (index: number): Write[] => {
        const mine = auditWrite(context, portal, entry(`flw_${index}`));
        const theirs = auditWrite(context, other, entry(`flw_${index}`));
        const { db } = context.store.of(portal);
        const shared = db.insertInto("owner_turns").values({ circle: "shared", turn: 1 });
        const turn = write(
          shared.onConflict((conflict) => conflict.column("circle").doUpdateSet({ turn: sql`owner_turns.turn + 1` })),
          1,
        );
        const wake = context.wakeups?.writes([{ lane: `of-${index % 3}`, at: context.now() + 3_600_000 }]) ?? [];
        // Before and after what everybody waits for: the store puts entries where nobody waits in circles.
        if (index % 3 === 0) return [mine, theirs, turn];
        if (index % 3 === 1) return [theirs, turn, mine, ...wake];
        return [turn, mine, theirs];
      };
      await Promise.all(
        Array.from({ length: 50 }, (_, index) =>
          (index % 2 ? second.store : context.store).of(portal).commit(batch(index)),
        ),
      );
      for (const portalId of [portal, other]) {
        expect(await verdictOf(context, portalId)).toMatchObject({ ok: true, entries: 50, anchor: { seq: 50 } });
        const subjects = (await auditSince(context, portalId, { since: 0, limit: 100 })).map(({ subject }) => subject);
        expect(new Set(subjects).size).toBe(50);
      }
    } finally {
      await second.close();
      await context.store.close();
    }
  });

  it("takes several of one batch in their order, and none of a batch that was refused", async () => {
    const { context } = await testContext({ database });
    const { db, commit } = context.store.of(portal);
    await commit(["a", "b", "c"].map((subject) => auditWrite(context, portal, entry(subject))));
    const refused = write(db.updateTable("flows").set({ name: "x" }).where("id", "=", "none"), 1);
    await expect(commit([auditWrite(context, portal, entry("d")), refused])).rejects.toThrow();
    await recordAudit(context, portal, entry("e – with “words” of 4 bytes 🧾"));
    const { entries } = await chainPage(context, portal, { after: 0, limit: 10 });
    expect(entries.map(({ seq, subject }) => [seq, subject])).toEqual([
      [1, "a"],
      [2, "b"],
      [3, "c"],
      [4, "e – with “words” of 4 bytes 🧾"],
    ]);
    expect((await verdictOf(context, portal)).ok).toBe(true);
    await context.store.close();
  });

  it("gives away every change, insertion, swap and removal of rows", async () => {
    const { context } = await testContext({ database });
    const every = context.store.everyPortal();
    for (let index = 0; index < 20; index += 1) await recordAudit(context, portal, entry(`flw_${index + 1}`));
    const { head } = await chainPage(context, portal, { after: 0, limit: 1 });
    const rows = await every.all(every.db.selectFrom("audit_entries").selectAll().orderBy("seq"));
    const heads = await every.all(every.db.selectFrom("audit_heads").selectAll());
    const restore = () =>
      every.commit([
        write(every.db.deleteFrom("audit_entries")),
        write(every.db.deleteFrom("audit_heads")),
        write(every.db.insertInto("audit_entries").values(rows)),
        write(every.db.insertInto("audit_heads").values(heads)),
      ]);
    const row = (seq: number) => every.db.updateTable("audit_entries").where("seq", "=", seq);
    const gone = (from: number, to = from) =>
      every.db.deleteFrom("audit_entries").where("seq", ">=", from).where("seq", "<=", to);
    const headTo = (seq: number) =>
      every.db.updateTable("audit_heads").set({ seq, hash: rows[seq - 1]?.hash ?? head.hash });
    const forged = {
      portal_id: portal,
      id: "aud_forged",
      at: 1,
      actor: "operator",
      action: "erased",
      subject: "per_1",
    };

    const cases = [
      { of: "who", writes: [row(5).set({ actor: "user:1" })], finds: "changed", near: 5 },
      { of: "what", writes: [row(5).set({ action: "sent" })], finds: "changed", near: 5 },
      { of: "to what", writes: [row(20).set({ subject: "flw_21" })], finds: "changed", near: 20 },
      { of: "when", writes: [row(1).set({ at: 5 })], finds: "changed", near: 1 },
      { of: "the id", writes: [row(7).set({ id: "aud_0" })], finds: "changed", near: 7 },
      { of: "the hash", writes: [row(7).set({ hash: "0".repeat(64) })], finds: "changed", near: 7 },
      { of: "whose", writes: [row(7).set({ portal_id: other })], finds: "missing", near: 7 },
      { of: "its place", writes: [row(7).set({ seq: 70 })], finds: "missing", near: 7 },
      { of: "no place", writes: [row(7).set({ seq: null })], finds: "outside", near: 20 },
      {
        of: "a swap",
        writes: [row(3).set({ seq: 300 }), row(4).set({ seq: 3 }), row(300).set({ seq: 4 })],
        finds: "changed",
        near: 3,
      },
      { of: "one removed", writes: [gone(9)], finds: "missing", near: 9 },
      { of: "the first removed", writes: [gone(1)], finds: "missing", near: 1 },
      { of: "the last removed", writes: [gone(18, 20)], finds: "cut-off", near: 17 },
      {
        of: "one put behind the chain",
        writes: [every.db.insertInto("audit_entries").values({ ...forged, seq: 21, hash: "1".repeat(64) })],
        finds: "changed",
        near: 21,
      },
      {
        of: "one put beside the chain",
        writes: [every.db.insertInto("audit_entries").values({ ...forged, seq: 0, hash: "1".repeat(64) })],
        finds: "outside",
        near: 20,
      },
      { of: "another head", writes: [headTo(19)], finds: "changed", near: 20 },
      { of: "no head", writes: [every.db.deleteFrom("audit_heads")], finds: "changed", near: 20 },
    ] as const;
    for (const { of, writes, finds, near } of cases) {
      await every.commit(writes.map((query) => write(query)));
      const { ok, findings } = await verdictOf(context, portal);
      const said = { of, ok, finding: findings.find(({ kind, seq }) => kind === finds && seq === near) };
      expect(said).toEqual({ of, ok: false, finding: expect.objectContaining({ kind: finds, seq: near }) });
      await restore();
      expect((await verdictOf(context, portal, [head])).ok).toBe(true);
    }

    // The head set back with it: only what was kept elsewhere can tell.
    await every.commit([write(gone(18, 20)), write(headTo(17))]);
    expect((await verdictOf(context, portal)).ok).toBe(true);
    expect((await verdictOf(context, portal, [head])).findings.map(({ kind }) => kind)).toEqual(["cut-off"]);
    await context.store.close();
  });

  it("begins with what was on the trail before it was one, in the order of its time", async () => {
    const old = await databases.makeEmpty();
    await oldTrail(old, 1_100);
    const { context } = await testContext({ database: old });
    expect(await verdictOf(context, portal)).toMatchObject({ ok: true, entries: 1_100 });
    expect(await verdictOf(context, other)).toMatchObject({ ok: true, entries: 1 });
    await recordAudit(context, portal, entry("new"));
    const { entries } = await chainPage(context, portal, { after: 1_098, limit: 10 });
    expect(entries.map(({ id, subject }) => [id, subject])).toEqual([
      ["aud_1099", "flw_550"],
      ["aud_1100", "flw_550"],
      [expect.any(String), "new"],
    ]);
    expect((await verdictOf(context, portal)).ok).toBe(true);
    await context.store.close();
    await old.remove();
  });
});

/** Another process on the same database, where it takes one. */
async function secondProcess({ store }: Context, database: TestDatabase) {
  if (database.kind === "sqlite") return { store, close: async () => undefined };
  const own = createStore(await database.open());
  return { store: own, close: () => own.close() };
}

interface OldEntry {
  portal_id: string;
  id: string;
  at: number;
  actor: string;
  action: string;
  subject: string;
}

/** A database of the version before the chain, with a trail on it; two entries at each moment. */
async function oldTrail({ settings }: TestDatabase, count: number): Promise<void> {
  const dialect =
    "DATABASE_FILE" in settings
      ? new SqliteDialect({ database: new Database(settings.DATABASE_FILE) })
      : new PostgresDialect({ pool: new pg.Pool({ connectionString: settings.DATABASE_URL }) });
  const db = new Kysely<{ audit_entries: OldEntry }>({ dialect });
  const before = Object.fromEntries(Object.entries(migrations).filter(([name]) => name < "036"));
  const { error } = await new Migrator({ db, provider: { getMigrations: async () => before } }).migrateToLatest();
  if (error) throw error;
  const row = (portalId: string, number: number): OldEntry => ({
    portal_id: portalId,
    id: `aud_${String(number).padStart(4, "0")}`,
    at: 1_700_000_000_000 + Math.ceil(number / 2),
    actor: "operator",
    action: "published",
    subject: `flw_${Math.ceil(number / 2)}`,
  });
  // Not in the order in which they are to be chained.
  const rows = Array.from({ length: count }, (_, index) => row(portal, count - index));
  for (let from = 0; from < count; from += 200) {
    await db
      .insertInto("audit_entries")
      .values(rows.slice(from, from + 200))
      .execute();
  }
  await db
    .insertInto("audit_entries")
    .values([row(other, 1)])
    .execute();
  await db.destroy();
}
