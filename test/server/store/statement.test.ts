import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { createStore, type Of, type Row, type Store, statement, write } from "../../../server/store/index.ts";
import { sqliteInMemory } from "../../databases/index.ts";

let store: Store;
beforeAll(async () => {
  store = createStore(await sqliteInMemory());
});
afterAll(() => store.close());

let built = 0;
const key = statement((db, of: Of<{ id: string }>) => {
  built += 1;
  return db
    .selectFrom("vault_keys")
    .selectAll()
    .where(
      "id",
      "=",
      of(({ id }) => id),
    );
});
const insert = statement((db, of: Of<Row<"vault_keys">>) =>
  db.insertInto("vault_keys").values({
    id: of(({ id }) => id),
    person_id: of(({ person_id }) => person_id),
    wrapped: of(({ wrapped }) => wrapped),
    created_at: of(({ created_at }) => created_at),
  }),
);
const row = (id: string, wrapped: string) => ({ id, person_id: id, wrapped, created_at: 1 });

describe("a statement that is kept", () => {
  it("is built once for a portal and takes other values each time", async () => {
    const tenant = store.of("one");
    await tenant.commit([write(insert(tenant, row("a", "1")), 1), write(insert(tenant, row("b", "2")), 1)]);
    const before = built;
    expect(await tenant.first(key(tenant, { id: "a" }))).toMatchObject({ id: "a", wrapped: "1" });
    expect(await tenant.first(key(tenant, { id: "b" }))).toMatchObject({ id: "b", wrapped: "2" });
    expect(await tenant.first(key(tenant, { id: "c" }))).toBeUndefined();
    expect(built - before).toBe(1);
  });

  it("keeps to the portal that it is asked for", async () => {
    const [one, two] = [store.of("one"), store.of("two")];
    await two.commit([write(insert(two, row("a", "of two")), 1)]);
    expect(await one.first(key(one, { id: "a" }))).toMatchObject({ wrapped: "1" });
    expect(await two.first(key(two, { id: "a" }))).toMatchObject({ wrapped: "of two" });
    expect(await two.all(key(two, { id: "b" }))).toEqual([]);
  });

  it("holds values that were given when it was made, whatever comes after", () => {
    const tenant = store.of("one");
    const [first, second] = [key(tenant, { id: "x" }).compile(), key(tenant, { id: "y" }).compile()];
    expect(first.parameters).toEqual(["x", "one"]);
    expect(second.parameters).toEqual(["y", "one"]);
    expect(first.sql).toBe(second.sql);
  });
});
