/**
 * A message to the customer that the answers have arrived, in the words of the business, or in those of the form.
 *
 * Where WhatsApp says neither that it went nor that it did not, it stays unconfirmed: a customer gets no receipt rather than
 * two.
 */
import { thanksFor } from "../../../core/conversation/index.ts";
import { wordsFor } from "../../../core/texts/index.ts";
import { settingsOf } from "../../publishing/settings.ts";
import { sendByKey } from "../../sending/store.ts";
import type { Job, Step, StepResult } from "../step.ts";
import { heardOf, originOf, sendText, skipped, windowFor } from "./free-text.ts";

export const receipt: Step = async (job) => {
  if (job.submission.revision > 1) return skipped("correction");
  const earlier = await sendByKey(job.context, job.portal.id, keyOf(job));
  if (earlier) return known(await heardOf(job, earlier));
  const origin = await originOf(job);
  const wished = origin && settingsOf(origin).receipt;
  if (!origin || !wished) return skipped("switched-off");
  const thanks = wished.text?.replaceAll("{form}", job.submission.flowName) ?? thanksFor(job.form, job.submission);
  const body = job.form.personLink ? `${thanks}\n\n${wordsFor(job.form.language).person.offer}` : thanks;
  const window = await windowFor(job, origin);
  if (window === "open") return sendText(job, origin, { key: keyOf(job), source: "receipt", body });
  if (window === "closed") return skipped("window-closed");
  return { kind: "not-yet", reason: "window-closed", afterMs: 15_000 };
};

function keyOf({ submission }: Job): string {
  return `receipt:${submission.id}`;
}

function known(heard: Awaited<ReturnType<typeof heardOf>>): StepResult {
  return typeof heard === "string" ? skipped(heard) : heard;
}
