/** To erase somebody, or to say what is held of them, walks over no table that grows with everybody else. */
import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { CompiledQuery } from "kysely";
import { z } from "zod";
import type { Context } from "../../../server/context.ts";
import { addIdentity, personWithWaId } from "../../../server/people/people.ts";
import { erasePeopleWrites, forgetContactIdWrites } from "../../../server/privacy/erase.ts";
import { exportPerson } from "../../../server/privacy/export-person.ts";
import { type Tenant, type Write, write } from "../../../server/store/index.ts";
import { onBothDatabases, type TestDatabase } from "../../databases/index.ts";
import { type Harness, portalId, startHarness } from "../harness.ts";
import { sendRow, sessionRow } from "../rows.ts";

/** Of which a portal has a few, made by hand. */
const few = ["broadcasts", "webhook_endpoints"];
/** Whom a workflow is about is sealed until its message goes: however many there were, only what waits is opened. */
const queued = 'select "callback_id", "request_sealed" from "workflow_executions" where ("state" = ?)';
/** What a row is besides somebody's: as many of a portal's rows as there may be have it. */
const common = ["portal_id", "kind", "status", "state", "forgotten_at"];

onBothDatabases("a person's rows", (databases) => {
  let house: Harness;
  let database: TestDatabase;
  let personId: string;
  beforeAll(async () => {
    database = await databases.make();
    house = await startHarness(undefined, { database });
    const { context } = house;
    personId = await personWithWaId(context, portalId, "393511114444");
    const { db, commit } = context.store.of(portalId);
    const send = sendRow("snd_1", personId, { flow_id: "flw_1", version_id: "ver_1" }, 5);
    await commit([
      await addIdentity(context, portalId, personId, "contact", "701"),
      write(db.insertInto("sends").values(send), 1),
      write(db.insertInto("sessions").values(sessionRow("ses_1", send, "hash_1", 1_000)), 1),
    ]);
  });
  afterAll(async () => {
    await house.close();
    await database.remove();
  });

  /** Everything that is asked and written meanwhile; nothing of it is written. */
  async function statementsOf(work: (context: Context) => Promise<readonly Write[]>): Promise<CompiledQuery[]> {
    const { context } = house;
    const { store } = context;
    const seen: CompiledQuery[] = [];
    const keep = (writes: readonly Write[]) => {
      for (const part of writes) if ("query" in part) seen.push(part.query);
    };
    const watched = (tenant: Tenant): Tenant => ({
      ...tenant,
      all: (query) => {
        seen.push(query.compile());
        return tenant.all(query);
      },
      first: (query) => {
        seen.push(query.compile());
        return tenant.first(query);
      },
      commit: async (writes) => keep(writes),
    });
    keep(await work({ ...context, store: { ...store, of: (id) => watched(store.of(id)) } }));
    return seen;
  }

  const erasing = (context: Context) => erasePeopleWrites(context, portalId, [personId], "operator");
  const deleting = (context: Context) => forgetContactIdWrites(context, portalId, "701");
  const exporting = async (context: Context) => {
    await exportPerson(context, portalId, personId, "operator");
    return [];
  };

  it.each([
    ["erasing", erasing, 40],
    ["a contact that HubSpot deleted", deleting, 3],
    ["exporting", exporting, 40],
  ])("are found by what is theirs alone: %s", async (_, work, least) => {
    const statements = await statementsOf(work);
    expect(statements.length).toBeGreaterThanOrEqual(least);
    if (databases.kind !== "sqlite") return;
    const every = house.context.store.everyPortal();
    const walks: string[] = [];
    for (const { sql, parameters } of statements) {
      const explain = CompiledQuery.raw(`explain query plan ${sql}`, [...parameters]);
      const plan = z.array(z.object({ detail: z.string() })).parse(await every.all({ compile: () => explain }));
      for (const { detail } of plan) if (isWalk(detail) && !sql.startsWith(queued)) walks.push(`${detail} for ${sql}`);
    }
    expect(walks).toEqual([]);
  });

  it("have their indexes on this database, too", async () => {
    const every = house.context.store.everyPortal();
    const text =
      databases.kind === "sqlite"
        ? "select name from sqlite_master where type = 'index'"
        : "select indexname as name from pg_indexes where schemaname = 'public'";
    const rows = await every.all({ compile: () => CompiledQuery.raw(text) });
    const names = z.array(z.object({ name: z.string() })).parse(rows);
    expect(names.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        "person_outbox_by_person",
        "contact_numbers_by_person",
        "code_counts_by_person",
        "number_conflicts_by_person",
        "number_conflicts_by_other",
        "inbox_by_person",
        "workflow_executions_by_person",
        "events_without_send",
      ]),
    );
  });
});

/** Such as `SCAN steps`, or `SEARCH steps USING INDEX steps_due (portal_id=? AND status=?)`. */
function isWalk(detail: string): boolean {
  const [, how, table = "", by = ""] = /^(SCAN|SEARCH) ([a-z]\w+)[^(]*(?:\((.*)\))?$/.exec(detail) ?? [];
  if (how === undefined || few.includes(table)) return false;
  const columns = [...by.matchAll(/(\w+)[=<>]/g)].flatMap(([, column]) => column ?? []);
  return columns.every((column) => common.includes(column));
}
