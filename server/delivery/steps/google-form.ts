/**
 * A response in the Google form, handed in by the script that its owner installed. The script knows submissions by their
 * id, so a repeat finds the first one's response, and a correction takes its place.
 */
import { callScript, scriptAnswers } from "../../../connectors/google-forms/index.ts";
import { installedScript, scriptOptions } from "../../form-tools/script.ts";
import { writeBackOf } from "../../form-tools/write-backs.ts";
import type { Step } from "../step.ts";

export const googleForm: Step = async ({ context, portal, form, submission }) => {
  const { tool, formId } = form.source;
  const back = tool === "google-forms" ? await writeBackOf(context, portal.id, { tool, formId }) : undefined;
  const script = back && installedScript(back);
  if (!script) return { kind: "skipped", reason: "switched-off" };
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
};
