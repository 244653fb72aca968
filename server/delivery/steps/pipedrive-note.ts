/**
 * The answers as a note on the person in Pipedrive.
 *
 * Its create call takes no key. The note's last line is the submission's id, and whatever may stand there already is
 * looked for by it among the person's notes: a repeated try finds it, and a correction is written over it.
 */
import { noteContent, type Pipedrive } from "../../../connectors/pipedrive/index.ts";
import { OutsideError } from "../../../core/errors.ts";
import type { Job, Step, StepResult } from "../step.ts";
import { knownPerson, landPerson, switchedOff } from "./pipedrive-person.ts";

export const pipedriveNote: Step = async (job) =>
  (await switchedOff(job)) ??
  job.pipedrive.inTurn(job.portal.id, job.mayCall, async (client, place) => {
    const known = await knownPerson(job, place);
    try {
      if (known !== undefined) return await write(job, client, known);
    } catch (error) {
      if (!isRefusal(error) || (await client.person(known ?? "", place.fieldCode))) throw error;
    }
    // Deleted or merged since the step before, or another company was connected.
    const { personId, writes } = await landPerson(job, client, place);
    return { ...(await write(job, client, personId)), writes };
  });

type Done = Extract<StepResult, { kind: "done" }>;

async function write(job: Job, client: Pipedrive, personId: string): Promise<Done> {
  const { form, submission } = job;
  const mayStand = job.attempts > 1 || submission.revision > 1 || submission.corrected;
  const there = mayStand ? await client.findNote(personId, submission.id) : undefined;
  const content = noteContent(form, submission);
  if (there === undefined) {
    await client.createNote(personId, content);
    return { kind: "done" };
  }
  if (submission.revision === 1 && !submission.corrected) return { kind: "done", reason: "found-again" };
  await client.updateNote(there, content);
  return { kind: "done" };
}

function isRefusal(error: unknown): boolean {
  return error instanceof OutsideError && ["pipedrive.refused", "pipedrive.not_found"].includes(error.code);
}
