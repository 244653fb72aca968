/**
 * What a database that was put back has to be told before it is served: who was erased after the backup was taken, and
 * that nothing goes by itself which may have gone already (hold.ts). The same for both databases.
 */
import { sql } from "kysely";
import { RefusedInput } from "../../core/errors.ts";
import type { Context } from "../context.ts";
import { portalTables } from "../portals/departure.ts";
import { erasePeopleWrites } from "../privacy/erase.ts";
import { applyErasedList, type ErasedList } from "../privacy/erase-restore.ts";
import { write } from "../store/index.ts";
import { type Held, heldNow, holdWrites } from "./hold.ts";

export interface Restored {
  /** People and portals who were erased after the backup: their keys are gone, or a list names them. */
  readonly people: number;
  readonly portals: number;
  readonly held: Held;
}

export interface RestoredWith {
  /** From a copy that had its own keys, these people are erased as well (privacy/erase-restore.ts). */
  readonly erased?: ErasedList | undefined;
  /** The keys are known to be from after the backup: whoever has none was erased. */
  readonly keysAreNewer?: boolean;
}

/** @throws RefusedInput `restore.keys` where the keys are not of this database or older than it; nothing has changed then */
export async function afterRestore(context: Context, { erased, keysAreNewer }: RestoredWith = {}): Promise<Restored> {
  await refuseWrongKeys(context, erased, keysAreNewer);
  const portals = await erasePortalsWithoutKey(context);
  // First: what waits may have gone, and is looked for elsewhere where its person is erased.
  await context.store.everyPortal().commit(holdWrites(context));
  const people = (await erasePeopleWithoutKey(context)) + (erased ? await applyErasedList(context, erased) : 0);
  context.log.warn("backup.restored", { people, portals });
  return { people, portals, held: await heldNow(context) };
}

/** With no keys, or with those of another day, whoever was not erased would be. */
async function refuseWrongKeys(context: Context, erased?: ErasedList, keysAreNewer = false): Promise<void> {
  const every = context.store.everyPortal();
  const { db } = every;
  if (!(await every.first(db.selectFrom("portals").select("id").limit(1)))) return;
  const keys = await every.first(
    db
      .selectFrom("vault_keys")
      .innerJoin("portals", "portals.id", "vault_keys.portal_id")
      .select(({ fn }) => [fn.countAll<number>().as("count"), fn.max("vault_keys.created_at").as("newest")]),
  );
  if (!keys || Number(keys.count) === 0) {
    throw new RefusedInput(
      "restore.keys",
      "There is no key for anything in this database: put the newest keys back first. Where everything in it was erased since, start with an empty database instead.",
    );
  }
  if (keysAreNewer) return;
  // A portal as a whole has no person.
  const named = new Set(erased?.erased.map(({ portalId, personId }) => `${portalId}/${personId}`));
  const newer = [
    ...(await portalsWithoutKey(context)).map(({ id, installed_at: at }) => ({ id: `${id}/`, at })),
    ...(await peopleWithoutKey(context)).map(({ portal_id, id, created_at: at }) => ({ id: `${portal_id}/${id}`, at })),
  ].filter(({ id, at }) => at > Number(keys.newest) && !named.has(id));
  if (newer.length === 0) return;
  const some = newer.slice(0, 5).map(({ id }) => id);
  throw new RefusedInput(
    "restore.keys",
    `${newer.length} people and portals have no key and are newer than every key: the keys seem to be from before the database, and everybody newer would be erased. Put the newest keys back. Who was erased since is named by --erased, as portal and person (${some.join(", ")}${newer.length > some.length ? ", …" : ""}).`,
  );
}

const dayMs = 24 * 3_600_000;

/** A key that is younger than the installation is of a later one: the portal was erased and came again. */
function portalsWithoutKey({ store }: Context) {
  const every = store.everyPortal();
  return every.all(
    every.db
      .selectFrom("portals")
      .select(["id", "installed_at"])
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom("vault_keys")
              .select("vault_keys.id")
              .whereRef("vault_keys.portal_id", "=", "portals.id")
              .where("vault_keys.person_id", "is", null)
              .where("vault_keys.created_at", "<=", sql<number>`portals.installed_at + ${dayMs}`),
          ),
        ),
      ),
  );
}

function peopleWithoutKey({ store }: Context) {
  const every = store.everyPortal();
  return every.all(
    every.db
      .selectFrom("people")
      .select(["people.portal_id", "people.id", "people.created_at"])
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom("vault_keys")
              .select("vault_keys.id")
              .whereRef("vault_keys.portal_id", "=", "people.portal_id")
              .whereRef("vault_keys.person_id", "=", "people.id"),
          ),
        ),
      ),
  );
}

async function erasePortalsWithoutKey(context: Context): Promise<number> {
  const every = context.store.everyPortal();
  const { db } = every;
  const erased = await portalsWithoutKey(context);
  for (const { id } of erased) {
    // One statement for many tables: Kysely's types would need each of them spelled out.
    for (const table of portalTables)
      await every.commit([write(db.deleteFrom(table).where(sql.ref("portal_id"), "=", id))]);
    await every.commit([write(db.deleteFrom("portals").where("id", "=", id))]);
    context.log.warn("portal.erased", { portal: id });
  }
  return erased.length;
}

async function erasePeopleWithoutKey(context: Context): Promise<number> {
  const erased = await peopleWithoutKey(context);
  for (const { portal_id: portalId, id } of erased)
    await context.store.of(portalId).commit(await erasePeopleWrites(context, portalId, [id], "restore"));
  return erased.length;
}
