/**
 * Who takes over a lead: decided once for a submission, and remembered. A turn is taken in the same commit, so that of two
 * processes that hand out leads of one circle at once each gives its own to another person.
 */
import { nextOf } from "../../core/lead/index.ts";
import type { Context } from "../context.ts";
import { type Row, StoreConflict, type Write, write } from "../store/index.ts";

export type LeadOwner = Pick<Row<"lead_owners">, "owner_id" | "because">;

export interface Lead {
  readonly submissionId: string;
  readonly personId: string;
}

export async function leadOwnerOf(
  { store }: Context,
  portalId: string,
  submissionId: string,
): Promise<LeadOwner | undefined> {
  const tenant = store.of(portalId);
  const query = tenant.db.selectFrom("lead_owners").select(["owner_id", "because"]);
  return tenant.first(query.where("submission_id", "=", submissionId));
}

/** The contact's own owner keeps it, whoever was chosen before. */
export function keptOwnerWrite(
  { store, now }: Context,
  portalId: string,
  { submissionId, personId }: Lead,
  ownerId: string,
): Write {
  const owner = { owner_id: ownerId, because: "kept" as const };
  const row = { submission_id: submissionId, person_id: personId, created_at: now(), ...owner };
  const insert = store.of(portalId).db.insertInto("lead_owners").values(row);
  return write(
    insert.onConflict((conflict) => conflict.column("submission_id").doUpdateSet(owner)),
    1,
  );
}

export interface Turn {
  /** Names the Flow and the circle. */
  readonly circle: string;
  readonly because: "rule" | "turn";
  /** At least one. */
  readonly people: readonly string[];
}

const mostTries = 16;

/** Takes the circle's next turn for this lead; who was chosen before stays chosen. */
export async function takeTurn(
  context: Context,
  portalId: string,
  { submissionId, personId }: Lead,
  { circle, because, people }: Turn,
): Promise<LeadOwner | undefined> {
  const tenant = context.store.of(portalId);
  const turns = () => tenant.db.updateTable("owner_turns").where("circle", "=", circle);
  for (let tries = 1; ; tries += 1) {
    const chosen = await leadOwnerOf(context, portalId, submissionId);
    if (chosen) return chosen;
    const query = tenant.db.selectFrom("owner_turns").select("turn").where("circle", "=", circle);
    const row = await tenant.first(query);
    const turn = Number(row?.turn ?? 0);
    const owner_id = nextOf(people, turn);
    if (owner_id === undefined) return undefined;
    const lead = { submission_id: submissionId, person_id: personId, owner_id, because, created_at: context.now() };
    try {
      await tenant.commit([
        row
          ? write(
              turns()
                .set({ turn: turn + 1 })
                .where("turn", "=", turn),
              1,
            )
          : write(tenant.db.insertInto("owner_turns").values({ circle, turn: 1 }), 1),
        write(tenant.db.insertInto("lead_owners").values(lead), 1),
      ]);
      return { owner_id, because };
    } catch (error) {
      if (!(error instanceof StoreConflict) || tries === mostTries) throw error;
    }
  }
}
