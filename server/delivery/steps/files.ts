/**
 * Fetches the files of a submission from WhatsApp, checks them by their contents, and keeps them encrypted. It hangs on no
 * other step and none hangs on it. Each file is written down as soon as it is safe, so a repeated step finds it done.
 */
import { fetchFile } from "../../../connectors/whatsapp/media.ts";
import { OutsideError } from "../../../core/errors.ts";
import { fileLimits } from "../../../core/flow/file-types.ts";
import { contentTypes } from "../../../core/submission/content-type.ts";
import { mediaHosts } from "../../config.ts";
import { refusedWrites, storedWrites, type WaitingFile, waitingFiles } from "../files.ts";
import type { Job, Step, StepResult } from "../step.ts";

/** One file is given so long; after the budget the step ends, and goes on with the others when it comes again. */
const timeoutMs = 30_000;
const budgetMs = 45_000;

export const files: Step = async (job) => {
  const { context, portal, submission } = job;
  const begun = context.now();
  const failures: OutsideError[] = [];
  const refused: string[] = [];
  for (const waiting of inTurn(await waitingFiles(context, portal.id, submission.id), job.attempts)) {
    if (context.now() - begun > budgetMs) return unfinished(failures);
    try {
      const reason = await oneOfFew(() => take(job, waiting));
      if (reason) refused.push(reason);
    } catch (error) {
      if (!(error instanceof OutsideError)) throw error;
      failures.push(error);
    }
  }
  const failure = worthRetrying(failures);
  if (failure) throw failure;
  return { kind: "done", ...(refused.length > 0 && { reason: `refused:${[...new Set(refused)].join(",")}` }) };
};

/** Another one first each time, so that a file that takes long does not keep the others waiting for ever. */
function inTurn(list: readonly WaitingFile[], attempts: number): WaitingFile[] {
  const first = list.length > 0 ? (attempts - 1) % list.length : 0;
  return [...list.slice(first), ...list.slice(0, first)];
}

function unfinished(failures: readonly OutsideError[]): StepResult {
  const failure = worthRetrying(failures);
  if (failure) throw failure;
  return { kind: "not-yet", reason: "more-files", afterMs: 1 };
}

/** What may still come is tried again before what will not makes a dead letter of the step. */
function worthRetrying(failures: readonly OutsideError[]): OutsideError | undefined {
  return failures.find(({ remedy }) => remedy === "retry") ?? failures[0];
}

/** @returns why the file was refused; undefined when it is kept */
async function take({ context, portal, personId, form }: Job, { id, fieldId, file }: WaitingFile) {
  const field = form.fields[fieldId];
  if (field?.kind !== "file") return refuse("no_such_question");
  const { types, maxBytes } = fileLimits(field);
  const { fetch, config } = context;
  const hosts = mediaHosts(config);
  const fetched = await fetchFile({ fetch, hosts, baseUrl: config.META_MEDIA_BASE, timeoutMs }, file, maxBytes);
  if (!fetched.ok) return refuse(fetched.reason);
  const { bytes } = fetched;
  if (bytes.length === 0) return refuse("empty");
  if (bytes.length > maxBytes) return refuse("too_large");
  const type = contentTypes(bytes).find((found) => types.includes(found));
  if (!type) return refuse("wrong_type");
  const blob = await context.blobs.put({ portalId: portal.id, personId, type, maxBytes }, only(bytes));
  await context.store.of(portal.id).commit(storedWrites(context, portal.id, id, type, blob));
  return undefined;

  async function refuse(reason: string): Promise<string> {
    await context.store.of(portal.id).commit(refusedWrites(context, portal.id, id, reason));
    context.log.warn("file.refused", { portal: portal.id, file: id, code: reason });
    return reason;
  }
}

async function* only(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** A file is in memory as a whole, more than once while it is opened: so many at a time in this process. */
const mostAtOnce = 2;
let atWork = 0;
const queue: (() => void)[] = [];

async function oneOfFew<Result>(work: () => Promise<Result>): Promise<Result> {
  if (atWork >= mostAtOnce) await new Promise<void>((resolve) => queue.push(resolve));
  else atWork += 1;
  try {
    return await work();
  } finally {
    const next = queue.shift();
    if (next) next();
    else atWork -= 1;
  }
}
