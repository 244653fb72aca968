/**
 * A response in the survey that the form came from, in a collector of our own.
 *
 * SurveyMonkey's create call takes no key. The submission's id is the response's custom value, and whatever may stand there
 * already is looked for by it: a repeated try finds it, and a correction replaces it in place.
 */
import { type SurveyResponses, surveyResponse } from "../../../connectors/surveymonkey/index.ts";
import { OutsideError } from "../../../core/errors.ts";
import { askForPlace, rememberedPlace, type SurveyPlace } from "../../form-tools/survey-place.ts";
import { rememberWrite, type WriteBack, writeBackOf } from "../../form-tools/write-backs.ts";
import type { Job, Step, StepResult } from "../step.ts";

export const surveyMonkeyResponse: Step = async (job) => {
  const { context, portal, form, forms } = job;
  const { tool, formId } = form.source;
  const back = tool === "surveymonkey" ? await writeBackOf(context, portal.id, { tool, formId }) : undefined;
  if (back?.way !== "api") return { kind: "skipped", reason: "switched-off" };
  return forms.surveyResponses(portal.id, (client) => deliver(job, back, client));
};

async function deliver(job: Job, back: WriteBack, client: SurveyResponses): Promise<StepResult> {
  const { context, portal, form } = job;
  const { formId, revision } = form.source;
  const known = rememberedPlace(back.remembered);
  if (known?.revisions.includes(revision)) {
    try {
      return await respond(job, known, client);
    } catch (error) {
      // The survey or its collector may have changed since it was asked for: it is looked at again, once.
      if (!(error instanceof OutsideError && error.remedy === "give-up")) throw error;
    }
  }
  const place = await askForPlace(client, formId, [...new Set([...(known?.revisions ?? []), revision])]);
  await context.store.of(portal.id).commit([rememberWrite(context, portal.id, back, JSON.stringify(place))]);
  return respond(job, place, client);
}

async function respond(job: Job, { survey, collectorId }: SurveyPlace, client: SurveyResponses): Promise<StepResult> {
  const { form, submission } = job;
  const { body, left } = surveyResponse(survey, form, submission);
  if (body.pages.length === 0) return { kind: "skipped", reason: "nothing-for-the-survey" };
  const reason = left.length > 0 ? { reason: `left-out:${left.join(",")}` } : {};
  const mayStand = job.attempts > 1 || submission.revision > 1 || submission.corrected;
  const there = mayStand ? await client.find(collectorId, submission.id) : undefined;
  job.mayCall();
  if (there === undefined) {
    await client.create(collectorId, body);
    return { kind: "done", ...reason };
  }
  if (submission.revision === 1) return { kind: "done", reason: "found-again" };
  await client.replace(collectorId, there, body);
  return { kind: "done", ...reason };
}
