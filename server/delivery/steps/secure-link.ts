/**
 * The message with the link to what is asked on our own page. Only a link's hash is stored, so whatever is sent again is
 * sent with a link of its own; both open the same page, which can be answered once.
 *
 * The question must not be forgotten in silence: where no message can be sent, or none is known to have arrived, the step
 * becomes a dead letter that somebody can replay.
 */
import { OutsideError } from "../../../core/errors.ts";
import { plainLine, shorten } from "../../../core/flow/text.ts";
import { momentIn, wordsFor } from "../../../core/texts/index.ts";
import { eventWrites } from "../../insight/events.ts";
import { newLink } from "../../secure-questions/links.ts";
import { type SecureRow, secureQuestionsOf } from "../../secure-questions/records.ts";
import { settle } from "../../sending/send.ts";
import type { Row } from "../../store/index.ts";
import type { Job, Step, StepResult } from "../step.ts";
import { heardOf, originOf, sendText, skipped, windowFor } from "./free-text.ts";

export const secureLink: Step = async (job) => {
  const { context, portal, submission } = job;
  const asked = await secureQuestionsOf(context, portal.id, submission.id);
  if (asked?.status !== "waiting") return skipped(asked?.status ?? "withdrawn");
  const messages = await messagesOf(job);
  const [newest] = messages;
  if (newest && newest.status !== "failed") return heard(job, newest);
  if (asked.expires_at <= context.now()) return skipped("expired");
  const origin = await originOf(job);
  if (!origin) return skipped("withdrawn");
  const window = await windowFor(job, origin);
  if (window === "opening") return { kind: "not-yet", reason: "window-closed", afterMs: 15_000 };
  if (window === "closed") throw undelivered("secure.window_closed");
  const link = newLink(context, portal.id, asked, job.stepId);
  const result = await sendText(job, origin, {
    key: `secure:${job.stepId}:${messages.length + 1}`,
    source: "secure_link",
    body: bodyOf(job, asked, link.url),
    with: (sendId) => [
      link.write(sendId),
      ...eventWrites(context, portal.id, subjectOf(job), [{ kind: "secure_asked" }]),
    ],
  });
  if (result.kind === "skipped" && result.reason.startsWith("whatsapp.")) throw undelivered("secure.window_closed");
  return result;
};

/** What this step has sent, newest first. A send that WhatsApp refused plainly is forgotten. */
async function messagesOf({ context, portal, stepId }: Job): Promise<Row<"sends">[]> {
  const tenant = context.store.of(portal.id);
  return tenant.all(
    tenant.db
      .selectFrom("secure_links")
      .innerJoin("sends", "sends.id", "secure_links.send_id")
      .selectAll("sends")
      .where("secure_links.step_id", "=", stepId)
      .orderBy("secure_links.created_at", "desc"),
  );
}

async function heard(job: Job, send: Row<"sends">): Promise<StepResult> {
  const word = await heardOf(job, send);
  if (word !== "unconfirmed" && word !== "failed") return word;
  // From here on it counts as failed: a replay sends a new link.
  await settle(job.context, job.portal.id, send.id, "failed", { reason: "unconfirmed" });
  throw undelivered("secure.unconfirmed");
}

function undelivered(code: string): OutsideError {
  return new OutsideError("The link to the secure page was not sent, or did not arrive.", { code, remedy: "give-up" });
}

function bodyOf({ form, portal }: Job, { expires_at }: SecureRow, link: string): string {
  const { secure, message } = wordsFor(form.language);
  const until = momentIn(form.language, expires_at, portal.settings.timeZone);
  return `${secure.message(titled(form, message.ourForm), link)}\n${secure.forYou(until)}`;
}

/** Long titles are cut: a message is read in a chat. */
function titled({ title }: Job["form"], ourForm: string): string {
  const plain = plainLine(title);
  return plain === "" ? ourForm : `“${shorten(plain, 120)}”`;
}

function subjectOf({ personId, submission }: Job) {
  return { person_id: personId, flow_id: submission.flowId, submission_id: submission.id };
}
