/** The audit trail is only ever added to: no statement of ours changes an entry, and only a portal's erasure removes any. */
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { expect, it } from "@jest/globals";

const root = path.join(import.meta.dirname, "../..");
const changing = /(updateTable|deleteFrom|replaceInto|dropTable|alterTable|mergeInto)\(\s*["'`]audit_entries/;
const rawSql = /(update|delete from|drop table|truncate)\s+["'`]?audit_entries/i;

async function sources(): Promise<[file: string, text: string][]> {
  const files = await Promise.all(
    ["cli", "server"].map(async (room) =>
      (await readdir(path.join(root, room), { recursive: true }))
        .filter((file) => file.endsWith(".ts"))
        .map((file) => path.join(room, file)),
    ),
  );
  return Promise.all(
    files.flat().map(async (file): Promise<[string, string]> => [file, await readFile(path.join(root, file), "utf8")]),
  );
}

/** Put the entries that there were into the chain. */
const intoTheChain = "server/store/migrations/036-audit-chain.ts";

it("nothing changes or removes an entry", async () => {
  const all = (await sources()).filter(([file]) => file !== intoTheChain);
  expect(all.length).toBeGreaterThan(300);
  expect(all.filter(([, text]) => changing.test(text) || rawSql.test(text)).map(([file]) => file)).toEqual([]);
});

it("the table is named where it is made, added to, read, described, and erased with its portal", async () => {
  const naming = (await sources()).filter(([, text]) => text.includes("audit_entries")).map(([file]) => file);
  expect(naming.sort()).toEqual([
    "server/portals/departure.ts",
    "server/privacy/audit-chain.ts",
    "server/privacy/audit.ts",
    "server/privacy/data-map-tables.ts",
    "server/store/migrations/022-rights.ts",
    intoTheChain,
    "server/store/schema.ts",
  ]);
});

it.each([
  'db.updateTable("audit_entries").set({})',
  "db.deleteFrom('audit_entries')",
  "sql`delete from audit_entries where 1 = 1`",
])("%s would be noticed", (text) => {
  expect(changing.test(text) || rawSql.test(text)).toBe(true);
});
