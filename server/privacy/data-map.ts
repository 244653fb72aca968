/** docs/data-map.md, made from the database's own columns, from what is known of each table, and from what erasure does. */
import { portalTables } from "../portals/departure.ts";
import type { AllTables } from "../store/index.ts";
import { type Group, type TableFacts, tableFacts } from "./data-map-tables.ts";
import { erasedTables, keptTables } from "./erase.ts";

/** Tables of the database that hold data of ours, with their columns. */
export type Columns = ReadonlyMap<string, readonly string[]>;

const groups: Readonly<Record<Group, string>> = {
  people: "Who people are",
  answers: "What they handed in",
  messages: "Messages, and what is done later",
  work: "Deliveries and records of work",
  figures: "Figures and alerts",
  settings: "What a business has set up",
  server: "The server itself",
};

const introduction = `# Data map

What is stored where, under which key, for how long, and what erasing a person does with it. Made from the database's schema
and \`server/privacy/data-map-tables.ts\` by \`npm run -s flowella -- data-map > docs/data-map.md\`; do not edit it by hand.
What the times are and how to change them: [privacy](privacy.md).

- **Sealed** columns are encrypted before they reach the database: by the person's key, the portal's, or the master key. A
  person's key is wrapped by the portal's, that one by the master key. Destroying a key makes everything under it unreadable,
  in every copy.
- **The answers' time** is what the portal, or the Flow, says about keeping answers: nothing once they are delivered, or days.
- When a portal leaves, all of its rows go after 30 days, its keys first.
`;

export function dataMap(columns: Columns): string {
  const known = new Set(Object.keys(tableFacts));
  const unknown = [...columns.keys()].filter((table) => !known.has(table));
  if (unknown.length > 0) throw new Error(`What do these tables hold? ${unknown.join(", ")} (data-map-tables.ts)`);
  const parts = Object.entries(groups).map(([group, title]) => {
    const rows = entries()
      .filter(([, facts]) => facts.group === group)
      .map(([table, facts]) => rowOf(table, facts, columns.get(table) ?? []));
    return [
      `## ${title}`,
      "",
      "| Table | Holds | Personal data | Kept | When a person is erased |",
      "|---|---|---|---|---|",
      ...rows,
    ].join("\n");
  });
  return `${[introduction.trimEnd(), ...parts].join("\n\n")}\n`;
}

function entries(): [table: string, facts: TableFacts][] {
  return Object.entries(tableFacts);
}

function rowOf(table: string, facts: TableFacts, columns: readonly string[]): string {
  const cells = [`\`${table}\``, facts.holds, personal(table, facts, columns), facts.kept, onErasure(table)];
  return `| ${cells.join(" | ")} |`;
}

/** Sealed columns of a table that says no key, or a key and no such column, are mistakes of the annotations. */
function personal(table: string, { sealedBy, plain }: TableFacts, columns: readonly string[]): string {
  const sealed = columns.filter((column) => column.endsWith("_sealed"));
  if (sealed.length > 0 !== (sealedBy !== undefined)) {
    throw new Error(`Which key opens the sealed columns of ${table}? (data-map-tables.ts)`);
  }
  const names = sealed.map((column) => `\`${column}\``).join(", ");
  const said = [
    ...(sealedBy === undefined ? [] : [`${names}: sealed by ${keys[sealedBy]}`]),
    ...(plain === undefined ? [] : [`readable: ${plain}`]),
    ...(columns.includes("person_id") ? ["an opaque id"] : []),
  ];
  return said.length > 0 ? said.join("; ") : "none";
}

const keys: Readonly<Record<NonNullable<TableFacts["sealedBy"]>, string>> = {
  person: "the person's key",
  portal: "the portal's key",
  "person or portal": "the person's key, or the portal's where nobody is known",
  master: "the master key",
};

const erased: ReadonlySet<string> = new Set(erasedTables);
const kept: ReadonlySet<string> = new Set(keptTables);
const ofPortals: ReadonlySet<string> = new Set(portalTables);
const special: Readonly<Partial<Record<keyof AllTables, string>>> = {
  people: "the row goes",
  vault_keys: "their key is destroyed",
  erasures: "a row says that it was done",
  erasure_places: "a row for each place elsewhere that is to be seen to",
  suppressions: "stays: it names nobody",
  property_writes: "the rows of their contacts go",
  document_links: "opens nothing any more",
  secure_links: "opens nothing any more",
};

function onErasure(table: string): string {
  const said = Object.entries(special).find(([name]) => name === table)?.[1];
  if (said !== undefined) return said;
  if (erased.has(table)) return "the rows go";
  if (kept.has(table)) return "the row stays as a figure; what is sealed opens no more";
  return ofPortals.has(table) ? "not about one person" : "not a portal's";
}
