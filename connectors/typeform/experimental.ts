/**
 * EXPERIMENTAL: hands answers in at the form's own page, as a browser does. Typeform documents none of these calls, may change
 * them at any time, and its terms may forbid them (form-tools reference 2.11): nothing calls this unless the operator switched
 * it on and the owner of the form chose it.
 *
 * Nothing tells whether a call that got no answer landed, and nothing finds it again: such a call is never repeated.
 */
import { z } from "zod";
import { OutsideError } from "../../core/errors.ts";
import { type Answered, call, outsideError, parsed, retryAfterOf, type Verdict, type Wire } from "../json-call.ts";
import type { ExperimentalBody } from "./experimental-body.ts";

export interface ExperimentalOptions extends Wire {
  /** The host of the form's page, `https://<account>.typeform.com`. */
  readonly pageBase: string;
  /** Asked right before the call that cannot be taken back. */
  readonly mayCall: () => void;
}

const startedSchema = z.object({
  signature: z.string().min(1),
  submission: z.object({ landed_at: z.number(), submission_id: z.string().optional() }),
});

/** @throws OutsideError `typeform.*`; `typeform.may_have_landed` (give up) where nobody knows whether it stands there */
export async function handInAtPage(
  { pageBase, mayCall, ...wire }: ExperimentalOptions,
  formId: string,
  body: ExperimentalBody,
): Promise<void> {
  const at = (path: string) => `${pageBase}/forms/${encodeURIComponent(formId)}/${path}`;
  const common = { tool: "typeform", label: "Typeform", method: "POST" } as const;
  const starting = { ...common, url: at("start-submission"), json: {} };
  const started = await call(wire, starting);
  if (started.status < 200 || started.status > 299) throw outsideError(started, judge(started));
  const { signature, submission } = parsed(starting, started, startedSchema);
  const { landed_at, submission_id } = submission;
  mayCall();
  const completing = {
    ...common,
    url: at("complete-submission"),
    writes: true,
    json: { signature, form_id: formId, landed_at, ...(submission_id ? { submission_id } : {}), ...body },
  };
  const completed = await completedBy(() => call(wire, completing));
  if (completed.status >= 500 || completed.status === 408) throw uncertain();
  if (completed.status < 200 || completed.status > 299) throw outsideError(completed, judge(completed));
}

async function completedBy(makeCall: () => Promise<Answered>): Promise<Answered> {
  try {
    return await makeCall();
  } catch (error) {
    if (error instanceof OutsideError && error.mayHaveLanded) throw uncertain(error);
    throw error;
  }
}

function uncertain(cause?: unknown): OutsideError {
  const message = "Typeform did not say whether it took the response. Look at the form's results before you replay.";
  return new OutsideError(message, { code: "typeform.may_have_landed", remedy: "give-up", cause });
}

function judge({ status, headers }: Answered): Verdict {
  if (status === 429 || status >= 500 || status === 408) {
    const message = "Typeform's form page takes nothing at the moment. This goes on by itself.";
    return { code: "typeform.page_unavailable", remedy: "retry", message, retryAfterMs: retryAfterOf(headers) };
  }
  const message =
    "Typeform's form page does not take the response: the form is closed or private, asks for a CAPTCHA, or the page works in another way now. This way in is experimental; choose another destination.";
  return { code: "typeform.page_refused", remedy: "give-up", message };
}
