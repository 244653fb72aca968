/** What was typed on the secure page: checked as at the endpoint, sealed, and delivered as a correction. */

import { answerMessage } from "../../core/submission/messages.ts";
import type { Answer, AnswerProblem } from "../../core/submission/types.ts";
import { readScreen } from "../../core/submission/validate.ts";
import type { Context } from "../context.ts";
import { openingPlan, planWrites } from "../delivery/plan.ts";
import { eventWrites } from "../insight/events.ts";
import type { FlowCatalogue } from "../publishing/catalogue.ts";
import { StoreConflict, write } from "../store/index.ts";
import { isForStep } from "./for-destination.ts";
import { type Closed, openLink, type SecurePage } from "./links.ts";
import { sealedAnswers } from "./records.ts";

/** As a form of a page sends it: input name -> what was typed. Several values for what may be ticked more than once. */
export type Typed = Readonly<Record<string, string | readonly string[]>>;

export type HandedIn =
  | { readonly kind: "received"; readonly language: string }
  /** Something is wrong or missing: the page once more. */
  | { readonly kind: "again"; readonly page: SecurePage; readonly problems: readonly AnswerProblem[] }
  | Closed;

/** @param body of the page's form, as `application/x-www-form-urlencoded` */
export async function handIn(
  context: Context,
  catalogue: FlowCatalogue,
  token: string,
  body: URLSearchParams,
): Promise<HandedIn> {
  for (let tries = 1; ; tries += 1) {
    const opened = await openLink(context, catalogue, token);
    if (opened.kind !== "open") return opened;
    const { page } = opened;
    const reading = readScreen(page.form, page.screen, typedOn(page, body));
    const problems = reading.ok && reading.answers.length === 0 ? emptyPage(page) : reading.ok ? [] : reading.problems;
    if (!reading.ok || problems.length > 0) return { kind: "again", page, problems };
    try {
      await commit(context, page, reading.answers);
      return { kind: "received", language: page.form.language };
    } catch (error) {
      // Sent twice at once, or the customer corrected the form in this moment: what counts now is read anew.
      if (!(error instanceof StoreConflict) || tries >= 3) throw error;
    }
  }
}

/** Only what the page asks: the rest of a body is nobody's. */
export function typedOn({ form, screen }: SecurePage, body: URLSearchParams): Record<string, string | string[]> {
  return Object.fromEntries(
    screen.inputs.flatMap(({ name, fieldId, role }): [string, string | string[]][] => {
      const values = body.getAll(name);
      if (values.length === 0) return [];
      const several = form.fields[fieldId]?.kind === "multiple_choice" && role !== "other";
      return [[name, several ? values : (values[0] ?? "")]];
    }),
  );
}

/** Nothing has to be answered, and nothing was: the link would be used up for it. */
function emptyPage({ form, screen }: SecurePage): AnswerProblem[] {
  const [first] = screen.inputs;
  if (!first) return [];
  const { fieldId, part } = first;
  const message = answerMessage(form.language, "required");
  return [{ fieldId, ...(part !== undefined && { part }), code: "required", message }];
}

async function commit(context: Context, page: SecurePage, typed: readonly Answer[]): Promise<void> {
  const { portal, row, submission, form } = page;
  const tenant = context.store.of(portal.id);
  const now = context.now();
  const answers = [...page.earlier, ...typed];
  const revision = submission.revision + 1;
  const about = { portalId: portal.id, personId: row.person_id, submissionId: submission.id };
  const plan = await openingPlan(context, {
    portalId: portal.id,
    flowId: submission.flow_id,
    sendId: submission.send_id,
  });
  const steps = plan.filter(({ step }) => isForStep(portal, step, form, row, answers));
  await tenant.commit([
    write(
      tenant.db
        .updateTable("secure_questions")
        .set({
          status: "answered",
          answers_sealed: await sealedAnswers(context, portal.id, row.person_id, answers),
          revision: row.revision + 1,
          updated_at: now,
        })
        .where("id", "=", row.id)
        .where("status", "=", "waiting")
        .where("revision", "=", row.revision),
      1,
    ),
    write(
      tenant.db
        .updateTable("submissions")
        .set({ revision })
        .where("id", "=", submission.id)
        .where("revision", "=", submission.revision),
      1,
    ),
    ...planWrites(context, { ...about, revision, acceptedAt: now }, steps),
    ...eventWrites(
      context,
      portal.id,
      {
        person_id: row.person_id,
        flow_id: submission.flow_id,
        version_id: submission.version_id,
        send_id: submission.send_id,
        session_id: submission.session_id,
        submission_id: submission.id,
      },
      [{ kind: "secure_answered" }, { kind: "corrected", details: { code: "secure_page" } }],
    ),
  ]);
  context.log.info("secure.answered", { portal: portal.id, submission: submission.id, revision });
}
