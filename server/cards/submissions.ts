/** What the people behind a contact handed in, and what became of it in each place that it goes to. */

import type { CardDelivery, CardSubmission } from "../../src/app/packages/contract/index.ts";
import { openHandedIn } from "../delivery/handed-in.ts";
import { reasonInWords } from "../delivery/reasons.ts";
import { settingsOf } from "../publishing/settings.ts";
import type { SendingParts } from "../sending/request.ts";
import type { Row } from "../store/index.ts";
import { VaultError } from "../vault/index.ts";
import { type AnswerLine, answerLines, maskedLine } from "./answer-lines.ts";
import { destinationName } from "./destination-name.ts";

const shownSubmissions = 20;

export type CardParts = Pick<SendingParts, "context" | "catalogue">;

/** Newest first. Somebody who was erased in this moment is left out. */
export async function submissionsOf(
  parts: CardParts,
  portalId: string,
  people: readonly string[],
): Promise<CardSubmission[]> {
  const rows = (await submissionRows(parts, portalId, people)).slice(0, shownSubmissions);
  const steps = await stepsOf(
    parts,
    portalId,
    rows.map(({ id }) => id),
  );
  const shown = await Promise.all(
    rows.map(async (row): Promise<CardSubmission | undefined> => {
      const lines = await linesOf(parts, portalId, row);
      if (!lines) return undefined;
      return {
        id: row.id,
        flowName: row.name,
        at: new Date(row.accepted_at).toISOString(),
        corrected: row.revision > 1,
        answers: lines.map(maskedLine),
        masked: lines.some(({ masked, full }) => masked !== full),
        deliveries: deliveriesOf(steps.filter(({ submission_id }) => submission_id === row.id)),
      };
    }),
  );
  return shown.flatMap((each) => each ?? []);
}

/** The answers to one submission of these people; undefined where it is not theirs, or they were erased. */
export async function linesOfSubmission(
  parts: CardParts,
  portalId: string,
  people: readonly string[],
  submissionId: string,
): Promise<AnswerLine[] | undefined> {
  const [row] = await submissionRows(parts, portalId, people, submissionId);
  return row && linesOf(parts, portalId, row);
}

interface SubmissionSeen
  extends Pick<Row<"submissions">, "id" | "person_id" | "version_id" | "revision" | "accepted_at" | "answers_sealed"> {
  readonly name: string;
  readonly settings: string;
}

async function submissionRows(
  { context }: CardParts,
  portalId: string,
  people: readonly string[],
  submissionId?: string,
): Promise<SubmissionSeen[]> {
  if (people.length === 0) return [];
  const tenant = context.store.of(portalId);
  return tenant.all(
    tenant.db
      .selectFrom("submissions")
      .innerJoin("flows", "flows.id", "submissions.flow_id")
      .select([
        "submissions.id",
        "submissions.person_id",
        "submissions.version_id",
        "submissions.revision",
        "submissions.accepted_at",
        "submissions.answers_sealed",
        "flows.name",
        "flows.settings",
      ])
      .where("submissions.person_id", "in", people)
      .$if(submissionId !== undefined, (query) => query.where("submissions.id", "=", submissionId ?? ""))
      .orderBy("submissions.accepted_at", "desc")
      .orderBy("submissions.id", "desc")
      .limit(shownSubmissions),
  );
}

async function linesOf(
  { context, catalogue }: CardParts,
  portalId: string,
  row: SubmissionSeen,
): Promise<AnswerLine[] | undefined> {
  try {
    const sealer = await context.vault.person(portalId, row.person_id);
    const { answers } = openHandedIn(sealer, row.answers_sealed);
    const { form } = await catalogue.version(portalId, row.version_id);
    return answerLines(form, answers, settingsOf(row).kyc);
  } catch (error) {
    if (error instanceof VaultError) return undefined;
    throw error;
  }
}

type StepSeen = Pick<Row<"steps">, "id" | "submission_id" | "step" | "destination" | "status" | "reason">;

async function stepsOf({ context }: CardParts, portalId: string, submissions: readonly string[]): Promise<StepSeen[]> {
  if (submissions.length === 0) return [];
  const tenant = context.store.of(portalId);
  return tenant.all(
    tenant.db
      .selectFrom("steps")
      .select(["id", "submission_id", "step", "destination", "status", "reason"])
      .where("submission_id", "in", [...submissions])
      .orderBy("seq"),
  );
}

/** One for each place; where several steps lead there, the one that is worst off speaks for it, and each that is stuck. */
function deliveriesOf(steps: readonly StepSeen[]): CardDelivery[] {
  const places = [...new Set(steps.map(({ destination }) => destination))];
  return places.flatMap((place) => {
    const own = steps.filter(({ destination }) => destination === place);
    const stuck = own.filter(({ status }) => status === "dead" || status === "waiting-for-person");
    const open = own.find(({ status }) => status === "ready" || status === "blocked");
    const speaking = stuck.length > 0 ? stuck : [open ?? own.find(({ status }) => status === "done") ?? own[0]];
    return speaking.flatMap((step) => (step ? [deliveryOf(step, own)] : []));
  });
}

function deliveryOf({ id, destination, status, reason }: StepSeen, own: readonly StepSeen[]): CardDelivery {
  const shown = { id, destination: destinationName(destination) };
  if (status === "dead") return { ...shown, state: "dead", says: reasonInWords(reason ?? "unknown") };
  if (status === "waiting-for-person") return { ...shown, state: "person", says: reasonInWords(reason ?? "unknown") };
  if (status === "ready" || status === "blocked") return { ...shown, state: "under-way" };
  const noted = own.find(({ step, reason: why }) => step === "form_submission" && withoutEmail.has(why ?? ""));
  return {
    ...shown,
    state: status === "done" ? "landed" : "not-needed",
    ...(noted && { says: reasonInWords(noted.reason ?? "") }),
  };
}

/** Why HubSpot got the values but no form submission. */
const withoutEmail = new Set(["no-email", "email-of-another-contact"]);
