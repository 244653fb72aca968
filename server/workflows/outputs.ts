/** What a workflow gets of the answers: the same outputs in every portal, ten of them chosen in the action. */

import type { Form } from "../../core/form/types.ts";
import { answersThatMayLeave } from "../../core/kyc/index.ts";
import { inWords } from "../../core/submission/in-words.ts";
import type { Answer } from "../../core/submission/types.ts";
import type { Context } from "../context.ts";
import { type HandedIn, openHandedIn } from "../delivery/handed-in.ts";
import { kycFlowOf } from "../kyc/flow.ts";
import type { FlowCatalogue } from "../publishing/catalogue.ts";
import type { ExecutionRequest, Outputs } from "./store.ts";

/** HubSpot takes no longer texts in a property (HubSpot reference 6.5); an output is used like one. */
const longestText = 65_536;

export interface Answered {
  readonly personId: string;
  readonly outputs: Outputs;
}

/** Of a submission that is stored. @throws VaultError when the person was erased */
export async function outputsOf(
  { context, catalogue }: { readonly context: Context; readonly catalogue: FlowCatalogue },
  portalId: string,
  submissionId: string,
  request: ExecutionRequest,
): Promise<Answered | undefined> {
  const tenant = context.store.of(portalId);
  const row = await tenant.first(tenant.db.selectFrom("submissions").selectAll().where("id", "=", submissionId));
  if (!row) return undefined;
  const handedIn = openHandedIn(await context.vault.person(portalId, row.person_id), row.answers_sealed);
  const { form } = await catalogue.version(portalId, row.version_id);
  const kyc = await kycFlowOf(context, portalId, row.flow_id);
  const answers = kyc ? answersThatMayLeave(form, kyc, handedIn.answers) : handedIn.answers;
  const submission = { id: row.id, acceptedAt: row.accepted_at, ...handedIn, answers };
  return { personId: row.person_id, outputs: outputsIn(form, submission, request) };
}

export interface AnsweredFlow {
  readonly id: string;
  /** Epoch milliseconds. */
  readonly acceptedAt: number;
  readonly answers: readonly Answer[];
  readonly variables: HandedIn["variables"];
}

export function outputsIn(form: Form, submission: AnsweredFlow, { answers }: ExecutionRequest): Outputs {
  const score = submission.variables["score"];
  const chosen = Object.entries(answers).map(([number, fieldId]): [string, string] => [
    `answer_${number}`,
    inWords(form, fieldId, submission.answers).slice(0, longestText),
  ]);
  return {
    submission_id: submission.id,
    answered_at: String(submission.acceptedAt),
    ...(score !== undefined && Number.isFinite(Number(score)) && { score: String(score) }),
    ...Object.fromEntries(chosen.filter(([, text]) => text !== "")),
  };
}
