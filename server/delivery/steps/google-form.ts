/**
 * A response in the Google form, handed in by the script that its owner installed; or a row in a tab of the form's sheet,
 * whichever the portal chose.
 *
 * The script knows submissions by their id, so a repeat finds the first one's response, and a correction takes its place. A
 * row begins with the id and is looked for by it; a correction is written over it.
 */
import { callScript, scriptAnswers, sheetRow } from "../../../connectors/google-forms/index.ts";
import { type InstalledScript, installedScript, scriptOptions } from "../../form-tools/script.ts";
import { chosenSheet } from "../../form-tools/sheet.ts";
import { writeBackOf } from "../../form-tools/write-backs.ts";
import type { Job, Step, StepResult } from "../step.ts";

export const googleForm: Step = async (job) => {
  const { tool, formId } = job.form.source;
  const named = { tool, formId };
  const back = tool === "google-forms" ? await writeBackOf(job.context, job.portal.id, named) : undefined;
  const script = back && installedScript(back);
  if (script) return byScript(job, script);
  const spreadsheetId = back && chosenSheet(back);
  return spreadsheetId === undefined ? { kind: "skipped", reason: "switched-off" } : asRow(job, spreadsheetId);
};

async function byScript({ context, form, submission }: Job, script: InstalledScript): Promise<StepResult> {
  const { answers, left } = scriptAnswers(form, submission.answers);
  if (answers.length === 0) return { kind: "skipped", reason: "nothing-for-the-form" };
  const said = await callScript(scriptOptions(context, script), {
    kind: "submission",
    submission: submission.id,
    revision: submission.revision,
    acceptedAt: new Date(submission.acceptedAt).toISOString(),
    flow: { id: submission.flowId, name: submission.flowName },
    source: "whatsapp",
    answers,
  });
  const missing = [...left, ...(said.left ?? [])];
  if (missing.length > 0) return { kind: "done", reason: `left-out:${missing.join(",")}` };
  return { kind: "done", ...(said.kind === "found" && { reason: "found-again" }) };
}

function asRow(job: Job, spreadsheetId: string): Promise<StepResult> {
  const { portal, forms, form, submission } = job;
  const mayStand = job.attempts > 1 || submission.revision > 1 || submission.corrected;
  return forms.sheet(portal.id, spreadsheetId, async (sheet): Promise<StepResult> => {
    await sheet.prepare();
    const there = mayStand ? await sheet.find(submission.id) : undefined;
    if (there !== undefined && submission.revision === 1) return { kind: "done", reason: "found-again" };
    const { columns, row } = sheetRow(form, submission);
    job.mayCall();
    await sheet.write(columns, row, there);
    return { kind: "done" };
  });
}
