/**
 * What is left of the operator's calls to SurveyMonkey: one row, because they count for his app, whoever of his portals and
 * whichever of his processes uses them up (form-tools reference 4.9).
 */
import {
  type ChangeKept,
  type Kept,
  keptSchema,
  type QuotaKeeper,
  quotaKeeper,
} from "../../connectors/surveymonkey/index.ts";
import type { Context } from "../context.ts";
import { StoreConflict, write } from "../store/index.ts";

const key = "surveymonkey";

export function surveyCalls(context: Pick<Context, "store" | "now">): QuotaKeeper {
  return quotaKeeper(context.now, changeIn(context));
}

function changeIn({ store }: Pick<Context, "store">): ChangeKept {
  const every = store.everyPortal();
  const { db } = every;
  return async (change) => {
    for (;;) {
      const row = await every.first(db.selectFrom("quotas").select(["kept", "revision"]).where("key", "=", key));
      const before: Kept = row ? (keptSchema.safeParse(JSON.parse(row.kept)).data ?? {}) : {};
      const { kept, result } = change(before);
      const text = JSON.stringify(kept);
      if (text === (row?.kept ?? "{}")) return result;
      const query = row
        ? db
            .updateTable("quotas")
            .set({ kept: text, revision: row.revision + 1 })
            .where("key", "=", key)
            .where("revision", "=", row.revision)
        : db
            .insertInto("quotas")
            .values({ key, kept: text, revision: 1 })
            .onConflict((conflict) => conflict.column("key").doNothing());
      try {
        await every.commit([write(query, 1)]);
        return result;
      } catch (error) {
        // Another call was faster, in this process or another one: its count is added to.
        if (!(error instanceof StoreConflict)) throw error;
      }
    }
  };
}
