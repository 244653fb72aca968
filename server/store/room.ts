/** Is there room again? A row that fits in no page that is half empty, written and taken back in one batch. */
import { createHash } from "node:crypto";
import type { Compilable, Kysely } from "kysely";
import type { AllTables } from "./schema.ts";

/** About 19 kB that no database can pack tighter. */
const bulk = Array.from({ length: 300 }, (_, index) =>
  createHash("sha256").update(String(index)).digest("base64url"),
).join("");

let probes = 0;

/** Each changes one row. Two processes that ask at once do not meet: their rows are never seen. */
export function roomProbe(db: Kysely<AllTables>): Compilable[] {
  probes += 1;
  const row = { portal_id: "", flow_id: `room/${process.pid}/${probes}`, mapping: bulk, edited_at: 0 };
  return [
    db.insertInto("mapping_edits").values(row),
    db.deleteFrom("mapping_edits").where("portal_id", "=", "").where("flow_id", "=", row.flow_id),
  ];
}
