/** How far the deliveries of a portal got, in codes and ids only; what was calculated, on demand. */
import type { Context } from "../context.ts";
import type { Row } from "../store/index.ts";
import { VaultError } from "../vault/index.ts";
import { type HandedIn, openHandedIn } from "./handed-in.ts";

export interface SubmissionState {
  readonly id: string;
  readonly flowId: string;
  readonly sendId: string;
  readonly rung: Row<"submissions">["rung"];
  readonly acceptedAt: number;
  /** Only where it is asked for: it tells of the person. */
  readonly results?: SubmissionResults;
  readonly steps: readonly {
    readonly step: string;
    readonly status: Row<"steps">["status"];
    readonly reason: string | null;
    readonly attempts: number;
  }[];
}

/** What the form's rules made of the answers, and what came with the message. */
export type SubmissionResults = Omit<HandedIn, "answers">;

/** The newest submissions with their steps in order. */
export async function stateOfSubmissions(
  { store, vault }: Context,
  portalId: string,
  { limit = 100, results = false }: { readonly limit?: number; readonly results?: boolean } = {},
): Promise<SubmissionState[]> {
  const tenant = store.of(portalId);
  const submissions = await tenant.all(
    tenant.db
      .selectFrom("submissions")
      .select(["id", "person_id", "flow_id", "send_id", "rung", "accepted_at", "answers_sealed"])
      .orderBy("accepted_at", "desc")
      .limit(limit),
  );
  if (submissions.length === 0) return [];
  const steps = await tenant.all(
    tenant.db
      .selectFrom("steps")
      .select(["submission_id", "step", "status", "reason", "attempts"])
      .where(
        "submission_id",
        "in",
        submissions.map(({ id }) => id),
      )
      .orderBy("seq"),
  );
  const resultsOf = async ({ person_id, answers_sealed }: (typeof submissions)[number]) => {
    try {
      const sealer = await vault.person(portalId, person_id);
      const { answers, ...results } = openHandedIn(sealer, answers_sealed);
      return results;
    } catch (error) {
      // The person was erased.
      if (error instanceof VaultError) return undefined;
      throw error;
    }
  };
  const opened = await Promise.all(submissions.map((row) => (results ? resultsOf(row) : undefined)));
  return submissions.map((row, index) => ({
    id: row.id,
    flowId: row.flow_id,
    sendId: row.send_id,
    rung: row.rung,
    acceptedAt: row.accepted_at,
    ...(opened[index] && { results: opened[index] }),
    steps: steps
      .filter(({ submission_id }) => submission_id === row.id)
      .map(({ step, status, reason, attempts }) => ({ step, status, reason, attempts })),
  }));
}
