/**
 * Lets the workflow go on that sent this Flow and waits for its answers. After the contact, so that the workflow's next
 * branch sees what was written there. It only says that the answers are here: HubSpot is told by workflows/.
 */
import { executionOfSend } from "../../workflows/answered.ts";
import { outputsIn } from "../../workflows/outputs.ts";
import { requestOf, settleWrites } from "../../workflows/store.ts";
import type { Step } from "../step.ts";

/** The answers were faster than the note that the message has left. */
const lookAgainMs = 10_000;

export const workflow: Step = async ({ context, portal, personId, submission, form }) => {
  const row = await executionOfSend(context, portal.id, submission.send);
  if (row?.action !== "send_and_wait") return { kind: "skipped", reason: "workflow-does-not-wait" };
  if (row.state === "queued") return { kind: "not-yet", reason: "workflow-not-ready", afterMs: lookAgainMs };
  if (row.state !== "waiting") return { kind: "skipped", reason: "workflow-went-on" };
  const request = await requestOf(context, portal.id, row);
  const answered = { personId, outputs: outputsIn(form, submission, request) };
  return { kind: "done", writes: await settleWrites(context, portal.id, row, { outcome: "ANSWERED", answered }) };
};
