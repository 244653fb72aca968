/** The data map says of every table what it is, and docs/data-map.md is the newest one. */
import { readFile } from "node:fs/promises";
import { describe, expect, it } from "@jest/globals";
import { dataMapText } from "../../../cli/commands/data-map.ts";
import { dataMap } from "../../../server/privacy/data-map.ts";
import { tableFacts } from "../../../server/privacy/data-map-tables.ts";

describe("the data map", () => {
  it("is the one in the docs", async () => {
    // Otherwise: npm run -s flowella -- data-map > docs/data-map.md
    expect(await readFile("docs/data-map.md", "utf8")).toBe(await dataMapText());
  });

  it("refuses a table that nobody described, and sealed columns without a key", () => {
    const columns = new Map(
      Object.entries(tableFacts).map(([table, { sealedBy }]) => [table, sealedBy ? ["a_sealed"] : ["a"]]),
    );
    expect(dataMap(columns)).toContain("`submissions`");
    expect(() => dataMap(new Map([...columns, ["secrets_of_somebody", []]]))).toThrow("secrets_of_somebody");
    expect(() => dataMap(new Map([...columns, ["steps", ["note_sealed"]]]))).toThrow("sealed columns of steps");
    expect(() => dataMap(new Map([...columns, ["submissions", ["answers"]]]))).toThrow("sealed columns of submissions");
  });
});
