/**
 * EXPERIMENTAL, off by default: a response in the Typeform form, handed in at its own page.
 *
 * The page takes no key, and nothing there can be looked for or changed. So it is called at most once: whatever may have landed
 * becomes a dead letter for a person to look at, and a correction stays out.
 */
import { experimentalAnswers, handInAtPage } from "../../../connectors/typeform/index.ts";
import { OutsideError } from "../../../core/errors.ts";
import { choseExperiment, typeformPage } from "../../form-tools/typeform-page.ts";
import { writeBackOf } from "../../form-tools/write-backs.ts";
import type { Job, Step } from "../step.ts";

export const typeformResponse: Step = async (job) => {
  const { context, portal, form, submission, forms } = job;
  const { tool, formId } = form.source;
  if (submission.revision > 1) return { kind: "skipped", reason: "correction" };
  const back = await writeBackOf(context, portal.id, { tool, formId });
  if (!choseExperiment(context, back)) return { kind: "skipped", reason: "switched-off" };
  if (await wasInterrupted(job)) {
    const message = "The server ended in the middle of the call. Look at the form's results before you replay.";
    throw new OutsideError(message, { code: "typeform.may_have_landed", remedy: "give-up" });
  }
  const { definition, pageBase } = await typeformPage(context, forms, portal.id, formId);
  const { body, left } = experimentalAnswers(definition, form, submission);
  if (body.answers.length === 0) return { kind: "skipped", reason: "nothing-for-the-form" };
  const { fetch, config } = context;
  const options = { fetch, timeoutMs: config.FORM_TOOL_TIMEOUT_MS, pageBase, mayCall: job.mayCall };
  await handInAtPage(options, formId, body);
  return { kind: "done", ...(left.length > 0 && { reason: `left-out:${left.join(",")}` }) };
};

/** Since the step was begun, or replayed: a process ended while it was at it. */
async function wasInterrupted({ context, portal, stepId, attempts }: Job): Promise<boolean> {
  if (attempts === 1) return false;
  const tenant = context.store.of(portal.id);
  const found = await tenant.first(
    tenant.db
      .selectFrom("attempts")
      .innerJoin("steps", "steps.id", "attempts.step_id")
      .select("attempts.id")
      .where("steps.id", "=", stepId)
      .where("attempts.code", "=", "interrupted")
      .whereRef("attempts.started_at", ">=", "steps.begun_at")
      .limit(1),
  );
  return found !== undefined;
}
