/**
 * What was proved by the session that handed a submission in. Asked again where something is overwritten: whoever edits the
 * form, or its mapping, takes no proof's place.
 */
import type { Context } from "../context.ts";
import { type Write, write } from "../store/index.ts";
import { targetHash } from "./hashes.ts";

export interface Proofs {
  /** That the customer is whose record it is. */
  readonly person: boolean;
  /** That this number is theirs. @param number E.164 */
  number(number: string): boolean;
}

export async function proofsOf(
  { store, vault }: Context,
  portalId: string,
  { id, personId }: { readonly id: string; readonly personId: string },
): Promise<Proofs> {
  const tenant = store.of(portalId);
  const rows = await tenant.all(
    tenant.db
      .selectFrom("codes")
      .innerJoin("submissions", "submissions.session_id", "codes.spent_by")
      .select(["codes.proves", "codes.target_hash"])
      .where("submissions.id", "=", id)
      .where("codes.person_id", "=", personId)
      .where("codes.status", "=", "spent"),
  );
  const numbers = rows.filter(({ proves }) => proves === "number").map(({ target_hash }) => target_hash);
  const sealer = await vault.person(portalId, personId);
  return {
    person: rows.some(({ proves }) => proves === "person"),
    number: (number) => numbers.includes(targetHash(sealer, number)),
  };
}

/** Longer than an answered form may take to be delivered. */
const keptMs = 90 * 24 * 3_600_000;

/** Codes and counts that matter to nobody any more. */
export function forgetCodes({ store, now }: Pick<Context, "store" | "now">): Write[] {
  const { db } = store.everyPortal();
  return [
    write(
      db
        .deleteFrom("codes")
        .where("updated_at", "<", now() - keptMs)
        .where("expires_at", "<", now()),
    ),
    write(db.deleteFrom("code_counts").where("since", "<", now() - keptMs)),
  ];
}
